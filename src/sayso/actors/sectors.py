"""Sectors: which PLOVER sector the nouns of a phrase say, from sectors.toml. Imports: nothing of ours. Imported by: coding."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct

Strength = Literal["noun", "weak", "nobody"]
_LONGEST = 5


class Said(Struct, frozen=True):
    """What the words [first, past) say. `sector` None: they say nothing of it."""

    first: int
    past: int
    sector: str | None
    strength: Strength


class _Table(Struct, frozen=True):
    words: dict[str, tuple[str | None, Strength]]
    before: frozenset[str]
    behind: tuple[str, ...]


@cache
def _table() -> _Table:
    tables = tomllib.loads(files(__package__).joinpath("sectors.toml").read_text(encoding="utf-8"))
    words: dict[str, tuple[str | None, Strength]] = dict.fromkeys(tables["nobody"]["words"], (None, "nobody"))
    for sector, those in tables["weak"].items():
        words |= dict.fromkeys(those, (None if sector == "none" else sector, "weak"))
    for sector, those in tables["nouns"].items():
        words |= dict.fromkeys(map(_plain_phrase, those), (sector, "noun"))
    former = tables["former"]
    return _Table(words, frozenset(former["before"]), tuple(former["behind"]))


def _plain_phrase(words: str) -> str:
    return " ".join(map(plain, words.split(" ")))


def plain(word: str) -> str:
    """A word as the table has it: small letters, no possessive ending, no dots."""
    low = word.lower().replace("’", "'").replace(".", "")
    return re.sub(r"'s$|'$|(?<=s)'$", "", low)


def said(words: Sequence[str]) -> list[Said]:
    """What plain words say: the longest match that ends at each of them, in the order of their ends."""
    found = []
    for past in range(1, len(words) + 1):
        for first in range(max(0, past - _LONGEST), past):
            hit = _hit([*words[first : past - 1]], words[past - 1])
            if hit:
                found.append(Said(first, past, *hit))
                break
    return found


def _hit(before: list[str], last: str) -> tuple[str | None, Strength] | None:
    table = _table().words
    return next((table[one] for one in _forms(" ".join(before), last) if one in table), None)


def _forms(before: str, last: str) -> Iterator[str]:
    """The words as they are, and with the last one in the singular."""
    lead = f"{before} " if before else ""
    yield lead + last
    if last.endswith("ies"):
        yield f"{lead}{last[:-3]}y"
    if last.endswith("es"):
        yield lead + last[:-2]
    if last.endswith("s"):
        yield lead + last[:-1]
    if last.endswith("men"):
        yield f"{lead}{last[:-3]}man"


def left_office(words: Sequence[str]) -> tuple[bool, list[str]]:
    """Whether plain words say that an office was left, and the words with a blank for those that say it."""
    table = _table()
    kept = ["" if word in table.before else word for word in words]
    joined = " ".join(words)
    for tail in table.behind:
        if joined.endswith(f" {tail}"):
            count = len(tail.split())
            kept[-count:] = [""] * count
    return kept != list(words), kept
