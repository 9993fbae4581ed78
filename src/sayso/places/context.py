"""Context: what the names of a report say of each other's places: which lie near, which lie in which.

Pure. Imports: gazetteer, globe, kinds. Imported by: ranking.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sayso.places.gazetteer import Gazetteer, Hit
from sayso.places.globe import Floats, distances, vectors
from sayso.places.store import Entry

COLUMNS = (
    "near 60", "near 200", "near 600", "country share", "province share", "province named", "country named", "district named", "holds",
)  # fmt: skip
_NEAR = (60, 200, 600)
_Ints = npt.NDArray[np.int64]


class Context:
    """The places that the names of a report may mean, row by row, name after name."""

    def __init__(self, starts: Sequence[int], hits: Sequence[Hit], gazetteer: Gazetteer) -> None:
        entries = [hit.entry for hit in hits]
        self.count = len(starts) - 1
        self.starts: _Ints = np.array(starts[:-1], dtype=np.int64)
        self.owner: _Ints = np.repeat(np.arange(self.count), np.diff(starts))
        self.above = [gazetteer.above(entry) for entry in entries]
        self.where = vectors([(entry.lat, entry.lon) for entry in entries])
        apart = distances(self.where, self.where)
        wide = np.array([entry.kind in {"country", "continent", "region"} for entry in entries])
        usable = (self.owner[:, None] != self.owner[None, :]) & ~wide[None, :]
        self._near = [usable & (apart < km) for km in _NEAR]
        self._countries = _numbered(
            [up[-1] if up else entry.id for up, entry in zip(self.above, entries, strict=True)]
        )
        self._provinces = _numbered(
            [_province(up, entry) for up, entry in zip(self.above, entries, strict=True)]
        )
        self._inside = self._lying(entries)

    def _lying(self, entries: Sequence[Entry]) -> list[tuple[int, int, int]]:
        """Rows that lie in places of other names: the row, the place's row, and whether it is a province, country or district."""
        rows_of: dict[int, list[int]] = defaultdict(list)
        for row, entry in enumerate(entries):
            rows_of[entry.id].append(row)
        owner = self.owner.tolist()
        return [
            (row, other, 1 if i == len(up) - 1 else 0 if i == len(up) - 2 else 2)
            for row, up in enumerate(self.above)
            for i, region in enumerate(up)
            for other in rows_of.get(region, ())
            if owner[row] != owner[other]
        ]

    def features(self, weight: Floats) -> Floats:
        """(rows, len(COLUMNS)), each place weighed by how likely its name means it: `weight`, (rows,)."""
        x = np.zeros((len(weight), len(COLUMNS)), dtype=np.float32)
        for at, near in enumerate(self._near):
            x[:, at] = np.log1p(np.maximum.reduceat(near * weight[None, :], self.starts, axis=1).sum(1))
        x[:, 3] = self._share(self._countries, weight)
        x[:, 4] = self._share(self._provinces, weight)
        weights, owner = weight.tolist(), self.owner.tolist()
        held: dict[int, dict[int, float]] = defaultdict(dict)
        for row, other, tier in self._inside:
            x[row, 5 + tier] = max(x[row, 5 + tier], weights[other])
            names = held[other]
            names[owner[row]] = max(names.get(owner[row], 0.0), weights[row])
        for other, names in held.items():
            x[other, 8] = math.log1p(sum(names.values()))
        return x

    def _share(self, codes: _Ints, weight: Floats) -> Floats:
        """For each row, the share of the other names that have places with its code; 0 for the code 0."""
        most = int(codes.max()) + 1
        both = codes * self.count + self.owner
        held = np.bincount(codes, weight, most)[codes] - np.bincount(both, weight, most * self.count)[both]
        share: Floats = np.where(codes > 0, held / max(1, self.count - 1), 0).astype(np.float32)
        return share


def _province(above: Sequence[int], entry: Entry) -> int:
    if len(above) > 1:
        return above[-2]
    return entry.id if entry.kind == "province" else 0


def _numbered(codes: Sequence[int]) -> _Ints:
    """Codes as small numbers, 0 as 0."""
    known = {0: 0}
    return np.array([known.setdefault(code, len(known)) for code in codes], dtype=np.int64)
