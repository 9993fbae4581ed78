"""Precision: how precise a place is, in the codes of the two event data sets that researchers know.

In: a `Place`. Out: ACLED's geo_precision or UCDP's where_prec; None: the place is not known. Pure. Imports: model, kinds.
Imported by: nothing yet; for exports.

Sources, paraphrased:

ACLED, Armed Conflict Location & Event Data Project, Codebook (2023), "Spatial precision codes". 1: the report names a town, and its
point is known. 2: it names a small part of a region, or says that it was near a town; the point is a town's that stands for the
part. 3: only a larger region is named, and the point is a natural location in it or its capital.

UCDP, Georeferenced Event Dataset Codebook, version 23.1 (Högbladh 2023), `where_prec`. 1: the exact location. 2: within about 25 km of a
known point. 3: a district (the second order of administrative divisions), or a municipality. 4: a province (the first order).
5: neither a point nor a division, but a line (a long river, a border, a road) or an area without bounds (half a country, a large
radius). 6: only the country. 7: international waters or airspace.
"""

from typing import Literal

from sayso.model import Place
from sayso.places.kinds import POINTS

GeoPrecision = Literal[1, 2, 3]
WherePrec = Literal[1, 2, 3, 4, 5, 6, 7]
_AT_POINT = POINTS - {"road"}
_DIVISIONS: dict[str | None, WherePrec] = {
    "district": 3,
    "province": 4,
    **dict.fromkeys(("sea", "ocean", "gulf", "strait", "bay"), 7),
}
_WIDE = frozenset({"country", "continent"})
_NEAR_KM = 35.0
"""UCDP's radius around a known point, and how far the point itself may be off, a town's reach."""


def geo_precision(place: Place) -> GeoPrecision | None:
    """ACLED's code. A country alone has none: ACLED leaves such events out."""
    if place.lat is None or place.demonym or place.kind in _WIDE:
        return None
    if place.kind in _AT_POINT:
        return 1
    return 2 if place.kind == "district" or _within(place, _NEAR_KM) else 3


def where_prec(place: Place) -> WherePrec | None:
    """UCDP's code."""
    if place.kind == "border":
        return 5
    if place.kind in _WIDE or place.demonym or place.lat is None:
        return 6 if place.country else None
    if place.kind in _AT_POINT:
        return 1
    if place.kind in _DIVISIONS:
        return _DIVISIONS[place.kind]
    return 2 if _within(place, _NEAR_KM) else 5


def _within(place: Place, km: float) -> bool:
    return place.precision_km is not None and place.precision_km <= km
