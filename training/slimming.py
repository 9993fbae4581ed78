"""Slimming: attention heads and hidden features that matter least are taken out of a trained network, for speed.

How much one matters is told by how much the loss would change without it, to the first order (Michel, Levy & Neubig 2019;
Molchanov et al. 2017). What training goes on after that makes good for it.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from training.batches import Batch
from training.losses import losses, total
from training.model import Model
from training.network import HEAD, WIDTH, Rounded


def importance(model: Model, batches: Iterable[Batch]) -> list[tuple[Tensor, Tensor]]:
    """Of each layer, how much each head and each hidden feature matters: (heads,), (hidden,)."""
    layers = model.encoder.layers
    found = [
        (torch.zeros(layer.output.in_features // HEAD), torch.zeros(layer.narrow.in_features))
        for layer in layers
    ]
    model.eval()
    for batch in batches:
        model.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            lost = total(losses(model, batch))
        lost.backward()
        for layer, (heads, hidden) in zip(layers, found, strict=True):
            of_output = (layer.output.weight * layer.output.weight.grad).detach()
            heads.add_(of_output.view(WIDTH, -1, HEAD).sum((0, 2)).abs())
            hidden.add_((layer.narrow.weight * layer.narrow.weight.grad).detach().sum(0).abs())
    model.zero_grad(set_to_none=True)
    model.train()
    return found


def slim(model: Model, matters: Iterable[tuple[Tensor, Tensor]], heads: int, hidden: int) -> None:
    """Leave so many heads and hidden features to each layer of `model`, in place."""
    for layer, (of_heads, of_hidden) in zip(model.encoder.layers, matters, strict=True):
        kept = of_heads.topk(heads).indices.sort().values
        features = (kept[:, None] * HEAD + torch.arange(HEAD)).flatten()
        size = len(of_heads) * HEAD
        layer.query_key_value = _rows(
            layer.query_key_value, torch.cat([features + part * size for part in range(3)])
        )
        layer.output = _columns(layer.output, features)
        kept = of_hidden.topk(hidden).indices.sort().values
        layer.wide = _rows(layer.wide, kept)
        layer.narrow = _columns(layer.narrow, kept)


def _rows(layer: Rounded, kept: Tensor) -> Rounded:
    """The layer with some of its outputs."""
    found = Rounded(layer.in_features, len(kept))
    found.weight = nn.Parameter(layer.weight.detach()[kept].clone())
    found.bias = nn.Parameter(layer.bias.detach()[kept].clone())
    return found


def _columns(layer: Rounded, kept: Tensor) -> Rounded:
    """The layer with some of its inputs."""
    found = Rounded(len(kept), layer.out_features)
    found.weight = nn.Parameter(layer.weight.detach()[:, kept].clone())
    found.bias = nn.Parameter(layer.bias.detach().clone())
    return found
