"""Places, end to end: six corpora of texts whose places are marked; found, and put within 161 km.

Development halves, cross-validated in five parts: the trees that place a text have learnt from texts of the other parts
alone, and all of a newspaper's texts (LGL's) stand in one part. The trees that ship have learnt from all of them, so only
the cross-validated figures tell anything. Words for people ("Iraqi") are left out where the corpus does not mark them. Countries
are neutral, and names inside of other names in re3d. "Kept": of the four fifths of the answers to gold places that score
highest, in all corpora together, the share that is right.
`python -m benchmarks.places [CORPUS…]` lists what goes wrong. Imports: rows, shared, analyst; the places room, its training.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from time import process_time
from typing import Any
from zlib import crc32

from benchmarks.encoder.analyst import Analyst
from benchmarks.rows import Row
from benchmarks.shared import NotMeasured, file, hashes, scored
from sayso.encoder.encoder import Encoder
from sayso.errors import SaysoError
from sayso.places import NEARBY_KM, trees
from sayso.places.distances import Point, distance_km
from sayso.places.gazetteer import Gazetteer, open_gazetteer
from sayso.places.locating import Located, locate
from training.places import ranker
from training.places.ranker import Text

TASK = "places, end to end"
SCORER = "benchmarks/places/score.py"
GOALS = {
    "lgl": ("LGL", 70, "62.3 (test)"),
    "trnews": ("TR-News", 82, "76.7 (test)"),
    "gwn": ("GeoWebNews", 66, "58.3 (test)"),
    "geovirus": ("GeoVirus", 76, "71.6 (test)"),
    "tud": ("TUD-Loc", 65, "60.3 (test)"),
    "re3d": ("re3d", 68, "59.7 (test)"),
}
"""Corpus → its name, the F1 that we want, and what spaCy's middle model with boosted trees over the same gazetteer reaches."""
PARTS = 5
KEPT = 0.8
_IGNORED = {"re3d": ("--ignore", "embedded")}


def rows(analyst: Analyst) -> list[Row]:
    """F1 of each corpus, and how far the best answers can be trusted."""
    placed = cross_validated(analyst)
    found = []
    for corpus, (name, goal, rival) in GOALS.items():
        mine = [(text, answers) for text, answers in placed if text.corpus == corpus]
        score = scored(
            SCORER, _file(corpus), _predictions(mine), "--sub", "--json", *_IGNORED.get(corpus, ())
        )
        found.append(_row(f"{name} places F1", 100 * score["e2e_F1"], (corpus,), goal, rival))
    right, threshold = kept(list(_answers(placed)))
    note = f"at a score of {threshold:.2f}"
    return [*found, _row("places kept, right", 100 * right, tuple(GOALS), 95, "95.5 (test, LGL)", note)]


def _row(metric: str, ours: float, corpora: Sequence[str], goal: float, rival: str, note: str = "") -> Row:
    data = hashes(*map(_file, corpora))
    return Row(task=TASK, metric=metric, ours=ours, data=data, goal=goal, rival=rival, note=note)


def _file(corpus: str) -> str:
    return f"benchmarks/places/{corpus}.dev.jsonl"


@cache
def _gazetteer() -> Gazetteer:
    return open_gazetteer()


def cross_validated(analyst: Analyst) -> list[tuple[Text, tuple[Located, ...]]]:
    """Each text with the places that trees find which have not seen it. Raises: NotMeasured."""
    try:
        import lightgbm  # noqa: F401  # told here rather than in the midst of it
    except ImportError:
        raise NotMeasured("places are learnt anew to be measured; pip install '.[training]'") from None
    gazetteer = _gazetteer()
    texts = ranker.load(file(_file("lgl")).parents[2], gazetteer, analyst.text)
    found = []
    for part in range(PARTS):
        learnt = ranker.learn([text for text in texts if part_of(text) != part], gazetteer)
        found += [
            (text, locate(text.page, gazetteer, learnt, ranker.told(text.line, gazetteer)))
            for text in texts
            if part_of(text) == part
        ]
    return found


def part_of(text: Text) -> int:
    """The part that a text stands in."""
    together = text.line["meta"]["domain"] if text.corpus == "lgl" else text.line["id"]
    return crc32(f"{text.corpus} {together}".encode()) % PARTS


def _predictions(placed: Sequence[tuple[Text, tuple[Located, ...]]]) -> list[dict[str, Any]]:
    return [{"id": text.line["id"], "places": list(_places(text, answers))} for text, answers in placed]


def _places(text: Text, answers: Sequence[Located]) -> Iterator[dict[str, Any]]:
    for one in answers:
        if _is_people(one, text.corpus):
            continue
        entry = one.hit.entry if one.hit else one.by.entry if one.by else None
        span = text.page.span(one.first, one.past)
        yield {
            "start": span.start,
            "end": span.end,
            "lat": entry and entry.lat,
            "lon": entry and entry.lon,
            "geonameid": one.hit.entry.geonameid if one.hit else None,
            "score": one.chance,
            "kind": one.hit.entry.kind if one.hit else "by another",
            "km": one.hit.entry.km if one.hit else NEARBY_KM,
        }


def _is_people(one: Located, corpus: str) -> bool:
    """Whether it is a word for people in a corpus that does not mark such."""
    return one.hit is not None and one.hit.match == "demonym" and corpus not in ranker.WITH_DEMONYMS


def _answers(placed: Sequence[tuple[Text, tuple[Located, ...]]]) -> Iterator[tuple[float, bool]]:
    """The score of each answer to a gold place within a country, and whether it is right."""
    for text, answers in placed:
        for one in _places(text, answers):
            gold = ranker.gold_of(text.line, one["start"], one["end"])
            if gold and gold["lat"] is not None and gold["level"] == "sub" and one["lat"] is not None:
                yield one["score"], _is_right(one, gold)


def _is_right(one: dict[str, Any], gold: dict[str, Any]) -> bool:
    if one["geonameid"] and one["geonameid"] == gold.get("geonameid"):
        return True
    return _apart_km(one, gold) <= ranker.RIGHT_KM


def _apart_km(one: dict[str, Any], gold: dict[str, Any]) -> float:
    return distance_km(Point(one["lat"], one["lon"]), Point(gold["lat"], gold["lon"]))


def kept(answers: list[tuple[float, bool]]) -> tuple[float, float]:
    """Which share of the four fifths that score highest is right, and the lowest score among them."""
    best = sorted(answers, key=lambda one: -one[0])[: round(KEPT * len(answers))]
    return sum(right for _, right in best) / max(1, len(best)), best[-1][0] if best else 0


def reach() -> str:
    """Of the right answers of each kind: how many have the gold point within the kilometres that they say."""
    within: dict[str, list[bool]] = {}
    for text, answers in cross_validated(Analyst(Encoder())):
        for one in _places(text, answers):
            gold = ranker.gold_of(text.line, one["start"], one["end"])
            if gold and gold["lat"] is not None and gold["level"] == "sub" and one["lat"] is not None:
                apart = _apart_km(one, gold)
                if apart <= ranker.RIGHT_KM:
                    within.setdefault(one["kind"], []).append(apart <= one["km"] + 1)
    kinds = sorted(within, key=lambda kind: -len(within[kind]))
    return "\n".join(f"{kind}: {sum(within[kind])} of {len(within[kind])}" for kind in kinds)


def speed() -> str:
    """Reports a second of this room alone, on texts that are analysed already, and look-ups a second."""
    analyst, gazetteer, learnt = Analyst(Encoder()), open_gazetteer(), trees.load()
    texts = ranker.load(file(_file("lgl")).parents[2], gazetteer, analyst.text)
    fresh = open_gazetteer()
    begin = process_time()
    for text in texts:
        locate(type(text.page)(text.page.analysis), fresh, learnt, ranker.told(text.line, fresh))
    took = process_time() - begin
    keys = list({one.key for text in texts for one in text.found})
    begin = process_time()
    for key in keys:
        fresh.look_up.__wrapped__(key)
    asked = process_time() - begin
    return (
        f"{len(texts) / took:,.0f} reports a second, one core (300 wanted); "
        f"{len(keys) / asked:,.0f} look-ups a second (50,000 wanted)"
    )


def main(arguments: list[str]) -> int:
    """Print what goes wrong, one mention a line: kind, corpus, document, words, what is gold, what is ours."""
    parser = argparse.ArgumentParser("python -m benchmarks.places", description=__doc__)
    parser.add_argument("corpus", nargs="*", default=list(GOALS), help="of which corpora")
    options = parser.parse_args(arguments)
    try:
        placed = cross_validated(Analyst(Encoder()))
    except (SaysoError, NotMeasured) as error:
        print(error, file=sys.stderr)
        return 1
    for text, answers in placed:
        if text.corpus in options.corpus:
            for miss in _misses(text, list(_places(text, answers))):
                print(json.dumps([miss[0], text.corpus, text.line["id"], *miss[1:]], ensure_ascii=False))
    return 0


def _misses(text: Text, ours: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    words = text.line["text"]
    met: set[int] = set()
    for gold in text.line["places"]:
        if gold["lat"] is None or gold["level"] != "sub":
            continue
        same = [i for i, one in enumerate(ours) if one["start"] < gold["end"] and gold["start"] < one["end"]]
        met.update(same)
        around = words[max(0, gold["start"] - 40) : gold["end"] + 30]
        if not any(ours[i]["lat"] is not None for i in same):
            yield "missed", gold["text"], gold.get("name"), None, around
        elif not any(ours[i]["lat"] is not None and _is_right(ours[i], gold) for i in same):
            yield "wrong", gold["text"], gold.get("name"), ours[same[0]]["geonameid"], around
    for i, one in enumerate(ours):
        if (
            i not in met
            and one["lat"] is not None
            and not ranker.gold_of(text.line, one["start"], one["end"])
        ):
            around = words[max(0, one["start"] - 40) : one["end"] + 30]
            yield "in vain", words[one["start"] : one["end"]], None, one["geonameid"], around


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
