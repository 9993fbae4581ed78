"""The network as the rest of the encoder sees it: one window's pieces and words in, every head's scores out.

Imports: nothing of ours. Imported by: scores, analysis, weights; training runs its own network behind the same door.
"""

from typing import Protocol

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

CHAINS = ("attribution", "attribution_gum", "attribution_inner", "entities", "entities_conflict", "times")
"""Heads of BIO labels, decoded as sequences."""
CLASSES = ("upos", "tense", "event", "predicate", "mention", "lemma")
"""Heads that give each word a label of its own; the one with the most labels last."""
LINKS = ("cue", "source")
"""Kinds of link: of a content to its cue, of a cue to its source."""
SCALES = ("uw", "uds", "meantime")
"""Corpora of certainty; each has its own scale, for their annotators were asked differently."""
WIDTH, LINK, COREFERENCE = 384, 64, 96
"""Values of a sentence vector, of a link's end, of a mention."""


class Outputs(Struct, frozen=True, kw_only=True):
    """What the network says of a window of w words and s sentences."""

    tags: Floats
    """(w, labels): the label scores of all chains and classes but the last, side by side, in the order of `Inventory.places`."""
    lemmas: Ints
    """(w,): the best label of the last class."""
    arcs: Floats
    """(w, w): dependent by head; the diagonal is the score of standing at the root."""
    dependents: Floats
    """(w, RELATION): the word as dependent, and next"""
    governors: Floats
    """as head, for the relations."""
    links: Floats
    """(w, 2 · len(LINKS), LINK): for each kind, the word as child and as parent."""
    anaphors: Floats
    """(w, COREFERENCE), and next"""
    antecedents: Floats
    """as antecedent."""
    certainties: Floats
    """(w, len(SCALES)), about −3 … 3."""
    sentences: Floats
    """(s, WIDTH): unit vectors."""


class Network(Protocol):
    """Runs one window at a time; nothing of it depends on what it ran before."""

    def run(self, ids: Ints, types: Ints, firsts: Ints, lasts: Ints, words: Ints, members: Floats) -> Outputs:
        """The scores of a window.

        `ids`, `types`: (pieces,); `firsts`, `lasts`: (units,), the ends of each among the pieces; `words`: (w,), the unit of
        each word; `members`: (s, units), the share of each unit in its sentence, rows summing to 1.
        """
        ...

    def relate(self, dependents: Floats, governors: Floats) -> Floats:
        """The relation scores of words to their heads: (w, relations).

        From the `Outputs.dependents` of the words and the `Outputs.governors` of their heads, row by row.
        """
        ...


class Inventory(Struct, frozen=True, kw_only=True):
    """What the scores mean, and the weights that decoding needs."""

    labels: dict[str, tuple[str, ...]]
    """Head → its labels, of every chain, every class, and "relation"."""
    transitions: dict[str, Floats]
    """Chain → (labels, labels), from, to; what BIO does not allow is far below zero."""
    starts: dict[str, Floats]
    ends: dict[str, Floats]
    """Chain → (labels,)."""

    def places(self) -> dict[str, slice]:
        """Head → its columns in `Outputs.tags`."""
        found, at = {}, 0
        for name in CHAINS + CLASSES[:-1]:
            found[name] = slice(at, at + len(self.labels[name]))
            at += len(self.labels[name])
        return found
