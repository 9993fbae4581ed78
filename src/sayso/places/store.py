"""Store: places under their names in one SQLite file, read only.

In: keys of names. Out: `Entry` values. Reads a file, holds it open. Imports: errors, kinds, naming. Imported by: gazetteer, own,
adding, training.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from sayso.errors import BadGazetteer
from sayso.places.kinds import KINDS, REGIONS, Kind
from sayso.places.naming import key, without_article, without_kind

VERSION = 1
SCHEMA = """
CREATE TABLE place(
  id INTEGER PRIMARY KEY,        -- GeoNames' number, below zero for places that have none
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,         -- number in kinds.KINDS
  lat INTEGER NOT NULL,          -- ten-thousandths of a degree
  lon INTEGER NOT NULL,
  km INTEGER NOT NULL,           -- how far from the point the place reaches
  country TEXT NOT NULL,         -- ISO 3166-1 alpha-2, '' if none
  inside INTEGER NOT NULL,       -- the region it lies in, 0 if none is known
  population INTEGER NOT NULL);
CREATE TABLE name(
  key TEXT NOT NULL,             -- naming.key
  place INTEGER NOT NULL,
  match INTEGER NOT NULL,        -- number in MATCHES
  PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
Match = Literal["name", "other", "bare", "loose", "demonym", "code"]
MATCHES: tuple[Match, ...] = ("name", "other", "bare", "loose", "demonym", "code")
"""What a key is of a place: its name, another name, a name without its article, one without the word for its kind, the
word for its people, an abbreviation."""


def keys(
    name: str, names: Sequence[str], kind: Kind, demonyms: Sequence[str] = (), codes: Sequence[str] = ()
) -> dict[str, Match]:
    """The keys that a place is found under, each with what it is of the place."""
    every = (name, *names)
    bare = [short for one in every if (short := without_article(one))]
    loose = [short for one in every if kind in REGIONS and (short := without_kind(key(one)))]
    loose += [short for one in loose if (short := without_article(one))]
    plain = {key(one) for one in loose} if kind == "district" else set()
    tiers: tuple[tuple[Match, Sequence[str]], ...] = (
        ("name", [name]),
        ("other", [one for one in names if key(one) not in plain]),
        ("bare", bare),
        ("loose", loose),
        ("demonym", demonyms),
        ("code", codes),
    )
    found: dict[str, Match] = {}
    for match, some in tiers:
        for one in some:
            if written := key(one):
                found.setdefault(written, match)
    return found


def of_country(code: str) -> str:
    """The key under which a country is found by its two letters."""
    return f"#{code.lower()}"


class Entry(Struct, frozen=True):
    """A place of a gazetteer."""

    id: int
    name: str
    kind: Kind
    lat: float
    lon: float
    km: float
    """How far from the point the place reaches, or how unsure the point is."""
    country: str
    """ISO 3166-1, two letters; "" if it lies in none or in several."""
    inside: int
    population: int

    @property
    def geonameid(self) -> int | None:
        """GeoNames' number."""
        return self.id if self.id > 0 else None


_LOOK_UP = (
    "SELECT n.match, p.id, p.name, p.kind, p.lat, p.lon, p.km, p.country, p.inside, p.population"
    " FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"
)
_BY_ID = "SELECT id, name, kind, lat, lon, km, country, inside, population FROM place WHERE id = ?"


class Store:
    """One file of places, open for reading. Raises: BadGazetteer, if it is none or of another version."""

    def __init__(self, file: Path) -> None:
        if not file.is_file():
            raise BadGazetteer(str(file), None, "there is no such file of places")
        self.file = str(file)
        self._connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            version = self.about().get("version")
        except sqlite3.DatabaseError as error:
            raise BadGazetteer(str(file), None, f"it is no gazetteer of Sayso ({error})") from None
        if version != str(VERSION):
            raise BadGazetteer(str(file), None, f"it has version {version}; this Sayso reads {VERSION}")

    def look_up(self, key: str) -> list[tuple[Match, Entry]]:
        """The places that have a name of this key, in no order."""
        return [(MATCHES[row[0]], _entry(row[1:])) for row in self._connection.execute(_LOOK_UP, (key,))]

    def by_id(self, number: int) -> Entry | None:
        """A place by its number."""
        row = self._connection.execute(_BY_ID, (number,)).fetchone()
        return _entry(row) if row else None

    def about(self) -> dict[str, str]:
        """What the file says of itself."""
        return dict(self._connection.execute("SELECT key, value FROM about"))

    def counts(self) -> tuple[int, int]:
        """Places and names."""
        about = self.about()
        if "places" in about and "names" in about:
            return int(about["places"]), int(about["names"])
        ((places,), (names,)) = (
            self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  # our own two words
            for table in ("place", "name")
        )
        return places, names

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _entry(row: tuple[Any, ...]) -> Entry:
    number, name, kind, lat, lon, km, country, inside, population = row
    return Entry(number, name, KINDS[kind], lat / 1e4, lon / 1e4, km, country, inside, population)
