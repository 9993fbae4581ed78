"""Mentions: the words of a report that may name a place, with the places that they may name.

In: the page, the gazetteer. Out: `Naming` values in text order; several may share words. Pure but for the look-ups.
Imports: encoder, page, gazetteer, naming. Imported by: ranking, recognition, elsewhere, places.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sayso.encoder.analysis import Marked
from sayso.places.gazetteer import Gazetteer, Hit
from sayso.places.kinds import REGIONS
from sayso.places.naming import key, without_article, without_kind
from sayso.places.page import Page
from sayso.places.store import Entry

LONGEST = 6
"""Words of a name, hyphens and dots among them not counted."""
MOST = 14
"""Places thought of for a name: those called so before those also called so, the most populous first."""
FAINT = 0.05
"""Of the network's chances that a word is of any name: below it the word begins none."""
TWINS_DEG = 0.55
"""Degrees of latitude, 60 km, within which a town and the region called like it are one, until a word tells them apart."""
_JOINTS = frozenset(
    "of the and de la le les du des da do dos di del der den van von al el upon on in sur am an y e i ul ad ash as".split()
)
_MARKS = frozenset("-–‐'’.")
_PARTS = frozenset(
    "north northern northeast northeastern northwest northwestern south southern southeast southeastern southwest southwestern "
    "east eastern west western central upper lower greater downtown uptown inner outer mid rural suburban metropolitan metro "
    "coastal mainland".split()
)
"""Words before a name that say which part of the place is meant."""
_ARTICLE = re.compile(r"(?:a[ldrtnsz]|a?sh|adh|ath|e[lsdnrz]|ul)[-–‐ ’'‘]\s?[’'‘]?[A-ZÀ-ÞʿĀ-Ž]")
"""A small article of a name that goes on with a capital: "al-Karma"."""


class Naming(Struct, frozen=True):
    """Words [first, past) that may name a place, and what they may name."""

    first: int
    past: int
    key: str
    hits: tuple[Hit, ...]
    """Empty: the network takes the words for a place, and no gazetteer has it."""

    def meets(self, first: int, past: int) -> bool:
        """Whether it shares a word with [first, past)."""
        return self.first < past and first < self.past


def namings(page: Page, gazetteer: Gazetteer) -> tuple[Naming, ...]:
    """Names that the gazetteer has, the longest from each word on, and what the network takes for places besides."""
    found = {(one.first, one.past): one for one in _known(page, gazetteer)}
    for marked in (*page.analysis.marked["entities"], *_conflict(page)):
        if (marked.first, marked.past) not in found:
            one = _marked(page, marked, gazetteer)
            if one.hits or (marked.kind in {"LOC", "Location"} and _free(marked, found)):
                found.setdefault((one.first, one.past), one)
    return tuple(found[span] for span in sorted(found))


def _free(marked: Marked, taken: Iterable[tuple[int, int]]) -> bool:
    return not any(first < marked.past and marked.first < past for first, past in taken)


def _conflict(page: Page) -> Iterator[Marked]:
    """Places that the head for conflict reports marks and the other does not."""
    for one in page.analysis.marked["entities_conflict"]:
        words = range(one.first, one.past)
        cased = any(page.words[i].case != "lower" for i in words)
        if one.kind == "Location" and cased and not any(i in page.marks for i in words):
            yield one


def _known(page: Page, gazetteer: Gazetteer) -> Iterator[Naming]:
    likely = page.named.sum(1).tolist()
    free_from = 0
    for first, word in enumerate(page.words):
        if first < free_from or likely[first] < FAINT:
            continue
        if word.case == "lower" and not _ARTICLE.match(page.text, word.span.start):
            continue
        best = None
        for past in _ends(page, first):
            if hits := _hits(page, first, past, gazetteer):
                best = Naming(first, past, key(page.of(first, past)), foremost(hits, gazetteer))
        if best:
            free_from = best.past
            yield best


def _hits(page: Page, first: int, past: int, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """What a name as written may mean. Abbreviations are written with capitals or a dot: "TX", "Man."."""
    form = page.of(first, past)
    written = key(form)
    hits = gazetteer.look_up(written) if written else ()
    if not hits and (bare := without_article(form)):
        return tuple(Hit("loose", hit.entry) for hit in gazetteer.look_up(key(bare)) if hit.match != "code")
    if form.isupper() or form.endswith(".") or page.text.startswith(".", page.words[past - 1].span.end):
        return hits
    return tuple(hit for hit in hits if hit.match != "code")


def _ends(page: Page, first: int) -> Iterator[int]:
    """Where a name that begins at a word may end, one past, the shortest first."""
    count, past = 0, first
    while past < len(page.words) and count < LONGEST and _goes_on(page, first, past):
        form = page.forms[past]
        if form not in _MARKS:
            count += 1
            if page.words[past].case != "lower" or past == first or form not in _JOINTS:
                yield past + 1
        past += 1


def _goes_on(page: Page, first: int, at: int) -> bool:
    """Whether a name that began before may go on with a word."""
    form = page.forms[at]
    if form in _MARKS:
        return at > first and (form in "'’" or page.glued(at))
    if at == first:
        return True
    if "\n" in page.text[page.words[at - 1].span.end : page.words[at].span.start]:
        return False
    return page.words[at].case != "lower" or form in _JOINTS or (page.glued(at) and form.isalpha())


def _marked(page: Page, marked: Marked, gazetteer: Gazetteer) -> Naming:
    """What the network marks, with what it may name; without words for parts and kinds, if else nothing is known."""
    first, past = marked.first, marked.past
    hits = _hits(page, first, past, gazetteer)
    while not hits and first + 1 < past and page.lower(first) in _PARTS:
        first += 1
        while first + 1 < past and page.forms[first] in _MARKS:
            first += 1
        hits = _hits(page, first, past, gazetteer)
    written = key(page.of(first, past))
    if not hits and (bare := without_kind(written)):
        hits = tuple(Hit("loose", hit.entry) for hit in gazetteer.look_up(bare) if hit.match != "code")
    return Naming(first, past, written, foremost(hits, gazetteer))


def foremost(hits: Sequence[Hit], gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """The places thought of; of a town and the region about it that is called like it, the town."""
    kept = [
        hit
        for hit in hits
        if hit.entry.kind not in REGIONS
        or not any(is_about(hit.entry, other.entry, gazetteer) for other in hits)
    ]
    if len(kept) <= MOST:
        return tuple(kept)
    return tuple(sorted(kept, key=lambda hit: (-hit.prior, hit.entry.id))[:MOST])


def is_about(region: Entry, entry: Entry, gazetteer: Gazetteer) -> bool:
    """Whether a place is a province or district, and another lies in it and near its middle."""
    if region.kind not in REGIONS or region.country != entry.country or region.id == entry.id:
        return False
    lat, lon = abs(region.lat - entry.lat), abs(region.lon - entry.lon)
    near = math.hypot(lat, lon * math.cos(math.radians(entry.lat))) < TWINS_DEG
    return near and region.id in gazetteer.above(entry)
