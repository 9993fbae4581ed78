"""Nations: the country that a phrase names, by its name or its people's. Imports: nothing of ours. Imported by: phrases, checking, coding.

From countries.toml; a word that several countries share tells of none.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(
        files(__package__).joinpath("countries.toml").read_text(encoding="utf-8")
    )
    return found


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    tables = _tables()
    ambiguous = set(tables["ambiguous"])
    found: dict[str, str] = {}
    for code, one in tables.items():
        if code == "ambiguous":
            continue
        for word in (one["name"], *one.get("names", ()), *one.get("demonyms", ())):
            if word not in ambiguous:
                found[word] = code
    longest = sorted({*found, *ambiguous}, key=len, reverse=True)
    return found, re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")


@lru_cache(maxsize=10_000)
def country_of(words: str) -> str | None:
    """The one country that is named in some words, as ISO 3166-1 alpha-3; None if there is none or are several."""
    known, pattern = _table()
    codes = {known.get(match) for match in pattern.findall(words.replace("’", "'"))}
    return codes.pop() if len(codes) == 1 else None


def codes() -> frozenset[str]:
    """All countries' codes."""
    return frozenset(_tables()) - {"ambiguous"}


@lru_cache(maxsize=10_000)
def without_countries(words: str) -> str:
    """Some words with a blank for every country and people that they name."""
    _, pattern = _table()
    return pattern.sub(" ", words.replace("’", "'"))


def name_of(words: str) -> tuple[str, str] | None:
    """The code and the name to show of the country that words name, all of them; None for its people ("British")."""
    written = words.replace("’", "'")
    code = _table()[0].get(written)
    if code is None:
        return None
    one = _tables()[code]
    return (code, one["name"]) if written == one["name"] or written in one.get("names", ()) else None
