"""Gazetteer: all places known, from the file that ships, our own tables and what the user has added.

In: keys of names. Out: `Hit` values. Holds files open. Imports: naming, own, store. Imported by: the room's stages, pipeline, cli.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from sayso.places import own
from sayso.places.kinds import POINTS
from sayso.places.naming import key, without_article, without_kind
from sayso.places.store import Entry, Match, Store, of_country

_LARGE = {"country": 3e8, "continent": 1e9, "region": 5e6, "province": 3e6}
_NAMED = {"name": 1.0, "demonym": 1.0, "code": 0.3, "other": 0.4, "bare": 0.3, "loose": 0.1}
_OURS = 150_000
_NATURAL = 3e6
_SQLITE = b"SQLite format 3\0"
_FIRST = -(1 << 30)
"""The number of the first place of a user's tables; below those of ours and above those in gazetteers."""


class Hit(Struct, frozen=True):
    """A place that a name may mean, and what the name is of it."""

    match: Match
    entry: Entry

    @property
    def size(self) -> float:
        """Its people; of a place that has none, as many as its reach is worth. Our own tables hold what news names."""
        entry = self.entry
        if entry.population or entry.id > 0:
            return entry.population or entry.km * 300
        return entry.km * 300 + (_OURS if entry.kind in POINTS else _NATURAL)

    @property
    def prior(self) -> float:
        """How often news means this place by this name, told from its size alone; to be compared within one name.

        The numbers are guesses, and the ranking learns what they are worth.
        """
        return float((self.size + _LARGE.get(self.entry.kind, 200)) ** 0.8 * _NAMED[self.match])


class Shelf(Protocol):
    """Places under their names."""

    @property
    def file(self) -> str:
        """What they were read from."""
        ...

    def look_up(self, key: str) -> list[tuple[Match, Entry]]:
        """The places that have a name of this key."""
        ...

    def by_id(self, number: int) -> Entry | None:
        """A place by its number."""
        ...


class Gazetteer:
    """Places of several shelves; an entry that an earlier one has hides the same of a later one."""

    def __init__(self, shelves: Sequence[Shelf], tables: Sequence[own.Own] = ()) -> None:
        self._shelves: tuple[Shelf, ...] = (*tables, *shelves)
        self._tables = tuple(tables)
        self.look_up = lru_cache(maxsize=50_000)(self._look_up)
        self.above = lru_cache(maxsize=20_000)(self._above)
        self.country = lru_cache(maxsize=400)(self._country)

    def _look_up(self, name_key: str) -> tuple[Hit, ...]:
        found: dict[int, Hit] = {}
        for i, shelf in enumerate(self._shelves):
            for match, entry in shelf.look_up(name_key):
                if entry.id not in found:
                    found[entry.id] = Hit(match, self._of(entry.id, self._shelves[:i]) or entry)
        return tuple(found.values())

    def find(self, name: str) -> tuple[Hit, ...]:
        """The places that a name as written may mean; without its article and its word for the kind, if else there is none."""
        written = key(name)
        hits = self.look_up(written) if written else ()
        for bare in (without_article(name), without_kind(written)):
            if not hits and bare:
                hits = tuple(Hit("loose", hit.entry) for hit in self.look_up(key(bare)))
        return hits

    def by_id(self, number: int) -> Entry | None:
        """A place by its number."""
        return self._of(number, self._shelves)

    @staticmethod
    def _of(number: int, shelves: Sequence[Shelf]) -> Entry | None:
        return next((found for shelf in shelves if (found := shelf.by_id(number))), None)

    def file_of(self, number: int) -> str | None:
        """What a place was read from."""
        return next((shelf.file for shelf in self._shelves if shelf.by_id(number)), None)

    def _above(self, entry: Entry) -> tuple[int, ...]:
        """The numbers of the regions that an entry lies in, the smallest first, its country last."""
        found: list[int] = []
        within = entry.inside or self._named_region(entry)
        while within and within not in found:
            found.append(within)
            region = self.by_id(within)
            within = region.inside if region else 0
        country = self.country(entry.country) if entry.country and entry.kind != "country" else None
        return (*found, country.id) if country else tuple(found)

    def _named_region(self, entry: Entry) -> int:
        name = next((table.regions[entry.id] for table in self._tables if entry.id in table.regions), None)
        hits = [hit.entry for hit in self.find(name) if hit.entry.kind == "province"] if name else []
        return next((one.id for one in hits if one.country == entry.country), 0)

    def _country(self, code: str) -> Entry | None:
        """A country by its two letters."""
        return next(
            (hit.entry for hit in self.look_up(of_country(code)) if hit.entry.kind == "country"), None
        )


def shipped_file() -> Path:
    """The file of places that ships."""
    return Path(str(files(__package__).joinpath("gazetteer.db")))


def open_gazetteer(files: Sequence[Path] = (), shipped: Path | None = None) -> Gazetteer:
    """Our own tables, the gazetteer that ships, and a user's `files`: gazetteers made by `sayso gazetteer add`, or tables.

    A user's tables stand before the file that ships, for they say what it does not; gazetteers behind it, so that a full
    dump adds places and names, and what we know better of the rest (its reach, its region) stays. `shipped`: another file
    than the one that ships. Raises: BadGazetteer.
    """
    tables, stores = [own.shipped()], []
    first = _FIRST
    for file in files:
        if is_store(file):
            stores.append(Store(file))
        else:
            tables.append(own.Own(own.read_file(file, first), str(file)))
            first -= own.MOST
    return Gazetteer([Store(shipped or shipped_file()), *stores], tables)


def is_store(file: Path) -> bool:
    """Whether it is an SQLite file; what cannot be read is for the table's reader to say."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
