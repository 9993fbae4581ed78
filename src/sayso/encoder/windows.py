"""Windows: the stretches of a report that the network reads in one pass."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

LIMIT = 250
"""Pieces a window may have, special ones included: the most that the network was trained on."""
CONTEXT = 0
"""Pieces of the sentences before, at most, that a window begins with. None: on PolNeAR dev, 48 lose 1 point of contents and
5 of whole attributions (`python -m benchmarks polnear`), for the network was not trained so, and a window holds fewer of its own."""


class Window(Struct, frozen=True):
    """Words [start, past), of which those from `first` on are read for themselves, those before for context."""

    start: int
    first: int
    past: int


def windows(
    costs: Sequence[int], sentences: Sequence[tuple[int, int]], limit: int = LIMIT, context: int = CONTEXT
) -> Iterator[Window]:
    """Windows that hold each word once: whole sentences as long as they fit; a sentence that fits none is cut.

    `costs` are the pieces of each word (one more for the first of a paragraph); `sentences` are word ranges that
    follow on one another. The windows depend on nothing but these.
    """
    room = limit - 2
    before: list[tuple[int, int]] = []  # the parts already given out, for context
    start = first = past = spent = 0
    for part, cost in _parts(costs, sentences, room):
        if past > first and spent + cost > room:
            yield Window(start, first, past)
            first = part[0]
            start, spent = _context(costs, before, min(context, room - cost))
        spent += cost
        past = part[1]
        before.append(part)
    if past > first:
        yield Window(start, first, past)


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


def _context(costs: Sequence[int], before: list[tuple[int, int]], room: int) -> tuple[int, int]:
    """Where the context begins that ends where the last part ends, and its cost: whole parts, else nothing."""
    start, spent = before[-1][1], 0
    for first, past in reversed(before):
        cost = sum(costs[first:past])
        if past != start or spent + cost > room:
            break
        start, spent = first, spent + cost
    return start, spent
