"""Hints: places that tell where an outlet sits, from its name and its address on the web.

In: an outlet's name, a report's address. Out: places, none if nothing is told. Pure but for the look-ups. Imports: gazetteer,
naming. Imported by: places, training.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sayso.places.gazetteer import Gazetteer, Hit
from sayso.places.naming import key

MOST = 14
_SMALLEST = 4000
"""People of a town that a paper is called for."""
_PRESS = tuple(
    "news times tribune herald post daily online journal press gazette star sun chronicle today record observer register dispatch "
    "sentinel courier independent examiner leader local weekly banner mail world ledger review democrat republican bulletin citizen "
    "enterprise advocate call guardian telegraph standard express voice echo argus reporter monitor".split()
)
"""Words of papers' names."""
_PRESS_WORDS = frozenset(word.rstrip("s") for word in (*_PRESS, "morning", "evening", "sunday", "and", "new"))
_LEAD = re.compile(r"^(?:the|my|go)(?=\w{4})")
_GENERIC = frozenset({"tv", "co", "me", "io", "fm", "ai", "ly", "cc", "to", "ws", "eu"})
"""Endings of addresses that name a country and are used everywhere."""
_COUNTRIES = {"uk": "GB"}


def hints(outlet: str | None, uri: str | None, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """Places that the name or the address of an outlet tells of."""
    named = _named(outlet, gazetteer) if outlet else ()
    return (*named, *(_addressed(uri, gazetteer) if uri else ()))[:MOST]


def _named(outlet: str, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """The places that the longest words of a name are called, if words of the press alone follow: "Dallas Morning News"."""
    words = re.findall(r"[\w’'.-]+", outlet)
    first = int(len(words) > 1 and words[0].lower() in {"the", "el", "le", "la"})
    for past in range(len(words), first, -1):
        if all(word.lower().rstrip("s") in _PRESS_WORDS for word in words[past:]):
            found = _towns(key(" ".join(words[first:past])), gazetteer)
            if found:
                return found
    return ()


def _host(uri: str) -> str:
    """The host of an address; "" if it is none."""
    try:
        return (urlsplit(uri if "//" in uri else f"//{uri}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _addressed(uri: str, gazetteer: Gazetteer) -> Iterator[Hit]:
    host = _host(uri)
    name, _, rest = host.partition(".")
    ending = rest.rpartition(".")[2]
    if len(ending) == 2 and ending not in _GENERIC:
        country = gazetteer.country(_COUNTRIES.get(ending, ending.upper()))
        if country:
            yield Hit("code", country)
    name = _LEAD.sub("", name)
    for past in range(len(name), 3, -1):
        if name[past:].lstrip("-").startswith((*_PRESS, *(("",) if past == len(name) else ()))):
            found = _towns(name[:past].rstrip("-"), gazetteer)
            if found:
                yield from found
                return


def _towns(written: str, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    hits = [
        hit
        for hit in gazetteer.look_up(written)
        if hit.match in {"name", "other"}
        and (hit.entry.population > _SMALLEST or hit.entry.kind == "country")
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.prior, hit.entry.id))[:MOST])
