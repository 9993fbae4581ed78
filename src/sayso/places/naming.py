"""Naming: under which keys the names of places meet. Pure. Imports: nothing of ours. Imported by: store, own, candidates, adding."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’‘ʼʻʿʾ`´ʹ′]")
_PARTS = re.compile(r"[\s/,()\"“”\-‐‑–—_]+")
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ə": "a", "ß": "ss"}
)
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain"}
_ARTICLE = re.compile(
    r"(?:(?:al|el|il|ul)[ -]|(?:as|ash|ad|adh|ar|at|ath|an|az|es|ech|esh|er|en|ed|ez)-)(?=\w{2})", re.I
)
"""The Arabic article; where it takes the sound of the next letter only with a hyphen, for "an" and "as" are words."""
KIND_WORDS: dict[str, str] = {
    word: kind
    for kind, words in {
        "province": "province governorate oblast prefecture state voivodeship",
        "district": "district county parish raion rayon subdistrict borough township municipality commune canton "
        "department territory",
        "town": "city town village hamlet metropolis",
        "region": "region area valley basin belt",
        "river": "river creek",
        "lake": "lake reservoir",
        "mountain": "mountain mount",
        "range": "mountains hills",
        "island": "island isle",
        "islands": "islands archipelago",
        "quarter": "neighborhood neighbourhood suburb quarter",
        "camp": "camp",
        "airport": "airport",
        "base": "base",
    }.items()
    for word in words.split()
}
"""A word in or beside a name → the kind of place that it tells of."""


_LETTER = re.compile(r"[^\W\d_]")
_READ = re.compile("[A-ɏḀ-ỿЀ-ӿא-ת؀-ۿ]")


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens, its words with a blank between them; "St." is "saint"."""
    if name.isascii():
        low = name.lower()
    else:
        low = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
        low = "".join(char for char in low if not unicodedata.combining(char))
    low = _APOSTROPHES.sub("", low).replace("&", " and ").replace(".", "")
    words = [_SHORT.get(word, word) for word in _PARTS.split(low) if word]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def readable(name: str) -> bool:
    """Whether another name is one that a report may hold: Latin, Arabic, Hebrew or Cyrillic, and no bare transliteration."""
    if not 2 < len(name) < 60 or name.startswith("http"):
        return False
    first = _LETTER.search(name)
    if first is None or not _READ.match(first[0]):
        return False
    if first[0].isascii() and name[0].islower() and " " not in name and "-" not in name:
        return False
    return not (name.isascii() and name.isupper())


def without_article(name: str) -> str | None:
    """A name without its Arabic article; None if it has none."""
    bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    return bare if bare != name else None


def without_kind(written: str) -> str | None:
    """A key without the words that say of what kind the place is: "anbar" for "anbar governorate"; None if none is there."""
    words = written.split()
    if len(words) > 1 and words[-1] in KIND_WORDS:
        return " ".join(words[:-1])
    if len(words) > 2 and words[0] in KIND_WORDS and words[1] == "of":
        return " ".join(words[2:])
    if len(words) > 1 and words[0] in KIND_WORDS:
        return " ".join(words[1:])
    return None
