"""The encoder with its heads: what is trained, and what each head gives.

Every head reads words, from its own weighted mean of all layers: syntax lives lower than who said what. Label sequences are scored by a linear chain (CRF), so that training sees what decoding will do.
"""

import math
from collections.abc import Collection, Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.encoder.decoding import allowed
from sayso.encoder.network import CHAINS, CLASSES, LINKS, SCALES
from training.network import WIDTH, Encoder, FeatureDropout, Rounded, Units, taken

MIXES = {
    "attribution": ("attribution", "attribution_gum", "attribution_inner", "link"),
    "names": ("entities", "entities_conflict", "times"),
    "syntax": ("upos", "lemma", "tense", "arc", "relation"),
    "events": ("event", "predicate", "certainty"),
    "reference": ("mention", "coreference"),
    "sentence": (),
}
"""Mean of the layers → the heads that read it at the words; that of sentences is read at all units."""
ARC, RELATION, LINK, COREFERENCE, CERTAINTY, SENTENCE = 256, 64, 64, 96, 128, 1024
"""Widths of the heads' vectors."""


class Chain(nn.Module):
    """A linear-chain CRF over label scores."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(labels), len(labels)))
        self.start = nn.Parameter(torch.zeros(len(labels)))
        self.end = nn.Parameter(torch.zeros(len(labels)))
        barred = torch.from_numpy(~allowed(labels)).float() * -1e4
        self.register_buffer("barred", barred, persistent=False)

    def scores(self) -> tuple[Tensor, Tensor, Tensor]:
        """Transitions (from, to), start, end. What BIO does not allow is barred, but for a window that begins inside a span."""
        return self.transitions + self.barred, self.start, self.end

    def loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a word.

        `scores`: (windows, words, labels); `mask`: the words that are there, a run from the first.
        """
        transitions, start, end = self.scores()
        scores = scores.float()
        gold = gold.clamp(min=0)
        held = mask.float()
        said = scores.gather(2, gold[..., None])[..., 0] * held
        moved = transitions[gold[:, :-1], gold[:, 1:]] * held[:, 1:]
        last = gold.gather(1, (mask.sum(1) - 1)[:, None])[:, 0]
        path = said.sum(1) + moved.sum(1) + start[gold[:, 0]] + end[last]
        first = start + scores[:, 0]
        steps = transitions + scores[:, 1:, None, :]
        stay = torch.full_like(transitions, -1e4).fill_diagonal_(0.0)
        total = _product(torch.where(mask[:, 1:, None, None], steps, stay))
        every = torch.logsumexp(first[:, :, None] + total + end, (1, 2))
        return (every - path).sum() / held.sum()


def _product(steps: Tensor) -> Tensor:
    """The product over words of (windows, words, labels, labels), with sums for products and log-sum-exp for sums.

    By halves, so that it takes few operations however many words there are.
    """
    labels = steps.shape[-1]
    if labels > 12:  # the halves would take labels³ numbers a word
        total = steps[:, 0]
        for i in range(1, steps.shape[1]):
            total = torch.logsumexp(total[:, :, :, None] + steps[:, i, None], 2)
        return total
    while steps.shape[1] > 1:
        odd = steps[:, -1:] if steps.shape[1] % 2 else None
        pairs = steps.shape[1] // 2
        left, right = steps[:, 0 : 2 * pairs : 2], steps[:, 1 : 2 * pairs : 2]
        steps = torch.logsumexp(left[..., None] + right[:, :, None], 3)
        if odd is not None:
            steps = torch.cat([steps, odd], 1)
    return steps[:, 0]


class SentenceHead(nn.Module):
    """The means of a sentence's units, (…, pooled) → (…, WIDTH): a linear part, and one with a hidden layer.

    `pooled`: WIDTH for the embedding, for each layer, and for what is bent of their mean.
    """

    def __init__(self, layers: int) -> None:
        super().__init__()
        pooled = (layers + 2) * WIDTH
        self.straight = Rounded(pooled, WIDTH)
        self.hidden = Rounded(pooled, SENTENCE)
        self.bent = Rounded(SENTENCE, WIDTH)
        nn.init.zeros_(self.straight.weight)
        nn.init.eye_(self.straight.weight[:, -2 * WIDTH : -WIDTH])
        nn.init.zeros_(self.straight.bias)
        nn.init.zeros_(self.bent.weight)
        nn.init.zeros_(self.bent.bias)

    def forward(self, means: Tensor) -> Tensor:
        """Not yet of length 1."""
        return self.straight(means) + self.bent(functional.gelu(self.hidden(means)))


class Model(nn.Module):
    """The encoder and its heads. `labels`: head name → its labels, in order."""

    def __init__(self, encoder: Encoder, labels: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.encoder = encoder
        self.labels = {name: tuple(of) for name, of in labels.items()}
        self.mixes = nn.ParameterDict(
            {name: nn.Parameter(torch.linspace(-2, 2, len(encoder.layers) + 1)) for name in MIXES}
        )
        self.tags = nn.ModuleDict({name: Rounded(WIDTH, len(self.labels[name])) for name in CHAINS + CLASSES})
        self.chains = nn.ModuleDict({name: Chain(self.labels[name]) for name in CHAINS})
        self.arc = Rounded(WIDTH, 2 * ARC)
        self.arc_weight = nn.Parameter(torch.eye(ARC) / math.sqrt(ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.relation = Rounded(WIDTH, 2 * RELATION)
        self.relation_weight = nn.Parameter(
            torch.randn(RELATION + 1, len(self.labels["relation"]) * (RELATION + 1)) * 0.02
        )
        self.link = Rounded(WIDTH, 2 * len(LINKS) * LINK)
        self.coreference = Rounded(WIDTH, 2 * COREFERENCE)
        self.certainty_hidden = Rounded(WIDTH, CERTAINTY)
        self.certainty = nn.Linear(CERTAINTY, len(SCALES))
        self.unit = Rounded(WIDTH, WIDTH)
        self.sentence = SentenceHead(len(encoder.layers))
        self.dropout = FeatureDropout(0.2)

    def encode(
        self,
        ids: Tensor,
        types: Tensor,
        mask: Tensor | None,
        units: Units,
        words: Tensor,
        mixes: Collection[str] = tuple(name for name, heads in MIXES.items() if heads),
    ) -> tuple[dict[str, Tensor], Tensor]:
        """The asked means of the layers at the words, and the units for sentence vectors.

        `words`: (windows, words), the unit of each. Gives {mix: (windows, words, WIDTH)} and (windows, units, pooled).
        """
        layers = self.encoder(ids, types, mask, units)
        stacked = torch.stack(layers)
        means = {}
        for name in {*mixes, "sentence"}:
            shares = self.mixes[name].softmax(0).to(stacked.dtype)
            means[name] = (shares[None] @ stacked.flatten(1)).view(stacked.shape[1:])
        bent = functional.silu(self.unit(means["sentence"]))
        mixed = {name: self.dropout(taken(means[name], words)) for name in mixes}
        return mixed, torch.cat([*layers, bent], -1)

    def round(self) -> None:
        """From now on compute as the int8 export will."""
        for layer in self.modules():
            if isinstance(layer, Rounded):
                layer.rounding = True

    def scores(self, name: str, mixed: Mapping[str, Tensor]) -> Tensor:
        """Label scores of a chain or class head: (windows, words, labels)."""
        return self.tags[name](mixed[MIX_OF[name]])

    def arcs(self, mixed: Mapping[str, Tensor]) -> Tensor:
        """(windows, words, words): dependent by head; the diagonal is the score of the root."""
        dependent, head = functional.gelu(self.arc(mixed["syntax"])).chunk(2, -1)
        return (dependent @ self.arc_weight + self.arc_bias) @ head.transpose(-1, -2)

    def relation_vectors(self, mixed: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
        """As dependent and as head: (windows, words, RELATION)."""
        dependent, head = functional.gelu(self.relation(mixed["syntax"])).chunk(2, -1)
        return dependent, head

    def relations(self, mixed: Mapping[str, Tensor], heads: Tensor) -> Tensor:
        """(windows, words, relations) of each word to the head that `heads` (windows, words) names."""
        dependent, head = self.relation_vectors(mixed)
        chosen = head.gather(1, heads[..., None].expand(-1, -1, RELATION))
        left = functional.pad(dependent, (0, 1), value=1.0) @ self.relation_weight
        left = left.view(*dependent.shape[:2], -1, RELATION + 1)
        return (left @ functional.pad(chosen, (0, 1), value=1.0)[..., None])[..., 0]

    def link_vectors(self, mixed: Mapping[str, Tensor]) -> Tensor:
        """(windows, words, 2 · links, LINK): for each of LINKS, the word as child and as parent."""
        found = self.link(mixed["attribution"])
        return found.view(*found.shape[:2], 2 * len(LINKS), LINK)

    def coreference_vectors(self, mixed: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
        """The word as anaphor and as antecedent: (windows, words, COREFERENCE)."""
        anaphor, antecedent = self.coreference(mixed["reference"]).chunk(2, -1)
        return anaphor, antecedent

    def certainties(self, mixed: Mapping[str, Tensor]) -> Tensor:
        """(windows, words, scales), about −3 … 3."""
        return self.certainty(functional.gelu(self.certainty_hidden(mixed["events"]))) * 3

    def sentence_vectors(self, units: Tensor, members: Tensor) -> Tensor:
        """Unit vectors (windows, sentences, WIDTH). `members`: (windows, sentences, units), each row summing to 1."""
        return functional.normalize(self.sentence(members @ units), dim=-1)


MIX_OF = {head: mix for mix, heads in MIXES.items() for head in heads}
