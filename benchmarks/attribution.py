"""Who said what, on the development half of PolNeAR, by the scorer of the shared benchmarks.

`python -m benchmarks attribution`; it needs `../shared`, and says so where that is not at hand. The line to
watch is d: contents that overlap the gold ones by four fifths and have the right source.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import shared
from sayso.model import Report, Span
from sayso.pipeline import Tools, read
from sayso.readers.plain import read_head
from sayso.settings import Settings

GOLD = "benchmarks/attribution/polnear.dev.jsonl"
SCORER = "benchmarks/attribution/score.py"
KEPT = ("a1 ", "a3 ", "d ", "d  by type", "d   by type")


def predicted(document: dict[str, Any], tools: Tools) -> str:
    """One document's attributions as the scorer reads them."""
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
    if not shared.there():
        return shared.SKIPPED
    tools = Tools.load(Settings())
    found = "".join(predicted(document, tools) + "\n" for document in shared.lines(GOLD))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predicted.jsonl"
        out.write_text(found, encoding="utf-8")
        scored = shared.printed(SCORER, shared.file(GOLD), out)
    return "\n".join(line for line in scored.splitlines() if line.startswith(("docs", " ", *KEPT)))
