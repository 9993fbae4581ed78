"""Distances: how far and which way on the globe, and the names of the ways. Pure. Imports: nothing of ours.

Imported by: relative, reckoning, relations, precision.

The globe is a ball with the Earth's mean radius: true to half a per cent, which is finer than any report.
"""

import math
import re
from typing import NamedTuple

RADIUS_KM = 6371.0088
"""The Earth's mean radius (IUGG)."""
COMPASS = (
    "north", "north-northeast", "northeast", "east-northeast", "east", "east-southeast", "southeast", "south-southeast",
    "south", "south-southwest", "southwest", "west-southwest", "west", "west-northwest", "northwest", "north-northwest",
)  # fmt: skip
"""The sixteen names, clockwise; each is 22.5 degrees on from the one before."""
_STEP = 360 / len(COMPASS)
_POINTS = re.compile(r"north|south|east|west")
_LETTERS = {"n": "north", "s": "south", "e": "east", "w": "west"}


class Point(NamedTuple):
    """A point on the globe, in degrees."""

    lat: float
    lon: float


def distance_km(some: Point, other: Point) -> float:
    """The great circle's length between two points (haversine)."""
    lat, other_lat = math.radians(some.lat), math.radians(other.lat)
    half = (other_lat - lat) / 2, math.radians(other.lon - some.lon) / 2
    chord = math.sin(half[0]) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin(half[1]) ** 2
    return 2 * RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def bearing_deg(start: Point, end: Point) -> float:
    """Which way one sets out from `start` for `end`, in [0, 360), clockwise from north; 0 if they are one point."""
    lat, end_lat = math.radians(start.lat), math.radians(end.lat)
    turn = math.radians(end.lon - start.lon)
    east = math.sin(turn) * math.cos(end_lat)
    north = math.cos(lat) * math.sin(end_lat) - math.sin(lat) * math.cos(end_lat) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360 % 360


def point_at(start: Point, km: float, deg: float) -> Point:
    """Where one comes to who sets out from `start` that way and goes straight on so far."""
    lat, way, arc = math.radians(start.lat), math.radians(deg), km / RADIUS_KM
    height = math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(way)
    east = math.sin(way) * math.sin(arc) * math.cos(lat)
    turn = math.atan2(east, math.cos(arc) - math.sin(lat) * height)
    return Point(
        math.degrees(math.asin(max(-1.0, min(1.0, height)))), _around(start.lon + math.degrees(turn))
    )


def midpoint(some: Point, other: Point) -> Point:
    """The point half-way on the great circle."""
    return point_at(some, distance_km(some, other) / 2, bearing_deg(some, other))


def _around(lon: float) -> float:
    return lon if -180 <= lon < 180 else (lon + 180) % 360 - 180


def turn_deg(some: float, other: float) -> float:
    """The angle between two ways, in [0, 180]."""
    return abs((some - other + 180) % 360 - 180)


def degrees_of(name: str) -> float:
    """The bearing of one of COMPASS."""
    return COMPASS.index(name) * _STEP


def slack_deg(name: str) -> float:
    """How far to either side of its bearing a name of COMPASS may mean: who says "north" chooses between eight."""
    return _STEP / (2 if COMPASS.index(name) % 2 else 1)


def name_of(deg: float, among: int = 16) -> str:
    """The name of a bearing, of the 4, 8 or 16 chief ones."""
    return COMPASS[round(deg / 360 * among) % among * (len(COMPASS) // among)]


def compass_name(words: str) -> str | None:
    """Which of COMPASS some words mean: "north-western" is northwest, "NNE" north-northeast; None: none of them."""
    parts = _POINTS.findall(words.lower()) or [
        _LETTERS[letter] for letter in words.lower() if letter in _LETTERS
    ]
    written = {"".join(name.split("-")): name for name in COMPASS}
    return written.get("".join(parts))
