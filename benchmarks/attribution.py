"""Who said what, as readings have it: whole attributions on PolNeAR, nesting on GUM, whom sources mean on GUM's coreference.

Development halves, by the scorer of the shared benchmarks: texts as they stand, one section each. Nested attributions are
left out on PolNeAR, which has only outermost ones. GUM's source and cue are derived from its trees; its news are few.
Imports: rows, shared, analyst, speakers; the pipeline's rooms.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import shared, speakers
from benchmarks.encoder.analyst import Analyst, Read
from benchmarks.encoder.said import COFENET, GUM, POLNEAR, SCORER
from benchmarks.rows import Row
from benchmarks.shared import file, hashes, scored
from sayso.attribution import Found, attribute

TASK = "who said what, readings"
GUM_DEV = GUM.format("dev")
VOICES = {"direct": 90, "mixed": 75, "indirect": 58}
"""Voice → the recall that we want."""


def predicted(read: Read, *, nested: bool) -> dict[str, Any]:
    """A document's attributions as the scorer has them, those within others too if `nested`."""
    found = attribute(read.analysis, ())
    kept = [one for one in found if nested or one.within is None]
    return {"id": read.line["id"], "attributions": [_json(one) for one in kept]}


def _json(one: Found) -> dict[str, Any]:
    spans = {
        role: [[span.start, span.end] for span in getattr(one, role)] for role in ("source", "cue", "content")
    }
    return {**spans, "nested_in": one.within}


def rows(analyst: Analyst) -> list[Row]:
    """All figures of attribution."""
    return [*polnear(analyst), *gum(analyst), *spoken()]


def polnear(analyst: Analyst) -> list[Row]:
    """Contents that share four fifths of their letters with the gold ones, with the head of the source right (line d)."""
    predictions = [predicted(read, nested=False) for read in analyst.file(POLNEAR)]
    found = scored(SCORER, POLNEAR, predictions, "--cofenet", str(file(COFENET)), "--json", "out.json")
    counts, data = found["counts"], hashes(POLNEAR, COFENET)
    exact = 100 * found["cofenet"]["content"]["exact"][2]
    figures: list[tuple[str, float, float | None, str]] = [
        (
            "PolNeAR whole attributions F1 (line d)",
            100 * found["prf"]["d"][2],
            65,
            "Citron 43.5, people 70.6",
        ),
        ("PolNeAR whole attributions precision", 100 * found["prf"]["d"][0], None, "Citron 54.4 (test)"),
        *(
            (f"PolNeAR {voice} speech recall", _share(counts, f"d_tp_g_{voice}", f"gold_{voice}"), goal, "–")
            for voice, goal in VOICES.items()
        ),
        ("PolNeAR content exact F1, readings", exact, 68, "CofeNet-BERT 72.9 (test), Citron 48.7"),
    ]
    return [_row(metric, ours, goal, rival, data) for metric, ours, goal, rival in figures]


def gum(analyst: Analyst) -> list[Row]:
    """News, and what stands in contents: found, and in the right parent."""
    read = analyst.file(GUM_DEV)
    predictions, data = [predicted(one, nested=True) for one in read], hashes(GUM_DEV)
    counts = scored(SCORER, GUM_DEV, predictions, "--json", "out.json")["counts"]
    right, gold, told = counts.get("nest_parent", 0), counts["nest_g"], counts.get("nest_p", 0)
    news = [one.line for one in read if one.line["meta"]["genre"] == "news"]
    rival = "all 0"
    figures: list[tuple[str, float, float | None, str]] = [
        (
            "GUM news whole attributions F1 (line d)",
            _line_d(news, predictions),
            55,
            "GenderGapTracker 50.0 (all)",
        ),
        (
            "GUM inner contents found",
            _share(counts, "nest_found", "nest_g"),
            60,
            "GenderGapTracker 26.7 (all parts)",
        ),
        ("GUM inner contents and their parents F1", 200 * right / max(1, gold + told), 50, rival),
        ("GUM inner contents and their parents precision", 100 * right / max(1, told), 60, rival),
    ]
    return [_row(metric, ours, goal, rival, data) for metric, ours, goal, rival in figures]


def spoken() -> list[Row]:
    """Whom sources that are no names mean."""
    files = [name.format(half) for half in speakers.HALVES for name in (speakers.TREEBANK, speakers.SAID)]
    result, _ = speakers.outcomes()
    found = [one for one in result.outcomes if one.answer]
    named = [one for one in found if one.case.kind == "named"]
    data = hashes(*files)
    return [
        _row("GUM sources without a name resolved right", _right(found), 80, "–", data),
        _row("GUM sources without a name, who is named elsewhere", _right(named), None, "–", data),
    ]


def _right(outcomes: Sequence[speakers.Outcome]) -> float:
    return 100 * sum(one.right for one in outcomes) / max(1, len(outcomes))


def _line_d(gold: Sequence[dict[str, Any]], predictions: Sequence[dict[str, Any]]) -> float:
    """Line d on some documents alone."""
    names = {one["id"] for one in gold}
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.jsonl" for name in ("gold", "predicted")}
        for name, those in (
            ("gold", gold),
            ("predicted", [one for one in predictions if one["id"] in names]),
        ):
            paths[name].write_text("".join(json.dumps(one) + "\n" for one in those), encoding="utf-8")
        shared.printed(SCORER, paths["gold"], paths["predicted"], "--json", "out.json")
        found = json.loads((Path(folder) / "out.json").read_text(encoding="utf-8"))
    return float(100 * found["prf"]["d"][2])


def _share(counts: dict[str, int], some: str, of: str) -> float:
    return 100 * counts.get(some, 0) / max(1, counts.get(of, 0))


def _row(metric: str, ours: float, goal: float | None, rival: str, data: dict[str, str]) -> Row:
    return Row(task=TASK, metric=metric, ours=ours, data=data, goal=goal, rival=rival)
