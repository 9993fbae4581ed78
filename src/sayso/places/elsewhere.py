"""Elsewhere: what no gazetteer has, by the place it most likely lies in: a street, a hospital, a village.

In: the page, its namings, the places settled on. Out: `Stray` values, each with the settled place it stands by, and numbers
for learnt trees. Pure. Imports: globe, mentions, page, ranking, recognition. Imported by: places, training.
"""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sayso.places.globe import Doubles, Floats, distances, vectors
from sayso.places.mentions import Naming
from sayso.places.page import Page
from sayso.places.ranking import GROUP
from sayso.places.recognition import MARKS, after, before, tree
from sayso.places.store import Entry

_LOCAL_KM = 161
"""Within which places are of one neighbourhood; the distance that geoparsers are scored by."""
_WORDS = (
    "street avenue road boulevard highway lane drive st ave rd blvd route parkway interstate freeway",
    "university college school academy institute campus",
    "hospital clinic medical center centre",
    "park garden gardens forest reserve beach",
    "church cathedral mosque temple abbey shrine chapel",
    "museum gallery theatre theater library hall stadium arena",
    "hotel restaurant cafe bar inn mall market plaza square",
    "river creek lake bay sea ocean gulf strait canal",
    "mountain mount mountains hills hill valley canyon peak",
    "airport station port bridge tunnel dam",
    "county district province parish borough township city town village",
    "island islands peninsula cape coast",
    "police department sheriff court courthouse jail prison office council commission board committee authority",
    "company inc corp ltd group association",
    "team club league fc",
    "base camp fort",
)
SITES = {word: i for i, words in enumerate(_WORDS, 1) for word in words.split()}
"""Words of names that say what sort of thing it is; those of one line behave alike."""
FEATURES = (
    "PER", "ORG", "LOC", "MISC", "Location", "Nationality", "most LOC", "way", "last word", "first word", "word after", "before", "after",
    "words", "marked", "marked score", "chance", "places", "settled", "settled in all", "upos", "relation", "upos above", "preposition before",
    "repeated", "chance of the other", "near the other", "near the main", "km", "group", "apart", "by the main",
)  # fmt: skip
_LEADS = frozenset({",", "(", "in", "of", "near", "at"})


class Settled(Struct, frozen=True):
    """Words [first, past) that mean a place for sure enough, and how likely they do."""

    first: int
    past: int
    entry: Entry
    chance: float


class Stray(Struct, frozen=True):
    """Words [first, past) that no gazetteer places, and the settled place that they stand by."""

    first: int
    past: int
    by: Settled
    told: bool
    """Whether the place is named right after, as in "Quarry Street, Oxford"."""


class Strays(Struct, frozen=True):
    """The strays of a report, and what is known of each."""

    strays: tuple[Stray, ...]
    features: Floats
    """(strays, len(FEATURES))"""


def strays(
    page: Page, found: Sequence[Naming], chances: Floats, settled: Sequence[Settled], countries: int
) -> Strays:
    """What is left over beside the settled places within countries; nothing, if there are none.

    `chances`: (namings,), how likely each means a place. `countries`: how many settled places are none within a country.
    """
    if not settled:
        return Strays((), np.zeros((0, len(FEATURES)), dtype=np.float32))
    where = vectors([(one.entry.lat, one.entry.lon) for one in settled])
    near = (distances(where, where) < _LOCAL_KM).mean(1)
    left = _left(page, found, settled)
    chosen, rows = [], []
    for first, past, k in left:
        way, at = _container(page, first, past, settled)
        naming = (float(chances[k]), len(found[k].hits)) if k >= 0 else (-1.0, 0)
        rows.append(
            (
                *_words(page, first, past, way),
                *naming,
                len(settled),
                len(settled) + countries,
                *_rest(page, first, past),
                *_other(first, past, settled[at], at, near, where),
            )
        )
        chosen.append(Stray(first, past, settled[at], way == 1))
    features = np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))
    return Strays(tuple(chosen), features)


def _left(page: Page, found: Sequence[Naming], settled: Sequence[Settled]) -> list[tuple[int, int, int]]:
    """Names that no gazetteer has and that share no word with a settled place: first and past, and the naming, −1 for none."""
    taken = {i for one in settled for i in range(one.first, one.past)}
    taken |= {i for one in found if _is_known(one, page) for i in range(one.first, one.past)}
    spans = {(one.first, one.past): -1 for one in page.analysis.marked["entities"]}
    for k, one in enumerate(found):
        span = (one.first, one.past)
        if span in spans or not any(a <= one.first and one.past <= b for a, b in spans):
            spans[span] = k
    return sorted((a, b, k) for (a, b), k in spans.items() if taken.isdisjoint(range(a, b)))


def _is_known(one: Naming, page: Page) -> bool:
    """Whether a gazetteer has a name's very words, and they are no part of a longer name: such is refused, not put elsewhere."""
    marked = page.marks.get(one.first)
    part = marked is not None and marked.past - marked.first > one.past - one.first
    return not part and any(hit.match != "loose" for hit in one.hits)


def _container(page: Page, first: int, past: int, settled: Sequence[Settled]) -> tuple[int, int]:
    """By which way a place is found to stand by, and its number: 1 named after, 2 in the sentence, 3 before, 4 the first."""
    sentence = page.sentence_of[first]
    for i, one in enumerate(settled):
        if past < one.first <= past + 2 and page.lower(past) in _LEADS:
            return 1, i
    same = [i for i, one in enumerate(settled) if page.sentence_of[one.first] == sentence]
    if same:
        return 2, min(same, key=lambda i: _apart(first, past, settled[i]))
    before_it = [i for i, one in enumerate(settled) if one.past <= first]
    return (3, before_it[-1]) if before_it else (4, 0)


def _apart(first: int, past: int, one: Settled) -> int:
    return min(abs(one.first - past), abs(first - one.past))


def _words(page: Page, first: int, past: int, way: int) -> tuple[float, ...]:
    named = page.named[first:past]
    marked = page.marks.get(first)
    same = marked if marked and (marked.first, marked.past) == (first, past) else None
    return (
        *named.mean(0).tolist(),
        float(named[:, 2].max()),
        way,
        SITES.get(page.low[past - 1].rstrip("."), 0),
        SITES.get(page.low[first], 0),
        SITES.get(page.lower(past), 0),
        before(page, first),
        after(page, past),
        past - first,
        1 + MARKS.index(same.kind) if same else 0,
        same.score if same else 0,
    )


def _rest(page: Page, first: int, past: int) -> tuple[float, ...]:
    return (
        *tree(page, page.head(first, past)),
        page.lower(first - 2) in {"in", "at", "from", "near"},
        min(20, page.text.count(page.of(first, past))),
    )


def _other(first: int, past: int, by: Settled, at: int, near: Doubles, where: Doubles) -> tuple[float, ...]:
    main = int(near.argmax())
    return (
        by.chance,
        float(near[at]),
        float(near[main]),
        math.log10(by.entry.km + 1),
        GROUP[by.entry.kind],
        _apart(first, past, by),
        float(distances(where[at : at + 1], where[main : main + 1])[0, 0]) < _LOCAL_KM,
    )
