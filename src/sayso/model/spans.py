"""Spans: where in a report's text something stands."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct


class Span(Struct, frozen=True, array_like=True, order=True):
    """Characters `[start, end)` of a report's text, counted in Unicode code points; in JSON `[start, end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside, edges included."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


def trim(text: str, start: int, end: int) -> Span:
    """The span without the white space at its edges; empty at `start` if there is nothing else."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def meeting(span: Span, among: Sequence[Span]) -> int | None:
    """Which of `among`, sorted and without overlap, meets `span`: the index of the first; None if none does."""
    i = max(bisect_right(among, span) - 1, 0)
    return next((k for k in range(i, min(i + 2, len(among))) if among[k].meets(span)), None)


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The words of a source, cue or content that may be in several pieces, joined by " … "."""
    return " … ".join(span.of(text) for span in spans)
