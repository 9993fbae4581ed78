"""Marks: a report's text cut wherever something that was found in it begins or ends.

Spans overlap and nest, HTML elements may not; so the text becomes pieces, each with the marks that cover it,
and every character stands in exactly one piece. Pure. Imports: model. Imported by: export.page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from sayso.model import Reading, SectionKind, Span, trim

BLANK_LINE = re.compile(r"(?>\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")  # begins with a line end: linear on any text


class Mark(Struct, frozen=True, kw_only=True):
    """Something found at `span`: its kind ("source", "claim", "place", …) and the id of what it belongs to.

    `about` says more of it in a word or two; `first`: this is the first span of that thing and kind.
    """

    kind: str
    span: Span
    id: int
    about: str = ""
    first: bool = True


class Piece(Struct, frozen=True, kw_only=True):
    """Characters that the same marks cover. `opens` are those of its marks that begin with it."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph, or the part of one that belongs to one section."""

    kind: SectionKind
    pieces: tuple[Piece, ...]

    @property
    def blank(self) -> bool:
        """Whether it is only the white space between paragraphs."""
        return all(piece.text.isspace() for piece in self.pieces)


def marks_of(reading: Reading) -> list[Mark]:
    """All that was found in the text, in text order, wider marks before those they hold."""
    found = [mark for mark in _all_marks(reading) if mark.span.start < mark.span.end]
    return sorted(found, key=lambda mark: (mark.span.start, -mark.span.end))


def _all_marks(reading: Reading) -> Iterator[Mark]:
    for section in reading.sections:
        if section.kind == "dateline":
            yield Mark(kind="dateline", span=section.span, id=-1, about="dateline")
    for attribution in reading.attributions:
        for kind in ("content", "source", "cue"):
            spans: Sequence[Span] = getattr(attribution, kind)
            for at, span in enumerate(spans):
                yield Mark(kind=kind, span=span, id=attribution.id, first=not at)
    for claim in reading.claims:
        yield Mark(kind="claim", span=claim.trigger, id=claim.id)
        yield from (Mark(kind="framing", span=span, id=claim.id, about="framing") for span in claim.framing)
    for entity in reading.entities:
        yield Mark(kind="entity", span=Span(entity.start, entity.end), id=entity.id, about=entity.kind)
    for place in reading.places:
        yield Mark(kind="place", span=Span(place.start, place.end), id=place.id, about="place")
    for time in reading.times:
        yield Mark(kind="time", span=Span(time.start, time.end), id=time.id, about=f"time: {time.value}")


def blocks_of(reading: Reading) -> Iterator[Block]:
    """The whole text as paragraphs cut into pieces. Joined, their pieces are the text, blank lines included."""
    sections = sorted((s for s in reading.sections if s.kind != "dateline"), key=lambda s: (s.start, -s.end))
    starts = [section.start for section in sections]
    for span, pieces in _cut(reading.text, marks_of(reading), _paragraphs(reading)):
        before = bisect_right(starts, span.start)
        inside = before and span.start < sections[before - 1].end
        yield Block(kind=sections[before - 1].kind if inside else "body", pieces=tuple(pieces))


def _paragraphs(reading: Reading) -> Iterator[Span]:
    """The text cut at blank lines and at the edges of sections; white space around a paragraph stands alone.

    A dateline shares the paragraph it begins.
    """
    edges = {0, len(reading.text)}
    edges.update(blank.end() for blank in BLANK_LINE.finditer(reading.text))
    for section in reading.sections:
        if section.kind != "dateline":
            edges.update((section.start, section.end))
    for start, end in pairwise(sorted(edges)):
        words = trim(reading.text, start, end)
        yield from (
            span for span in (Span(start, words.start), words, Span(words.end, end)) if span.start < span.end
        )


def _cut(text: str, marks: Iterable[Mark], spans: Iterable[Span]) -> Iterator[tuple[Span, list[Piece]]]:
    """Each span with its pieces. One walk through text and marks: `spans` and `marks` are in text order."""
    waiting = list(reversed(list(marks)))
    active: list[Mark] = []
    for span in spans:
        here = span.start
        pieces = []
        while here < span.end:
            active = [mark for mark in active if mark.span.end > here]
            while waiting and waiting[-1].span.start <= here:
                active.append(waiting.pop())
            there = _next_edge(span, active, waiting)
            opens = tuple(mark for mark in active if mark.span.start == here)
            pieces.append(Piece(text=text[here:there], marks=tuple(active), opens=opens))
            here = there
        yield span, pieces


def _next_edge(span: Span, active: Iterable[Mark], waiting: Sequence[Mark]) -> int:
    edges = [span.end, *(mark.span.end for mark in active)]
    if waiting:
        edges.append(waiting[-1].span.start)
    return min(edges)
