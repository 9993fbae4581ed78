"""From the network's scores to what they say: label sequences, spans, trees. Pure functions over arrays."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_labels(scores: Floats, transitions: Floats, start: Floats, end: Floats) -> Ints:
    """The label sequence with the highest sum (Viterbi). `scores`: (words, labels); `transitions`: from, to."""
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    return best_sequences([scores], transitions[None], start[None], end[None])[0]


def best_sequences(scores: Sequence[Floats], transitions: Floats, starts: Floats, ends: Floats) -> list[Ints]:
    """The best labels of many sequences at once, each with a chain of its own: (words,) for each.

    `scores`: of each sequence (words, labels), at least one word; `transitions`: (sequences, from, to); `starts`, `ends`:
    (sequences, labels). What a sequence says does not depend on the others. Each is gone through from both ends at once,
    up to its middle: NumPy's time goes by steps, not by what stands side by side in one.
    """
    if not scores:
        return []
    count, labels = starts.shape
    whole = np.array([len(one) for one in scores])
    # Two runs a sequence: all from the start, then all from the end. The longest stand first, so that those that go on are
    # the first so many.
    lengths = np.concatenate([whole - whole // 2, whole // 2])
    order = np.argsort(-lengths, kind="stable")
    place = np.argsort(order)
    steps = int(lengths.max())
    given = np.zeros((steps, 2 * count, labels), dtype=np.float32)
    for run, (one, length) in enumerate(zip([*scores, *scores], lengths.tolist(), strict=True)):
        given[:length, place[run]] = one[:length] if run < count else one[::-1][:length]
    ways = np.concatenate([transitions, transitions.swapaxes(1, 2)])[order]  # run, from, to
    going = [int((lengths > step).sum()) for step in range(steps)]
    best = np.empty_like(given)
    best[0] = np.concatenate([starts, ends])[order] + given[0]
    onward = np.ascontiguousarray(ways.swapaxes(0, 1))  # from first: a step's maximum runs along what is long
    for step in range(1, steps):
        runs = going[step]
        before = best[step - 1, :runs].T[:, :, None]
        best[step, :runs] = (onward[:, :runs] + before).max(0) + given[step, :runs]
    last = best[np.maximum(lengths, 1) - 1, place]
    joined = last[:count, :, None] + transitions + last[count:, None]
    alone = whole < 2  # nothing comes from the end, but the end's own scores
    joined[alone] = (last[:count] + ends)[alone, :, None]
    label = np.stack(np.divmod(joined.reshape(count, -1).argmax(1), labels)).ravel()[order]
    found = np.empty((steps, 2 * count), dtype=np.int64)
    towards = np.ascontiguousarray(ways.swapaxes(1, 2))  # run, to, from
    rows = np.arange(2 * count)
    for step in range(steps - 1, 0, -1):
        runs = going[step]
        found[step, :runs] = label[:runs]
        label[:runs] = (best[step - 1, :runs] + towards[rows[:runs], label[:runs]]).argmax(1)
    found[0] = label
    return [
        np.concatenate([found[:left, place[i]], found[:right, place[count + i]][::-1]])
        for i, (left, right) in enumerate(zip(lengths[:count], lengths[count:], strict=True))
    ]


def spans(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """(kind, first, past) of each span in BIO labels. An I- that continues nothing begins a span."""
    kind, first = "", 0
    for i, label in enumerate((*labels, "O")):
        if kind and label != f"I-{kind}":
            yield kind, first, i
            kind = ""
        if label != "O" and not kind:
            kind, first = label[2:], i


def certainty_of(
    found: Sequence[tuple[str, int, int]],
    scores: Floats,
    transitions: Floats,
    labels: Sequence[str],
    chosen: Ints,
) -> Floats:
    """How likely each found span (kind, first, past) is that, and no other kind or nothing, all around it as chosen.

    `scores`: (words, labels); `chosen`: (words,), the labels that the spans were read from; before and
    after the text nothing is marked. Gives (spans,).
    """
    if not found:
        return np.zeros(0, dtype=np.float32)
    kinds = [label[2:] for label in labels if label.startswith("B-")]
    begin = np.array([labels.index(f"B-{kind}") for kind in kinds])
    inside = np.array([labels.index(f"I-{kind}") for kind in kinds])
    none = labels.index("O")
    first, past = (np.array([span[i] for span in found]) for i in (1, 2))
    around = np.concatenate([[none], chosen, [none]])
    before, after = around[first], around[past + 1]
    sums = np.zeros((len(scores) + 1, len(labels)))
    np.cumsum(scores, axis=0, out=sums[1:])
    more = (past - first - 1)[:, None]
    held = sums[past] - sums[first + 1]
    as_kind = (
        scores[first][:, begin]
        + held[:, inside]
        + transitions[before][:, begin]
        + np.where(
            more > 0,
            transitions[begin, inside]
            + (more - 1) * transitions[inside, inside]
            + transitions[inside][:, after].T,
            transitions[begin][:, after].T,
        )
    )
    as_none = (
        (sums[past] - sums[first])[:, none]
        + transitions[before, none]
        + more[:, 0] * transitions[none, none]
        + transitions[none, after]
    )
    ways = np.concatenate([as_kind, as_none[:, None]], 1)
    ways = np.exp(ways - ways.max(1, keepdims=True))
    likely = ways[np.arange(len(found)), [kinds.index(kind) for kind, _, _ in found]] / ways.sum(1)
    return np.asarray(likely, dtype=np.float32)


def allowed(labels: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which label may follow which in BIO: (from, to). No I- but after its own B- or I-."""
    return np.array(
        [
            [not to.startswith("I-") or (before != "O" and before[2:] == to[2:]) for to in labels]
            for before in labels
        ]
    )


def trees(arcs: Floats, sentences: Sequence[tuple[int, int]]) -> Ints:
    """The head of each word: its own index for the root, of which each sentence has one.

    `arcs`: (words, words), dependent by head, the diagonal being the score of standing at the root; `sentences`: word
    ranges [first, past) that hold every word. Greedy, and only where that gives no tree, the highest spanning tree.
    """
    words = np.arange(len(arcs))
    number = np.repeat(np.arange(len(sentences)), [past - first for first, past in sentences])
    heads: Ints = np.where(number[:, None] == number, arcs, -np.inf).argmax(1)
    up = heads
    for _ in range(max(1, len(arcs)).bit_length()):
        up = up[up]
    wrong = np.bincount(number[heads == words], minlength=len(sentences)) != 1
    wrong[number[heads[up] != up]] = True  # from a cycle no root is reached
    for i in np.flatnonzero(wrong).tolist():
        here = slice(*sentences[i])
        heads[here] = np.add(tree(arcs[here, here]), here.start)
    return heads


def tree(arcs: Floats) -> list[int]:
    """The head of each word of one sentence, as `trees` has it; the highest spanning tree is Chu-Liu/Edmonds'."""
    words = arcs.shape[0]
    heads = [int(head) for head in arcs.argmax(1)]
    roots = [i for i in range(words) if heads[i] == i]
    if len(roots) != 1:
        root = int(arcs.diagonal().argmax()) if not roots else max(roots, key=lambda i: arcs[i, i])
        arcs = arcs.copy()
        others = np.arange(words) != root
        arcs[others, others] = -np.inf
        heads = [int(head) for head in arcs.argmax(1)]
        heads[root] = root
    else:
        root = roots[0]
    if _cycle(heads) is None:
        return heads
    scores = arcs.astype(np.float64)
    np.fill_diagonal(scores, -np.inf)
    scores[root] = -np.inf
    scores[root, root] = 0.0
    return _spanning(scores, root)


def _cycle(heads: Sequence[int]) -> list[int] | None:
    """A cycle of more than one word, if there is any."""
    state = [0] * len(heads)
    for i in range(len(heads)):
        path = []
        at = i
        while not state[at]:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1 and heads[at] != at:
            return path[path.index(at) :]
        for passed in path:
            state[passed] = 2
    return None


def _spanning(scores: npt.NDArray[Any], root: int) -> list[int]:
    """The heads of the highest spanning tree under `root`, by contracting cycles."""
    heads = [int(head) for head in scores.argmax(1)]
    heads[root] = root
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [i for i in range(len(heads)) if i not in inside]
    whole = len(outside)  # the cycle's place in the contracted graph
    held = scores[cycle, [heads[i] for i in cycle]]
    leaving = scores[np.ix_(outside, cycle)]
    entering = scores[np.ix_(cycle, outside)] - held[:, None]
    small = np.full((whole + 1, whole + 1), -np.inf)
    small[:whole, :whole] = scores[np.ix_(outside, outside)]
    small[:whole, whole] = leaving.max(1)
    small[whole, :whole] = held.sum() + entering.max(0)
    solved = _spanning(small, outside.index(root))
    for word, head, leaves in zip(outside, solved, leaving.argmax(1).tolist(), strict=False):
        heads[word] = cycle[leaves] if head == whole else outside[head]
    entered = cycle[int(entering[:, solved[whole]].argmax())]
    heads[entered] = outside[solved[whole]]
    return heads
