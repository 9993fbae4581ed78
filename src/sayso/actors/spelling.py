"""Spelling: when two names are one name in two spellings. It knows no list: translations and acronyms are beyond it.

In: names. Out: keys under which spellings meet, and yes or no to a pair. Pure. Imports: nothing of ours.
Imported by: directory.
"""

import re
import unicodedata
from functools import lru_cache

NEAR = 0.74
"""How alike two names of one skeleton must be at least. Chosen on `python -m benchmarks aliases`."""
SHORT = 0.65
"""The same for short names, in which one vowel weighs more."""
TYPO_LENGTH = 8
"""From how many letters on two words that differ in one letter may be one word."""

_APOSTROPHES = re.compile(r"['’‘ʼʻʿʾ`´ʹ′]")
_ARTICLES = frozenset({"al", "el", "ul", "il"})
_SUN = frozenset({"as", "ash", "ad", "ar", "at", "an", "az", "es", "ech", "er", "en", "ed", "ez"})
"""The Arabic article before letters that it takes the sound of; only with a hyphen, for some are words."""
_JOINTS = frozenset({"the", "of", "and", "for", "de", "del", "la", "le", "du", "des", "in"})
_SERVANT = re.compile(r"\babd (?:al|el|ul|ar|er|ur) |\babd(?:al|el|ul|ar|er|ur) ?(?=[a-z]{3})")
_SOUNDS = (
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"qu(?=[ei])|gh|kh|ck|[qg]|c(?=[aouklrt]|$)"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"tch|sch|ch|sh"), "x"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"tz|ts|z|c(?=[eiy])"), "s"),
    (re.compile(r"th"), "t"),
    (re.compile(r"w"), "v"),
    (re.compile(r"dj|zh"), "j"),
)
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ə": "a"}
)
_EXCHANGED = ({"a", "e"}, {"e", "i"}, {"o", "u"}, {"i", "y"})
"""Vowels that names begin with in the one spelling and in the other."""
_GLUED = re.compile(r"(?<=[a-z]{3})[uo]l (?=[a-z]{4})")
"""The Arabic article written as the end of the word before it: "Hizbul Mujahideen"."""
_VOWELS = re.compile(r"[aeiouy]+h?(?![aeiouy])|[aeiouy]+")


def _plain(name: str) -> str:
    """Small letters without accents."""
    low = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return "".join(char for char in low if not unicodedata.combining(char))


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name without case, accents, apostrophes, dots, hyphens and articles; its words with a blank between them."""
    low = _APOSTROPHES.sub("", re.sub(r"['’]s\b", "", _plain(name))).replace("&", " and ").replace(".", "")
    words: list[str] = []
    for chunk in re.split(r"[\s/,()\"“”]+", low):
        parts = [part for part in re.split(r"[-‐‑–—_]", chunk) if part]
        if len(parts) > 1 and parts[0] in _SUN:
            parts = parts[1:]
        words += parts
    kept = [word for i, word in enumerate(words) if word not in _ARTICLES and not (word == "the" and i == 0)]
    return " ".join(kept or words)


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """What is left of a folded name that writers of other alphabets agree on: consonants, and that a vowel is there."""
    low = _GLUED.sub(" ", _SERVANT.sub("abd ", fold(name)))
    return " ".join(_bones(word) for word in low.split() if word not in _JOINTS)


def _bones(word: str) -> str:
    if not word.isascii() or not word.isalpha():
        return word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    word = re.sub(r"(.)\1+", r"\1", word)
    bones = re.sub(r"(.)\1+", r"\1", _VOWELS.sub("-", word))
    return bones.rstrip("-") or bones


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same words in another spelling: "Kata'ib Hizballah" and "Kataeb Hezbollah"."""
    first, second = fold(one), fold(other)
    if first.replace(" ", "") == second.replace(" ", "") or _letters(one) == _letters(other):
        return True
    if _figures(first) != _figures(second) or not (first.isascii() and second.isascii()):
        return False
    if min(len(first), len(second)) < 4 or is_acronym(one) or is_acronym(other):
        return False
    bones, others = skeleton(one), skeleton(other)
    if bones.replace(" ", "") != others.replace(" ", ""):
        return _words_alike(first, second)
    if _vowels_apart(first, second) or _short_words_apart(first, second):
        return False
    return alike(first, second) >= (SHORT if min(len(first), len(second)) <= 9 else NEAR)


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, in [0, 1]."""
    from rapidfuzz import fuzz  # here, for it asks the environment when it is imported

    return fuzz.ratio(one, other) / 100


def _is_typo(one: str, other: str) -> bool:
    """Whether one letter is another or two have changed places."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other) == 1


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", _plain(name))


def _words_alike(first: str, second: str) -> bool:
    """Whether two names have as many words, and each is the other's or differs by a letter."""
    ours = [word for word in first.split() if word not in _JOINTS]
    theirs = [word for word in second.split() if word not in _JOINTS]
    if len(ours) != len(theirs) or len("".join(ours)) < TYPO_LENGTH:
        return False
    return all(map(_word_alike, ours, theirs))


def _word_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    if _bones(one) == _bones(other):
        return alike(one, other) >= SHORT and not _vowels_apart(one, other)
    if {one[-1], other[-1]} & {"s", "i", "n"} and one[:-1] == other[:-1]:
        return False
    long = min(len(one), len(other)) >= TYPO_LENGTH
    return long and _is_typo(one, other) and one[0] == other[0] and len(one) == len(other)


def _vowels_apart(first: str, second: str) -> bool:
    """Whether vowels that no writer exchanges tell two names of one skeleton apart: "Jamiat", "Jamaat"; "Bild", "Bildu"."""
    begins = {first[0], second[0]}
    if len(begins) == 2 and begins <= set("aeiouy") and begins not in _EXCHANGED:
        return True
    if " " not in first and " " not in second and _is_open(first) != _is_open(second):
        return True
    ours, theirs = (re.findall(r"[aeiouy]+", name) for name in (first, second))
    return len(ours) == len(theirs) and any(
        {one, other} in ({"ia", "aa"}, {"ia", "a"}) for one, other in zip(ours, theirs, strict=True)
    )


def _is_open(word: str) -> bool:
    """Whether a word ends in a vowel that is heard."""
    return bool(re.search(r"[aiouy]h?$", word))


def _short_words_apart(first: str, second: str) -> bool:
    """Whether words of one or two letters tell two names of as many words apart: "EU Commission", "AU Commission"."""
    ours, theirs = first.split(), second.split()
    return len(ours) == len(theirs) and any(
        one != other and min(len(one), len(other)) <= 2 and one not in _JOINTS
        for one, other in zip(ours, theirs, strict=True)
    )


def _figures(folded: str) -> list[str]:
    """Numbers, Roman ones too: "14 July" is not "17 July"."""
    return re.findall(r"\d+|\b[ivx]+\b", folded)


def is_acronym(name: str) -> bool:
    """Whether a name is one short word of capitals."""
    letters = [char for char in name if char.isalpha()]
    return 1 < len(letters) <= 8 and " " not in name.strip() and all(char.isupper() for char in letters)
