"""Layout: the paragraphs, sentences and words of a report, by rules.

In: a text and its sections. Out: a `Layout`. Pure. Imports: model, paragraphs, sentences, words. Imported by: analysis,
every stage.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise, starmap

from msgspec import Struct

from sayso.encoder.paragraphs import paragraphs
from sayso.encoder.sentences import sentences
from sayso.encoder.words import words
from sayso.model import Section, Span


class Layout(Struct, frozen=True, kw_only=True):
    """A text with the spans of its paragraphs, sentences and words in text order; none of a kind overlap.

    Only sections that speak are laid out: titles, bodies, captions; furniture and datelines are left out. Every
    sentence stands in one paragraph and is made of whole words; no character but white space is left out of them.
    """

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]

    def words_in(self, span: Span) -> tuple[Span, ...]:
        """The words that begin in `span`."""
        return _beginning_in(span, self.words)

    def sentences_in(self, span: Span) -> tuple[Span, ...]:
        """The sentences that begin in `span`."""
        return _beginning_in(span, self.sentences)

    def sentence_at(self, at: int) -> Span | None:
        """The sentence that character `at` stands in."""
        i = bisect_right(self.sentences, Span(at, len(self.text))) - 1
        return self.sentences[i] if i >= 0 and at < self.sentences[i].end else None

    def word_at(self, at: int) -> int:
        """The number of the word that character `at` stands in, or of the one before it; 0 if there is none."""
        return max(0, bisect_left(self.words, Span(at + 1, 0)) - 1)

    def sentence_words(self) -> list[tuple[int, int]]:
        """Each sentence as word numbers [first, past); they follow on one another and hold every word."""
        return _ranges(self.sentences, self.words)

    def paragraph_words(self) -> list[tuple[int, int]]:
        """Each paragraph as word numbers [first, past)."""
        return _ranges(self.paragraphs, self.words)


def _beginning_in(span: Span, among: tuple[Span, ...]) -> tuple[Span, ...]:
    return among[bisect_left(among, Span(span.start, 0)) : bisect_left(among, Span(span.end, 0))]


def _ranges(spans: tuple[Span, ...], words: tuple[Span, ...]) -> list[tuple[int, int]]:
    firsts = [bisect_left(words, Span(span.start, 0)) for span in spans]
    return list(pairwise([*firsts, len(words)]))


def lay_out(text: str, sections: Iterable[Section]) -> Layout:
    """The layout of `text`."""
    whole = tuple(
        paragraph
        for section in sections
        if section.kind in {"title", "body", "caption"}
        for paragraph in paragraphs(text, section.span)
    )
    found = [sentence for one in whole for sentence in sentences(text, one.start, one.end)]
    return Layout(
        text=text,
        paragraphs=whole,
        sentences=tuple(starmap(Span, found)),
        words=tuple(Span(*word) for sentence in found for word in words(text, *sentence)),
    )
