"""Where: which place of a report is that of an event, and how sure that is.

In: the event's trigger, the part of the content it stands in, the analysis, the places. Out: a `Place` and a score, or None.
Pure. Imports: model, encoder. Imported by: claims.

A place that the trigger's own words name comes first: by the tree it hangs on the trigger, or on the verb that carries it, through
words that place things ("in", "near", "the Mosul attack", "shelled Kobani"). Else the nearest one of the sentence, of the sentence
before, or the one that the report is about. People's adjectives ("Iraqi") are none, nor are places that speak or are spoken for
("Baghdad said"), nor those that another is told from ("400 km northwest of Baghdad").
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from sayso.encoder.analysis import Analysis, Word
from sayso.model import Place, Span, meeting

_OTHER_CLAUSE = re.compile(
    r"[;:]|\b(?:who|whom|whose|which|that|after|before|when|since|while|because|where|although)\b", re.I
)
_BOUNDARIES = frozenset({"advcl", "acl", "acl:relcl", "ccomp", "parataxis"})
"""Relations of verbs that begin a clause of their own."""
_NOT_PLACING = frozenset(
    "from by with for about than as like via without despite against to towards toward".split()
)
_SAYING = frozenset(
    "say tell announce claim deny accuse warn urge call insist argue add state declare condemn blame demand reject vow believe think want seek "
    "hope fear maintain report note stress promise threaten agree decide refuse".split()
)
_BARE = frozenset({"obl", "obj", "advmod", "appos", "conj", "dep", "root", "parataxis", "list", "nmod"})
"""Relations under which a name without a preposition is where something happens: "shelled Kobani"."""
_NAMING = frozenset({"compound", "amod"})
"""Relations under which it names what stands above it: "the Mosul attack" happens there, "the Mosul police" are from there."""
Bond = Literal["placed", "naming", "apart"]
_STEPS = 6
"""Heads between a place and the event that happens there."""
_COUNTRY_SIZED = frozenset({"country", "continent", "sea", "ocean"})


class Where(Struct, frozen=True):
    """The place of an event, how it was found, and how often that way finds the right one."""

    place: Place
    way: str
    score: float


WAYS = {
    "hangs on the trigger": 0.7,
    "hangs on the verb that carries the trigger": 0.7,
    "nearest in the clause": 0.8,
    "nearest in the sentence": 0.7,
    "last of the sentence before": 0.6,
    "the report's main place": 0.5,
}
"""How a place is found, and how often that is right: on MUC-4's incidents that have one place (docs/places-relative.md). There a way
counts as wrong where its sentence speaks of another incident than the key's, and few cases are of the third and fourth."""


def sites(analysis: Analysis, places: Sequence[Place], sources: Sequence[Span] = ()) -> tuple[Place, ...]:
    """The places at which something may happen, in text order: no people's names, none that speaks, none that another is told from.

    `sources`: the words for those who are quoted, sorted, without overlap.
    """
    names = [analysis.span(one) for one in analysis.marked["entities"] if one.kind in {"PER", "ORG"}]
    anchors = {
        number
        for place in places
        if place.relative and place.kind != "border"
        for number in (place.relative.anchor, place.relative.other)
    }
    return tuple(
        place
        for place in places
        if not place.demonym
        and place.id not in anchors
        and meeting(Span(place.start, place.end), sources) is None
        and not _stands_for(place, names)
        and not _speaks(place, analysis)
    )


def _stands_for(place: Place, names: Sequence[Span]) -> bool:
    """Whether the place is part of a longer name, of somebody: "the Medellin cartel"."""
    span = Span(place.start, place.end)
    at = meeting(span, names)
    return at is not None and names[at] != span and names[at].holds(span)


def main_place(analysis: Analysis, sites: Sequence[Place]) -> Place | None:
    """What the report is about: the place smaller than a country that it names most, the first of several.

    Else the dateline's, which no sentence holds; else the country that is named most.
    """
    read = [place for place in sites if analysis.layout.sentence_at(place.start)]
    return _most(_small(read)) or _most(_small(sites)) or _most(sites)


def _small(sites: Sequence[Place]) -> list[Place]:
    return [place for place in sites if place.kind not in _COUNTRY_SIZED]


def _most(sites: Sequence[Place]) -> Place | None:
    counts = Counter(map(_same, sites))
    return max(sites, key=lambda place: counts[_same(place)], default=None)


def place_of(
    trigger: Span, content: Span, analysis: Analysis, sites: Sequence[Place], main: Place | None = None
) -> Where | None:
    """Where the event is: by the tree, else the nearest site named, else `main`. None: the report does not say.

    `content` bounds where it is looked for; without `main` only its sentence is.
    """
    found = _ways(trigger, content, analysis, sites, main)
    return next((Where(place, way, WAYS[way]) for way, place in found if place), None)


def _ways(
    trigger: Span, content: Span, analysis: Analysis, sites: Sequence[Place], main: Place | None
) -> Iterator[tuple[str, Place | None]]:
    sentence = analysis.layout.sentence_at(trigger.start) or content
    here = _within(sites, content) or _within(sites, sentence)
    yield "hangs on the trigger", _hanging(trigger, analysis, here)
    yield "hangs on the verb that carries the trigger", _beside(trigger, analysis, here)
    yield "nearest in the clause", _nearest(trigger, analysis, here, same_clause=True)
    yield "nearest in the sentence", _nearest(trigger, analysis, here, same_clause=False)
    if main:
        yield "last of the sentence before", _before(sentence, analysis, sites)
        yield "the report's main place", main


def _same(place: Place) -> object:
    """What two mentions of one place share."""
    return place.geonameid or (place.name.lower(), place.lat, place.lon)


def _within(sites: Sequence[Place], span: Span) -> list[Place]:
    first, past = (bisect_left(sites, at, key=lambda place: place.start) for at in (span.start, span.end))
    return [place for place in sites[first:past] if place.end <= span.end]


def _head(place: Place, analysis: Analysis) -> int:
    """The word of the place that hangs on a word outside it."""
    first = analysis.layout.word_at(place.start)
    past = analysis.layout.word_at(place.end - 1) + 1
    outside = (i for i in range(first, past) if not first <= analysis.words[i].head < past)
    return next(outside, first)


def _speaks(place: Place, analysis: Analysis) -> bool:
    """Whether the place is the subject of a verb of saying: then its government is meant."""
    if not analysis.words:
        return False
    word = analysis.words[_head(place, analysis)]
    return (
        word.span.meets(Span(place.start, place.end))
        and word.relation.startswith("nsubj")
        and not _is_told(place)
        and analysis.words[word.head].lemma.lower() in _SAYING
    )


def _is_told(place: Place) -> bool:
    """Whether the place's own words say how it lies: "near Kirkuk"."""
    return place.kind == "border" or (place.kind == "relative" and " " in place.name)


def _preposition(at: int, analysis: Analysis) -> str | None:
    """The word that a name is joined by."""
    words = analysis.words
    joining = (
        i for i in range(at - 1, max(-1, at - 8), -1) if words[i].head == at and words[i].relation == "case"
    )
    return next((words[i].span.of(analysis.layout.text).lower() for i in joining), None)


def _stands_to(at: int, analysis: Analysis) -> Bond:
    """How a word stands to the one above it: in it as in a place, part of its name, or otherwise."""
    relation = analysis.words[at].relation.partition(":")[0]
    joined = _preposition(at, analysis)
    if joined is not None:
        return "apart" if joined in _NOT_PLACING else "placed"
    if relation in _NAMING or analysis.words[at].relation == "nmod:poss":
        return "naming"
    return "placed" if relation in _BARE else "apart"


def _hanging(trigger: Span, analysis: Analysis, sites: Sequence[Place]) -> Place | None:
    """The site with the fewest heads between it and the trigger, the nearest of several."""
    return _fewest(analysis.layout.word_at(trigger.end - 1), trigger, analysis, sites)


def _beside(trigger: Span, analysis: Analysis, sites: Sequence[Place]) -> Place | None:
    """The same for the words that the trigger itself hangs on, to the verb of its clause."""
    at = analysis.layout.word_at(trigger.end - 1)
    for _ in range(_STEPS):
        word = analysis.words[at]
        if word.head == at or _begins_clause(word):
            return None
        at = word.head
        if found := _fewest(at, trigger, analysis, sites):
            return found
    return None


def _begins_clause(word: Word) -> bool:
    return word.upos in {"VERB", "AUX"} and word.relation in _BOUNDARIES


def _fewest(event: int, trigger: Span, analysis: Analysis, sites: Sequence[Place]) -> Place | None:
    steps = [(_steps(place, event, analysis), place) for place in sites]
    hanging = [(step, abs(place.start - trigger.start), place) for step, place in steps if step is not None]
    return min(hanging, key=lambda found: found[:2])[2] if hanging else None


def _steps(place: Place, event: int, analysis: Analysis) -> int | None:
    """How many heads above the place the event is; None if it is not, or another clause or a name lies between."""
    words, at = analysis.words, _head(place, analysis)
    bond: Bond = "placed" if _is_told(place) else _stands_to(at, analysis)
    for step in range(_STEPS):
        word = words[at]
        if word.head == at or bond == "apart" or (step and _begins_clause(word)):
            return None
        at = word.head
        if at == event:
            return step
        if bond == "naming" and _stands_to(at, analysis) != "placed":
            return None  # "the Antioquia police chief was murdered": he is, wherever he was
        bond = "placed"
    return None


def _nearest(trigger: Span, analysis: Analysis, sites: Sequence[Place], *, same_clause: bool) -> Place | None:
    """The site nearest to the trigger; `same_clause`: with no word between that begins another."""
    text = analysis.layout.text
    near = [
        place
        for place in sites
        if place.kind not in _COUNTRY_SIZED and _stands_to(_head(place, analysis), analysis) == "placed"
        if not same_clause
        or not _OTHER_CLAUSE.search(text, min(trigger.end, place.end), max(trigger.start, place.start))
    ]
    return min(near, key=lambda place: abs(place.start - trigger.start), default=None)


def _before(sentence: Span, analysis: Analysis, sites: Sequence[Place]) -> Place | None:
    """The last site of the sentence before."""
    before = analysis.layout.sentence_at(max(0, sentence.start - 2))
    named = _small(_within(sites, before)) if before and before != sentence else []
    return named[-1] if named else None
