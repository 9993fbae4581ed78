"""Subjects: which place a wording is said of: "al-Qaim, which is located nearly 400 km northwest of Baghdad". Pure.

Imports: marking, relations. Imported by: relative.
"""

import re

from sayso.model import Place, Span
from sayso.places.marking import DEMONYM, NAMED, TOPONYM, Marked, spaced
from sayso.places.relations import Told

_REGIONS = frozenset(
    {"province", "district", "region", "country", "continent", "island", "islands", "county"}
)
_NO_SUBJECT = frozenset({"country", "continent", "province", "sea", "ocean", "river", "region", "gulf"})
"""Kinds of places that nobody tells from a town: what follows such a name is said of something else."""
_KIND = (
    "city|town|village|hamlet|port|capital|stronghold|district|province|governorate|region|county|sub-?district|municipality|suburb|area|camp"
    "|settlement|base|airbase|air base|airport|airfield|dam|island|mountain|state|community|site|crossing|neighbou?rhood|place"
)
_REGION = rf"(?:(?:,| in| of|, in) (?:the )?(?:\w+ern |{DEMONYM} )?{TOPONYM}(?: (?:{_KIND}))?)"
_A_TOWN = (
    rf"(?:(?: (?:is|was|are|were)|,) (?:also )?(?:a|an|the|its|one of the|{NAMED}[’']s) (?:(?:{DEMONYM}|[\w’'-]+),? ){{0,4}}?(?:{_KIND})(?: of (?:about |some )?"
    r"[\d.,]+(?: \w+){0,2})?)"
)
_LIES = (
    r"(?:,? (?:which |that )?(?:(?:is|was|are|were|lies|lay|sits|stands|being) )?(?:also |itself )?"
    r"(?:(?:located|situated|based|lying|found|set|sited|positioned) )?(?:just )?)"
)
_BRACKET = r"(?: ?[(\[,–—-])?"
_BEFORE = re.compile(
    spaced(
        rf"(?P<subject>{TOPONYM})(?: (?:{_KIND}))?{_REGION}{{0,3}}{_A_TOWN}?{_REGION}{{0,2}}{_LIES}?{_BRACKET} ?(?:at |on |in |to )?(?:an area |the area |the )?$"
    ),
    re.I,
)
_AFTER = re.compile(
    spaced(
        rf",? (?:lies|is|sits|stands|lay|was) (?:the )?(?:[\w-]+ ){{0,2}}?(?:(?:{_KIND}) (?:of |called )?)?(?P<subject>{TOPONYM})"
    ),
    re.I,
)
_PLACES = re.compile(f"{NAMED}|{TOPONYM}")
_REACH = 160
"""Characters before a wording in which its subject stands."""


def subject_of(told: Told, marked: Marked, sentence: Span) -> Place | None:
    """The place that is said to lie there; None if the wording names a place by itself."""
    found = _foregoing(told, marked, sentence) or _following(told, marked, sentence)
    return found if found not in {told.anchor, told.other} else None


def _foregoing(told: Told, marked: Marked, sentence: Span) -> Place | None:
    start = max(sentence.start, told.span.start - _REACH)
    while match := _BEFORE.search(marked.text, start, told.span.start):
        place = marked.place_at(match.start("subject"))
        between = [
            marked.place_at(one.start())
            for one in _PLACES.finditer(marked.text, match.end("subject"), told.span.start)
        ]
        if place and _may_be(place) and all(one and one.kind in _REGIONS for one in between):
            return place
        start = match.end("subject")
    return None


def _following(told: Told, marked: Marked, sentence: Span) -> Place | None:
    if told.length is None or marked.text[sentence.start : told.span.start].strip("“\"'‘ "):
        return None
    match = _AFTER.match(marked.text, told.span.end, sentence.end)
    place = marked.place_at(match.start("subject")) if match else None
    return place if place and _may_be(place) else None


def _may_be(place: Place) -> bool:
    return place.kind not in _NO_SUBJECT and place.relative is None
