"""Lengths: "some 20 miles (32 km)" in kilometres, with how far the figure itself may be off. Pure.

Imports: times (numbers). Imported by: wordings, relations, reckoning.
"""

import re
from typing import Literal

from msgspec import Struct

from sayso.times.numbers import fold

Hedge = Literal["", "about", "nearly", "over", "within"]
_HEDGES: dict[Hedge, str] = {
    "within": "within|less than|fewer than|no more than|not more than|no farther than|no further than|at most|under|up to|inside",
    "nearly": "nearly|almost|just under|just less than|close to|not quite|a little under",
    "over": "more than|just over|a little over|slightly more than|well over|over|at least|upwards of|no less than",
    "about": "about|around|approximately|approx\\.?|roughly|some|an estimated|an additional|another|only|just|barely|a good|as much as"
    "|as far as|as close as|as little as|a mere|exactly|around about|c\\.|circa|perhaps|maybe",
}
_UNITS: dict[str, float] = {
    r"nautical miles?|nmi": 1.852,
    r"kilomet(?:er|re)s?|kms?\b\.?|klicks?": 1,
    r"miles?|mi\b\.?": 1.609344,
    r"met(?:er|re)s?|(?<=\d)m\b|(?<=\d\s)m\b": 0.001,
    r"yards?|yds?\b": 0.0009144,
    r"feet|foot|ft\b": 0.0003048,
}
_NUMBERED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half dozen couple quarter quarters"
)
_VAGUE = {"few", "several", "many", "numerous", "multiple", "short"}
_FAR = re.compile(r"\b(?:dozens|tens|scores|hundreds|thousands)\b", re.I)
_WORD = rf"(?:{'|'.join([*_NUMBERED.split(), *_VAGUE, 'a', 'an'])})\b"
_SPACE = r"[\s\u00a0]{1,3}"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,5})(?:\.\d{1,3})?(?:[ -]?(?:1/[248]|½))?|½"
NUMBER = (
    rf"(?:{_DIGITS}|(?:dozens|tens|scores|hundreds|thousands){_SPACE}of"
    rf"|\b{_WORD}(?:(?:{_SPACE}|-)(?:and(?:{_SPACE}|-))?(?:of{_SPACE})?{_WORD}){{0,5}}(?:(?<=couple){_SPACE}of)?)"
)
_UNIT = rf"(?:{'|'.join(_UNITS)})"
_HEDGE = rf"(?:\b(?:{'|'.join(_HEDGES.values())})|~){_SPACE}"
_GAP = r"[\s\u00a0-]{0,2}"
_RANGE = rf"(?:{_GAP}{_UNIT})?[\s\u00a0]{{0,2}}(?:-|–|—|\bto\b|\bor\b|\band\b)[\s\u00a0]{{0,2}}"
_ONE = rf"(?:between{_SPACE})?(?:{_HEDGE}){{0,2}}{NUMBER}(?:{_RANGE}{NUMBER})?{_GAP}{_UNIT}"
LENGTH = rf"{_ONE}(?:[\s\u00a0]{{0,2}}(?:[(\[/,]|\bor\b)[\s\u00a0]{{0,2}}{_ONE}[)\]]?)?"
"""A pattern, to stand in others with `re.I`: a length, in one unit or in two."""
_PARTS = re.compile(
    rf"(?P<hedges>(?:between{_SPACE})?(?:{_HEDGE}){{0,2}})(?P<low>{NUMBER})(?:{_RANGE}(?P<high>{NUMBER}))?{_GAP}(?P<unit>{_UNIT})",
    re.I,
)
_OFF: dict[Hedge, float] = {"": 0.1, "about": 0.15, "nearly": 0.2, "over": 0.2, "within": 0.5}
"""By which share of itself a figure may be off."""
_LEAST_KM = 0.1


class Length(Struct, frozen=True):
    """A length as a report says it: the middle of a range; None where no figure is said ("several miles")."""

    km: float | None
    off_km: float = 0
    """How far the figure may be off."""
    hedge: Hedge = ""
    far: bool = False
    """Without a figure, whether the words tell of more than a few ("dozens of kilometres")."""


def length_of(words: str) -> Length | None:
    """What the words say, by their first unit; None: they are no length."""
    found = _PARTS.match(" ".join(words.split()))
    if not found:
        return None
    low, high = _number(found["low"]), _number(found["high"] or found["low"])
    if low is None or high is None:
        return Length(None, far=bool(_FAR.search(words)))
    scale = next(km for unit, km in _UNITS.items() if re.fullmatch(_bare(unit), found["unit"], re.I))
    hedge = _hedge(found["hedges"])
    km, half = (low + high) / 2 * scale, abs(high - low) / 2 * scale
    return Length(round(km, 3), max(_LEAST_KM, half + _OFF[hedge] * km), hedge)


def _bare(unit: str) -> str:
    return re.sub(r"\(\?<=[^)]*\)|\\b", "", unit)


def _hedge(words: str) -> Hedge:
    return next((name for name, some in _HEDGES.items() if re.search(rf"\b(?:{some})", words, re.I)), "")


def _number(words: str) -> float | None:
    """The number that digits or words say; None: none is said."""
    low = words.lower().replace(",", "").replace("½", " 1/2").replace("-", " ").split()
    if _FAR.search(words) or _VAGUE.intersection(low):
        return None
    if low in (["a"], ["an"]):
        return 1
    if low[:2] == ["three", "quarters"]:
        return 0.75
    worth = [_worth(word) for word in fold(low) if word not in {"a", "an", "of", "and"}]
    return sum(one for one in worth if one) if worth and None not in worth else None


def _worth(word: str) -> float | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word)
    return {"half": 0.5, "1/2": 0.5, "quarter": 0.25, "1/4": 0.25, "1/8": 0.125}.get(word)
