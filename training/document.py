"""One annotated text as every corpus is read into it, whatever its own format: words with labels for some heads."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Mention:
    """A phrase that refers to something: word indices of its head word and of its first and last word."""

    head: int
    first: int
    last: int
    cluster: int
    """Mentions of one thing in a document share it."""


@dataclass(slots=True)
class Document:
    """A text, its words and sentences, and the gold labels that its corpus has. Indices count words of the document."""

    id: str
    corpus: str
    text: str
    words: list[tuple[int, int]]
    """Character spans [start, end), in text order, not empty, not overlapping."""
    sentences: list[tuple[int, int]]
    """Word ranges [first, past) that follow on one another and hold every word."""
    paragraphs: list[int]
    """Indices into `sentences` of those that begin a paragraph; the first is 0."""
    tags: dict[str, list[str | None]] = field(default_factory=dict)
    """Head name → a label for each word; None where the corpus does not say (no loss there)."""
    heads: list[int | None] | None = None
    """Word index of each word's syntactic head in the same sentence; its own index for the root; None: unknown."""
    relations: list[str | None] | None = None
    """Universal Dependencies relation of each word, subtypes included ("nsubj:pass")."""
    links: dict[str, list[tuple[int, int]]] | None = None
    """"cue" → (first word of each content fragment, first word of its cue), "source" → (first word of each cue, first
    word of its source's first fragment). Where there is no cue or no source, the second is the first again. None: not annotated."""
    certainty: dict[int, float] | None = None
    """Word index of a predicate → −3 (certainly did not happen) … 3 (certainly did)."""
    mentions: list[Mention] | None = None
    """All mentions of the document for coreference, singletons too."""
