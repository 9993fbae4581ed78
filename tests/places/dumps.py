"""Small files as GeoNames has them, of made-up places, and a gazetteer that ships for tests."""

import sqlite3
from pathlib import Path

from sayso.places.adding import Added, Job, add
from sayso.places.store import SCHEMA, VERSION


def row(
    number,
    name,
    *,
    also="",
    kind=("P", "PPL"),
    country="QX",
    first="",
    second="",
    people=0,
    lat=10.0,
    lon=20.0,
):
    cells = [number, name, "", also, lat, lon, *kind, country, "", first, second, "", "", people, "", 5]
    return "\t".join(map(str, [*cells, "Etc/Nowhere", "2024-01-31"]))


def other_name(number, place, name, *, language="", preferred="", colloquial=""):
    return "\t".join([str(number), str(place), language, name, preferred, "", colloquial, "", "", ""])


PROVINCE = row(1, "Velmar Province", kind=("A", "ADM1"), first="01")
DISTRICT = row(2, "Ostrin District", kind=("A", "ADM2"), first="01", second="017", lat=10.2)
TOWN = row(3, "Ostrin", also="Ostrinne,ostrin,اوسترين,オストリン", first="01", second="017", people=30_000)
VILLAGE = row(4, "Al-Kesh", first="01", people=900)
RIVER = row(5, "Tarn", kind=("H", "STM"), first="01")
DUMP = [PROVINCE, DISTRICT, TOWN, VILLAGE, RIVER]
TABLE = "name,also,kind,lat,lon,km,countries,inside,rests\n"


def write(file: Path, lines) -> Path:
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def empty_store(file: Path, version: int = VERSION) -> Path:
    connection = sqlite3.connect(file)
    connection.executescript(SCHEMA)
    connection.execute("INSERT INTO about VALUES ('version', ?), ('sources', 'nobody')", (str(version),))
    connection.commit()
    connection.close()
    return file


def added(file: Path, target: Path, names: Path | None = None, **options) -> Added:
    """What `add` does where the gazetteer that ships is empty, or `shipped`."""
    shipped = options.pop("shipped", None) or target.parent / "shipped.db"
    if not shipped.exists():
        empty_store(shipped)
    watch = options.pop("watch", lambda _: None)
    return add(Job(file=file, names=names, target=target, shipped=shipped, **options), watch)
