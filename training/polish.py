"""The sentence head once more, by itself, when the encoder stands: it is small, and it can see every sentence often.

The other heads pull the encoder away from the original model's vectors for as long as they learn; what can be had of
them from the finished encoder is learnt here.
"""

import logging
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.model import Model

log = logging.getLogger(__name__)
ROUNDS, SIZE, RATE = 12, 512, 1e-3
RIDGES = (1e-4, 1e-3, 1e-2, 1e-1)
"""Without enough of a ridge the map has weights that are large and cancel out, which rounding to int8 ruins."""


def polish(model: Model, train: Iterable[Batch], dev: Iterable[Batch]) -> float:
    """Train the sentence head of `model`, in place. Gives the mean cosine on `dev`."""
    model.eval()
    means, wanted = _means(model, train)
    dev_means, dev_wanted = _means(model, dev)
    head = model.sentence
    found = []
    for ridge in RIDGES:
        _fit(head.straight, means, wanted, ridge)
        found.append(_cosine(model, dev_means, dev_wanted))
    best = max(range(len(RIDGES)), key=found.__getitem__)
    _fit(head.straight, means, wanted, RIDGES[best])
    log.info("sentence vectors, linear part alone: %.4f with ridge %g", found[best], RIDGES[best])
    optimizer = torch.optim.AdamW(head.parameters(), RATE, weight_decay=0.02)
    steps = ROUNDS * -(-len(means) // SIZE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.05)
    for _ in range(ROUNDS):
        for some in torch.randperm(len(means)).split(SIZE):
            given = functional.dropout(means[some], 0.05)
            loss = 1 - functional.cosine_similarity(head(given), wanted[some]).mean()
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
    polished = _cosine(model, dev_means, dev_wanted)
    log.info("sentence vectors, polished on %d sentences: %.4f", len(means), polished)
    return polished


def _means(model: Model, batches: Iterable[Batch]) -> tuple[Tensor, Tensor]:
    """Of every sentence the mean of its pieces, (sentences, pooled), and the original's vector, (sentences, WIDTH)."""
    means, wanted = [], []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches:
            if batch.vectors is not None:
                _, units = model.encode(batch.ids, batch.types, batch.mask, batch.units, batch.places, ())
                units = units.float()
                with torch.autocast("cpu", enabled=False):
                    means.append((batch.members @ units)[batch.vector_mask])
                wanted.append(batch.vectors[batch.vector_mask])
    return torch.cat(means).clone(), torch.cat(wanted).clone()


def _fit(layer: torch.nn.Linear, means: Tensor, wanted: Tensor, ridge: float) -> None:
    """The best linear map, by least squares with a ridge, a share of what a feature's square amounts to."""
    given = functional.pad(means, (0, 1), value=1.0)
    both = (given.T @ given).double()
    both.diagonal().add_(ridge * both.diagonal().mean())
    found = torch.linalg.solve(both, (given.T @ wanted).double()).float()
    with torch.no_grad():
        layer.weight.copy_(found[:-1].T)
        layer.bias.copy_(found[-1])


def _cosine(model: Model, means: Tensor, wanted: Tensor) -> float:
    with torch.inference_mode():
        return float(functional.cosine_similarity(model.sentence(means), wanted).mean())
