"""Runs benchmarks and prints their tables: `python -m benchmarks [task…]`, all tasks without a name."""

import sys

from benchmarks import attribution
from benchmarks.readers import quality, throughput

TASKS = {"readers": quality.table, "attribution": attribution.table, "throughput": throughput.table}


def main(names: list[str]) -> int:
    """Run the named tasks; 2 if there is none of a name."""
    unknown = [name for name in names if name not in TASKS]
    if unknown:
        print(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(TASKS)}", file=sys.stderr)
        return 2
    for name in names or TASKS:
        print(f"## {name}\n\n{TASKS[name]()}\n", flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
