"""Leaning, on a model that is told what to say."""

import pytest

pytest.importorskip("torch", reason="needs torch, of the extra training")

import torch

from tests.training.test_network import prepared, together
from training.leaning import SHIFTS, lean
from training.model import Model
from training.network import Encoder

LABELS = ("O", "B-content", "I-content")


class Shy(Model):
    """Sees a word in "x" but does not quite dare to mark it."""

    def __init__(self):
        chains = (
            "attribution",
            "attribution_gum",
            "attribution_inner",
            "entities",
            "entities_conflict",
            "times",
        )
        classes = ("upos", "tense", "event", "predicate", "mention", "lemma")
        names = {**dict.fromkeys(chains, LABELS), **dict.fromkeys(classes, ("O", "y")), "relation": ("root",)}
        super().__init__(Encoder(200, layers=1, heads=1, hidden=8), names)

    def encode(self, ids, *given):
        units, words = given[2:4]
        return {"first": ids.gather(1, units.firsts.gather(1, words))}, None

    def scores(self, _, mixed):
        seen = (mixed["first"] == 103 + ord("x") % 17).float()
        return torch.stack([torch.full_like(seen, 4), 8 * seen - 5, torch.full_like(seen, -9)], -1)


def test_a_chain_that_is_too_silent_is_made_to_speak():
    model = Shy()
    before = model.tags["times"].bias.detach().clone()
    document = prepared(
        "x b c x b c d".split(), tags={"times": ["B-content", "O", "O", "B-content", "O", "O", "O"]}
    )

    found = lean(model, [together(document)])

    assert list(found) == ["times"]
    assert found["times"] in SHIFTS
    assert found["times"] <= -0.5
    assert (model.tags["times"].bias - before).tolist() == pytest.approx([found["times"], 0, 0])
