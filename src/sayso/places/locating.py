"""Locating: each naming of a report settled on a place, refused, or told by the place it lies in.

In: the page, the gazetteer, the learnt chances, hints. Out: `Located` values in text order; none overlap. Pure but for the
look-ups. Imports: elsewhere, gazetteer, globe, mentions, page, ranking, recognition. Imported by: places, training.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from msgspec import Struct

from sayso.places.elsewhere import Settled, Stray, strays
from sayso.places.gazetteer import Gazetteer, Hit
from sayso.places.globe import Floats
from sayso.places.kinds import REGIONS
from sayso.places.mentions import Naming, is_about, namings
from sayso.places.page import Page
from sayso.places.ranking import kind_said, rank
from sayso.places.recognition import recognise

SETTLED = 0.4
"""The chance from which a naming is settled on its place. Chosen on the development sets, `python -m benchmarks places`."""
NEARBY, TOLD = 0.5, 0.2
"""The same for what no gazetteer has and the place that it stands by, and if that is named right after."""
TAKEN = 0.5
"""The network's chance of a place from which a name that nothing is known of is a place all the same."""
_WIDE = frozenset({"country", "continent", "region", "ocean", "sea"})


class Chances(Protocol):
    """Learnt chances."""

    def chances(self, name: str, features: Floats) -> Floats:
        """(rows,): how likely each row is right. `name`: "which", "whether" or "elsewhere"."""
        ...


class Located(Struct, frozen=True):
    """Words [first, past) that name a place, and which; or by which place they lie; or neither: refused."""

    first: int
    past: int
    hit: Hit | None
    by: Settled | None
    chance: float | None
    """How likely that is right."""


def locate(
    page: Page, gazetteer: Gazetteer, learnt: Chances, hints: Sequence[Hit] = ()
) -> tuple[Located, ...]:
    """All places of a report."""
    found = namings(page, gazetteer)
    ranking = rank(found, page, gazetteer, hints)
    which = learnt.chances("which", ranking.features)
    recognition = recognise(found, page, ranking, which)
    whether = learnt.chances("whether", recognition.features)
    settled = settle(found, recognition.best, whether)
    sure = [
        Located(
            found[k].first,
            found[k].past,
            _told(found[k], ranking.hits[recognition.best[k]], page, gazetteer),
            None,
            float(whether[k]),
        )
        for k in settled
    ]
    near = _strays(page, found, whether, sure, learnt)
    refused = _refused(page, found, [*sure, *near])
    return tuple(sorted([*sure, *near, *refused], key=lambda one: one.first))


def settle(found: Sequence[Naming], best: Sequence[int], whether: Floats) -> list[int]:
    """The namings that are likely enough of a place, the likeliest of those that share words."""
    likely = [k for k in range(len(found)) if best[k] >= 0 and whether[k] >= SETTLED]
    taken: set[int] = set()
    chosen = []
    for k in sorted(likely, key=lambda k: -whether[k]):
        words = range(found[k].first, found[k].past)
        if taken.isdisjoint(words):
            taken.update(words)
            chosen.append(k)
    return sorted(chosen)


def anchors(sure: Sequence[Located]) -> list[Settled]:
    """The settled places that others may lie by: within countries, and no words for people."""
    return [
        Settled(one.first, one.past, one.hit.entry, one.chance or 0)
        for one in sure
        if one.hit and one.hit.match != "demonym" and one.hit.entry.kind not in _WIDE
    ]


def _strays(
    page: Page, found: Sequence[Naming], whether: Floats, sure: Sequence[Located], learnt: Chances
) -> list[Located]:
    settled = anchors(sure)
    left = strays(page, found, whether, settled, len(sure) - len(settled))
    chances = learnt.chances("elsewhere", left.features)
    return [
        Located(one.first, one.past, None, one.by, float(chance))
        for one, chance in _apart(
            left.strays, chances, {i for one in sure for i in range(one.first, one.past)}
        )
        if chance >= (TOLD if one.told else NEARBY)
    ]


def _apart(some: Sequence[Stray], chances: Floats, taken: set[int]) -> list[tuple[Stray, float]]:
    """Strays that share no word with what is `taken` nor with each other, the likeliest of those that would."""
    kept = []
    for i in np.argsort(-chances, kind="stable").tolist():
        words = range(some[i].first, some[i].past)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append((some[i], float(chances[i])))
    return kept


def _refused(page: Page, found: Sequence[Naming], told: Sequence[Located]) -> list[Located]:
    """What the network takes for places, and nothing is known of; the longest of names that share words."""
    taken = {i for one in told for i in range(one.first, one.past)}
    spans = {(one.first, one.past) for one in found}
    spans |= {(one.first, one.past) for one in page.analysis.marked["entities"] if one.kind == "LOC"}
    kept = []
    for first, past in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        words = range(first, past)
        if taken.isdisjoint(words) and float(page.named[first:past, 2].min()) >= TAKEN:
            taken.update(words)
            kept.append(Located(first, past, None, None, None))
    return kept


def _told(one: Naming, hit: Hit, page: Page, gazetteer: Gazetteer) -> Hit:
    """The region about a town and called like it, if a word for its kind stands by: "Kunduz province"."""
    said = kind_said(page, one)
    if said not in REGIONS:
        return hit
    regions = (other for other in gazetteer.look_up(one.key) if other.entry.kind == said)
    return next((other for other in regions if is_about(other.entry, hit.entry, gazetteer)), hit)
