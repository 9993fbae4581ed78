"""Words → word pieces: what the network reads of each word, and how the word is written.

The vocabulary is uncased; letter case goes in beside it, as the token type, together with whether the word stands
inside quotation marks.
"""

from collections.abc import Callable, Collection, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from sayso.encoder.network import Ints

CLS, SEP, UNKNOWN = 101, 102, 100
"""Piece ids of the BERT vocabulary."""
MOST = 12
"""Pieces kept of one word; more are of addresses and noise."""
QUOTED = 4
"""Added to a token type inside quotation marks."""
_REMEMBERED = 200_000  # words whose pieces are kept; then the memory is emptied, so that it stays bounded
_LONGEST = 100  # characters of a word that is remembered; longer ones are noise, and come once


class Pieces(Struct, frozen=True):
    """Of each word: its piece ids, never none, and its token type, 0 … 7."""

    ids: list[list[int]]
    types: list[int]


class Laid(NamedTuple):
    """A window as the network reads it: its pieces, and its units, which are words and special pieces."""

    ids: Ints
    types: Ints
    firsts: Ints
    """The first piece of each unit, and next"""
    lasts: Ints
    """its last."""
    words: Ints
    """The unit of each word."""


class Strip:
    """A text's pieces in a row, a separator before each paragraph, from which windows are cut."""

    def __init__(self, pieces: Pieces, opens: Sequence[bool]) -> None:
        """`opens`: whether each word begins a paragraph."""
        counts = np.fromiter(map(len, pieces.ids), np.int64, len(pieces.ids))
        opening = np.array(opens, dtype=np.int64)
        self.costs: Ints = counts + opening
        """Pieces that each word takes in a window."""
        self._words = np.arange(len(counts)) + opening.cumsum()
        sizes = np.ones(len(counts) + int(opening.sum()), dtype=np.int64)
        sizes[self._words] = counts
        self._starts = np.concatenate([[0], sizes.cumsum()])
        of_words = np.zeros(len(sizes), dtype=bool)
        of_words[self._words] = True
        of_words = of_words.repeat(sizes)
        self._ids = np.full(len(of_words), SEP, dtype=np.int64)
        self._ids[of_words] = np.fromiter(chain.from_iterable(pieces.ids), np.int64)
        self._types = np.zeros(len(of_words), dtype=np.int64)
        self._types[of_words] = np.array(pieces.types, dtype=np.int64).repeat(counts)

    def window(self, first: int, past: int) -> Laid:
        """The words [first, past), at least one, between two special pieces."""
        units = slice(int(self._words[first]), int(self._words[past - 1]) + 1)
        begin, end = int(self._starts[units.start]), int(self._starts[units.stop])
        starts = np.concatenate(
            [[0], self._starts[units.start : units.stop + 1] - begin + 1, [end - begin + 2]]
        )
        return Laid(
            ids=np.concatenate([[CLS], self._ids[begin:end], [SEP]]),
            types=np.concatenate([[0], self._types[begin:end], [0]]),
            firsts=starts[:-1],
            lasts=starts[1:] - 1,
            words=self._words[first:past] - units.start + 1,
        )


class Splitter:
    """Splits words into pieces and remembers them: the pieces of a word do not depend on its neighbours.

    `encode` gives the pieces of many words: the ids of the vocabulary, no special ones.
    """

    def __init__(self, encode: Callable[[Sequence[str]], list[list[int]]]) -> None:
        self._encode = encode
        self._known: dict[str, tuple[list[int], int]] = {}
        """Word → its pieces and how it is written."""

    def split(self, words: Sequence[str], in_quotes: Sequence[bool]) -> Pieces:
        """The pieces of `words`, which stand inside quotation marks or not."""
        known = self._known
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            found = {
                word: (pieces[:MOST] or [UNKNOWN], case(word))
                for word, pieces in zip(new, self._encode(new), strict=True)
            }
            self._remember({word: pieces for word, pieces in found.items() if len(word) <= _LONGEST})
            each = [known.get(word) or found[word] for word in words]
        else:
            each = [known[word] for word in words]
        types = [kind + QUOTED if quoted else kind for (_, kind), quoted in zip(each, in_quotes, strict=True)]
        return Pieces([ids for ids, _ in each], types)

    def _remember(self, found: dict[str, tuple[list[int], int]]) -> None:
        """Nothing is ever taken out of a memory that another thread may be reading: a new one takes its place."""
        if len(self._known) + len(found) <= _REMEMBERED:
            self._known.update(found)
        else:
            self._known = found if len(found) <= _REMEMBERED else {}


def case(word: str) -> int:
    """How a word is written: 0 lower case or no letters, 1 Title, 2 UPPER, 3 any other way."""
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word[:1].isupper() and word[1:].islower():
        return 1
    return 3 if word.lower() != word.upper() else 0


def quoted(words: Sequence[str], paragraph_starts: Collection[int]) -> list[bool]:
    """Whether each word stands inside quotation marks; the marks themselves do, but for one that closes nothing. Each paragraph begins outside.

    A mark that opens and is never closed in its paragraph holds to the paragraph's end: so are quotations of several
    paragraphs written.
    """
    starts = set(paragraph_starts)
    inside = False
    found = []
    for i, word in enumerate(words):
        if i in starts:
            inside = False
        if word in OPENING:
            inside = True
            found.append(True)
        elif word in CLOSING:
            found.append(inside)
            inside = False
        elif word in STRAIGHT:
            found.append(True)
            inside = not inside
        else:
            found.append(inside)
    return found


OPENING = frozenset({"“", "«", "„", "``", "‟"})
CLOSING = frozenset({"”", "»", "''"})
STRAIGHT = frozenset({'"', "＂"})
