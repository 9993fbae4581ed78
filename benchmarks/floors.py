"""Floors: figures that may not drop, each pinned with the data that it was measured on. Imports: rows.

A floor stands a tenth of a point below what was measured, for processors round differently.
"""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.rows import Row

MARGIN = 0.1


class Floor(Struct, frozen=True):
    """What a metric may not drop below."""

    metric: str
    floor: float
    data: dict[str, str]
    """As in `Row`."""


class NotPinned(Exception):
    """Figures may not be pinned as they are; `faults` says which and why."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(faults)
        self.faults = faults


def load(path: Path) -> dict[str, Floor]:
    """Metric → its floor; none if there is no such file."""
    floors = msgspec.json.decode(path.read_bytes(), type=list[Floor]) if path.exists() else []
    return {floor.metric: floor for floor in floors}


def save(path: Path, floors: dict[str, Floor]) -> None:
    """Write the floors, in the order of their metrics."""
    ordered = [floors[metric] for metric in sorted(floors)]
    path.write_bytes(msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n")


def faults(rows: Sequence[Row], floors: dict[str, Floor], *, whole: bool = False) -> list[str]:
    """What is wrong with figures that were measured, a line each; nothing if all hold. `whole`: all tasks ran."""
    gone = sorted(set(floors) - {row.metric for row in rows}) if whole else []
    found = [
        f"{metric}: pinned but not measured any more; if that is meant, delete its floor" for metric in gone
    ]
    for row in rows:
        floor = floors.get(row.metric)
        if row.ours is None:
            continue
        if floor is None:
            found.append(f"{row.metric}: no floor is pinned; pin it with --pin")
        elif floor.data != row.data:
            changed = sorted(
                name for name in {**floor.data, **row.data} if floor.data.get(name) != row.data.get(name)
            )
            found.append(
                f"{row.metric}: the floor was measured on other data; changed: {', '.join(changed)}. "
                "If that is meant, pin it anew with --pin"
            )
        elif not row.ours >= floor.floor:  # so that NaN fails
            found.append(f"{row.metric}: {row.ours:.2f} is below its floor of {floor.floor:.2f}")
    return found


def pinned(rows: Iterable[Row], floors: dict[str, Floor], *, lower: bool) -> dict[str, Floor]:
    """The floors with those of `rows` anew.

    Raises: NotPinned, if a figure is no number, or a floor would get lower and `lower` does not allow it.
    """
    new = {
        row.metric: Floor(row.metric, round(row.ours - MARGIN, 2), dict(row.data))
        for row in rows
        if row.ours is not None
    }
    wrong = [
        f"{metric}: measured {floor.floor}" for metric, floor in new.items() if not math.isfinite(floor.floor)
    ]
    if not lower:
        wrong += [
            f"{metric}: the floor would drop from {floors[metric].floor:.2f} to {floor.floor:.2f}; --lower allows it"
            for metric, floor in new.items()
            if metric in floors and floor.floor < floors[metric].floor
        ]
    if wrong:
        raise NotPinned(wrong)
    return floors | new
