"""Listed: the actors of Sayso's own list, and of files that users add to it.

In: TOML files, those in `list/` and those of the user. Out: `Listed` values. It reads files when asked to, never on import.
What a file has to look like: docs/actors.md. Imports: errors. Imported by: periods, checking, directory, cli.
"""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
from msgspec import Struct

from sayso.errors import BadRequest

KINDS = (
    "state",
    "government",
    "ministry",
    "military",
    "police",
    "intelligence service",
    "court",
    "legislature",
    "armed group",
    "militia",
    "party",
    "movement",
    "international body",
    "military alliance",
    "agency",
    "news agency",
    "outlet",
    "company",
    "bank",
    "university",
    "hospital",
    "religious body",
    "aid organisation",
    "rights organisation",
    "trade union",
    "criminal group",
    "person",
    "unrecognised state",
    "people",
    "other",
)
SECTORS = (
    *("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "PRM", "UAF", "CRM", "CVL", "ELI"),
    *("BUS", "EDU", "MED", "JRN", "NGO", "IGO", "LAB", "REL", "AGR", "PRE"),
)


class Period(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"office": "as", "begin": "from", "end": "to"},
):
    """A time in which an actor was of a sector; days, months or years as ISO prefixes, both inside."""

    sector: str
    office: str | None = None
    """What a person was called by then."""
    begin: str | None = None
    end: str | None = None


class Listed(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"begin": "from", "end": "to"}
):
    """One actor of the list. Of `sector` and `periods` one is given, or none."""

    id: str
    name: str
    kind: str
    basis: str
    """What the entry rests on."""
    names: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166-1, three letters; None for bodies of many countries."""
    sector: str | None = None
    parents: tuple[str, ...] = ()
    """Ids of those it is part of."""
    begin: str | None = None
    end: str | None = None
    periods: tuple[Period, ...] = ()


class Source(Struct, frozen=True):
    """A file of actors, by the name to show."""

    name: str
    content: bytes


def packaged_sources() -> list[Source]:
    """The files that ship with Sayso, in the order of their names."""
    folder = files(__package__).joinpath("list")
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return [Source(f"sayso/actors/list/{one.name}", one.read_bytes()) for one in found]


def own_source(path: str) -> Source:
    """A user's file. Raises: BadRequest, if it cannot be read."""
    try:
        return Source(path, Path(path).read_bytes())
    except OSError as error:
        raise BadRequest(
            f"the actors in {path} cannot be read: {error.strerror}", "give a TOML file of actors"
        ) from error


@cache
def packaged() -> tuple[Listed, ...]:
    """The list that ships with Sayso, as it is: tests hold it to the checks that users' files go through."""
    found: list[Listed] = []
    for source in packaged_sources():
        table = tomllib.loads(source.content.decode("utf-8"))
        found += msgspec.convert(table.get("actor", ()), list[Listed])
    return tuple(found)
