"""Leaning: how readily each chain marks anything at all, one number a chain, chosen on the development halves.

A chain's likelihood is not its F1: where annotators left out what they might have marked, it learns to be silent too
often. The score of "O" is shifted by what gives the best F1 of exact spans.
"""

import logging
from collections.abc import Iterable, Sequence

import numpy as np
import torch

from sayso.encoder.decoding import best_sequences, spans
from sayso.encoder.network import CHAINS
from training.batches import IGNORED, Batch
from training.model import Model

log = logging.getLogger(__name__)
SHIFTS = tuple(step / 2 for step in range(-6, 7))

Scored = list[tuple[np.ndarray, np.ndarray]]
"""Windows: label scores (words, labels) and gold labels (words,)."""


def lean(model: Model, batches: Iterable[Batch]) -> dict[str, float]:
    """Shift the chains of `model`, in place. Gives the shift of each."""
    found = {}
    for name, windows in _scored(model, batches).items():
        curve = [f1(model, name, windows, shift) for shift in SHIFTS]
        smooth = np.convolve(np.pad(curve, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")  # a bump is chance
        best = max(zip(smooth.round(2), SHIFTS, strict=True), key=lambda it: (it[0], -abs(it[1])))[1]
        none = model.labels[name].index("O")
        with torch.no_grad():
            model.tags[name].bias[none] += best
        found[name] = best
        log.info(
            "%s: O shifted by %+.1f, F1 %.2f → %.2f",
            name,
            best,
            curve[SHIFTS.index(0)],
            curve[SHIFTS.index(best)],
        )
    return found


def _scored(model: Model, batches: Iterable[Batch]) -> dict[str, Scored]:
    """Chain → the windows whose labels are told."""
    found: dict[str, Scored] = {}
    model.eval()
    for batch in batches:
        names = [name for name in CHAINS if name in batch.tags]
        if not names:
            continue
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            mixed, _ = model.encode(batch.ids, batch.types, batch.mask, batch.units, batch.places)
            scores = {name: model.scores(name, mixed).float().numpy() for name in names}
        for row, there in enumerate(batch.words.sum(1).tolist()):
            for name in names:
                gold = batch.tags[name][row, :there].numpy()
                if gold[0] != IGNORED:
                    found.setdefault(name, []).append((scores[name][row, :there], gold))
    return found


def f1(model: Model, name: str, windows: Scored, shift: float) -> float:
    """F1 of exact spans, in hundredths, with the score of "O" shifted."""
    labels = model.labels[name]
    moved = np.zeros(len(labels), dtype=np.float32)
    moved[labels.index("O")] = shift
    chain = [part.detach().numpy()[None].repeat(len(windows), 0) for part in model.chains[name].scores()]
    said = best_sequences([scores + moved for scores, _ in windows], *chain)
    right = both = 0
    for labelled, (_, gold) in zip(said, windows, strict=True):
        mine, theirs = (_spans(labels, one) for one in (labelled, gold))
        right += len(mine & theirs)
        both += len(mine) + len(theirs)
    return 200 * right / max(1, both)


def _spans(labels: Sequence[str], numbers: np.ndarray) -> set[tuple[str, int, int]]:
    return set(spans([labels[max(i, 0)] for i in numbers.tolist()]))
