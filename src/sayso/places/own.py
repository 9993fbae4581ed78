"""Own: our table of places that no package has, and users' own tables: seas, rivers, regions, villages, quarters, sites.

In: CSV files, one place a line: name, other names with | between, kind, latitude, longitude, km, countries, the region it
lies in, what the line rests on. Out: `Entry` values under keys of their names. Reads files. Imports: errors, blocks, kinds,
naming, store. Imported by: gazetteer, adding, cli.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from sayso.errors import BadGazetteer
from sayso.places.blocks import blocks
from sayso.places.kinds import KINDS
from sayso.places.naming import key, without_article
from sayso.places.store import Entry, Match

COLUMNS = ("name", "also", "kind", "lat", "lon", "km", "countries", "inside", "rests")
OURS = "tables of Sayso"
MOST = 1 << 20
"""Places of a table."""
LASTING = 1 << 40
"""Numbers further below zero are those of users' tables in a gazetteer, and stay the same."""


class Line(Struct, frozen=True):
    """A line of a table: a place, its other names, and the name of the region it lies in, "" if none is told."""

    entry: Entry
    names: tuple[str, ...]
    inside: str


class Own:
    """Places of tables, under all their names."""

    def __init__(self, lines: Iterable[Line], file: str = OURS) -> None:
        self.file = file
        self._named: dict[str, dict[int, tuple[Match, Entry]]] = {}
        self._by_id: dict[int, Entry] = {}
        self.regions: dict[int, str] = {}
        """Place → the name of the region it lies in, as its line has it."""
        for line in lines:
            entry = line.entry
            self._by_id[entry.id] = entry
            if line.inside:
                self.regions[entry.id] = line.inside
            for i, name in enumerate((entry.name, *line.names)):
                self._add(name, "other" if i else "name", entry)
                if bare := without_article(name):
                    self._add(bare, "bare", entry)

    def _add(self, name: str, match: Match, entry: Entry) -> None:
        self._named.setdefault(key(name), {}).setdefault(entry.id, (match, entry))

    def __len__(self) -> int:
        return len(self._by_id)

    def look_up(self, key: str) -> list[tuple[Match, Entry]]:
        """The places that have a name of this key."""
        return list(self._named.get(key, {}).values())

    def by_id(self, number: int) -> Entry | None:
        """A place by its number."""
        return self._by_id.get(number)


def shipped() -> Own:
    """Our own tables."""
    tables = sorted(
        (one for one in files(__package__).joinpath("table").iterdir() if one.name.endswith(".csv")),
        key=lambda one: one.name,
    )
    lines: list[Line] = []
    for table in tables:
        lines += read(table.read_text(encoding="utf-8").splitlines(), table.name, -1 - len(lines))
    return Own(lines)


def first_number(file: Path) -> int:
    """The number of the first place of a user's table in a gazetteer: the same whenever a file of this name is added."""
    return (
        -LASTING
        - 1
        - int.from_bytes(hashlib.sha256(file.name.encode("utf-8", "surrogateescape")).digest()[:4]) * MOST
    )


def read_file(file: Path, first: int, watch: Callable[[int], None] = lambda _: None) -> Iterator[Line]:
    """The places of a user's file, numbered downwards from `first`, one at a time. Raises: BadGazetteer.

    `watch`: told how many bytes are read now.
    """
    return read(_rows(file, watch), str(file), first)


def _rows(file: Path, watch: Callable[[int], None]) -> Iterator[str]:
    before = 0
    for block in blocks(file):
        yield from (f"{line}\n" for line in block.lines)
        watch(block.past - before)
        before = block.past


def read(rows: Iterable[str], file: str, first: int) -> Iterator[Line]:
    """The places of a table's rows. Raises: BadGazetteer, with the line."""
    table = csv.reader(rows, strict=True)
    try:
        head = next(table, [])
        if tuple(head) != COLUMNS:
            raise BadGazetteer(file, 1, f"the columns must be {','.join(COLUMNS)}; they are {','.join(head)}")
        for number, cells in enumerate(table):
            if number == MOST:
                raise BadGazetteer(file, table.line_num, f"a table may have {MOST:,} places; split it")
            yield _line([cell.strip() for cell in cells], first - number, file, table.line_num)
    except csv.Error as error:
        raise BadGazetteer(file, table.line_num, f"it is no CSV: {error}") from None


def _line(cells: list[str], number: int, file: str, line: int) -> Line:
    if len(cells) != len(COLUMNS):
        raise BadGazetteer(file, line, f"it has {len(cells)} cells; {len(COLUMNS)} are wanted")
    name, also, kind, lat, lon, km, countries, inside, rests = cells
    if not key(name):
        raise BadGazetteer(file, line, "the place has no name")
    if kind not in KINDS:
        raise BadGazetteer(file, line, f"there is no kind {kind!r}; there are {', '.join(KINDS)}")
    codes = [code for code in countries.split("|") if code]
    wrong = next((code for code in codes if not (len(code) == 2 and code.isascii() and code.isupper())), None)
    if wrong:
        raise BadGazetteer(file, line, f"{wrong!r} is no country's code of ISO 3166-1 alpha-2")
    if not rests:
        raise BadGazetteer(file, line, "the last cell must say what the line rests on")
    entry = Entry(
        number,
        name,
        KINDS[KINDS.index(kind)],
        _number(lat, -90, 90, file, line),
        _number(lon, -180, 180, file, line),
        _number(km, 0, 20_100, file, line),
        codes[0] if len(codes) == 1 else "",
        0,
        0,
    )
    return Line(entry, tuple(other.strip() for other in also.split("|") if other.strip()), inside)


def _number(cell: str, least: float, most: float, file: str, line: int) -> float:
    try:
        found = float(cell)
    except ValueError:
        raise BadGazetteer(file, line, f"{cell!r} is no number") from None
    if not least <= found <= most:
        raise BadGazetteer(file, line, f"{cell} is not between {least} and {most}")
    return found
