import math
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.encoder.decoding import (
    allowed,
    best_labels,
    best_sequences,
    certainty_of,
    spans,
    tree,
    trees,
)
from tests.encoder.checks import is_tree

LABELS = ("O", "B-cue", "I-cue", "B-source", "I-source")
BARS = np.where(allowed(LABELS), 0, -10_000).astype(np.float32)
OPENING = np.array([-10_000 if label.startswith("I-") else 0 for label in LABELS], dtype=np.float32)
CHANCE = st.integers(0, 2**32 - 1).map(np.random.default_rng)


@cache
def sequences(words, labels):
    return np.array(list(product(range(labels), repeat=words)))


@cache
def all_trees(words):
    return np.array([heads for heads in product(range(words), repeat=words) if is_tree(heads)])


def normal(chance, *shape):
    return chance.normal(size=shape).astype(np.float32)


def total(ways, scores, transitions, start, end):
    """The score of each label sequence in `ways`."""
    of_words = scores[np.arange(scores.shape[0]), ways].sum(1)
    return of_words + transitions[ways[:, :-1], ways[:, 1:]].sum(1) + start[ways[:, 0]] + end[ways[:, -1]]


@given(CHANCE, st.integers(1, 6), st.integers(1, 4))
@settings(deadline=None)
def test_the_best_labels_are_the_best_of_all_there_are(chance, words, labels):
    weights = (
        normal(chance, words, labels),
        normal(chance, labels, labels),
        normal(chance, labels),
        normal(chance, labels),
    )

    found = total(best_labels(*weights)[None], *weights)[0]

    assert found == pytest.approx(total(sequences(words, labels), *weights).max(), abs=1e-4)


@given(CHANCE, st.lists(st.integers(1, 9), max_size=6), st.integers(1, 4))
@settings(deadline=None)
def test_sequences_read_together_are_what_each_is_alone(chance, lengths, labels):
    scores = [normal(chance, length, labels) for length in lengths]
    count = len(lengths)
    transitions = normal(chance, count, labels, labels)
    starts, ends = normal(chance, count, labels), normal(chance, count, labels)

    found = best_sequences(scores, transitions, starts, ends)

    alone = map(best_labels, scores, transitions, starts, ends)
    assert [one.tolist() for one in found] == [one.tolist() for one in alone]


@given(CHANCE, st.integers(1, 300), st.sampled_from([1, 1000]))
@settings(deadline=None)
def test_no_label_follows_one_that_it_may_not(chance, words, size):
    labels = best_labels(
        normal(chance, words, len(LABELS)) * size, BARS, OPENING, np.zeros(len(LABELS), dtype=np.float32)
    )

    assert not LABELS[labels[0]].startswith("I-")
    assert allowed(LABELS)[labels[:-1], labels[1:]].all()


def test_no_words_have_no_labels():
    nothing = np.zeros(len(LABELS), dtype=np.float32)

    assert best_labels(np.zeros((0, len(LABELS)), dtype=np.float32), BARS, nothing, nothing).tolist() == []


def test_an_inside_may_only_follow_its_own_beginning_or_inside():
    may = {(a, b) for i, a in enumerate(LABELS) for j, b in enumerate(LABELS) if allowed(LABELS)[i, j]}

    assert {a for a, b in may if b == "I-cue"} == {"B-cue", "I-cue"}
    assert {a for a, b in may if b == "B-cue"} == {a for a, b in may if b == "O"} == set(LABELS)


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        pytest.param("", [], id="no words"),
        pytest.param("O O", [], id="nothing marked"),
        pytest.param("O B-a I-a O", [("a", 1, 3)], id="a span in the middle"),
        pytest.param("B-a I-a", [("a", 0, 2)], id="a span that is all"),
        pytest.param("B-a B-a", [("a", 0, 1), ("a", 1, 2)], id="two of a kind side by side"),
        pytest.param("B-a I-b", [("a", 0, 1), ("b", 1, 2)], id="an inside of another kind begins a span"),
        pytest.param("I-a I-a O I-a", [("a", 0, 2), ("a", 3, 4)], id="an inside that continues nothing"),
        pytest.param("B-a-b I-a-b", [("a-b", 0, 2)], id="a hyphen in the kind"),
    ],
)
def test_what_spans_labels_mark(labels, found):
    assert list(spans(labels.split())) == found


@given(st.lists(st.sampled_from(LABELS)))
@settings(deadline=None)
def test_every_word_that_is_labelled_stands_in_one_span(labels):
    held = [word for _, first, past in spans(labels) for word in range(first, past)]

    assert held == [word for word, label in enumerate(labels) if label != "O"]


@given(CHANCE, st.integers(1, 60), st.sampled_from([1, 1000]))
@settings(deadline=None)
def test_the_heads_are_always_a_tree_with_one_root(chance, words, size):
    assert is_tree(tree(normal(chance, words, words) * size))


@given(CHANCE, st.lists(st.integers(1, 12), min_size=1, max_size=5))
@settings(deadline=None)
def test_trees_of_a_window_are_those_of_its_sentences(chance, lengths):
    edges = np.cumsum([0, *lengths]).tolist()
    arcs = normal(chance, edges[-1], edges[-1])
    sentences = list(pairwise(edges))

    found = trees(arcs, sentences)

    for first, past in sentences:
        heads = (found[first:past] - first).tolist()
        assert is_tree(heads)
        assert heads == tree(arcs[first:past, first:past])


@given(st.integers(1, 8), st.sampled_from([0.0, -1e30, 1e30]))
@settings(deadline=None)
def test_scores_that_say_nothing_give_a_tree_all_the_same(words, same):
    assert is_tree(tree(np.full((words, words), same, dtype=np.float32)))


@given(CHANCE, st.integers(1, 6))
@settings(deadline=None, max_examples=300)
@example(np.random.default_rng(0), 1)
def test_the_tree_is_the_best_of_all_under_its_root(chance, words):
    arcs = normal(chance, words, words)

    heads = np.array(tree(arcs))

    root = int((heads == np.arange(words)).argmax())
    rivals = all_trees(words)[all_trees(words)[:, root] == root]
    assert arcs[np.arange(words), heads].sum() == pytest.approx(
        arcs[np.arange(words), rivals].sum(1).max(), abs=1e-4
    )


def test_of_several_words_that_would_be_the_root_the_surest_is():
    arcs = np.array([[2, 1, 0], [0, 3, 1], [0, 1, 0]], dtype=np.float32)

    assert tree(arcs) == [1, 1, 1]


def test_where_no_word_would_be_the_root_the_likeliest_is():
    arcs = np.array([[0, 5, 1], [5, 1, 1], [1, 5, 0]], dtype=np.float32)

    assert tree(arcs) == [1, 1, 1]


def test_words_that_are_each_other_s_heads_are_parted_where_it_costs_least():
    arcs = np.array([[9, 0, 0], [4, 0, 6], [1, 6, 0]], dtype=np.float32)

    assert tree(arcs) == [0, 0, 1]


def test_the_arcs_are_left_as_they_were():
    arcs = np.random.default_rng(1).normal(size=(9, 9)).astype(np.float32)
    before = arcs.copy()

    tree(arcs)

    assert (arcs == before).all()


OPENING_AB = np.array([0, 0, 0, -1e4, -1e4], dtype=np.float32)


@given(st.integers(0, 10_000))
def test_a_spans_score_is_its_share_among_all_kinds_and_none_with_all_else_as_it_is(seed):
    labels = ("O", "B-a", "B-b", "I-a", "I-b")
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(7, 5)).astype(np.float32)
    transitions = np.where(allowed(labels), chance.normal(size=(5, 5)), -1e4).astype(np.float32)
    chosen = best_labels(scores, transitions, OPENING_AB, np.zeros(5, np.float32))
    found = list(spans([labels[i] for i in chosen]))

    def whole(path):
        around = [0, *path, 0]
        moved = sum(transitions[a, b] for a, b in pairwise(around))
        return moved + sum(scores[i, label] for i, label in enumerate(path))

    def path_of(kind, first, past):
        path = list(chosen)
        for i in range(first, past):
            path[i] = 0 if kind is None else labels.index(f"{'B' if i == first else 'I'}-{kind}")
        return path

    for (kind, first, past), score in zip(
        found, certainty_of(found, scores, transitions, labels, chosen), strict=True
    ):
        ways = {other: math.exp(whole(path_of(other, first, past))) for other in ("a", "b", None)}
        assert math.isclose(score, ways[kind] / sum(ways.values()), rel_tol=1e-3, abs_tol=1e-6)


def test_no_spans_have_no_scores():
    nothing = np.zeros((0, 3), dtype=np.float32)
    assert certainty_of([], nothing, nothing, ("O", "B-a", "I-a"), np.zeros(0, dtype=np.int64)).shape == (0,)
