"""What each head is trained to do on a batch: one loss a head, each a mean, so that their sizes are alike."""

import math

import torch
from torch import Tensor
from torch.nn import functional

from sayso.encoder.network import CHAINS, CLASSES, LINKS
from training.batches import IGNORED, Batch
from training.model import COREFERENCE, LINK, MIX_OF, Model

WEIGHTS = {
    "attribution": 4.0,
    "attribution_gum": 2.0,
    "attribution_inner": 2.0,
    "entities": 4.0,
    "entities_conflict": 1.5,
    "times": 3.0,
    "arc": 1.5,
    "lemma": 0.5,
    "tense": 0.5,
    "mention": 0.5,
    "vector": 8.0,
}
"""Weight of a head's loss where it is not 1. Of a chain most words are easy, so its mean is small and it weighs more."""


def losses(model: Model, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head that the batch has gold for."""
    mixed, units = model.encode(batch.ids, batch.types, batch.mask, batch.units, batch.places, mixes(batch))
    found: dict[str, Tensor] = {}
    for name, gold in batch.tags.items():
        scores = model.scores(name, mixed).float()
        if name in CHAINS:
            told = gold[:, 0] != IGNORED  # a document's words are all labelled, or none
            if told.any():
                with torch.autocast("cpu", enabled=False):
                    found[name] = model.chains[name].loss(scores[told], gold[told], batch.words[told])
        elif name in CLASSES and (gold != IGNORED).any():
            found[name] = functional.cross_entropy(scores.transpose(1, 2), gold, ignore_index=IGNORED)
    if batch.heads is not None and batch.relations is not None and (batch.heads != IGNORED).any():
        arcs = model.arcs(mixed).float().masked_fill(~batch.same_sentence, -1e4)
        found["arc"] = functional.cross_entropy(arcs.transpose(1, 2), batch.heads, ignore_index=IGNORED)
        relations = model.relations(mixed, batch.heads.clamp(min=0)).float()
        found["relation"] = functional.cross_entropy(
            relations.transpose(1, 2), batch.relations, ignore_index=IGNORED
        )
    found |= _link_losses(model, mixed, batch)
    if batch.mentions is not None:
        found |= _coreference_loss(model, mixed, batch.mentions)
    if batch.certainty:
        where = torch.tensor([(b, word) for b, word, _ in batch.certainty])
        said = model.certainties(mixed)[where[:, 0], where[:, 1], batch.scale].float()
        gold_values = torch.tensor([value for *_, value in batch.certainty])
        found["certainty"] = functional.smooth_l1_loss(said, gold_values)
    if batch.vectors is not None:
        own = model.sentence_vectors(units, batch.members).float()
        found["vector"] = (1 - (own * batch.vectors).sum(-1))[batch.vector_mask].mean()
    return found


def mixes(batch: Batch) -> list[str]:
    """The means of layers that the batch's heads read."""
    wanted = {MIX_OF[name] for name in batch.tags}
    if batch.heads is not None:
        wanted.add("syntax")
    if any(batch.links.values()):
        wanted.add("attribution")
    if batch.mentions is not None:
        wanted.add("reference")
    if batch.certainty:
        wanted.add("events")
    return sorted(wanted)


def total(found: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return torch.stack([loss * WEIGHTS.get(name, 1.0) for name, loss in found.items()]).sum()


def _link_losses(model: Model, mixed: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    found = {}
    vectors = None
    for kind, name in enumerate(LINKS):
        rows = [row for row in batch.links[name] if len(row[3]) > 1]
        if not rows:
            continue
        if vectors is None:
            vectors = model.link_vectors(mixed).float()
        most = max(len(candidates) for *_, candidates in rows)
        places = torch.tensor(
            [candidates + [candidates[0]] * (most - len(candidates)) for *_, candidates in rows]
        )
        there = torch.tensor([[True] * len(c) + [False] * (most - len(c)) for *_, c in rows])
        gold = torch.tensor([candidates.index(parent) for _, _, parent, candidates in rows])
        window = torch.tensor([row[0] for row in rows])
        child = vectors[window, torch.tensor([row[1] for row in rows]), 2 * kind]
        parents = vectors[window[:, None], places, 2 * kind + 1]
        scores = (parents @ child[..., None])[..., 0] / math.sqrt(LINK)
        found[f"link {name}"] = functional.cross_entropy(scores.masked_fill(~there, -1e4), gold)
    return found


def _coreference_loss(
    model: Model, mixed: dict[str, Tensor], mentions: list[list[tuple[int, int]]]
) -> dict[str, Tensor]:
    """Each mention picks an earlier one of its cluster, or nothing if it is the first here."""
    anaphors, antecedents = model.coreference_vectors(mixed)
    lost = []
    for b, here in enumerate(mentions):
        if len(here) < 2:
            continue
        heads = torch.tensor([head for head, _ in here])
        clusters = torch.tensor([cluster for _, cluster in here])
        scores = anaphors[b, heads].float() @ antecedents[b, heads].float().T / math.sqrt(COREFERENCE)
        earlier = torch.ones(len(here), len(here)).tril(-1).bool()
        same = (clusters[:, None] == clusters[None, :]) & earlier
        scores = functional.pad(scores.masked_fill(~earlier, -1e4), (1, 0))
        right = functional.pad(same, (1, 0), value=False)
        right[:, 0] = ~same.any(1)
        lost.append(torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right, -1e4), 1))
    return {"coreference": torch.cat(lost).mean()} if lost else {}
