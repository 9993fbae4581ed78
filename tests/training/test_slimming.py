"""Slimming, on a tiny network whose weights are drawn by chance."""

import pytest

pytest.importorskip("torch", reason="needs torch, of the extra training")

import torch

from tests.training.test_network import LABELS, LONG, SHORT, annotated, everything, together
from training.model import Model
from training.network import HEAD, Encoder
from training.slimming import importance, slim


@pytest.fixture
def model():
    torch.manual_seed(5)
    return Model(Encoder(120, layers=3, heads=4, hidden=48), LABELS).eval()


@torch.no_grad()
def test_what_did_nothing_can_go_and_nothing_changes(model):
    for layer in model.encoder.layers:
        layer.output.weight[:, HEAD : 2 * HEAD] = 0  # the second head
        layer.narrow.weight[:, ::2] = 0
    before = everything(model, together(SHORT, LONG))
    heads, hidden = torch.tensor([2.0, 0.0, 1.0, 3.0]), torch.tensor([0.0, 1.0] * 24)

    slim(model, [(heads, hidden)] * 3, 3, 24)

    after = everything(model, together(SHORT, LONG))
    for name, meant in before.items():
        torch.testing.assert_close(after[name], meant, atol=1e-5, rtol=0, msg=name)
    assert model.encoder.layers[0].output.weight.shape == (384, 3 * HEAD)
    assert model.encoder.layers[0].wide.weight.shape == (24, 384)


def test_what_does_nothing_does_not_matter(model):
    with torch.no_grad():
        model.encoder.layers[1].output.weight[:, :HEAD] = 0
        model.encoder.layers[2].narrow.weight[:, 7] = 0

    found = importance(model, [together(annotated())])

    assert found[1][0].argmin() == 0
    assert found[1][0][0] == 0
    assert (found[2][1] == 0).nonzero().flatten().tolist() == [7]
    assert all(weight.grad is None for weight in model.parameters())
