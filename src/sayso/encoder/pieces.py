"""Words → word pieces: what the network reads of each word, and how the word is written.

The vocabulary is uncased; letter case goes in beside it, as the token type, together with whether the word stands
inside quotation marks.
"""

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct

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


class Strip(Struct, frozen=True):
    """The pieces of a window as the network reads them: special ones at both ends and between paragraphs."""

    ids: list[int]
    types: list[int]
    starts: list[int]
    """Where each word begins, and next"""
    ends: list[int]
    """where it ends."""


def strip(pieces: Pieces, opens: Sequence[bool], first: int, past: int) -> Strip:
    """The pieces of words [first, past). `opens`: whether each word begins a paragraph."""
    ids, types = [CLS], [0]
    starts: list[int] = []
    ends: list[int] = []
    for word in range(first, past):
        if opens[word] and word > first:
            ids.append(SEP)
            types.append(0)
        starts.append(len(ids))
        of_word = pieces.ids[word]
        ids += of_word
        types += [pieces.types[word]] * len(of_word)
        ends.append(len(ids))
    return Strip([*ids, SEP], [*types, 0], starts, ends)


class Splitter:
    """Splits words into pieces and remembers them: the pieces of a word do not depend on its neighbours.

    `encode` gives the pieces of many words: the ids of the vocabulary, no special ones.
    """

    def __init__(self, encode: Callable[[Sequence[str]], list[list[int]]]) -> None:
        self._encode = encode
        self._known: dict[str, list[int]] = {}

    def split(self, words: Sequence[str], in_quotes: Sequence[bool]) -> Pieces:
        """The pieces of `words`, which stand inside quotation marks or not."""
        known = self._known
        new = [word for word in dict.fromkeys(words) if word not in known]
        encoded = self._encode(new) if new else []
        found = {word: pieces[:MOST] or [UNKNOWN] for word, pieces in zip(new, encoded, strict=True)}
        ids = [known[word] if word in known else found[word] for word in words]
        self._remember({word: pieces for word, pieces in found.items() if len(word) <= _LONGEST})
        types = [
            case(word) + (QUOTED if quoted else 0) for word, quoted in zip(words, in_quotes, strict=True)
        ]
        return Pieces(ids, types)

    def _remember(self, found: dict[str, list[int]]) -> None:
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
