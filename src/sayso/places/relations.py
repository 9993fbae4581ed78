"""Relations: the wordings that tell a place from another: "20 km south of", "near", "between … and …", "the border of".

In: a marked text and a stretch of it. Out: `Told` values, none over another. Pure. Imports: distances, lengths, marking, wordings.
Imported by: relative, reckoning.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from sayso.model import Place, Span
from sayso.places.distances import compass_name
from sayso.places.lengths import Length, length_of
from sayso.places.marking import DEMONYM, LAND, TOPONYM, Marked
from sayso.places.wordings import How, wordings

WIDE = frozenset({"country", "continent"})
_AREAS = frozenset({"province", "district", "region", *WIDE})


class Told(Struct, frozen=True):
    """What a wording says of a place, in the characters `span`."""

    span: Span
    how: How
    anchor: Place
    other: Place | None = None
    length: Length | None = None
    directions: tuple[str, ...] = ()
    """Names of the compass; several where the words leave it open ("areas north and west of")."""


def borders(marked: Marked, within: Span) -> list[Told]:
    """The borders that a stretch names."""
    return _told(marked, within, "border")


def relations(marked: Marked, within: Span) -> list[Told]:
    """What else is told from places there, in text order; of two that share words the longer."""
    return _told(marked, within, None)


def _told(marked: Marked, within: Span, only: How | None) -> list[Told]:
    stretch = within.of(marked.text)
    found: list[Told] = []
    for how, cue, pattern in wordings():
        if (how == only if only else how != "border") and cue.search(stretch):
            for match in pattern.finditer(marked.text, within.start, within.end):
                found += _read(how, match, marked, within.start)
    chosen: list[Told] = []
    for one in sorted(found, key=lambda told: (told.span.start - told.span.end, told.span.start)):
        if not any(one.span.meets(other.span) for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda told: told.span)


def _read(how: How, match: re.Match[str], marked: Marked, start: int) -> Iterator[Told]:
    groups = match.groupdict()
    anchor = marked.place_at(match.start("anchor"))
    other = marked.place_at(match.start("other")) if groups.get("other") else None
    if anchor is None or (groups.get("other") and other is None) or anchor is other:
        return
    length = length_of(groups["length"]) if groups.get("length") else None
    ways = _names(groups.get("ways") or groups.get("toward"))
    before = marked.text[max(start, match.start() - 40) : match.start()]
    if (groups.get("ways") and not ways) or _misread(groups, match, anchor):
        return
    first, exactly = _exactly(how, match, before, anchor, length)
    if exactly and _is_place(exactly, before, match, anchor, other):
        yield Told(Span(first, match.end()), exactly, anchor, other, length, ways)


def _names(words: str | None) -> tuple[str, ...]:
    """The names of the compass among words; none at all if one of them is no such name."""
    if not words:
        return ()
    parts = re.split(
        r",? and (?:the )?|,? or (?:the )?|, (?:the )?| to (?:the )?|/", " ".join(words.split()), flags=re.I
    )
    named = [compass_name(part) for part in parts]
    return tuple(dict.fromkeys(name for name in named if name)) if None not in named else ()


_GOES_ON = re.compile(
    r"\s(?:\d+|(?:\w+\s){0,2}?(?:police|headquarters|stations?|embassy|consulate|offices?|court|courthouse|prison|jail|hospital|school|mosque"
    r"|church|hotel|parliament|street|road|avenue|hall))\b"
)
"""Behind a name: it is another's that it begins, and that stands in the place."""
_CAPITAL_OF = re.compile(r"\b(?:capital|suburb|outskirts)\s+of\s+(?:the\s+)?$", re.I)


def _misread(groups: dict[str, str | None], match: re.Match[str], anchor: Place) -> bool:
    """Whether the anchor is not what the words mean: "the capital of X" is not X, "X's capital" neither."""
    for name in ("fill_anchor", "fill_other"):
        fill = groups.get(name) or ""
        if _CAPITAL_OF.search(fill) and not re.search(DEMONYM, fill) and anchor.kind not in {"town", None}:
            return True
    rest = match.string[match.end() : match.end() + 40]
    return (anchor.kind in _AREAS and bool(re.match(r"[’']s", rest))) or bool(_GOES_ON.match(rest))


_IN = re.compile(
    r"\b(?:in|across|throughout|from|over|all over|inside|within)\s+(?:the\s+)?(?:far\s+|extreme\s+|deep\s+)?$",
    re.I,
)
_OF_PART = re.compile(r"^(?:in\s+)?the\s", re.I)


def _exactly(
    how: How, match: re.Match[str], before: str, anchor: Place, length: Length | None
) -> tuple[int, How | None]:
    """Where the wording begins and what it is, seen in its place: "the south of X" is a part, "to the south of X" is not."""
    first, words = match.start(), match[0]
    link = " ".join((match.groupdict().get("link") or "").lower().split())
    if how == "from" and length is None:
        if link == "from" or (link == "off" and anchor.kind in WIDE):
            return first, None
        if link == "of" and (_IN.search(before) or _OF_PART.match(words)):
            return first + (found.end() if (found := _OF_PART.match(words)) else 0), "part"
        if leading := re.match(r"(?:(?:to|on|in|of|at)\s+)?the\s+", words, re.I):
            return first + leading.end(), how
        return first, how
    if how == "from" and not match.groupdict().get("ways"):
        rest = match.string[match.end() : match.end() + 12]
        on_the_way = link == "from" and _TO_ANOTHER.match(rest)
        return first, None if on_the_way or (link == "of" and length and length.hedge != "within") else how
    return first, how


_TO_ANOTHER = re.compile(rf"\s+to\s+(?:the\s+)?{TOPONYM}")
_LANDMARKS = re.compile(
    r"\b(?:area|areas|roads?|highways?|route|line|lines|front ?line|stretch|corridor|towns?|villages?|half-?way|mid-?way|located|situated|lies"
    r"|lying|somewhere|valley|desert|checkpoints?|bridge|point|territory|hills?|mountains?|waters|railway|pipeline|plains?|land|zone|crossing"
    r"|strait|triangle|killed|ambushed|attacked|stopped|crashed|shot|found|travell?ing|stationed|deployed|trapped|stranded|camped"
    r"|patrolling|convoy|bus|train|site|junction|lake|island|base|camp|position|positions|is|was|are|were|somewhere)\W*$",
    re.I,
)
_PHRASAL = re.compile(
    r"\b(?:took|takes?|taken|taking|cut\w*|seal\w*|kick\w*|sets?|setting|broke|breaks?|fend\w*|fought|fight\w*|ward\w*|wall\w*|block\w*|holds?|held"
    r"|holding|shut\w*|call\w*|spin|spun|sells?|sold|pay\w*|paid|put\w*|show\w*|write|wrote|tears?|lays?|laid|buy|bought|drop\w*|lift\w*|cordon\w*"
    r"|fenc\w*|living|live|lives|made|make|stav\w*|rip\w*|hand\w*|hands|keep|kept|get|got|head\w*|tip\w*|day|days|time)\s+$",
    re.I,
)
_NO_PLACE = re.compile(
    r"\b(?:all|world|travel\w*|tour\w*|trip|trips|flew|revolv\w*|centred|centered|built|turn\w*|from|anywhere)\s+$",
    re.I,
)
_NOT_NEAR = re.compile(r"\b(?:nowhere|anywhere|came|come|comes|coming|get|got)\s+$", re.I)
_AT_SEA = re.compile(
    r"\b(?:waters?|ships?|boats?|vessels?|tankers?|sank|sunk|capsized|islands?|reefs?|sea|anchored|drown\w*|sailing|fishing|seas)\s+$",
    re.I,
)
_SEABOUND = frozenset({"country", "island", "islands", "cape", "port", "peninsula", "region"})
_COURT = re.compile(r"(?:North|South|East|West|Central|Middle)\w*\s+District")


def _is_place(how: How, before: str, match: re.Match[str], anchor: Place, other: Place | None) -> bool:
    """Whether the wording tells a place there: "talks between Baghdad and Erbil" does not, nor "outside Iraq"."""
    words = match[0].lower()
    if how == "between":
        wide = anchor.kind in WIDE or (other is not None and other.kind in WIDE)
        return not wide and bool(
            re.match("half|mid|somewhere", words) or _LANDMARKS.search(before) or _SAID_OF.search(before)
        )
    if how == "outside":
        return anchor.kind not in _AREAS or anchor.kind == "district"
    if how == "coast" and match.groupdict().get("link"):
        return bool(match.groupdict().get("length")) or _is_off(before, anchor)
    if how == "near":
        around = "around" in words.split()[:3]
        return not (
            _NOT_NEAR.search(before) or (around and (anchor.kind in _AREAS or _NO_PLACE.search(before)))
        )
    if how == "edge":
        return not ("suburbs" in words and _A_PLACE.search(before))
    return not _COURT.match(match[0])


def _is_off(before: str, anchor: Place) -> bool:
    return bool(_AT_SEA.search(before) or _A_PLACE.search(before)) or (
        anchor.kind in _SEABOUND and not _PHRASAL.search(before)
    )


_SAID_OF = re.compile(rf"{TOPONYM}\s?[,(]\s?$")
_A_PLACE = re.compile(rf"(?:{LAND}|{TOPONYM})\s$")
