"""The analysis of a text: its layout, and what the network's heads say of its words, spans and sentences.

Words go by their number in the layout; spans of words are [first, past). Imports: model, layout, network, scores,
decoding, lemmas. Imported by: encoder; the stages read it.
"""

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from msgspec import Struct

from sayso.encoder.decoding import certainty_of, spans
from sayso.encoder.layout import Layout
from sayso.encoder.lemmas import lemma
from sayso.encoder.network import CHAINS, COREFERENCE, LINK, LINKS, Floats, Inventory
from sayso.encoder.scores import Scores
from sayso.model import Span

CASES = ("lower", "title", "upper", "mixed")
"""How a word is written; what has no letters is lower."""


NAMED = (
    ("entities", "PER"),
    ("entities", "ORG"),
    ("entities", "LOC"),
    ("entities", "MISC"),
    ("entities_conflict", "Location"),
    ("entities_conflict", "Nationality"),
)
"""Heads and what of theirs each column of `Analysis.named` is about."""


class Word(Struct, frozen=True):
    """What the network says of a word. Labels are those of Universal Dependencies."""

    span: Span
    case: str
    """One of CASES."""
    upos: str
    lemma: str
    tense: str
    """Time reference of the predicate that the word is: "past", "present", "future", "conditional", "infinitive",
    "participle", "imperative"; "O" if it is none."""
    head: int
    """Number of its syntactic head, its own at a root."""
    relation: str


class Marked(Struct, frozen=True):
    """A span that a head marks: words [first, past), of a kind.

    The score is how likely those words are of that kind, and not of another or of none, all else as marked.
    """

    kind: str
    first: int
    past: int
    score: float


class Trigger(Struct, frozen=True):
    """A word that says something happens: its class, and how certain the text is of it, −3 (did not) … 3 (did)."""

    word: int
    kind: str
    certainty: float
    score: float
    """Probability that the word is a trigger at all."""


class Mention(Struct, frozen=True):
    """A phrase that refers to something: its head word and its words [first, past), by the tree."""

    kind: str
    head: int
    first: int
    past: int
    score: float


class Analysis(Struct, frozen=True, kw_only=True):
    """All that the encoder knows of a text."""

    layout: Layout
    words: tuple[Word, ...]
    marked: dict[str, tuple[Marked, ...]]
    """Head → the spans it marks, in text order: "attribution" (source, cue, content as PolNeAR has them),
    "attribution_gum" (the same as GUM has them), "attribution_inner" (those inside a content), "entities" (PER, ORG, LOC,
    MISC), "entities_conflict" (re3d's types), "times" (DATE, TIME, DURATION, SET)."""
    triggers: tuple[Trigger, ...]
    mentions: tuple[Mention, ...]
    scores: Scores
    named: Floats
    """(w, len(NAMED)): how likely each word is part of a name of each of NAMED, whatever is marked."""

    def span(self, of: Marked | Mention) -> Span:
        """The characters of a span of words."""
        return Span(self.layout.words[of.first].start, self.layout.words[of.past - 1].end)

    def parents(
        self, kind: Literal["cue", "source"], children: Sequence[int], candidates: Sequence[int]
    ) -> Floats:
        """How likely each child, a first word, belongs to each candidate, a first word, or to none.

        "cue": contents to cues; "source": cues to sources. Shape (children, candidates + 1), rows summing to 1, none last.
        """
        at = 2 * LINKS.index(kind)
        child = self.scores.links[list(children), at]
        towards: Floats = np.concatenate(
            [
                child @ self.scores.links[list(candidates), at + 1].T,
                (child * self.scores.links[list(children), at + 1]).sum(1, keepdims=True),
            ],
            1,
        )
        return _softmax(towards / np.float32(math.sqrt(LINK)))

    def antecedents(self, mentions: Sequence[Mention]) -> Floats:
        """How likely each of `mentions`, in text order, refers to what an earlier one does, or to nothing before.

        Shape (mentions, mentions + 1), rows summing to 1, nothing last: give near ones, a few hundred at most.
        """
        heads = [mention.head for mention in mentions]
        scores = (
            self.scores.anaphors[heads]
            @ self.scores.antecedents[heads].T
            / np.float32(math.sqrt(COREFERENCE))
        )
        scores[np.triu_indices(len(heads))] = -np.inf
        return _softmax(np.concatenate([scores, np.zeros((len(heads), 1), dtype=np.float32)], 1))

    def sentence_vectors(self) -> Floats:
        """One unit vector a sentence: (sentences, 384), float32."""
        return self.scores.vectors


def read_off(layout: Layout, scores: Scores, inventory: Inventory, cases: Sequence[int]) -> Analysis:
    """The analysis that `scores` amount to. `cases`: the number in CASES of each word."""
    places = inventory.places()
    likely = {name: _softmax(scores.tags[:, places[name]]) for name in ("event", "predicate", "mention")}
    named = {
        "lemma": scores.lemmas,
        "relation": scores.relations,
        **{name: scores.tags[:, places[name]].argmax(1) for name in ("upos", "tense", "mention")},
    }
    labels = {name: [inventory.labels[name][i] for i in found.tolist()] for name, found in named.items()}
    forms = [layout.text[span.start : span.end] for span in layout.words]
    words = tuple(
        map(
            Word,
            layout.words,
            [CASES[case] for case in cases],
            labels["upos"],
            map(lemma, forms, labels["lemma"]),
            labels["tense"],
            scores.heads.tolist(),
            labels["relation"],
        )
    )
    return Analysis(
        layout=layout,
        words=words,
        marked={name: _marked(name, scores, inventory) for name in CHAINS},
        triggers=_triggers(inventory, likely, scores),
        mentions=_mentions(words, labels["mention"], likely["mention"].max(1)),
        scores=scores,
        named=_named(scores, inventory),
    )


def _named(scores: Scores, inventory: Inventory) -> Floats:
    places = inventory.places()
    likely = {head: _softmax(scores.tags[:, places[head]]) for head in {head for head, _ in NAMED}}
    columns = [
        likely[head][:, [label in {f"B-{kind}", f"I-{kind}"} for label in inventory.labels[head]]].sum(1)
        for head, kind in NAMED
    ]
    return np.stack(columns, 1)


def _marked(name: str, scores: Scores, inventory: Inventory) -> tuple[Marked, ...]:
    labels, chosen = inventory.labels[name], scores.chains[name]
    found = list(spans([labels[i] for i in chosen.tolist()]))
    columns = scores.tags[:, inventory.places()[name]]
    sure = certainty_of(found, columns, inventory.transitions[name], labels, chosen)
    return tuple(
        Marked(kind, first, past, score)
        for (kind, first, past), score in zip(found, sure.tolist(), strict=True)
    )


def _triggers(inventory: Inventory, likely: dict[str, Floats], scores: Scores) -> tuple[Trigger, ...]:
    """Predicates of news (UW, MEANTIME), and what event corpora mark besides (ECB+), nouns above all."""
    kinds = inventory.labels["event"]
    none = kinds.index("O")
    predicate = likely["predicate"][:, inventory.labels["predicate"].index("B")]
    chance = np.maximum(predicate, 1 - likely["event"][:, none])
    towards = likely["event"].copy()
    towards[:, none] = 0
    best = towards.argmax(1)
    certain = np.clip(scores.certainties[:, 0], -3, 3)
    return tuple(
        Trigger(int(word), kinds[best[word]], float(certain[word]), float(chance[word]))
        for word in np.flatnonzero(chance >= 0.5)
    )


def _mentions(words: Sequence[Word], kinds: Sequence[str], sure: Floats) -> tuple[Mention, ...]:
    firsts, pasts = _reach(words)
    chosen = [word for word, kind in enumerate(kinds) if kind != "O"]
    return tuple(
        Mention(kinds[i], i, firsts[i], pasts[i], score)
        for i, score in zip(chosen, sure[chosen].tolist(), strict=True)
    )


def _reach(words: Sequence[Word]) -> tuple[list[int], list[int]]:
    """The first word below each word in its tree and, one past, the last, what hangs there LOOSE left out."""
    firsts, pasts = list(range(len(words))), list(range(1, len(words) + 1))
    heads = np.array([word.head for word in words], dtype=np.int64)
    depth, above = np.zeros(len(words), dtype=np.int64), heads
    while (deeper := heads[above] != above).any():
        depth += deeper
        above = heads[above]
    depth += heads != np.arange(len(words))
    for i in np.argsort(-depth, kind="stable").tolist():
        word = words[i]
        head = word.head
        if head != i and word.relation.partition(":")[0] not in LOOSE:
            firsts[head] = min(firsts[head], firsts[i])
            pasts[head] = max(pasts[head], pasts[i])
    return firsts, pasts


LOOSE = frozenset(
    {
        "punct",
        "cc",
        "conj",
        "parataxis",
        "discourse",
        "case",
        "mark",
        "dislocated",
        "cop",
        "nsubj",
        "csubj",
        "advcl",
        "list",
        "vocative",
        "orphan",
    }
)
"""Relations whose dependents are no part of the phrase that refers."""


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True, initial=-np.inf)) if scores.size else scores
    found: Floats = raised / np.maximum(raised.sum(-1, keepdims=True), 1e-30)
    return found
