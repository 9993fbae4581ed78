"""Cities: the country of a city or a part of a state, from cities.toml. Imports: nothing of ours. Imported by: coding."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """Capitals and all names, each with its country, and the pattern that finds them."""
    tables = tomllib.loads(files(__package__).joinpath("cities.toml").read_text(encoding="utf-8"))
    capitals = {name: code for code, one in tables.items() for name in one.get("capital", ())}
    known = {name: code for code, one in tables.items() for names in one.values() for name in names}
    longest = sorted(known, key=len, reverse=True)
    return capitals, known, re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")


def capital_of(words: str) -> str | None:
    """The country whose seat of government some words name, all of them: "Beijing", "TEHRAN"."""
    capitals, _, _ = _tables()
    return capitals.get(words) or (capitals.get(words.title()) if words.isupper() else None)


def place_of(words: str) -> str | None:
    """The country of the place that some words name, all of them."""
    return _tables()[1].get(words.replace("’", "'"))


@lru_cache(maxsize=10_000)
def country_around(words: str) -> str | None:
    """The one country whose places are named in some words; None if there is none or are several."""
    _, known, pattern = _tables()
    codes = {known[match] for match in pattern.findall(words.replace("’", "'"))}
    return codes.pop() if len(codes) == 1 else None


def country_misspelt(words: str) -> str | None:
    """The country of a place two of whose letters have changed places: "Dehli"."""
    from rapidfuzz.distance import OSA  # here, for it asks the environment when it is imported

    known = _tables()[1]
    codes = {
        code
        for word in re.findall(r"\b[A-Z]\w{4,}\b", words)
        for name, code in known.items()
        if len(name) == len(word) and sorted(name) == sorted(word) and OSA.distance(name, word) == 1
    }
    return codes.pop() if len(codes) == 1 else None
