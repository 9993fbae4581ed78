"""Time expressions: where they stand; their values are the times room's. Imports: rows, shared, analyst."""

from typing import Any

from benchmarks.encoder.analyst import Analyst
from benchmarks.rows import Row
from benchmarks.shared import hashes, lines, scored


def rows(analyst: Analyst) -> list[Row]:
    """Relaxed F1, any overlap, as in TempEval-3."""
    return [
        _row(analyst, name, f"benchmarks/times/{name.lower()}.dev.jsonl") for name in ("TimeBank", "AQUAINT")
    ]


def _row(analyst: Analyst, name: str, gold: str) -> Row:
    predictions = [{"id": line["id"], "times": _times(analyst, line["text"])} for line in lines(gold)]
    found = scored("benchmarks/times/score_times.py", gold, predictions)
    return Row(
        task="times",
        metric=f"{name} relaxed F1",
        ours=found["relaxed_f1"],
        data=hashes(gold),
        goal=93,
        rival="HeidelTime 90.7 (test, platinum)",
    )


def _times(analyst: Analyst, text: str) -> list[dict[str, Any]]:
    analysis = analyst.text(text)
    marked = [(analysis.span(one), one.kind) for one in analysis.marked["times"]]
    return [{"start": span.start, "end": span.end, "type": kind, "value": ""} for span, kind in marked]
