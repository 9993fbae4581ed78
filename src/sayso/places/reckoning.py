"""Reckoning: where a place lies that is told from another, how far from there it may be, and whether that agrees with the map.

In: a `Told`. Out: a `Spot`, a `Relative`. Pure. Imports: model, distances, lengths, relations. Imported by: relative.
"""

import math

from msgspec import Struct

from sayso.model import Place, Relative
from sayso.places.distances import (
    Point,
    bearing_deg,
    degrees_of,
    distance_km,
    midpoint,
    point_at,
    slack_deg,
    turn_deg,
)
from sayso.places.lengths import Length
from sayso.places.relations import WIDE, Told

REACH_KM = 10.0
"""How far from its point a place reaches whose precision is not known."""
WIDE_KM = 200.0
"""From a place that reaches as far as this nothing is reckoned: the size of a country."""
AREA_KM = 25.0
"""Who counts kilometres from a place that reaches as far as this counts them from its edge."""
NEAR_KM = 20.0
"""How far beyond the edge "near", "outside" and "north of" reach, where no figure is said: six of the eight places told so in
development texts whose points are known lie within it."""
EDGE_KM = 5.0
"""How far beyond the edge outskirts reach."""
OFFSHORE_KM = 100.0
TOLERATED_KM, TOLERATED = 15.0, 0.3
"""A stated distance agrees with the map within so many kilometres, or this share of itself: roads are longer than the great
circle, and towns are not points."""
TOLERATED_DEG = 45.0
FAR_APART_KM = 500.0
"""Half of a way that is longer lies nowhere that a map could show."""
LEAST_KM = 5.0
"""Nearer than this, the points of two places say nothing of the direction."""
NEIGHBOURING_KM = 100.0
"""So far from a place one is still taken to be in its country."""


class Spot(Struct, frozen=True):
    """A point, and how far from it the place may be."""

    point: Point
    precision_km: float


def point_of(place: Place) -> Point | None:
    """Where a place is."""
    return Point(place.lat, place.lon) if place.lat is not None and place.lon is not None else None


def reach_km(place: Place) -> float:
    """How far from its point a place reaches."""
    return place.precision_km if place.precision_km is not None else REACH_KM


def is_wide(place: Place) -> bool:
    """Whether a place is too wide, or not known well enough, to reckon from."""
    return place.kind in WIDE or point_of(place) is None or reach_km(place) >= WIDE_KM


def spot_of(told: Told) -> Spot | None:
    """Where the place is; None where the words do not say it ("an hour's drive from"), or only of a country."""
    anchor = point_of(told.anchor)
    if anchor is None or is_wide(told.anchor) or told.how in {"border", "travel", "inside"}:
        return None
    if told.other is not None:
        return _between(anchor, reach_km(told.anchor), told.other)
    if told.length and told.length.far:
        return None
    return _from_one(told, anchor, reach_km(told.anchor))


def _from_one(told: Told, anchor: Point, reach: float) -> Spot:
    way = told.directions[0] if len(told.directions) == 1 else None
    if told.how in {"part", "edge"}:
        return _of_it(anchor, reach, way, at_edge=told.how == "edge")
    if told.length and told.length.km is not None:
        return _away(anchor, reach, way, told.length.km, told.length)
    beyond = OFFSHORE_KM if told.how == "coast" else NEAR_KM
    if way and told.how != "coast":
        return Spot(point_at(anchor, reach + beyond / 2, degrees_of(way)), reach + beyond)
    return Spot(anchor, reach + beyond)


def _between(anchor: Point, reach: float, other: Place) -> Spot | None:
    end = point_of(other)
    if end is None or is_wide(other):
        return None
    half = distance_km(anchor, end) / 2
    return Spot(midpoint(anchor, end), half + max(reach, reach_km(other))) if half <= FAR_APART_KM else None


def _of_it(anchor: Point, reach: float, way: str | None, *, at_edge: bool) -> Spot:
    if way is None:
        return Spot(anchor, reach + EDGE_KM)
    out = reach if at_edge else reach / 2
    return Spot(point_at(anchor, out, degrees_of(way)), 0.75 * reach + (EDGE_KM if at_edge else 0))


def _away(anchor: Point, reach: float, way: str | None, km: float, length: Length) -> Spot:
    off, edge = length.off_km, reach if reach >= AREA_KM else 0.0
    if way is None:
        return Spot(anchor, edge + km + off + reach)
    if length.hedge == "within":
        km *= 0.75
    across = (edge + km) * math.sin(math.radians(slack_deg(way)))
    return Spot(point_at(anchor, edge + km, degrees_of(way)), math.hypot(off, across) + reach)


def relative_of(told: Told, place: Place | None = None) -> Relative:
    """The contract's record of what is told. `place`: the place that it is told of, if the map knows it."""
    start, end = point_of(told.anchor), point_of(place) if place else None
    measured = turned = None
    if start and end and not is_wide(told.anchor) and told.how not in {"border", "inside"}:
        measured, turned = distance_km(start, end), bearing_deg(start, end)
    km = told.length.km if told.length else None
    return Relative(
        anchor=told.anchor.id,
        other=told.other.id if told.other else None,
        distance_km=round(km, 1) if km is not None else None,
        direction=", ".join(told.directions) or None,
        measured_km=round(measured, 1) if measured is not None else None,
        measured_deg=round(turned, 1) % 360 if turned is not None else None,
        consistent=_agrees(told, measured, turned),
    )


def _agrees(told: Told, measured: float | None, turned: float | None) -> bool | None:
    """Whether distance and direction are as told; None if the words say neither, or the map cannot tell."""
    if measured is None or turned is None or told.other is not None or told.how == "part":
        return None
    found: list[bool] = []
    if told.length and told.length.km is not None:
        least, most = _tolerated(told.length.km, told.length)
        found.append(least <= measured <= most)
    if told.directions and measured >= LEAST_KM:
        turns = [turn_deg(turned, degrees_of(way)) for way in told.directions]
        found.append(min(turns) <= TOLERATED_DEG)
    return all(found) if found else None


def _tolerated(km: float, length: Length) -> tuple[float, float]:
    """Between which measures a stated distance is right: "nearly" gives way downwards, "more than" upwards."""
    share = max(TOLERATED_KM, TOLERATED * km)
    if length.hedge == "within":
        return 0, km + share
    return km - share * (0.5 if length.hedge == "over" else 1), km + share * (
        0.5 if length.hedge == "nearly" else 1
    )


def country_of(told: Told) -> str | None:
    """The country in which the place lies, where the words leave no doubt worth naming."""
    if told.other is not None:
        return told.anchor.country if told.anchor.country == told.other.country else None
    if told.how in {"part", "inside", "edge"} or (told.how == "coast" and not told.length):
        return told.anchor.country
    if is_wide(told.anchor) or told.how in {"border", "travel"}:
        return None
    far = told.length is not None and (told.length.far or (told.length.km or 0) > NEIGHBOURING_KM)
    return None if far else told.anchor.country
