"""Rows: what a benchmark measured, one figure each, and the table of them. Pure. Imports: nothing of ours."""

from collections.abc import Iterable, Mapping

from msgspec import Struct


class Row(Struct, frozen=True, kw_only=True):
    """One figure of ours beside what others reach and what we want."""

    task: str
    metric: str
    """Its name, in no other row; floors are kept under it."""
    ours: float | None
    """In points of a hundred, correlations too, higher is better. None: not measured here, `note` says why."""
    data: Mapping[str, str]
    """File it was measured on, under the shared folder → its SHA-256."""
    goal: float | None = None
    rival: str = "–"
    """The best other system and its figure, with "(test)" where only that of the test half is known."""
    note: str = ""


def table(rows: Iterable[Row], floors: Mapping[str, float]) -> str:
    """All rows in Markdown. `floors`: metric → its floor."""
    lines = ["| task | metric | ours | best rival | goal | floor |", "|---|---|--:|---|--:|--:|"]
    for row in rows:
        ours = row.note if row.ours is None else f"{row.ours:.2f}"
        cells = (row.task, row.metric, ours, row.rival, _figure(row.goal), _figure(floors.get(row.metric)))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
