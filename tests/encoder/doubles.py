"""A network that is computed, not learnt: all it says of a piece follows from the piece's id, and is known beforehand.

With it go a vocabulary, an inventory of few labels, and the analysis of a text by all three.
"""

import zlib

import numpy as np

from sayso.encoder import lay_out
from sayso.encoder.analysis import read_off
from sayso.encoder.decoding import allowed
from sayso.encoder.network import (
    CHAINS,
    CLASSES,
    COREFERENCE,
    LINK,
    LINKS,
    SCALES,
    WIDTH,
    Inventory,
    Outputs,
)
from sayso.encoder.pieces import Splitter, quoted
from sayso.encoder.scores import Places, score
from sayso.model import Section

RELATION = 8
LABELS = {
    **dict.fromkeys(CHAINS, ("O", "B-a", "B-b", "I-a", "I-b")),
    "entities_conflict": (
        "O",
        *(f"{edge}-{kind}" for edge in "BI" for kind in "abcdefgh"),
    ),  # one large chain
    "upos": ("NOUN", "VERB", "PUNCT"),
    "lemma": ("k0:", "l0:", "=be"),
    "tense": ("O", "past", "future"),
    "event": ("O", "attack", "meeting"),
    "predicate": ("O", "B"),
    "mention": ("O", "name", "pronoun"),
    "relation": ("nsubj", "obj", "root", "parataxis", "punct"),
}
TAGS = sum(len(LABELS[name]) for name in CHAINS + CLASSES)
KEPT = TAGS - len(LABELS["lemma"])
BARRED = -10_000.0


def noise(ids, width, seed):
    """Values in [−2, 2), `width` for each id, that look like chance and are exact: the same in any company."""
    mixed = (ids[:, None] * 7919 + np.arange(width) * 104_729 + seed * 1299) * (ids[:, None] % 97 + 3) % 1009
    return (mixed / 1009 * 4 - 2).astype(np.float32)


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


class Computed:
    """A `Network`; `read` holds the ids of every window that it was given."""

    def __init__(self):
        self.read = []

    def run(self, ids, types, firsts, lasts, words, members):
        self.read.append(ids)
        assert types.shape == ids.shape
        assert np.allclose(members.sum(1), 1)
        assert (firsts[0], lasts[-1]) == (0, len(ids) - 1)
        assert (firsts[1:] == lasts[:-1] + 1).all()
        words = ids[firsts[words]]
        tags = noise(words, TAGS, 1)
        return Outputs(
            tags=tags[:, :KEPT],
            lemmas=tags[:, KEPT:].argmax(1),
            arcs=noise((words[:, None] * 31 + words * 17).ravel(), 1, 2).reshape(len(words), len(words)),
            dependents=noise(words, RELATION, 3),
            governors=noise(words, RELATION, 4),
            links=noise(words, 2 * len(LINKS) * LINK, 5).reshape(len(words), 2 * len(LINKS), LINK),
            anaphors=noise(words, COREFERENCE, 6),
            antecedents=noise(words, COREFERENCE, 7),
            certainties=noise(words, len(SCALES), 8),
            sentences=unit(members @ noise(ids[firsts], WIDTH, 9)),
        )

    def relate(self, dependents, governors):
        return related(dependents, governors)


def related(dependents, governors):
    """Relation scores of rows of vectors, by a tensor that is made up."""
    relations = len(LABELS["relation"])
    left = dependents @ noise(np.arange(RELATION), relations * RELATION, 10)
    return (left.reshape(len(dependents), relations, RELATION) * governors[:, None]).sum(2)


def bars(labels):
    """What BIO does not allow, as transitions and as starts."""
    start = [BARRED if label.startswith("I-") else 0 for label in labels]
    return np.where(allowed(labels), 0, BARRED).astype(np.float32), np.array(start, dtype=np.float32)


def inventory():
    return Inventory(
        labels=LABELS,
        transitions={name: bars(LABELS[name])[0] for name in CHAINS},
        starts={name: bars(LABELS[name])[1] for name in CHAINS},
        ends={name: np.zeros(len(LABELS[name]), dtype=np.float32) for name in CHAINS},
    )


def encode(words):
    """A piece for every four characters of a word; ids as in a vocabulary of 30,000."""
    return [
        [
            1000 + zlib.crc32(word[at : at + 4].encode("utf-8", "replace")) % 29_000
            for at in range(0, len(word), 4)
        ]
        for word in words
    ]


def body(text):
    """The sections of a text that is all body."""
    return (Section(kind="body", start=0, end=len(text)),)


def places_of(text):
    layout = lay_out(text, body(text))
    forms = [span.of(text) for span in layout.words]
    starts = {first for first, _ in layout.paragraph_words()}
    pieces = Splitter(encode).split(forms, quoted(forms, starts))
    return layout, Places(pieces, layout.sentence_words(), [i in starts for i in range(len(forms))])


def scores_of(text, network=None):
    return score(places_of(text)[1], network or Computed(), inventory())


def analysis_of(text):
    layout, places = places_of(text)
    scores = score(places, Computed(), inventory())
    return read_off(layout, scores, inventory(), [kind & 3 for kind in places.pieces.types])
