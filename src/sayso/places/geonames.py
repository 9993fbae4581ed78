"""Geonames: rows of GeoNames' files as rows of a gazetteer.

In: blocks of lines of a dump (allCountries.txt, IQ.txt, cities500.txt), of a file of names (alternateNamesV2.txt), of a
file of regions' codes (admin1CodesASCII.txt). Out: tuples for the tables of `part`. Pure. Imports: errors, blocks, kinds,
naming, store. Imported by: adding. Source: GeoNames' readme.txt and featureCodes list.
"""

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sayso.errors import BadGazetteer
from sayso.places.blocks import Block
from sayso.places.kinds import KINDS, Kind, kind_of
from sayso.places.naming import readable
from sayso.places.store import MATCHES, keys

COLUMNS = 19
NAMES_COLUMNS = (10, 8)
"""Of alternateNamesV2.txt, and of the older alternateNames.txt."""
CODES_COLUMNS = 4
MOST = 1 << 28
"""Numbers of places are below; GeoNames has used 13 million."""
_PEOPLE_A_KM2 = 3000
_NO_NAMES = frozenset({"link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon"})
"""What the file of names holds beside names, by what stands for the language: addresses, postal and airports' codes."""
_DATE = len("2022-02-08")
_MATCH = {match: number for number, match in enumerate(MATCHES)}

REACH: dict[Kind, float] = {
    # Three of four countries, provinces and districts of the gazetteer that ships reach no further (medians 233, 57, 8 km).
    "continent": 3000, "country": 570, "province": 130, "district": 16,
    # Named areas without borders: about a province.
    "region": 100, "border": 50,
    # The ground that a work of people covers, with its fence. The point is seldom off by more than a kilometre.
    "quarter": 2, "camp": 2, "airport": 3, "airbase": 4, "base": 3, "port": 3, "dam": 2, "crossing": 1, "oilfield": 10,
    "mine": 3, "plant": 2, "prison": 1, "hospital": 1, "monument": 1, "bridge": 1, "building": 1, "university": 2,
    "stadium": 1, "site": 1,
    # Lines: GeoNames sets one point, often the mouth or the middle; what happens at one may happen far along it.
    "street": 2, "road": 50, "river": 50, "canal": 30, "coast": 50, "range": 100, "strait": 30,
    # Waters and lands, by their usual size, rounded up.
    "sea": 500, "ocean": 3000, "gulf": 200, "bay": 15, "lake": 10, "wetland": 20, "island": 10, "islands": 50,
    "peninsula": 50, "cape": 5, "mountain": 5, "volcano": 10, "plateau": 100, "plain": 50, "valley": 20, "pass": 2,
    "desert": 200, "forest": 20, "park": 20,
}  # fmt: skip
"""Kilometres that a place reaches from its point where the dump has no figure to tell it by. Set by hand, so that three
of four places of the kind should lie within; towns and villages are told by their people."""
_LOWER = {"ADM3": 8.0, "ADM4": 4.0, "ADM5": 4.0}


class Rows(Struct, frozen=True):
    """Rows for the tables of `part`, and how many lines gave none."""

    places: Sequence[tuple[object, ...]] = ()
    names: Sequence[tuple[str, int, int]] = ()
    codes: Sequence[tuple[str, str, str, int]] = ()
    lies: Sequence[tuple[int, str, str]] = ()
    left_out: int = 0


class Numbers:
    """A set of places' numbers, a bit each."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, number: int) -> None:
        """Have it. `number`: from 0 to below `MOST`."""
        if (at := number >> 3) >= len(self._bits):
            self._bits.extend(bytes(max(at + 1 - len(self._bits), 1 << 16)))
        self._bits[at] |= 1 << (number & 7)

    def __contains__(self, number: int) -> bool:
        at = number >> 3
        return 0 <= at < len(self._bits) and bool(self._bits[at] >> (number & 7) & 1)


def km_of(kind: Kind, code: str, population: int) -> float:
    """How far a place reaches from its point: a town by its people at 3,000 a square kilometre, all else by `REACH`."""
    if kind in {"town", "village"}:
        return min(25, max(1, math.sqrt(population / _PEOPLE_A_KM2 / math.pi)))
    return _LOWER.get(code, REACH[kind])


def places(block: Block, file: str, kinds: frozenset[Kind]) -> Rows:
    """The rows of a block of a dump that are of these kinds. Raises: BadGazetteer, with the line."""
    found, called, regions = [], [], []
    cells: list[str] = []
    for number, cells in _cells(block, file, (COLUMNS,), "a dump of GeoNames"):
        try:
            place = _place(cells, kinds)
        except ValueError as error:
            raise BadGazetteer(file, number, str(error)) from None
        if place:
            found.append(place.row)
            called += place.names
            regions += place.region
    if block.cut and len(cells[-1].strip()) != _DATE:
        raise _cut_short(file, block, len(cells), COLUMNS)
    return Rows(found, called, regions, left_out=len(block.lines) - len(found))


class _Place(Struct, frozen=True):
    """What a row of a dump gives: rows of its place, of its names and, if it is a region, of its code."""

    row: tuple[object, ...]
    names: list[tuple[str, int, int]]
    region: list[tuple[str, str, str, int]]


def _place(cells: list[str], kinds: frozenset[Kind]) -> _Place | None:
    """None, if it is of no such kind or has no name that can be looked up. Raises: ValueError, saying what is wrong."""
    _, name, ascii_name, others, _, _, feature_class, code, country, _, first, second, *_ = cells
    place, people = (
        _number(cells[0], "number of a place"),
        max(0, _number(cells[14] or "0", "number of people")),
    )
    lat, lon = _degrees(cells[4], 90, "latitude"), _degrees(cells[5], 180, "longitude")
    if not 0 < place < MOST:
        raise ValueError(f"{place} is no number of a place")
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise ValueError(f"{country!r} is no country's code of ISO 3166-1 alpha-2")
    kind = kind_of(feature_class, code, people)
    called = keys(name, [ascii_name, *filter(readable, others.split(","))], kind) if kind in kinds else {}
    if not called:
        return None
    region, first, second = _regions(code, country, first, second, place)
    km = round(km_of(kind, code, people))
    row = (place, name, KINDS.index(kind), lat, lon, km, country, first, second, people)
    return _Place(row, [(key, place, _MATCH[match]) for key, match in called.items()], region)


def _regions(
    code: str, country: str, first: str, second: str, place: int
) -> tuple[list[tuple[str, str, str, int]], str, str]:
    """The code that a row is of, if any, and the codes of the regions that it lies in; it does not lie in itself."""
    if code == "ADM1":
        return [(country, first, "", place)], "", ""
    if code == "ADM2":
        return [(country, first, second, place)], first, ""
    return [], first, second


def _number(cell: str, what: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is no {what}") from None


def _degrees(cell: str, most: int, what: str) -> int:
    """In ten-thousandths."""
    try:
        found = float(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is no {what}") from None
    if not -most <= found <= most:
        raise ValueError(f"the {what} {cell} is not between -{most} and {most}")
    return round(found * 1e4)


def names(block: Block, file: str, known: Numbers, regions: Numbers) -> Rows:
    """The names in a block of a file of names that are of known places. Raises: BadGazetteer, with the line.

    `regions`: places whose names may lack the word for their kind.
    """
    found: list[tuple[str, int, int]] = []
    left_out = 0
    for number, cells in _cells(block, file, NAMES_COLUMNS, "a file of names of GeoNames"):
        try:
            place = int(cells[1])
        except ValueError:
            raise BadGazetteer(file, number, f"{cells[1]!r} is no number of a place") from None
        if place in known:
            found += _named(cells, place, "province" if place in regions else "town")
        else:
            left_out += 1
    return Rows(names=found, left_out=left_out)


def _named(cells: list[str], place: int, kind: Kind) -> Iterator[tuple[str, int, int]]:
    _, _, language, name, preferred, _, colloquial, historic, *_ = (cell.strip() for cell in cells)
    if language in _NO_NAMES:
        return
    if language == "abbr":
        called = keys("", (), kind, codes=[name])
    elif not readable(name):
        return
    elif language == "en" and preferred and not colloquial and not historic:
        called = keys(name, (), kind)
    else:
        called = keys("", [name], kind)
    yield from ((key, place, _MATCH[match]) for key, match in called.items())


def codes(block: Block, file: str) -> Rows:
    """The regions in a block of admin1CodesASCII.txt or admin2Codes.txt. Raises: BadGazetteer, with the line."""
    found = []
    for number, cells in _cells(block, file, (CODES_COLUMNS,), "a file of regions' codes of GeoNames"):
        country, first, second = (*cells[0].split("."), "", "")[:3]
        try:
            found.append((country, first, second, int(cells[3])))
        except ValueError:
            raise BadGazetteer(file, number, f"{cells[3]!r} is no number of a place") from None
    return Rows(codes=found)


def _cells(block: Block, file: str, wanted: tuple[int, ...], what: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(block.lines, block.first):
        cells = line.split("\t")
        if len(cells) not in wanted:
            if block.cut:
                raise _cut_short(file, block, len(cells), wanted[0])
            raise BadGazetteer(file, number, f"it has {len(cells)} columns; {what} has {wanted[0]}")
        yield number, cells


def _cut_short(file: str, block: Block, count: int, wanted: int) -> BadGazetteer:
    line = block.first + len(block.lines) - 1
    return BadGazetteer(
        file, line, f"the file is cut short: its last line ends in column {count} of {wanted}; fetch it again"
    )
