"""The sheet: a text's analysis with what attribution asks of it again and again: quotation marks, paragraphs, the tree.

Imports: encoder, model, quotations, found. Imported by: the modules of attribution.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property

from sayso.attribution import acts
from sayso.attribution.found import Piece
from sayso.attribution.quotations import inside, quotations
from sayso.encoder.analysis import LOOSE, Analysis, Marked
from sayso.model import Span


class Sheet:
    """An analysis, read by word numbers. What is costly is worked out when it is first asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.layout = analysis.layout
        self.text = analysis.layout.text
        self.words = analysis.words
        self._firsts: dict[str, list[int]] = {}

    @cached_property
    def paragraphs(self) -> list[Piece]:
        """The paragraphs that have words."""
        return [piece for piece in self.layout.paragraph_words() if piece[0] < piece[1]]

    @cached_property
    def sentences(self) -> list[Piece]:
        """The sentences."""
        return [piece for piece in self.layout.sentence_words() if piece[0] < piece[1]]

    @cached_property
    def _paragraph_firsts(self) -> list[int]:
        return [first for first, _ in self.paragraphs]

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        return [first for first, _ in self.sentences]

    def paragraph_at(self, word: int) -> int:
        """The number of the paragraph that a word stands in."""
        return bisect_right(self._paragraph_firsts, word) - 1

    def sentence_at(self, word: int) -> int:
        """The number of the sentence that a word stands in."""
        return bisect_right(self._sentence_firsts, word) - 1

    @cached_property
    def quotes(self) -> list["Quote"]:
        """The quotations, in text order."""
        found: list[Quote] = []
        for number, (first, past) in enumerate(self.paragraphs):
            paragraph = Span(self.layout.words[first].start, self.layout.words[past - 1].end)
            found += [
                Quote(self.piece_of(one.span), number, closed=one.closed)
                for one in quotations(self.text, paragraph)
            ]
        return found

    @cached_property
    def _quote_of(self) -> dict[int, "Quote"]:
        return {word: one for one in self.quotes for word in range(*one.piece)}

    def quote_at(self, word: int) -> "Quote | None":
        """The quotation that a word stands in."""
        return self._quote_of.get(word)

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each word begins, in characters."""
        return [span.start for span in self.layout.words]

    def piece_of(self, span: Span) -> Piece:
        """The words that a span of characters begins and ends in."""
        return (bisect_right(self.word_starts, span.start) - 1, bisect_right(self.word_starts, span.end - 1))

    def marked_in(self, head: str, piece: Piece) -> list[Marked]:
        """The spans of a head that begin in some words."""
        if head not in self._firsts:
            self._firsts[head] = [one.first for one in self.analysis.marked[head]]
        firsts = self._firsts[head]
        return list(self.analysis.marked[head][bisect_left(firsts, piece[0]) : bisect_left(firsts, piece[1])])

    @cached_property
    def inner_quotes(self) -> list[Piece]:
        """The quotations inside of others."""
        return [
            self.piece_of(span)
            for one in self.quotes
            if self.of(one.piece)[:1] not in {"‘", "'"}
            for span in inside(self.text, self.span(one.piece))
        ]

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each word stands in quotation marks."""
        found = [False] * len(self.words)
        for one in self.quotes:
            for word in range(*one.piece):
                found[word] = True
        return found

    @cached_property
    def mentioned(self) -> dict[int, str]:
        """The head word of each mention and its kind."""
        return {one.head: one.kind for one in self.analysis.mentions}

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each word."""
        found: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head != i:
                found[word.head].append(i)
        return found

    def form(self, word: int) -> str:
        """The letters of a word."""
        return self.layout.words[word].of(self.text)

    def lemma(self, word: int) -> str:
        """The lemma of a word, or, if the acts do not know that, what its form is a form of."""
        return acts.known(self.words[word].lemma, self.form(word))

    def says(self, word: int) -> bool:
        """Whether a word is a verb that makes a saying of its clause."""
        return acts.says(self.lemma(word))

    def of(self, piece: Piece) -> str:
        """The letters of a piece."""
        return self.span(piece).of(self.text) if piece[0] < piece[1] else ""

    def span(self, piece: Piece) -> Span:
        """The characters of a piece."""
        return Span(self.layout.words[piece[0]].start, self.layout.words[piece[1] - 1].end)

    def below(self, word: int, relations: frozenset[str]) -> list[int]:
        """The dependents of a word that hang by one of `relations`, subtypes included."""
        return [i for i in self.children[word] if self.words[i].relation.partition(":")[0] in relations]

    def subtree(self, word: int, without: frozenset[str] = frozenset()) -> list[int]:
        """The words that hang on a word, itself included, in text order; at the word itself `without` is left out."""
        found, ahead = [word], self._below_other(word, without)
        while ahead:
            at = ahead.pop()
            found.append(at)
            ahead.extend(self.children[at])
        return sorted(found)

    def _below_other(self, word: int, without: frozenset[str]) -> list[int]:
        return [i for i in self.children[word] if self.words[i].relation.partition(":")[0] not in without]

    def phrase(self, word: int) -> Piece:
        """The noun phrase of a head word: from its first to its last word, what hangs loosely left out."""
        within = self.subtree(word, LOOSE - {"punct", "conj", "cc", "case"})
        sentence = self.sentences[self.sentence_at(word)]
        inside = [i for i in within if sentence[0] <= i < sentence[1]]
        first = next(
            i
            for i in inside
            if i == word
            or (self.words[i].upos not in {"CCONJ", "PUNCT", "ADP"} and self.words[i].relation != "case")
        )
        return (min(first, word), inside[-1] + 1)


class Quote:
    """A quotation by word numbers, marks included, and the number of its paragraph."""

    __slots__ = ("closed", "paragraph", "piece")

    def __init__(self, piece: Piece, paragraph: int, *, closed: bool) -> None:
        self.piece, self.paragraph, self.closed = piece, paragraph, closed
