"""The encoder as the benchmarks use it: on raw texts, on gold words, and on the texts of a file once for all metrics.

Imports: shared; the encoder; training's documents.
"""

from typing import Any

from msgspec import Struct

from benchmarks.shared import lines
from sayso.encoder.analysis import Analysis
from sayso.encoder.encoder import Encoder
from sayso.encoder.layout import Layout
from sayso.model import Section, Span
from training.document import Document


class Read(Struct, frozen=True):
    """A line of a benchmark's file, and what the encoder says of its text."""

    line: dict[str, Any]
    analysis: Analysis


class Analyst:
    """An encoder that remembers the files it has read."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._read: dict[str, list[Read]] = {}

    def file(self, name: str) -> list[Read]:
        """The texts of a JSON Lines file of the shared folder, remembered."""
        if name not in self._read:
            self._read[name] = [Read(line, self.text(line["text"])) for line in lines(name)]
        return self._read[name]

    def text(self, text: str) -> Analysis:
        """A text as it stands: one section, its words and sentences by our rules."""
        return self._encoder.analyse(text, (Section(kind="body", start=0, end=len(text)),))

    def gold(self, document: Document) -> Analysis:
        """A document with its own words, sentences and paragraphs."""
        return self._encoder.analyse_layout(layout(document))


def layout(document: Document) -> Layout:
    """The layout that a document says."""
    words = [Span(*word) for word in document.words]
    sentences = [Span(words[first].start, words[past - 1].end) for first, past in document.sentences]
    firsts = document.paragraphs
    lasts = [first - 1 for first in [*firsts[1:], len(sentences)]]
    return Layout(
        text=document.text,
        paragraphs=tuple(
            Span(sentences[first].start, sentences[last].end)
            for first, last in zip(firsts, lasts, strict=True)
        ),
        sentences=tuple(sentences),
        words=tuple(words),
    )
