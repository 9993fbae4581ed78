"""Runs benchmarks: `python -m benchmarks [task…]`, all tasks that have floors without a name.

The tasks of the encoder, attribution, actors, coreference, places and timex (times with their values) print one table, and
`--gate` holds them to the floors in `floors.json`; the others print reports of their own: readers, speakers (whom sources mean),
throughput, adding (a user's gazetteer), segmentation, speed, timex-speed, places-speed, places-reach.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    actors,
    adding,
    attribution,
    coreference,
    floors,
    places,
    segmentation,
    shared,
    speakers,
    timex,
)
from benchmarks.encoder import TASKS as OF_THE_ENCODER
from benchmarks.encoder.analyst import Analyst
from benchmarks.readers import quality, throughput
from benchmarks.rows import Row, table
from benchmarks.speed import table as speed
from sayso.encoder import weights
from sayso.encoder.encoder import Encoder
from sayso.errors import SaysoError

TASKS = {
    **OF_THE_ENCODER,
    "attribution": attribution.rows,
    "actors": actors.rows,
    "coreference": coreference.rows,
    "places": places.rows,
    "timex": timex.rows,
}
FLOORS = Path(__file__).parent / "floors.json"
REPORTS: dict[str, Callable[[], str]] = {
    "readers": quality.table,
    "speakers": speakers.table,
    "throughput": throughput.table,
    "adding": adding.table,
    "segmentation": segmentation.table,
    "speed": speed.table,
    "timex-speed": timex.speed,
    "places-speed": places.speed,
    "places-reach": places.reach,
}


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    found.add_argument("task", nargs="*", help=", ".join([*TASKS, *REPORTS]))
    does = found.add_mutually_exclusive_group()
    does.add_argument("--gate", action="store_true", help="fail if a metric dropped below its floor")
    does.add_argument(
        "--pin", action="store_true", help="set the floors a tenth of a point below what is measured"
    )
    found.add_argument("--lower", action="store_true", help="with --pin: floors may get lower")
    found.add_argument("--weights", type=Path, default=weights.shipped(), help="a folder of other weights")
    return found


def main(arguments: list[str]) -> int:
    """Run what is asked for. 0 if all went well, 1 if the gate fails or a floor may not be pinned."""
    options = parser().parse_args(arguments)
    unknown = [name for name in options.task if name not in TASKS | REPORTS]
    if unknown:
        parser().error(
            f"no benchmark is called {', '.join(unknown)}; there are {', '.join([*TASKS, *REPORTS])}"
        )
    try:
        return run(options)
    except (SaysoError, shared.NotMeasured) as error:
        print(error, file=sys.stderr)
        return 1


def run(options: argparse.Namespace) -> int:
    """As `main`. Raises: BadWeights, NotMeasured."""
    status = 0
    tasks = [name for name in options.task or TASKS if name in TASKS]
    if tasks and not shared.there():
        print(shared.SKIPPED)
    elif tasks:
        rows = measure(tasks, options.weights)
        pins = floors.load(FLOORS)
        print(table(rows, {metric: pin.floor for metric, pin in pins.items()}), flush=True)
        faults = hold(rows, FLOORS, options)
        print("".join(f"{fault}\n" for fault in faults), end="", file=sys.stderr)
        status = int(bool(faults))
    for name in options.task:
        if name in REPORTS:
            print(f"\n## {name}\n\n{REPORTS[name]()}", flush=True)
    return status


def measure(tasks: list[str], folder: Path) -> list[Row]:
    """The rows of some tasks. Raises: BadWeights, NotMeasured."""
    encoder = Encoder(folder)
    encoder.load()
    analyst = Analyst(encoder)
    return [row for name in tasks for row in TASKS[name](analyst)]


def hold(rows: list[Row], file: Path, options: argparse.Namespace) -> list[str]:
    """Gate by the floors of `file` or pin them there, whichever is asked for; what is wrong."""
    pins = floors.load(file)
    if options.gate:
        return floors.faults(rows, pins, whole=not options.task)
    if options.pin:
        try:
            floors.save(file, floors.pinned(rows, pins, lower=options.lower))
        except floors.NotPinned as refusal:
            return [*refusal.faults, "no floor was written"]
    return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
