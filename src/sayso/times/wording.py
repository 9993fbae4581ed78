"""Wording: a time expression in one way of writing, and what stands around it that changes little.

Lower case, numbers in digits, names of months and days in full, no points and commas: "Wed., Sept. 8th" is
"wednesday september 8th". Pure. Imports: numbers. Imported by: meanings.
"""

import re

from msgspec import Struct

from sayso.times.numbers import fold

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {
    **{month[:3]: month for month in MONTHS},
    **{day[:3]: day for day in WEEKDAYS},
    "sept": "september", "tues": "tuesday", "thur": "thursday", "thurs": "thursday", "weds": "wednesday",
    "yr": "year", "yrs": "years", "hr": "hour", "hrs": "hours", "min": "minute", "mins": "minutes", "xmas": "christmas",
}  # fmt: skip
_WORD = re.compile(
    r"[qh]\d\b|\d{1,2}:\d\d(?::\d\d)?|\d{1,3}(?:,\d{3})+|\d+/\d+|½|\d+(?:\.\d+)?(?:st|nd|rd|th)\b|(?:\d{3}|\d?)0'?s\b|'\d\d(?:s\b)?"
    r"|\d+(?:\.\d+)?|[ap]\.?\s?m\b\.?|[^\W\d]+(?:'[^\W\d]+)?"
)
_TWO_DIGITS = re.compile(r"'(\d\d)(s?)")
_LEADS = [
    *"in on at by since until till from to of during for over through throughout before after within between around about "
    "approximately roughly nearly almost some exactly only just up under sometime into circa another additional post pre beyond "
    "approaching toward towards".split(),
    "as early as", "as late as", "as long as", "as much as", "as little as", "more than", "less than", "fewer than", "no more than",
    "no less than", "no later than", "no longer than", "at least", "at most", "well over", "well under", "well into", "back in", "not until",
    "an estimated", "an additional", "a good part of", "much of", "most of", "all of", "each of", "a total of", "the whole of", "the rest of",
    "the remainder of", "the course of", "as of", "over at least",
]  # fmt: skip
_LEADING = re.compile(rf"(?:{'|'.join(sorted(_LEADS, key=len, reverse=True))}) ")
_TRAILING = re.compile(
    r" (?:or so|or more|or less|or later|or earlier|and beyond|alone|itself|straight|running)$"
)
_PART_OF = re.compile(
    r"(?:(?P<start>earlier|early|the start of|the beginning of|the early part of|the opening of|beginning)"
    r"|(?P<end>later|late|the end of|the close of|end of|end)"
    r"|(?P<mid>mid|the middle of|middle of|the midst of)) (?=\S)(?:in )?"
)


class Wording(Struct, frozen=True):
    """An expression without what leads in, and which part of the stretch is meant: "start", "end", "mid" or ""."""

    core: str
    part: str = ""
    compared: str = ""
    """The word "earlier" or "later", if it was one of these that led in: then it is bounded by the day of publication."""


def written(expression: str) -> str:
    """The expression in one way of writing."""
    text = expression.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    words = [_word(word) for word in _WORD.findall(text)]
    return " ".join(fold([word for word in words if word]))


def _word(word: str) -> str:
    if word[0].isdigit() and "," in word:
        return word.replace(",", "")
    if re.fullmatch(r"[ap]\.?\s?m\.?", word):
        return f"{word[0]}m"
    if two := _TWO_DIGITS.fullmatch(word):
        number = int(two[1])
        return f"{'20' if number < 30 and not two[2] else '19'}{two[1]}{two[2]}"
    if word.endswith("'s") and word[:-2]:
        word = word[:-2] + ("s" if word[0].isdigit() else "")
    return _SHORT.get(word, word)


def core_of(phrase: str) -> Wording:
    """What an expression in one way of writing comes down to."""
    part = compared = ""
    while True:
        if found := _PART_OF.match(phrase):
            part = next(name for name, words in found.groupdict().items() if words)
            compared = found[0].split()[0] if found[0].startswith(("earlier", "later")) else compared
        else:
            found = _LEADING.match(phrase)
        if not found:
            break
        phrase = phrase[found.end() :]
    while found := _TRAILING.search(phrase):
        phrase = phrase[: found.start()]
    return Wording(phrase, part, compared)
