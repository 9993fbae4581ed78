"""Ranking: for each name of a report, what is known of each place that it may mean, as rows of numbers for learnt trees.

One name means one place throughout a report, so a name is ranked once, by what all its mentions say.
In: the page, its namings, the gazetteer, hints of where the outlet sits. Out: `Ranking`. Pure. Imports: gazetteer, context,
globe, kinds, mentions, naming, page, store. Imported by: recognition, elsewhere, places, training.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from sayso.places.context import COLUMNS as CONTEXT
from sayso.places.context import Context
from sayso.places.gazetteer import Gazetteer, Hit
from sayso.places.globe import Floats, distances, vectors
from sayso.places.kinds import KINDS, Kind
from sayso.places.mentions import Naming
from sayso.places.naming import KIND_WORDS
from sayso.places.page import Page
from sayso.places.store import MATCHES

_GROUPS = (
    "country",
    "province",
    "district",
    "town",
    "village",
    "continent region",
    "quarter",
    "sea ocean gulf bay strait river lake canal wetland",
    "mountain range volcano plateau plain valley pass desert forest island islands peninsula cape coast park",
)
GROUP: dict[Kind, int] = {
    kind: next((i for i, some in enumerate(_GROUPS) if kind in some.split()), len(_GROUPS)) for kind in KINDS
}
"""Kind of place → the number of the group that behaves alike; what is none of the others comes last."""
_AREAS = frozenset({GROUP["country"], GROUP["province"], GROUP["district"]})
OF_PLACES = (
    "match", "exact", "group", "people", "rank", "ratio", "places", "km", "own", "weight", "best weight", "rival", "outlet country", "outlet km",
)  # fmt: skip
OF_MENTIONS = (
    "mentions",
    "names",
    "length",
    "likely",
    "capital letters",
    "kind said",
    "region after",
    "region after, least",
)
COMPARED = (
    "region after", "outlet km", "near 60", "near 200", "near 600", "country share", "province share", "province named", "country named",
    "people", "weight",
)  # fmt: skip
"""Also given as the difference from the best other place of the same name."""
_PLAIN = (*OF_PLACES, *OF_MENTIONS, *CONTEXT)
FEATURES = (*_PLAIN, *(f"{name}, compared" for name in COMPARED))
_COMPARED = [_PLAIN.index(name) for name in COMPARED]
_LEADS = frozenset({",", "(", "in", "of", "["})
"""What stands between a place and the region that it lies in."""


class Ranking(Struct, frozen=True):
    """The names of a report that the gazetteer has, and the places that they may mean, name after name."""

    names: tuple[tuple[int, ...], ...]
    """For each name, the numbers of its namings."""
    starts: tuple[int, ...]
    """For each name, its first row; one more at the end."""
    hits: tuple[Hit, ...]
    """Of each row."""
    features: Floats
    """(rows, len(FEATURES))"""


def rank(found: Sequence[Naming], page: Page, gazetteer: Gazetteer, hints: Sequence[Hit] = ()) -> Ranking:
    """The rows of all names. `hints`: places that tell where the outlet sits."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(found):
        if one.hits:
            by_key[one.key].append(i)
    names = tuple(map(tuple, by_key.values()))
    starts = [0]
    for mine in names:
        starts.append(starts[-1] + len(found[mine[0]].hits))
    hits = tuple(hit for mine in names for hit in found[mine[0]].hits)
    if not hits:
        return Ranking(names, tuple(starts), hits, np.zeros((0, len(FEATURES)), dtype=np.float32))
    context = Context(starts, hits, gazetteer)
    weight = _weights(hits, context)
    plain = np.concatenate(
        [
            _of_places(starts, hits, weight, context, hints),
            _of_mentions(names, starts, found, page, context),
            context.features(weight),
        ],
        1,
    )
    exact = OF_PLACES.index("exact")
    for name, mine in enumerate(names):
        written = {page.of(found[k].first, found[k].past) for k in mine}
        for row in range(starts[name], starts[name + 1]):
            plain[row, exact] = hits[row].entry.name in written
    features = np.concatenate([plain, _compared(plain[:, _COMPARED], starts)], 1)
    return Ranking(names, tuple(starts), hits, features)


def _weights(hits: Sequence[Hit], context: Context) -> Floats:
    """(rows,): how likely each name means each place, when nothing of the report is known; sums to 1 for each name."""
    raw = np.array([hit.prior for hit in hits])
    share: Floats = (raw / np.add.reduceat(raw, context.starts)[context.owner]).astype(np.float32)
    return share


def _of_places(
    starts: Sequence[int], hits: Sequence[Hit], weight: Floats, context: Context, hints: Sequence[Hit]
) -> Floats:
    """(rows, len(OF_PLACES)); whether the name is exactly the place's is left to the caller."""
    owner, first = context.owner, context.starts
    people = np.array([hit.size for hit in hits])
    most = np.maximum.reduceat(people, first)[owner]
    rank = np.zeros(len(hits))
    for a, b in pairwise(starts):
        rank[a + np.argsort(-weight[a:b], kind="stable")] = np.arange(b - a)
    countries, km = _from_outlet(hits, context, hints)
    columns = (
        [MATCHES.index(hit.match) for hit in hits],
        np.zeros(len(hits)),
        [GROUP[hit.entry.kind] for hit in hits],
        np.log10(people + 1),
        rank,
        np.log10((people + 1) / (most + 1)),
        np.diff(starts)[owner],
        [math.log10(hit.entry.km + 1) for hit in hits],
        [hit.entry.id < 0 for hit in hits],
        weight,
        weight / np.maximum.reduceat(weight, first)[owner],
        _rivals(starts, hits),
        countries,
        km,
    )
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], 1)


def _rivals(starts: Sequence[int], hits: Sequence[Hit]) -> list[float]:
    """For each place whose name is another: how populous the largest of the same country is whose own name this is."""
    found: list[float] = []
    for a, b in pairwise(starts):
        called: dict[str, int] = {}
        for hit in hits[a:b]:
            if hit.match == "name":
                called[hit.entry.country] = max(called.get(hit.entry.country, 0), hit.entry.population)
        found += [
            0.0 if hit.match == "name" else math.log10(called.get(hit.entry.country, 0) + 1)
            for hit in hits[a:b]
        ]
    return found


def _from_outlet(
    hits: Sequence[Hit], context: Context, hints: Sequence[Hit]
) -> tuple[Sequence[float], Sequence[float]]:
    """Whether each place lies in the outlet's country (1, −1; 0: not known), and how far, in log km (−1: not known)."""
    if not hints:
        return [0.0] * len(hits), [-1.0] * len(hits)
    codes = {hint.entry.country for hint in hints}
    home = vectors([(hint.entry.lat, hint.entry.lon) for hint in hints])
    apart = np.log10(distances(context.where, home).min(1) + 1)
    return [1.0 if hit.entry.country in codes else -1.0 for hit in hits], apart.tolist()


def _of_mentions(
    names: Sequence[Sequence[int]],
    starts: Sequence[int],
    found: Sequence[Naming],
    page: Page,
    context: Context,
) -> Floats:
    """Numbers by place: (rows, len(OF_MENTIONS))."""
    x = np.zeros((starts[-1], len(OF_MENTIONS)), dtype=np.float32)
    begin = {one.first: k for k, one in reversed(list(enumerate(found)))}
    name_of = {k: name for name, mine in enumerate(names) for k in mine}
    for name, mine in enumerate(names):
        rows = slice(starts[name], starts[name + 1])
        first = found[mine[0]]
        x[rows, :5] = (
            len(mine),
            len(names),
            first.past - first.first,
            max(float(page.named[found[k].first : found[k].past, 2].mean()) for k in mine),
            all(page.of(found[k].first, found[k].past).isupper() for k in mine),
        )
        said = [kind for k in mine if (kind := kind_said(page, found[k]))]
        after = [found[k] for k in _regions_after(mine, found, page, begin, name_of)]
        if not said and not after:
            continue
        for row, hit in zip(range(rows.start, rows.stop), first.hits, strict=True):
            if said:
                x[row, 5] = sum(1 if _agrees(kind, hit.entry.kind) else -1 for kind in said) / len(mine)
            if after:
                fits = [_lies_in(context.above[row], region) for region in after]
                x[row, 6], x[row, 7] = max(fits), min(fits)
    return x


def kind_said(page: Page, one: Naming) -> str | None:
    """The kind that the word after a name, or before it, tells of, as "province" does in "Anbar province"."""
    before = one.first - 2 if page.lower(one.first - 1) == "of" else one.first - 1
    return KIND_WORDS.get(page.lower(one.past)) or KIND_WORDS.get(page.lower(before))


def _agrees(said: str, kind: Kind) -> bool:
    return said == kind or (said == "town" and kind == "village")


def _regions_after(
    mine: Sequence[int], found: Sequence[Naming], page: Page, begin: dict[int, int], name_of: dict[int, int]
) -> Iterator[int]:
    """The namings of regions that stand after mentions of a name, as Texas does in "Paris, Texas"."""
    for k in mine:
        at = following(page, found[k], begin)
        if at is None or name_of.get(at, name_of[k]) == name_of[k]:
            continue
        if any(GROUP[hit.entry.kind] in _AREAS for hit in found[at].hits):
            yield at


def following(page: Page, one: Naming, begin: dict[int, int]) -> int | None:
    """What `begin` has for the word after a name and a comma, a bracket or "in"; a word for the kind may stand before it."""
    at = one.past + 1 if page.lower(one.past) in KIND_WORDS else one.past
    return begin.get(at + 1) if page.lower(at) in _LEADS else None


def _lies_in(above: Sequence[int], region: Naming) -> int:
    return 1 if any(hit.entry.id in above for hit in region.hits) else -1


def _compared(columns: Floats, starts: Sequence[int]) -> Floats:
    """Each value less the best of the other places of the name; 0 where there is no other."""
    found = np.zeros_like(columns)
    for a, b in pairwise(starts):
        if b - a > 1:
            block = columns[a:b]
            order = np.sort(block, axis=0)
            found[a:b] = block - np.where(block == order[-1], order[-2], order[-1])
    return found
