"""Who said what: what the head of attribution marks, on PolNeAR by CofeNet's protocol. Imports: rows, shared, analyst."""

from typing import Any

from benchmarks.encoder.analyst import Analyst, Read
from benchmarks.rows import Row
from benchmarks.shared import file, hashes, lines, scored

SCORER = "benchmarks/attribution/score.py"
POLNEAR = "benchmarks/attribution/polnear.dev.jsonl"
COFENET = "benchmarks/attribution/polnear.cofenet_dev.jsonl"
GUM = "benchmarks/attribution/gum.{}.jsonl"
Fragments = list[tuple[int, int]]


def polnear(analyst: Analyst) -> list[Row]:
    """Sources, cues and contents, and the words of contents."""
    predictions = [_flat(read) for read in analyst.file(POLNEAR)]
    found = scored(SCORER, POLNEAR, predictions, "--cofenet", str(file(COFENET)), "--json", "out.json")
    data = hashes(POLNEAR, COFENET)

    def row(metric: str, ours: float, goal: float | None, rival: str) -> Row:
        return Row(task="who said what, PolNeAR", metric=metric, ours=ours, data=data, goal=goal, rival=rival)

    exact = {role: 100 * one["exact"][2] for role, one in found["cofenet"].items()}
    best = "CofeNet-BERT {} (test)"
    return [
        row("PolNeAR source exact F1", exact["source"], 82, best.format("83.2")),
        row("PolNeAR cue exact F1", exact["cue"], 74, best.format("75.3")),
        row("PolNeAR content exact F1", exact["content"], 68, best.format("72.9") + ", Citron 48.7"),
        row("PolNeAR content tokens F1", _tokens_f1(lines(COFENET), predictions), 91.5, "–"),
    ]


def _flat(read: Read) -> dict[str, Any]:
    """All that the head marks, of each kind: CofeNet's protocol knows no links."""
    marked: dict[str, Fragments] = {"content": [], "cue": [], "source": []}
    for one in read.analysis.marked["attribution"]:
        span = read.analysis.span(one)
        marked[one.kind].append((span.start, span.end))
    return {"id": read.line["id"], "attributions": [marked]}


def _tokens_f1(instances: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> float:
    """Tokens labelled content, where a cue or a source over it wins, as CofeNet has it."""
    roles = {one["id"]: _characters(one["attributions"]) for one in predictions}
    right = marked = gold = 0
    for instance in instances:
        content, other = roles[instance["id"]]
        for label, (start, end) in zip(instance["labels"], instance["offsets"], strict=True):
            token = set(range(start, end)) if start >= 0 else set()
            mine, theirs = bool(token & content) and not token & other, label.endswith("content")
            right, marked, gold = right + (mine and theirs), marked + mine, gold + theirs
    return 200 * right / max(1, marked + gold)


def _characters(attributions: list[dict[str, Any]]) -> tuple[set[int], set[int]]:
    """Those of contents, and those of cues and sources."""
    content, other = (
        {at for one in attributions for role in roles for span in one[role] for at in range(*span)}
        for roles in (("content",), ("cue", "source"))
    )
    return content, other
