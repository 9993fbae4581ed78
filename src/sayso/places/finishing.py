"""Finishing: what an `add` has read becomes a gazetteer, with what the old one had, and takes its place at once or not at all.

In: the part file, the old gazetteer if there is one, the one that ships. Out: the new one at the old one's place. Writes
`TARGET.new`, sorts in a temporary file beside it. Imports: gazetteer, part, store. Imported by: adding.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from sayso.places.gazetteer import Gazetteer
from sayso.places.kinds import KINDS
from sayso.places.own import LASTING
from sayso.places.part import REGION, Part
from sayso.places.store import SCHEMA, VERSION, Store

_PROVINCE, _DISTRICT = KINDS.index("province"), KINDS.index("district")
_SURE = 0.9
"""Of a code's towns that must lie in one region of the gazetteer that ships, for the code to be the region's; at least two."""

_VOTES = f"""
WITH town AS (
  SELECT p.country, p.first, p.second,
    CASE {_PROVINCE} WHEN a.kind THEN a.id WHEN b.kind THEN b.id WHEN c.kind THEN c.id END AS one,
    CASE WHEN a.kind={_DISTRICT} AND b.kind={_PROVINCE} THEN a.id
         WHEN b.kind={_DISTRICT} AND c.kind={_PROVINCE} THEN b.id END AS two
  FROM shipped.place t CROSS JOIN main.place p ON p.id = t.id
    LEFT JOIN shipped.place a ON a.id = t.inside LEFT JOIN shipped.place b ON b.id = a.inside
    LEFT JOIN shipped.place c ON c.id = b.inside
  WHERE t.inside <> 0 AND p.first <> '')
SELECT country, first, '', one, count(*) FROM town GROUP BY country, first, one
UNION ALL
SELECT country, first, second, two, count(*) FROM town WHERE second <> '' GROUP BY country, first, second, two
"""  # noqa: S608  # our own numbers
_PLACES = """
INSERT INTO new.place
SELECT p.id, p.name, p.kind, p.lat, p.lon, p.km, p.country, coalesce(two.id, one.id, 0), p.population
FROM main.place p
  LEFT JOIN new.region two ON p.second <> '' AND (two.country, two.first, two.second) = (p.country, p.first, p.second)
  LEFT JOIN new.region one ON p.first <> '' AND (one.country, one.first, one.second) = (p.country, p.first, '')
ORDER BY p.id
"""
_OLD_PLACES = """
INSERT OR IGNORE INTO new.place
SELECT id, name, kind, lat, lon, km, country, inside, population FROM old.place WHERE id NOT BETWEEN ? AND ?
"""
_NAMES = """
INSERT OR IGNORE INTO new.name
SELECT key, place, match FROM main.name ORDER BY key, place, match
"""
_ALL_NAMES = """
INSERT OR IGNORE INTO new.name
SELECT key, place, match FROM (
  SELECT key, place, match FROM main.name
  UNION ALL
  SELECT key, place, match FROM old.name
  WHERE place NOT BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM main.place WHERE id = place))
ORDER BY key, place, match
"""
_REGIONS = """
INSERT OR IGNORE INTO new.region SELECT country, first, second, id FROM {file}.region r
WHERE EXISTS (SELECT 1 FROM main.place p WHERE p.id = r.id) OR EXISTS (SELECT 1 FROM shipped.place p WHERE p.id = r.id)
"""
_OR_OLD = " OR EXISTS (SELECT 1 FROM old.place p WHERE p.id = r.id)"
_SET = """
UPDATE new.place SET inside =
  (SELECT f.id FROM main.lies l JOIN temp.found f USING (region, country) WHERE l.place = new.place.id)
WHERE id IN (SELECT l.place FROM main.lies l JOIN temp.found f USING (region, country) WHERE f.id NOT IN (0, l.place))
"""
_UNKNOWN = """
SELECT region, count(*) OVER (), sum(count(*)) OVER () FROM main.lies JOIN temp.found f USING (region, country)
WHERE f.id = 0 GROUP BY region, country ORDER BY region LIMIT 5
"""


class Source(Struct, frozen=True):
    """A file that a gazetteer was made of. `dated`: the day the file was made, as the disk has it."""

    file: str
    form: str
    dated: str
    places: int


class Made(Struct, frozen=True):
    """A gazetteer that is finished."""

    places: int
    """That were added."""
    kept: int
    """That the old one had, and what was added has not."""
    names: int
    unknown: tuple[str, ...] = ()
    """Some of the regions that a table names and no gazetteer has."""
    without: int = 0
    """Places that are left without a region by that."""


def finish(
    part: Part, target: Path, *, source: Source, shipped: Path, replaced: tuple[int, int] = (0, 0)
) -> Made:
    """Make the gazetteer and set it in the old one's place. `replaced`: numbers, from and to, that the old one shall lose.

    Raises: sqlite3.Error, OSError; the old one then stands as it was.
    """
    new = target.with_name(f"{target.name}.new")
    try:
        _begin(new)
        with _attached(part.connection, new, target, shipped) as has_old:
            places, kept, names = _made(part.connection, replaced, has_old=has_old)
            unknown, without = _set_regions(part.connection, new, shipped)
            made = Made(places, kept, names, unknown, without)
            _say(part.connection, made, _sources(target if has_old else None, source))
        _settle(new)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
    return made


def sources(store: Store) -> list[Source]:
    """What a gazetteer of ours was made of."""
    return msgspec.json.decode(store.about().get("made of", "[]"), type=list[Source])


def _begin(new: Path) -> None:
    new.unlink(missing_ok=True)
    connection = sqlite3.connect(new)
    connection.executescript(f"PRAGMA page_size=4096; PRAGMA journal_mode=OFF;{SCHEMA};{REGION};")
    connection.execute("INSERT INTO about VALUES ('version', ?)", (str(VERSION),))
    connection.commit()
    connection.close()


@contextmanager
def _attached(connection: sqlite3.Connection, new: Path, old: Path, shipped: Path) -> Iterator[bool]:
    """In the block, the files are at hand as new, old and shipped. Gives whether there is an old one."""
    has_old = old.exists()
    files = {"shipped": _read_only(shipped), "new": new.absolute().as_uri()}
    if has_old:
        files["old"] = _read_only(old)
    # Sorting wants as much room again as the gazetteer; the folder for temporary files is often in memory.
    folder = str(new.absolute().parent).replace("'", "''")
    connection.execute(f"PRAGMA temp_store_directory='{folder}'")
    try:
        for name, uri in files.items():
            connection.execute(f"ATTACH ? AS {name}", (uri,))
        connection.executescript(
            "PRAGMA new.journal_mode=OFF; PRAGMA new.synchronous=OFF; PRAGMA new.cache_size=-24000;"
        )
        connection.execute("BEGIN")
        yield has_old
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        attached = {row[1] for row in connection.execute("PRAGMA database_list")}
        for name in attached & set(files):
            connection.execute(f"DETACH {name}")
        connection.execute("PRAGMA temp_store_directory=''")


def _read_only(file: Path) -> str:
    return f"{file.absolute().as_uri()}?mode=ro&immutable=1"


def _made(
    connection: sqlite3.Connection, replaced: tuple[int, int], *, has_old: bool
) -> tuple[int, int, int]:
    """Places that are new, places that were kept, names."""
    connection.execute(_REGIONS.format(file="main") + _OR_OLD * has_old)
    if has_old and connection.execute("SELECT 1 FROM old.sqlite_master WHERE name = 'region'").fetchone():
        connection.execute(_REGIONS.format(file="old") + _OR_OLD)
    connection.executemany("INSERT OR IGNORE INTO new.region VALUES (?,?,?,?)", _voted(connection))
    places = connection.execute(_PLACES).rowcount
    if not has_old:
        return places, 0, connection.execute(_NAMES).rowcount
    kept = connection.execute(_OLD_PLACES, replaced).rowcount
    return places, kept, connection.execute(_ALL_NAMES, replaced).rowcount


def _voted(connection: sqlite3.Connection) -> list[tuple[str, str, str, int]]:
    """Which region of the gazetteer that ships a code means: the one that its towns lie in, where both have them."""
    votes: dict[tuple[str, str, str], dict[int | None, int]] = {}
    for country, first, second, region, count in connection.execute(_VOTES):
        votes.setdefault((country, first, second), {})[region] = count
    best = ((code, max(of, key=lambda one: of[one]), of) for code, of in votes.items())
    return [
        (*code, region)
        for code, region, of in best
        if region and region > 0 and of[region] > 1 and of[region] >= _SURE * sum(of.values())
    ]


def _set_regions(connection: sqlite3.Connection, new: Path, shipped: Path) -> tuple[tuple[str, ...], int]:
    """Sets the regions that a table names: the province of the country that a gazetteer has under the name.

    Gives some of the names that none has, and how many places they leave without a region.
    """
    wanted = connection.execute("SELECT DISTINCT region, country FROM main.lies").fetchall()
    if not wanted:
        return (), 0
    connection.execute("COMMIT")  # so that another connection sees the new places
    connection.execute("BEGIN")
    stores = [Store(shipped), Store(new)]
    gazetteer = Gazetteer(stores)
    found = [(region, country, _region(gazetteer, region, country)) for region, country in wanted]
    for store in stores:
        store.close()
    connection.execute("CREATE TEMP TABLE found(region, country, id, PRIMARY KEY(region, country))")
    connection.executemany("INSERT INTO temp.found VALUES (?,?,?)", found)
    connection.execute(_SET)
    unknown = connection.execute(_UNKNOWN).fetchall()
    connection.execute("DROP TABLE temp.found")
    return tuple(row[0] for row in unknown), unknown[0][2] if unknown else 0


def _region(gazetteer: Gazetteer, name: str, country: str) -> int:
    """Its number, 0 if none is known. Numbers that the shipped file gave itself may be others in its next edition."""
    hits = (hit.entry for hit in gazetteer.find(name))
    fit = (one.id for one in hits if one.kind == "province" and one.country == country)
    return next((number for number in fit if number > 0 or number < -LASTING), 0)


def _sources(old: Path | None, source: Source) -> list[Source]:
    """What the old gazetteer was made of, and the new source; one of the same name stands in the old one's place."""
    before = []
    if old:
        store = Store(old)
        before = [one for one in sources(store) if one.file != source.file]
        store.close()
    return [*before, source]


def _say(connection: sqlite3.Connection, made: Made, files: Sequence[Source]) -> None:
    """What the gazetteer says of itself."""
    dumped = ["GeoNames (geonames.org, CC BY 4.0)"] if any(one.form == "dump" for one in files) else []
    tables = [one.file for one in files if one.form == "table"]
    about = {
        "sources": "; ".join(dumped + tables),
        "made of": msgspec.json.encode(files).decode(),
        "places": str(made.places + made.kept),
        "names": str(made.names),
    }
    connection.executemany("INSERT INTO new.about VALUES (?,?)", about.items())


def _settle(file: Path) -> None:
    """See that it is on the disk before it takes the old one's place."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
