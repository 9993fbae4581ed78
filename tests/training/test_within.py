"""Contents within contents, marked by a model that sees statements where it is told to."""

import pytest

pytest.importorskip("torch", reason="needs torch, of the extra training")

import torch

from tests.training.test_network import prepared
from training.model import Model
from training.network import Encoder
from training.within import HEAD, INNER, mark

LABELS = ["O", "B-content", "B-cue", "B-source", "I-content", "I-cue", "I-source"]


class Told(Model):
    """Says of each word, by its first piece, what it was told."""

    def __init__(self, meant):
        names = dict.fromkeys(
            ("attribution", "attribution_gum", "attribution_inner", "entities", "entities_conflict", "times"),
            LABELS,
        )
        classes = {name: ["O", "x"] for name in ("upos", "tense", "event", "predicate", "mention", "lemma")}
        super().__init__(
            Encoder(200, layers=1, heads=1, hidden=8), {**names, **classes, "relation": ["root"]}
        )
        self.meant = meant
        self.read = []

    def encode(self, ids, *given):
        units, words = given[2:4]
        self.read.append(ids)
        return {"attribution": ids.gather(1, units.firsts.gather(1, words))}, None

    def scores(self, _, mixed):
        rows = [[LABELS.index(self.meant.get(int(i), "O")) for i in row] for row in mixed["attribution"]]
        return torch.nn.functional.one_hot(torch.tensor(rows), len(LABELS)).float() * 20


def first_piece(word):
    return 103 + ord(word[0]) % 17


def document(words, tags):
    return prepared(words.split(), tags={HEAD: tags})


KNOWN = document("a says b", ["B-source", "B-cue", "B-content"])
QUOTED = "a says if b tells how d rained on e now".split()
TAGS = ["B-source", "B-cue", "B-content", *["I-content"] * 8]
MEANT = {
    first_piece(word): label
    for word, label in (
        ("b", "B-source"),
        ("t", "B-cue"),
        ("h", "B-content"),
        ("d", "I-content"),
        ("r", "I-content"),
    )
}


def told(cue):
    """PolNeAR has `cue` for a cue once; a content holds "b tells how d rained"."""
    one = document(" ".join(QUOTED), TAGS)
    other = document(f"a {cue} b", ["B-source", "B-cue", "B-content"])
    model = Told(MEANT)
    count = mark(model, [one, other])
    return count, one.document.tags[INNER], model


def test_a_content_is_read_alone_and_what_is_said_in_it_is_marked():
    count, tags, model = told("tells")

    assert count == 1
    assert tags == ["O"] * 3 + ["B-source", "B-cue", "B-content", "I-content", "I-content", "O", "O", "O"]
    assert model.read[0][:, 1].tolist() == [first_piece("if")]


def test_a_cue_that_the_corpus_does_not_know_is_not_believed():
    count, tags, _ = told("shouts")

    assert count == 0
    assert set(tags) == {"O"}


def test_a_text_without_contents_gets_none():
    model = Told({})

    assert mark(model, [KNOWN]) == 0
    assert KNOWN.document.tags[INNER] == ["O"] * 3
