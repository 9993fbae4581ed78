"""Documents → windows → batches of tensors."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from sayso.encoder.network import CHAINS, CLASSES, LINKS, SCALES
from sayso.encoder.pieces import QUOTED, Laid, Splitter, Strip, quoted
from sayso.encoder.windows import windows
from training.document import Document
from training.network import Units

IGNORED = -100
STEP = 16
SHORTEST, LONGEST = 180, 250
"""Windows are cut to between these, anew in each pass."""
RECASED = 0.06
"""Share of the training windows whose letter case is thrown away: headlines in capitals, careless writers."""
RARE = 3
"""Lemma scripts seen less often than this are not learnt."""


@dataclass(slots=True)
class Prepared:
    """A document with its pieces, ready to be cut."""

    document: Document
    strip: Strip
    vectors: np.ndarray | None = None
    """The original model's vector of each sentence: (sentences, 384)."""


def prepare(document: Document, splitter: Splitter) -> Prepared:
    """The document's words as pieces."""
    words = [document.text[start:end] for start, end in document.words]
    starts = [document.sentences[i][0] for i in document.paragraphs]
    pieces = splitter.split(words, quoted(words, starts))
    opening = set(starts)
    return Prepared(document, Strip(pieces, [i in opening for i in range(len(words))]))


@dataclass(slots=True)
class Piece:
    """One window of a document."""

    prepared: Prepared
    start: int
    past: int
    laid: Laid = field(init=False)

    def __post_init__(self) -> None:
        self.laid = self.prepared.strip.window(self.start, self.past)

    def sentences(self) -> list[tuple[int, int, int]]:
        """(index in the document, first word, past word in this window) of the sentences that are here whole."""
        found = []
        for i, (first, past) in enumerate(self.prepared.document.sentences):
            if first >= self.start and past <= self.past:
                found.append((i, first - self.start, past - self.start))
        return found


def cut(prepared: Prepared, limit: int) -> list[Piece]:
    """The windows of a document."""
    found = windows(prepared.strip.costs.tolist(), prepared.document.sentences, limit=limit)
    return [Piece(prepared, window.first, window.past) for window in found]


@dataclass(slots=True)
class Batch:
    """Windows of one corpus as tensors. Gold is there for the heads that the corpus has."""

    corpus: str
    pieces: list[Piece]
    ids: Tensor
    types: Tensor
    mask: Tensor | None
    units: Units
    places: Tensor
    """The unit of each word: (windows, words)."""
    words: Tensor
    """Which words are there: (windows, words), bool."""
    members: Tensor
    vectors: Tensor | None
    vector_mask: Tensor
    tags: dict[str, Tensor]
    heads: Tensor | None
    same_sentence: Tensor
    relations: Tensor | None
    links: dict[str, list[tuple[int, int, int, list[int]]]]
    """Of each link kind: (window, child, parent, candidates), word places in the window."""
    mentions: list[list[tuple[int, int]]] | None
    """Of each window: (head word, cluster), in text order."""
    certainty: list[tuple[int, int, float]]
    """(window, word, value)."""
    scale: int


def batch(
    pieces: Sequence[Piece], labels: Mapping[str, Mapping[str, int]], rng: random.Random | None = None
) -> Batch:
    """The tensors of some windows of one corpus.

    With `rng`, in some of them every capitalised word stands in capitals, or none does.
    """
    size = len(pieces)
    longest = _round(max(len(piece.laid.ids) for piece in pieces))
    most = _round(max(len(piece.laid.words) for piece in pieces))
    wide = _round(max(len(piece.laid.firsts) for piece in pieces))
    ids = np.zeros((size, longest), dtype=np.int64)
    types = np.zeros((size, longest), dtype=np.int64)
    mask = np.full((size, 1, 1, longest), -1e4, dtype=np.float32)
    ends = np.zeros((2, size, wide), dtype=np.int64)
    unit_mask = np.full((size, 1, 1, wide), -1e4, dtype=np.float32)
    places = np.zeros((size, most), dtype=np.int64)
    words = np.zeros((size, most), dtype=bool)
    sentence_of = np.full((size, most), -1, dtype=np.int64)
    for b, piece in enumerate(pieces):
        ids[b, : len(piece.laid.ids)] = piece.laid.ids
        types[b, : len(piece.laid.ids)] = piece.laid.types
        mask[b, ..., : len(piece.laid.ids)] = 0
        drawn = rng.random() if rng else 1.0
        if drawn < RECASED:  # case: the two lower bits; marks and numbers have none, and stay as they are
            there = types[b] & 3 > 0
            types[b, there] = types[b, there] & QUOTED | (2 if drawn < RECASED / 2 else 0)
        ends[:, b, : len(piece.laid.firsts)] = piece.laid.firsts, piece.laid.lasts
        unit_mask[b, ..., : len(piece.laid.firsts)] = 0
        places[b, : len(piece.laid.words)] = piece.laid.words
        words[b, : len(piece.laid.words)] = True
    whole = [piece.sentences() for piece in pieces]
    deep = max(1, *(len(found) for found in whole))
    members = np.zeros((size, deep, wide), dtype=np.float32)
    vectors = np.zeros((size, deep, 384), dtype=np.float32)
    vector_mask = np.zeros((size, deep), dtype=bool)
    for b, piece in enumerate(pieces):
        for s, (index, first, past) in enumerate(whole[b]):
            own = slice(piece.laid.words[first], piece.laid.words[past - 1] + 1)
            held = ends[1, b, own] - ends[0, b, own] + 1  # pieces: a word counts as often as it has
            members[b, s, own] = held / held.sum()
            sentence_of[b, first:past] = s
            if piece.prepared.vectors is not None:
                vectors[b, s] = piece.prepared.vectors[index]
                vector_mask[b, s] = True
    document = pieces[0].prepared.document
    heads = relations = None
    if document.heads is not None:
        heads, relations = _arcs(pieces, most, sentence_of, labels["relation"])
    return Batch(
        corpus=document.corpus,
        pieces=list(pieces),
        ids=torch.from_numpy(ids),
        types=torch.from_numpy(types),
        mask=torch.from_numpy(mask) if any(len(piece.laid.ids) < longest for piece in pieces) else None,
        units=Units(
            *torch.from_numpy(ends),
            torch.from_numpy(unit_mask) if any(len(piece.laid.firsts) < wide for piece in pieces) else None,
        ),
        places=torch.from_numpy(places),
        words=torch.from_numpy(words),
        members=torch.from_numpy(members),
        vectors=torch.from_numpy(vectors) if vector_mask.any() else None,
        vector_mask=torch.from_numpy(vector_mask),
        tags={name: _tags(name, pieces, most, labels[name]) for name in document.tags},
        heads=heads,
        same_sentence=torch.from_numpy(
            (sentence_of[:, :, None] == sentence_of[:, None, :]) & words[:, None, :]
        ),
        relations=relations,
        links=_links(pieces),
        mentions=_mentions(pieces) if document.mentions is not None else None,
        certainty=[
            (b, word - piece.start, value)
            for b, piece in enumerate(pieces)
            for word, value in (piece.prepared.document.certainty or {}).items()
            if piece.start <= word < piece.past
        ],
        scale=_scale(document.corpus),
    )


def _tags(name: str, pieces: Sequence[Piece], most: int, numbers: Mapping[str, int]) -> Tensor:
    array = np.full((len(pieces), most), IGNORED, dtype=np.int64)
    for b, piece in enumerate(pieces):
        gold = piece.prepared.document.tags[name][piece.start : piece.past]
        array[b, : len(gold)] = [IGNORED if label is None else numbers.get(label, IGNORED) for label in gold]
    return torch.from_numpy(array)


def _arcs(
    pieces: Sequence[Piece], most: int, sentence_of: np.ndarray, numbers: Mapping[str, int]
) -> tuple[Tensor, Tensor]:
    """Heads and relations of the sentences that are here whole."""
    array = np.full((2, len(pieces), most), IGNORED, dtype=np.int64)
    for b, piece in enumerate(pieces):
        document = piece.prepared.document
        for place, word in enumerate(range(piece.start, piece.past)):
            head = (document.heads or ())[word]
            if head is None or not piece.start <= head < piece.past or sentence_of[b, place] < 0:
                continue
            array[0, b, place] = head - piece.start
            array[1, b, place] = numbers.get((document.relations or ())[word] or "", IGNORED)
    return torch.from_numpy(array[0]), torch.from_numpy(array[1])


def _round(size: int) -> int:
    """Sizes come in steps: few shapes, for each of which the library prepares its work once."""
    return -(-size // STEP) * STEP


def _scale(corpus: str) -> int:
    """The scale on which a corpus marks certainty: UDS-IH2 is annotated on EWT."""
    name = "uds" if corpus == "ewt" else corpus
    return SCALES.index(name) if name in SCALES else 0


def _links(pieces: Sequence[Piece]) -> dict[str, list[tuple[int, int, int, list[int]]]]:
    found: dict[str, list[tuple[int, int, int, list[int]]]] = {name: [] for name in LINKS}
    for b, piece in enumerate(pieces):
        for name, pairs in (piece.prepared.document.links or {}).items():
            here = [
                (child - piece.start, parent - piece.start)
                for child, parent in pairs
                if piece.start <= child < piece.past and piece.start <= parent < piece.past
            ]
            parents = sorted({parent for child, parent in here if parent != child})
            found[name] += [
                (b, child, parent, [child, *(p for p in parents if p != child)]) for child, parent in here
            ]
    return found


def _mentions(pieces: Sequence[Piece]) -> list[list[tuple[int, int]]]:
    found = []
    for piece in pieces:
        heads: dict[int, tuple[int, int]] = {}
        for mention in piece.prepared.document.mentions or ():
            if piece.start <= mention.first and mention.last < piece.past:
                size, _ = heads.get(mention.head, (-1, 0))
                if mention.last - mention.first > size:
                    heads[mention.head] = (mention.last - mention.first, mention.cluster)
        found.append([(head - piece.start, cluster) for head, (_, cluster) in sorted(heads.items())])
    return found


def shuffled(
    corpora: Mapping[str, list[Prepared]],
    shares: Mapping[str, float],
    size: int,
    rng: random.Random,
) -> Iterator[list[Piece]]:
    """One pass: each corpus cut anew, `shares` times over, in batches of about `size` pieces, all shuffled."""
    plans: list[list[Piece]] = []
    for name, prepared in corpora.items():
        times = shares.get(name, 1.0) if prepared else 0
        chosen: list[Prepared] = []
        while times > 0:
            some = prepared if times >= 1 else rng.sample(prepared, max(1, round(times * len(prepared))))
            chosen += some
            times -= 1
        found = [
            piece
            for one in chosen
            for piece in cut(one, rng.randint(SHORTEST, LONGEST))
            if piece.past > piece.start
        ]
        rng.shuffle(found)
        found.sort(key=lambda piece: _round(len(piece.laid.ids)))
        group: list[Piece] = []
        for piece in found:
            if group and (len(group) + 1) * _round(len(piece.laid.ids)) > size:
                plans.append(group)
                group = []
            group.append(piece)
        plans += [group] if group else []
    rng.shuffle(plans)
    yield from plans


def label_ids(labels: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    """Label → its place, for each head."""
    return {name: {label: i for i, label in enumerate(of)} for name, of in labels.items()}


NEEDED = {
    "event": {"O"},
    "predicate": {"O", "B"},
    "mention": {"O"},
    "tense": {"O"},
    "upos": {"X"},
    "lemma": {"l0:"},
    "relation": {"root", "parataxis"},
}
"""Labels that reading needs even where the corpora that have them are left out."""


def inventory(documents: Sequence[Document]) -> dict[str, list[str]]:
    """The labels of each head, "O" first, the rest by the alphabet: what the corpora have."""
    found: dict[str, set[str]] = {name: set() for name in (*CHAINS, *CLASSES, "relation")}
    for document in documents:
        for name, tags in document.tags.items():
            found[name] |= {tag for tag in tags if tag is not None}
        found["relation"] |= {relation for relation in document.relations or () if relation is not None}
    for name in CHAINS:
        kinds = {label[2:] for label in found[name] if label != "O"}
        found[name] = {"O"} | {f"{mark}-{kind}" for kind in kinds for mark in "BI"}
    counts = Counter(tag for document in documents for tag in document.tags.get("lemma", ()))
    found["lemma"] = {script for script in found["lemma"] if counts[script] >= RARE}
    return {
        name: sorted(of | NEEDED.get(name, set()), key=lambda label: (label != "O", label))
        for name, of in found.items()
    }
