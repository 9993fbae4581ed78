"""Datelines: the place, agency and day an agency report opens with: "BAGHDAD, Feb 8 (Agency) — "."""

import re

from msgspec import Struct

from sayso.readers.dates import MONTHS, dates_in

_WORD = r"(?:[A-ZÀ-Þ][\w’'.-]*|al-\w+|el-\w+|de|del|la|las|los|le|of|sur|am)"
_PLACE = rf"{_WORD}(?: {_WORD}){{0,4}}(?:, ?{_WORD}(?: {_WORD}){{0,3}}){{0,2}}"
_UPPER_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+(?: [A-ZÀ-Þ’'.-]+){0,4}"
_UPPER = (
    rf"{_UPPER_PLACE}(?: \({_UPPER_PLACE}\))?(?:, ?{_WORD}(?: {_WORD}){{0,3}}){{0,2}}(?:/{_UPPER_PLACE})?"
)
_MONTH = "|".join(sorted((re.escape(m) for m in MONTHS if m.isascii()), key=len, reverse=True))
_DAY = rf",? ?\(?(?:(?i:{_MONTH})\.? \d{{1,2}}|\d{{1,2}} (?i:{_MONTH})\.?)(?:,? \d{{2,4}})?\)?|, NO DATE"
_AGENCY = r" ?[(\[](?P<agency>[A-Z0-9][\w .,&’'/-]{1,40})[)\]]"
_DASH = r"\s?(?:—|–|--|_|-(?=\s)|:(?=\s))\s*(?:\[[A-Z][A-Z .,'-]{2,80}\]\s*)*"  # "[TEXT]", "[SPEECH] [PRESIDENT CEREZO]"
_NO_PLACE = (  # labels, and words no name of a place has: "UPDATE — ", "BY THIS, THEY -- "
    r"(?:[A-ZÀ-Þ’'.,-]+ )*(?:UPDATED?|BREAKING|NEWS|EXCLUSIVE|WATCH|VIDEOS?|PHOTOS?|LIVE|FILE|OPINION|ANALYSIS|EDITORIAL|"
    r"CORRECTION|LATEST|AFP|AP|THE(?! HAGUE)|AN?|BY|IN|TO|AND|OR|NOT|BUT|IS|ARE|WAS|WE|THEY|HE|SHE|IT|I|YOU|THIS|THAT|FOR|FROM|WITH|"
    r"ACCORDING|FIRST|SECOND|JUST|[A-ZÀ-Þ]-?)(?![\w.’'-])"
)
_REACH = 400  # characters a dateline and the labels behind it may have
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<words>{_UPPER}(?:{_DAY})?{_AGENCY}(?:{_DAY})?){_DASH}",
        rf"(?P<words>{_PLACE}(?:{_DAY})?{_AGENCY}(?:{_DAY})?){_DASH}",
        rf"(?P<words>{_PLACE}{_DAY}){_DASH}",
        rf"(?P<words>(?!{_NO_PLACE}){_UPPER})(?:\s?(?:—|–|--|_)\s*|\s-\s+)(?=.{{0,25}}[a-zß-ÿ])",
        r"(?P<words>\((?P<agency>[A-Z][\w .&’'/-]{1,40})\))\s?(?:—|–|--|-)\s",
    )
)


class Dateline(Struct, frozen=True):
    """How far a dateline reaches: `words` characters, `whole` with the dash and space behind it."""

    words: int
    whole: int
    agency: str | None
    published: str | None


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline `paragraph` opens with, or None. Its date is None unless it gives day, month and year."""
    opening = paragraph[:_REACH]
    for pattern in _PATTERNS:
        found = pattern.match(opening)
        if found:
            words, agency = found["words"], found.groupdict().get("agency")
            dates = dates_in(words)
            if agency and dates_in(agency):
                agency = None
            return Dateline(len(words), found.end(), agency, dates[0][2] if dates else None)
    return None
