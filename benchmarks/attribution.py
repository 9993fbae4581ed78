"""Who said what, on the development half of PolNeAR, by the scorer of the shared benchmarks.

`python -m benchmarks attribution`; it needs `../shared/benchmarks`, and says so where that is not at hand. The line to
watch is d: contents that overlap the gold ones by four fifths and have the right source.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from sayso.model import Report, Span
from sayso.pipeline import Tools, read
from sayso.readers.plain import read_head

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks" / "attribution"
KEPT = ("a1 ", "a3 ", "d ", "d  by type", "d   by type")


def predicted(line: str, tools: Tools) -> str:
    """One document's attributions as the scorer reads them."""
    document = json.loads(line)
    text = document["text"]
    report = Report(
        id=document["id"], file="-", sha256="0", text=text, language="en", sections=read_head(text).sections
    )
    reading = read(report, tools)
    said = getattr(reading, "attributions", ())
    found = [{"source": _ends(a.source), "cue": _ends(a.cue), "content": _ends(a.content)} for a in said]
    return json.dumps({"id": document["id"], "attributions": found})


def _ends(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def table() -> str:
    """The scorer's lines of interest."""
    gold = SHARED / "polnear.dev.jsonl"
    if not gold.exists():
        return "skipped: ../shared/benchmarks is not beside this checkout"
    tools = Tools.load()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        out.writelines(predicted(line, tools) + "\n" for line in gold.open())
        out.flush()
        command = [sys.executable, str(SHARED / "score.py"), str(gold), out.name]
        scored = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return "\n".join(line for line in scored.splitlines() if line.startswith(("docs", " ", *KEPT)))
