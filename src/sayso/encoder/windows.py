"""Windows: the stretches of a report that the network reads in one pass."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

LIMIT = 220
"""Pieces a window may have, special ones included: about the mean of those that the network was trained on."""


class Window(Struct, frozen=True):
    """Words [first, past)."""

    first: int
    past: int


def windows(
    costs: Sequence[int], sentences: Sequence[tuple[int, int]], limit: int = LIMIT
) -> Iterator[Window]:
    """Windows that hold each word once: whole sentences as long as they fit; a sentence that fits none is cut.

    `costs` are the pieces of each word (one more for the first of a paragraph); `sentences` are word ranges that
    follow on one another. The windows depend on nothing but these. None begins with sentences before it for context:
    the network was not trained so, and scores less (training/NOTES.md).
    """
    room = limit - 2
    first = past = spent = 0
    for part, cost in _parts(costs, sentences, room):
        if past > first and spent + cost > room:
            yield Window(first, past)
            first, spent = part[0], 0
        spent += cost
        past = part[1]
    if past > first:
        yield Window(first, past)


def _parts(
    costs: Sequence[int], sentences: Sequence[tuple[int, int]], room: int
) -> Iterator[tuple[tuple[int, int], int]]:
    """The sentences with their costs, those cut that are too long for any window."""
    for first, past in sentences:
        cost = sum(costs[first:past])
        if cost <= room:
            if past > first:
                yield (first, past), cost
            continue
        start, spent = first, 0
        for word in range(first, past):
            if spent + costs[word] > room:
                yield (start, word), spent
                start, spent = word, 0
            spent += costs[word]
        yield (start, past), spent
