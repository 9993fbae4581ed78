"""Marking: a text in which every place is a row of marks of the same length, so that patterns can speak of places.

In: a text, its places. Out: the marked text, and which place stands where. Pure. Imports: model. Imported by: wordings,
relations, subjects, relative.
"""

from collections.abc import Iterable

from sayso.model import Place

_MARKS = {
    "named": "\ue000\ue001",
    "demonym": "\ue002\ue003",
    "unknown": "\ue004\ue005",
    "border": "\ue006\ue007",
}
"""For each sort of place, its first mark and those that follow; letters of no script (private use)."""
_FOREIGN = {ord(mark): "\ufffd" for marks in _MARKS.values() for mark in marks}


def _row(*sorts: str) -> str:
    return "(?:" + "|".join(f"{_MARKS[sort][0]}{_MARKS[sort][1]}*+" for sort in sorts) + ")"


NAMED = _row("named")
"""Patterns, to stand in others: a place that is known; "Iraqi"; a place, known or not; a border; a country or its people."""
DEMONYM = _row("demonym")
TOPONYM = _row("named", "unknown")
BORDER = _row("border")
LAND = _row("named", "demonym")


_BLANK = r"[\s\u00a0]"


def spaced(pattern: str) -> str:
    """The pattern with each of its blanks, but those in brackets of letters, standing for a few of any kind."""
    pattern = pattern.replace("[ -]", r"[\s\u00a0-]").replace(" ?", f"{_BLANK}{{0,3}}")
    return pattern.replace(" ", f"{_BLANK}{{1,3}}")


class Marked:
    """A text with its places marked."""

    def __init__(self, text: str, places: Iterable[Place]) -> None:
        self._chars = list(text.translate(_FOREIGN))
        self._at: dict[int, Place] = {}
        for place in sorted(places, key=lambda one: (one.start - one.end, one.start)):
            if not any(char in _EVERY for char in self._chars[place.start : place.end]):
                self._mark(place)
        self.text = "".join(self._chars)

    def mark(self, place: Place) -> None:
        """Marks a place, over others that it holds."""
        self._mark(place)
        self.text = "".join(self._chars)

    def _mark(self, place: Place) -> None:
        if place.start < place.end:
            marks = _MARKS[_sort(place)]
            self._chars[place.start : place.end] = marks[0] + marks[1] * (place.end - place.start - 1)
            self._at[place.start] = place

    def place_at(self, start: int) -> Place | None:
        """The place whose marks begin there."""
        return self._at.get(start)


_EVERY = frozenset("".join(_MARKS.values()))


def _sort(place: Place) -> str:
    if place.demonym:
        return "demonym"
    if place.lat is not None:
        return "named"
    return "border" if place.kind == "border" and place.relative else "unknown"
