"""Scores: runs a text's windows through the network and puts what every head says of it together.

Imports: pieces, windows, network, decoding. Imported by: analysis, encoder.
"""

import sys
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sayso.encoder.decoding import best_sequences, trees
from sayso.encoder.network import (
    CHAINS,
    CLASSES,
    COREFERENCE,
    LINK,
    LINKS,
    SCALES,
    WIDTH,
    Floats,
    Ints,
    Inventory,
    Network,
    Outputs,
)
from sayso.encoder.pieces import Pieces, Strip
from sayso.encoder.windows import Window, windows

AT_ONCE = 32
"""Windows whose label sequences are decoded together: it saves time and changes nothing."""
LARGE = 12
"""Chains with more labels than this are decoded apart, so that the others need not be filled up to their size."""
NEVER = np.float32(-1e9)


class Places(Struct, frozen=True):
    """A text as the network reads it: its words' pieces, and by word numbers its sentences and paragraph starts."""

    pieces: Pieces
    sentences: Sequence[tuple[int, int]]
    """Word ranges [first, past) that follow on one another and hold every word."""
    opens: Sequence[bool]
    """Whether each word begins a paragraph."""


class Scores(Struct, frozen=True, kw_only=True):
    """What the network says of a text of w words and s sentences."""

    tags: Floats
    """(w, labels), as `Outputs.tags`."""
    lemmas: Ints
    """(w,): the lemma script of each word."""
    chains: dict[str, Ints]
    """Chain → (w,): the label that the best sequence gives each word."""
    heads: Ints
    """(w,): each word's syntactic head, itself at a root."""
    relations: Ints
    """(w,): the relation to it."""
    links: Floats
    """(w, 2 · links, LINK), and so on as in `Outputs`."""
    anaphors: Floats
    antecedents: Floats
    certainties: Floats
    vectors: Floats
    """(s, WIDTH): unit vectors of the sentences."""


def score(places: Places, network: Network, inventory: Inventory) -> Scores:
    """The scores of a text. Each window is run by itself, so that what else is read changes nothing."""
    strip = Strip(places.pieces, places.opens)
    found = list(windows(strip.costs.tolist(), places.sentences))
    scores = _blank(len(places.opens), len(places.sentences), inventory)
    roots: dict[int, int] = {}
    for window in found:
        inside = _inside(places.sentences, window)
        said = _run(strip, window, inside, network)
        _keep(said, window, scores)
        _grow(said, window, inside, network, inventory, scores)
        for (number, first, past), vector in zip(inside, said.sentences, strict=True):
            scores.vectors[number] += vector * (past - first)
            _join(roots, number, (first, past), inventory, scores)
    for start in range(0, len(found), AT_ONCE):
        _decode(found[start : start + AT_ONCE], inventory, scores)
    scores.vectors[:] /= np.maximum(np.linalg.norm(scores.vectors, axis=1, keepdims=True), 1e-12)
    return scores


def _blank(words: int, sentences: int, inventory: Inventory) -> Scores:
    def zeros(*shape: int) -> Floats:
        return np.zeros((words, *shape), dtype=np.float32)

    return Scores(
        tags=zeros(inventory.places()[CLASSES[-2]].stop),
        lemmas=np.zeros(words, dtype=np.int64),
        chains={name: np.zeros(words, dtype=np.int64) for name in CHAINS},
        heads=np.arange(words),
        relations=np.zeros(words, dtype=np.int64),
        links=zeros(2 * len(LINKS), LINK),
        anaphors=zeros(COREFERENCE),
        antecedents=zeros(COREFERENCE),
        certainties=zeros(len(SCALES)),
        vectors=np.zeros((sentences, WIDTH), dtype=np.float32),
    )


def _inside(sentences: Sequence[tuple[int, int]], window: Window) -> list[tuple[int, int, int]]:
    """(number, first, past) of the sentences, or their parts, that the window reads for themselves."""
    found = []
    at = max(0, bisect_right(sentences, (window.first, sys.maxsize)) - 1)
    for number in range(at, len(sentences)):
        first, past = max(sentences[number][0], window.first), min(sentences[number][1], window.past)
        if first >= window.past:
            break
        if first < past:
            found.append((number, first, past))
    return found


def _run(strip: Strip, window: Window, inside: list[tuple[int, int, int]], network: Network) -> Outputs:
    laid = strip.window(window.first, window.past)
    sizes = laid.lasts - laid.firsts + 1
    members = np.zeros((len(inside), len(sizes)), dtype=np.float32)
    for row, (_, first, past) in enumerate(inside):
        own = slice(laid.words[first - window.first], laid.words[past - 1 - window.first] + 1)
        members[row, own] = sizes[own] / sizes[own].sum()  # a word counts as often as it has pieces
    return network.run(*laid, members)


def _keep(outputs: Outputs, window: Window, scores: Scores) -> None:
    """Write what is said of the window's words."""
    own = slice(window.first, window.past)
    scores.tags[own] = outputs.tags
    scores.lemmas[own] = outputs.lemmas
    scores.links[own] = outputs.links
    scores.anaphors[own] = outputs.anaphors
    scores.antecedents[own] = outputs.antecedents
    scores.certainties[own] = outputs.certainties


def _decode(some: Sequence[Window], inventory: Inventory, scores: Scores) -> None:
    """Write each chain's best labels for the words of some windows; chains of like size go together."""
    places, begin = inventory.places(), some[0].first
    for large in (False, True):
        names = [name for name in CHAINS if (len(inventory.labels[name]) > LARGE) == large]
        if not names:
            continue
        most = max(len(inventory.labels[name]) for name in names)
        ways = np.full((len(names), most, most), NEVER, dtype=np.float32)
        ends = np.full((2, len(names), most), NEVER, dtype=np.float32)
        padded = np.full((len(names), some[-1].past - begin, most), NEVER, dtype=np.float32)
        for row, name in enumerate(names):
            labels = len(inventory.labels[name])
            ways[row, :labels, :labels] = inventory.transitions[name]
            ends[0, row, :labels] = inventory.starts[name]
            ends[1, row, :labels] = inventory.ends[name]
            padded[row, :, :labels] = scores.tags[begin : some[-1].past, places[name]]
        best = best_sequences(
            [one[window.first - begin : window.past - begin] for one in padded for window in some],
            ways.repeat(len(some), 0),
            *ends.repeat(len(some), 1),
        )
        for row, name in enumerate(names):
            for window, found in zip(some, best[row * len(some) :], strict=False):
                scores.chains[name][window.first : window.past] = found


def _grow(
    outputs: Outputs,
    window: Window,
    inside: Sequence[tuple[int, int, int]],
    network: Network,
    inventory: Inventory,
    scores: Scores,
) -> None:
    """Write the heads of the window's words, a tree for each sentence in it, and their relations to them."""
    own = slice(window.first, window.past)
    parts = [(first - window.first, past - window.first) for _, first, past in inside]
    heads = trees(outputs.arcs, parts)
    ways = network.relate(outputs.dependents, outputs.governors[heads])
    root = inventory.labels["relation"].index("root")
    ways[:, root] = -np.inf
    scores.relations[own] = np.where(heads == np.arange(len(heads)), root, ways.argmax(1))
    scores.heads[own] = heads + window.first


def _join(
    roots: dict[int, int], number: int, span: tuple[int, int], inventory: Inventory, scores: Scores
) -> None:
    """Hang a later part of a sentence too long for one window onto the root of its first part."""
    first, past = span
    root = first + int((scores.heads[first:past] == np.arange(first, past)).argmax())
    if roots.setdefault(number, root) != root:
        scores.heads[root] = roots[number]
        scores.relations[root] = inventory.labels["relation"].index("parataxis")
