"""Scores: runs a text's windows through the network and puts what every head says of it together.

Imports: pieces, windows, network, decoding. Imported by: analysis, encoder.
"""

import sys
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sayso.encoder.decoding import best_sequences, tree
from sayso.encoder.network import (
    CHAINS,
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
from sayso.encoder.pieces import Pieces, strip
from sayso.encoder.windows import Window, windows

AT_ONCE = 16
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
    """(w, labels), as `Outputs.tags` but for the lemmas'."""
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
    scores = _blank(len(places.opens), len(places.sentences), inventory)
    costs = [len(ids) + opens for ids, opens in zip(places.pieces.ids, places.opens, strict=True)]
    roots: dict[int, int] = {}
    waiting: list[tuple[Window, Floats]] = []
    for window in windows(costs, places.sentences):
        inside = _inside(places.sentences, window)
        outputs = _run(places, window, inside, network)
        _keep(outputs, window, inventory, scores)
        waiting.append((window, outputs.tags))
        if len(waiting) == AT_ONCE:
            _decode(waiting, inventory, scores)
            waiting.clear()
        _grow(outputs, window, inside, scores)
        _relate(outputs, window, network, inventory, scores)
        for (number, first, past), vector in zip(inside, outputs.sentences, strict=True):
            scores.vectors[number] += vector * (past - first)
            _join(roots, number, (first, past), inventory, scores)
    _decode(waiting, inventory, scores)
    scores.vectors[:] /= np.maximum(np.linalg.norm(scores.vectors, axis=1, keepdims=True), 1e-12)
    return scores


def _blank(words: int, sentences: int, inventory: Inventory) -> Scores:
    def zeros(*shape: int) -> Floats:
        return np.zeros((words, *shape), dtype=np.float32)

    return Scores(
        tags=zeros(inventory.kept()),
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


def _run(places: Places, window: Window, inside: list[tuple[int, int, int]], network: Network) -> Outputs:
    laid = strip(places.pieces, places.opens, window.first, window.past)
    members = np.zeros((len(inside), len(laid.ids)), dtype=np.float32)
    for row, (_, first, past) in enumerate(inside):
        begin, end = laid.starts[first - window.first], laid.ends[past - 1 - window.first]
        members[row, begin:end] = 1 / (end - begin)
    return network.run(np.array(laid.ids), np.array(laid.types), np.array(laid.starts), members)


def _keep(outputs: Outputs, window: Window, inventory: Inventory, scores: Scores) -> None:
    """Write what is said of the window's words."""
    own = slice(window.first, window.past)
    tags = outputs.tags
    scores.tags[own] = tags[:, : inventory.kept()]
    scores.lemmas[own] = tags[:, inventory.kept() :].argmax(1)
    scores.links[own] = outputs.links
    scores.anaphors[own] = outputs.anaphors
    scores.antecedents[own] = outputs.antecedents
    scores.certainties[own] = outputs.certainties


def _decode(waiting: Sequence[tuple[Window, Floats]], inventory: Inventory, scores: Scores) -> None:
    """Write each chain's best labels for the words of some windows; chains of like size go together."""
    if not waiting:
        return
    longest = max(len(tags) for _, tags in waiting)
    places = inventory.places()
    for large in (False, True):
        names = [name for name in CHAINS if (len(inventory.labels[name]) > LARGE) == large]
        if not names:
            continue
        most = max(len(inventory.labels[name]) for name in names)
        stacked = np.full((len(names), len(waiting), longest, most), NEVER, dtype=np.float32)
        ways = np.full((len(names), 1, most, most), NEVER, dtype=np.float32)
        ends = np.full((2, len(names), 1, most), NEVER, dtype=np.float32)
        for chain, name in enumerate(names):
            labels = len(inventory.labels[name])
            ways[chain, 0, :labels, :labels] = inventory.transitions[name]
            ends[0, chain, 0, :labels] = inventory.starts[name]
            ends[1, chain, 0, :labels] = inventory.ends[name]
            for row, (_, tags) in enumerate(waiting):
                stacked[chain, row, : len(tags), :labels] = tags[:, places[name]]
        count = (len(names) * len(waiting), longest, most)
        best = best_sequences(
            stacked.reshape(count),
            np.tile([len(tags) for _, tags in waiting], len(names)),
            np.repeat(ways, len(waiting), 1).reshape(-1, most, most),
            *np.repeat(ends, len(waiting), 2).reshape(2, -1, most),
        ).reshape(len(names), len(waiting), longest)
        for chain, name in enumerate(names):
            for row, (window, tags) in enumerate(waiting):
                own = best[chain, row, : len(tags)]
                scores.chains[name][window.first : window.past] = own


def _grow(outputs: Outputs, window: Window, inside: Sequence[tuple[int, int, int]], scores: Scores) -> None:
    """Write the heads of the window's words, a tree for each sentence in it."""
    for _, first, past in inside:
        here = slice(first - window.first, past - window.first)
        scores.heads[first:past] = tree(outputs.arcs[here, here])
        scores.heads[first:past] += first


def _relate(outputs: Outputs, window: Window, network: Network, inventory: Inventory, scores: Scores) -> None:
    """Write the relations of the window's words to their heads."""
    own = slice(window.first, window.past)
    heads = scores.heads[own]
    ways = network.relate(outputs.dependents, outputs.governors[heads - window.first])
    root = inventory.labels["relation"].index("root")
    ways[:, root] = -np.inf
    scores.relations[own] = np.where(heads == np.arange(window.first, window.past), root, ways.argmax(1))


def _join(
    roots: dict[int, int], number: int, span: tuple[int, int], inventory: Inventory, scores: Scores
) -> None:
    """Hang a later part of a sentence too long for one window onto the root of its first part."""
    first, past = span
    root = first + int((scores.heads[first:past] == np.arange(first, past)).argmax())
    if roots.setdefault(number, root) != root:
        scores.heads[root] = roots[number]
        scores.relations[root] = inventory.labels["relation"].index("parataxis")
