"""Certainty of gold predicates, each corpus on its own scale. Imports: rows, shared, analyst.

A text is one tokenised sentence; a predicate has the value of the word that covers its first character.
"""

from bisect import bisect_right
from typing import Any

from benchmarks.encoder.analyst import Analyst
from benchmarks.rows import Row
from benchmarks.shared import hashes, lines, scored
from sayso.encoder.network import SCALES

CORPORA = {
    "uw": ("UW", "uw", 80, "SVR 70.8 (test)"),
    "uds": ("UDS-IH2", "uds_ih2", 80, "SVR 73.5 (test)"),
    "meantime": ("MEANTIME", "meantime", 60, "SVR 46 (test)"),
}
"""Scale → the corpus, its file, our goal, the best rival."""


def rows(analyst: Analyst) -> list[Row]:
    """Pearson's r, in hundredths."""
    found = []
    for scale, (corpus, file, goal, rival) in CORPORA.items():
        gold = f"benchmarks/factuality/{file}.dev.jsonl"
        predictions = [_certain(analyst, line, SCALES.index(scale)) for line in lines(gold)]
        ours = 100 * scored("benchmarks/factuality/score_factuality.py", gold, predictions)["r"]
        found.append(
            Row(
                task="certainty",
                metric=f"{corpus} r × 100",
                ours=ours,
                data=hashes(gold),
                goal=goal,
                rival=rival,
            )
        )
    return found


def _certain(analyst: Analyst, line: dict[str, Any], scale: int) -> dict[str, Any]:
    analysis = analyst.text(line["text"])
    starts = [word.start for word in analysis.layout.words]
    values = analysis.scores.certainties[:, scale].clip(-3, 3).tolist()
    predicates = [
        {"start": one["start"], "end": one["end"], "score": values[bisect_right(starts, one["start"]) - 1]}
        for one in line["predicates"]
    ]
    return {"id": line["id"], "predicates": predicates}
