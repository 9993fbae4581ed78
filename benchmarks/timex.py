"""Times, as readings have them: spans and TIMEX3 values on TimeBank and AQUAINT, and the speed of the room.

Development halves, by TempEval-3's rules (relaxed: any overlap; value: relaxed F1 times the share of values that are
equal). The network has learnt where times stand on the training halves, and rules were chosen there, so only the
development halves tell anything; they are small (66 and 97 expressions). `python -m benchmarks.timex [--train]` lists
what goes wrong. Imports: rows, shared, analyst; the times room.
"""

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.encoder.analyst import Analyst
from benchmarks.rows import Row
from benchmarks.shared import NotMeasured, hashes, lines, scored
from sayso.encoder import weights
from sayso.encoder.encoder import Encoder
from sayso.errors import SaysoError
from sayso.times import read_times

SCORER = "benchmarks/times/score_times.py"
GOALS = {"TimeBank": (92, 86, "HeidelTime 85.0"), "AQUAINT": (92, 83, "HeidelTime 80.6")}
"""Corpus → the relaxed F1 and the value F1 that we want, and the best other value F1 on the same half."""


def rows(analyst: Analyst) -> list[Row]:
    """Relaxed and value F1 of both corpora."""
    return [row for name in GOALS for row in _rows(analyst, name)]


def _rows(analyst: Analyst, name: str) -> list[Row]:
    gold = _file(name, "dev")
    found, data = scored(SCORER, gold, predicted(analyst, gold)), hashes(gold)
    relaxed, value, rival = GOALS[name]
    figures: list[tuple[str, str, float, str]] = [
        ("times relaxed F1", "relaxed_f1", relaxed, "HeidelTime 90.7 (test, platinum)"),
        ("times value F1", "value_f1", value, rival),
    ]
    return [
        Row(
            task="times, readings", metric=f"{name} {what}", ours=found[key], data=data, goal=goal, rival=best
        )
        for what, key, goal, best in figures
    ]


def _file(name: str, half: str) -> str:
    return f"benchmarks/times/{name.lower()}.{half}.jsonl"


def predicted(analyst: Analyst, gold: str) -> list[dict[str, Any]]:
    """The times of each document, as the scorer has them."""
    return [{"id": line["id"], "times": _times(analyst, line)} for line in lines(gold)]


def _times(analyst: Analyst, line: dict[str, Any]) -> list[dict[str, Any]]:
    found = read_times(analyst.text(line["text"]), line["meta"]["dct"])
    return [{"start": one.start, "end": one.end, "type": one.type, "value": one.value} for one in found]


def speed() -> str:
    """Characters a second of this room alone, on texts that are analysed already."""
    analyst = Analyst(Encoder())
    read = [(analyst.text(line["text"]), line["meta"]["dct"]) for line in lines(_file("TimeBank", "train"))]
    begin = perf_counter()
    for analysis, published in read:
        read_times(analysis, published)
    took = perf_counter() - begin
    return f"{sum(len(analysis.layout.text) for analysis, _ in read) / took:,.0f} characters a second, one core (50,000 wanted)"


def main(arguments: list[str]) -> int:
    """Print what goes wrong, one expression a line: kind, document, words, gold value, ours; and the scores."""
    parser = argparse.ArgumentParser("python -m benchmarks.timex", description=__doc__)
    parser.add_argument("--train", action="store_true", help="on the training halves")
    parser.add_argument("--weights", type=Path, default=weights.shipped(), help="a folder of other weights")
    options = parser.parse_args(arguments)
    try:
        analyst = Analyst(Encoder(options.weights))
        for name in GOALS:
            gold = _file(name, "train" if options.train else "dev")
            found = predicted(analyst, gold)
            for miss in misses(lines(gold), found):
                print(json.dumps([name, *miss], ensure_ascii=False))
            score = scored(SCORER, gold, found)
            print(f"{name}: relaxed F1 {score['relaxed_f1']}, value F1 {score['value_f1']}", file=sys.stderr)
    except (SaysoError, NotMeasured) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def misses(
    gold: list[dict[str, Any]], found: list[dict[str, Any]]
) -> list[tuple[str, str, str, str | None, str | None]]:
    """What is not found, what is found in vain, and what has another value: kind, document, words, gold value, ours."""
    told: list[tuple[str, str, str, str | None, str | None]] = []
    for line, ours in zip(gold, found, strict=True):
        seen: set[int] = set()
        for one in line["times"]:
            words = line["text"][one["start"] : one["end"]]
            met = next(
                (
                    i
                    for i, it in enumerate(ours["times"])
                    if it["start"] < one["end"] and one["start"] < it["end"]
                ),
                None,
            )
            if met is None:
                told.append(("missed", line["id"], words, one["value"], None))
                continue
            seen.add(met)
            if ours["times"][met]["value"] != one["value"]:
                told.append(("value", line["id"], words, one["value"], ours["times"][met]["value"]))
        told += [
            ("in vain", line["id"], line["text"][it["start"] : it["end"]], None, it["value"])
            for i, it in enumerate(ours["times"])
            if i not in seen
        ]
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
