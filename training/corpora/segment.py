"""Segment: a corpus text cut as the encoder cuts it, and spans of characters as spans of words.

In: a text. Out: `Segments`, and labels in BIO. Imports: sayso.encoder, sayso.model. Imported by: the loaders.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from sayso.encoder.layout import lay_out
from sayso.model import Section

T = TypeVar("T")


class Segments(NamedTuple):
    """Words, sentences and paragraphs as a `Document` holds them."""

    words: list[tuple[int, int]]
    sentences: list[tuple[int, int]]
    paragraphs: list[int]

    def breaks(self) -> set[int]:
        """The words that begin a paragraph."""
        return {self.sentences[i][0] for i in self.paragraphs if self.sentences}


Segment = Callable[[str], Segments]


def segment(text: str) -> Segments:
    """How the encoder cuts `text`, all of it taken for body. A sentence without a word is passed over."""
    layout = lay_out(text, [Section(kind="body", start=0, end=len(text))])
    starts = [word.start for word in layout.words]
    # The first sentence and the last hold whatever stands before and after them, so that no word is lost.
    firsts = _firsts([0, *(sentence.start for sentence in layout.sentences[1:])], starts)
    openers = [0, *(paragraph.start for paragraph in layout.paragraphs[1:])]
    return Segments(
        words=[(word.start, word.end) for word in layout.words],
        sentences=list(pairwise([*firsts, len(starts)])),
        paragraphs=sorted({bisect_left(firsts, first) for first in _firsts(openers, starts)}),
    )


def _firsts(spans: Sequence[int], words: Sequence[int]) -> list[int]:
    """The word that begins each span, given where spans and words start; each once, none past the last word."""
    return sorted({first for at in spans if (first := bisect_left(words, at)) < len(words)})


def words_over(words: Sequence[tuple[int, int]], start: int, end: int) -> range:
    """The words that share a character with [start, end)."""
    first = bisect_right(words, start, key=lambda word: word[1])
    return range(first, max(first, bisect_left(words, end, key=lambda word: word[0])))


def bio(owners: Sequence[tuple[str, int] | None], breaks: Container[int] = ()) -> list[str | None]:
    """Labels of words from the kind and number of the span that holds each; one begins anew at each of `breaks`."""
    labels: list[str | None] = []
    for i, owner in enumerate(owners):
        if owner is None:
            labels.append("O")
        else:
            goes_on = i > 0 and owners[i - 1] == owner and i not in breaks
            labels.append(f"{'I' if goes_on else 'B'}-{owner[0]}")
    return labels


def lines(path: Path, kind: type[T]) -> Iterator[T]:
    """The lines of a JSON Lines file. Raises: msgspec.ValidationError, where one is no `kind`."""
    with path.open("rb") as file:
        for line in file:
            if line.strip():
                yield msgspec.json.decode(line, type=kind)
