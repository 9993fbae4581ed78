"""Numbers: number words and ordinals of a time expression as digits. Pure. Imports: nothing of ours. Imported by: wording, places.

"twenty four" is 24, "nineteen ninety six" 1996, "two and a half" 2.5, "third" 3rd, "a couple of" 2, "several" X.
"""

from collections.abc import Sequence

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: number
    for number, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
_LONGEST = 5
"""Digits that a number is read in; the words about days and years have no longer ones."""
_POWERS = {"hundred": 100, "thousand": 1000}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}
_VAGUE = frozenset("several few some many numerous countless multiple".split())


def fold(words: Sequence[str]) -> list[str]:
    """The words with each number written in words as one of digits; "X" stands for a number that is not said."""
    folded: list[str] = []
    at = 0
    while at < len(words):
        found = _half(words, at) or _year(words, at) or _cardinal(words, at) or _single(words, at)
        number, at = found or (words[at], at + 1)
        folded.append(number)
    return folded


def _half(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """As in "two and a half", "5 1/2": a number and a half."""
    whole = _cardinal(words, at)
    if whole and list(words[whole[1] : whole[1] + 3]) == ["and", "a", "half"]:
        return f"{whole[0]}.5", whole[1] + 3
    if words[at].isdigit() and words[at + 1 : at + 2] and words[at + 1] in {"1/2", "½"}:
        return f"{words[at]}.5", at + 2
    return None


def _year(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """As in "nineteen ninety six", "twenty twenty-two": a year as it is spoken."""
    century = _UNITS.get(words[at], 0) if words[at] != "twenty" else 20
    if not (16 <= century <= 20) or at + 1 >= len(words):
        return None
    rest = words[at + 1]
    if rest in _TENS:
        one = _UNITS.get(words[at + 2], 0) if at + 2 < len(words) else 0
        one = one if 0 < one < 10 else 0
        return str(century * 100 + _TENS[rest] + one), at + (3 if one else 2)
    if 10 <= _UNITS.get(rest, 0) < 20:
        return str(century * 100 + _UNITS[rest]), at + 2
    return None


def _cardinal(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """A number in words or digits, by hundreds and thousands: "a hundred and five", "two thousand"."""
    begin = at
    total, group = (
        0,
        int(words[at] in {"a", "an"} and words[at + 1 : at + 2] != [] and words[at + 1] in _POWERS),
    )
    at += group
    while at < len(words) and (more := _counted(words[at], group)) is not None:
        total, group = (total + more, 0) if words[at] == "thousand" else (total, more)
        at += 1
        if (
            group
            and at < len(words)
            and words[at] == "and"
            and words[at - 1] == "hundred"
            and _counts(words, at + 1)
        ):
            at += 1
    if at == begin:
        return None
    following = words[at] if at < len(words) else ""
    if group and group % 10 == 0 and 0 < _ORDINALS.get(following, 0) < 10:
        return _suffixed(total + group + _ORDINALS[following]), at + 1
    return str(total + group), at


def _counted(word: str, group: int) -> int | None:
    """The number with one word more, None if the word is no part of it: 20 and "four" are 24, 5 and "hundred" 500."""
    tens, unit = _TENS.get(word), _UNITS.get(word)
    if tens is not None:
        return group + tens if group % 100 == 0 else None
    if unit is not None:
        return group + unit if group % 10 == 0 and group % 100 != 10 else None
    if word in _POWERS:
        return group * _POWERS[word] if 0 < group < _POWERS[word] else None
    return int(word) if word.isdigit() and len(word) < _LONGEST and not group else None


def _counts(words: Sequence[str], at: int) -> bool:
    return at < len(words) and (words[at] in _UNITS or words[at] in _TENS)


def _single(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Ordinals, and the words for what is not counted."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in _ORDINALS:
        return _suffixed(_ORDINALS[word]), at + 1
    if word in {"a", "an"} and following in {"couple", "pair", "dozen", "few"}:
        return _single(words, at + 1)
    if word in {"couple", "pair"}:
        return "2", at + 1 + (following == "of")
    if word == "dozen":
        return "12", at + 1
    if word == "dozens":
        return "X", at + 1 + (following == "of")
    return ("X", at + 1) if word in _VAGUE else None


def _suffixed(number: int) -> str:
    last = "th" if number % 100 in range(10, 20) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"
