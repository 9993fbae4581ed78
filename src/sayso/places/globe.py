"""The globe: distances between many points at once. Pure. Imports: distances. Imported by: context, ranking, elsewhere."""

import numpy as np
import numpy.typing as npt

from sayso.places.distances import RADIUS_KM

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


def vectors(points: list[tuple[float, float]]) -> Doubles:
    """Unit vectors, (n, 3), of points in degrees, latitude first."""
    degrees = np.radians(np.array(points, dtype=np.float64).reshape(-1, 2))
    lat, lon = degrees[:, 0], degrees[:, 1]
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)


def distances(some: Doubles, others: Doubles) -> Doubles:
    """Kilometres along great circles, (n, m), between points given by their vectors."""
    apart: Doubles = RADIUS_KM * np.arccos(np.clip(some @ others.T, -1, 1))
    return apart
