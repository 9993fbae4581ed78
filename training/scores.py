"""Scores on the development halves after each pass, quick and by the windows of training; the benchmarks have the last word."""

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import torch
from torch import Tensor

from sayso.encoder.decoding import best_labels, spans
from sayso.encoder.network import CHAINS, CLASSES, LINKS
from training.batches import IGNORED, Batch
from training.model import Model


class Tally:
    """Counts from which the scores are made."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.certain: dict[int, list[tuple[float, float]]] = {}

    def spans(self, name: str, said: set[tuple[str, int, int]], gold: set[tuple[str, int, int]]) -> None:
        """Count spans found, right and there, for the head and each kind."""
        for kind in {kind for kind, *_ in said | gold}:
            mine = {span for span in said if span[0] == kind}
            theirs = {span for span in gold if span[0] == kind}
            for key in (name, f"{name} {kind}"):
                self.counts[f"{key} said"] += len(mine)
                self.counts[f"{key} gold"] += len(theirs)
                self.counts[f"{key} right"] += len(mine & theirs)

    def share(self, name: str, right: int, of: int) -> None:
        """Count right ones of so many."""
        self.counts[f"{name} ok"] += right
        self.counts[f"{name} all"] += of

    def table(self) -> dict[str, float]:
        """Per cent: F1 of spans, accuracy of the rest; Pearson's r of certainty."""
        found = {}
        for key in self.counts:
            name, _, what = key.rpartition(" ")
            if what == "said":
                both = self.counts[key] + self.counts[f"{name} gold"]
                found[name] = 200 * self.counts[f"{name} right"] / max(1, both)
            elif what == "all":
                found[name] = 100 * self.counts[f"{name} ok"] / max(1, self.counts[key])
        for scale, pairs in self.certain.items():
            found[f"certainty r {scale}"] = float(np.corrcoef(np.array(pairs).T)[0, 1]) * 100
        return dict(sorted(found.items()))


def evaluate(model: Model, batches: Iterable[Batch]) -> dict[str, float]:
    """The table of the model as it is."""
    model.eval()
    tally = Tally()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches:
            _count(model, batch, tally)
    model.train()
    return tally.table()


def _count(model: Model, batch: Batch, tally: Tally) -> None:
    mixed, units = model.encode(batch.ids, batch.types, batch.mask, batch.units, batch.places)
    for name, gold in batch.tags.items():
        scores = model.scores(name, mixed).float().numpy()
        if name in CHAINS:
            chain = [part.numpy() for part in model.chains[name].scores()]
            for b in range(len(scores)):
                there = int(batch.words[b].sum())
                said = best_labels(scores[b, :there], *chain)
                _count_spans(name, model.labels[name], said, gold[b, :there].numpy(), tally)
        elif name in CLASSES:
            known = (gold != IGNORED).numpy()
            right = (scores.argmax(-1) == gold.numpy())[known]
            tally.share(name, int(right.sum()), int(known.sum()))
    _count_arcs(model, mixed, batch, tally)
    if batch.certainty:
        values = model.certainties(mixed).float()
        tally.certain.setdefault(batch.scale, []).extend(
            (float(values[b, word, batch.scale]), value) for b, word, value in batch.certainty
        )
    vectors = None
    for kind, name in enumerate(LINKS):
        for b, child, parent, candidates in batch.links[name]:
            if len(candidates) > 1:
                vectors = model.link_vectors(mixed).float() if vectors is None else vectors
                scores = vectors[b, candidates, 2 * kind + 1] @ vectors[b, child, 2 * kind]
                tally.share(f"link {name}", int(candidates[int(scores.argmax())] == parent), 1)
    if batch.vectors is not None:
        own = model.sentence_vectors(units, batch.members).float()
        same = (own * batch.vectors).sum(-1)[batch.vector_mask]
        tally.counts["cosine ok"] += int(same.sum() * 10000)
        tally.counts["cosine all"] += len(same) * 10000


def _count_arcs(model: Model, mixed: Mapping[str, Tensor], batch: Batch, tally: Tally) -> None:
    if batch.heads is None or batch.relations is None:
        return
    known = (batch.heads != IGNORED).numpy()
    arcs = model.arcs(mixed).float().masked_fill(~batch.same_sentence, -1e4)
    heads = arcs.argmax(-1)
    right = (heads == batch.heads).numpy()[known]
    relations = model.relations(mixed, heads).float().argmax(-1).numpy()
    same = _universal(model.labels["relation"], relations, batch.relations.numpy())[known]
    tally.share(f"uas {batch.corpus}", int(right.sum()), int(known.sum()))
    tally.share(f"las {batch.corpus}", int((right & same).sum()), int(known.sum()))


def _count_spans(
    name: str, labels: tuple[str, ...], said: np.ndarray, gold: np.ndarray, tally: Tally
) -> None:
    tally.spans(
        name,
        set(spans([labels[i] for i in said])),
        set(spans([labels[max(i, 0)] for i in gold])),
    )


def _universal(labels: tuple[str, ...], said: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """Whether relations are the same up to their subtypes, as the CoNLL 2018 evaluation has it."""
    short = [label.partition(":")[0] for label in labels]
    number = {label: i for i, label in enumerate(short)}
    first = np.array([number[label] for label in short])
    same: np.ndarray = first[said] == first[np.maximum(gold, 0)]
    return same


def line(table: Mapping[str, float]) -> str:
    """The table in one line of a log."""
    return "  ".join(f"{name} {value:.1f}" for name, value in table.items())
