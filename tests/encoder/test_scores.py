from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.encoder.decoding import best_labels
from sayso.encoder.network import CHAINS, CLASSES, COREFERENCE, LINK, LINKS, SCALES, WIDTH
from sayso.encoder.pieces import CLS, SEP, Pieces
from sayso.encoder.scores import AT_ONCE, Places, score
from sayso.encoder.windows import LIMIT, windows
from tests.encoder.checks import is_tree
from tests.encoder.doubles import KEPT, LABELS, TAGS, Computed, inventory, noise, places_of, scores_of, unit

LENGTHS = st.lists(
    st.lists(st.integers(1, 60) | st.integers(150, 400), min_size=1, max_size=4), min_size=1, max_size=3
)
ROOT, PARATAXIS = LABELS["relation"].index("root"), LABELS["relation"].index("parataxis")


def made(paragraphs):
    """A text by the lengths of its sentences: words of one or two pieces, each with an id of its own."""
    lengths = [length for paragraph in paragraphs for length in paragraph]
    edges = np.cumsum([0, *lengths]).tolist()
    opens = np.zeros(edges[-1], dtype=bool)
    opens[np.cumsum([0, *(sum(paragraph) for paragraph in paragraphs[:-1])])[: len(paragraphs)]] = True
    ids = [[1000 + 7 * word] * (1 + word % 2) for word in range(edges[-1])]
    return Places(
        Pieces(ids, [word % 8 for word in range(edges[-1])]),
        list(pairwise(edges)),
        opens.tolist(),
    )


def firsts(places):
    return np.array([ids[0] for ids in places.pieces.ids], dtype=np.int64)


@given(LENGTHS)
@settings(max_examples=10, deadline=None)
def test_each_word_s_scores_are_its_own_and_in_text_order_whatever_window_it_came_in(paragraphs):
    places = made(paragraphs)

    scores = score(places, Computed(), inventory())

    tags = noise(firsts(places), TAGS, 1)
    assert (scores.tags == tags[:, :KEPT]).all()
    assert (scores.lemmas == tags[:, KEPT:].argmax(1)).all()
    links = noise(firsts(places), 2 * len(LINKS) * LINK, 5)
    assert (scores.links == links.reshape(scores.links.shape)).all()
    assert (scores.anaphors == noise(firsts(places), COREFERENCE, 6)).all()
    assert (scores.antecedents == noise(firsts(places), COREFERENCE, 7)).all()
    assert (scores.certainties == noise(firsts(places), len(SCALES), 8)).all()


@given(LENGTHS)
@settings(max_examples=10, deadline=None)
def test_every_sentence_is_one_tree_with_one_root_though_it_be_cut(paragraphs):
    places = made(paragraphs)

    scores = score(places, Computed(), inventory())

    for first, past in places.sentences:
        assert is_tree((scores.heads[first:past] - first).tolist())
        at_root = scores.heads[first:past] == np.arange(first, past)
        assert ((scores.relations[first:past] == ROOT) == at_root).all()


@given(LENGTHS)
@settings(max_examples=10, deadline=None)
def test_a_window_is_one_pass_that_is_never_too_long(paragraphs):
    network = Computed()

    score(made(paragraphs), network, inventory())

    assert all(len(ids) <= LIMIT and ids[0] == CLS and ids[-1] == SEP for ids in network.read)


@given(LENGTHS)
@settings(max_examples=10, deadline=None)
def test_every_sentence_has_a_vector_of_length_one(paragraphs):
    places = made(paragraphs)

    vectors = score(places, Computed(), inventory()).vectors

    assert vectors.shape == (len(places.sentences), WIDTH)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@given(LENGTHS, LENGTHS)
@settings(max_examples=10, deadline=None)
def test_sentences_long_before_a_text_s_end_do_not_depend_on_what_is_added(paragraphs, more):
    alone, longer = made(paragraphs), made(paragraphs + more)
    safe = max(0, len(alone.opens) - LIMIT)  # the last window may be cut anew

    before, after = (score(places, Computed(), inventory()) for places in (alone, longer))

    assert (before.heads[:safe] == after.heads[:safe]).all()
    assert all((before.chains[name][:safe] == after.chains[name][:safe]).all() for name in CHAINS)


def test_a_sentence_s_vector_is_the_mean_of_its_words_each_as_often_as_it_has_pieces():
    places = made([[5, 9]])
    words = [slice(first, past) for first, past in places.sentences]
    ids, sizes = firsts(places), np.array([len(ids) for ids in places.pieces.ids])
    means = [(noise(ids[own], WIDTH, 9) * sizes[own, None]).sum(0) / sizes[own].sum() for own in words]

    vectors = score(places, Computed(), inventory()).vectors

    assert vectors == pytest.approx(unit(np.array(means)), abs=1e-5)


def test_the_vector_of_a_sentence_that_was_cut_is_the_mean_of_its_parts_by_their_words():
    places = Places(
        Pieces([[1000 + word] for word in range(300)], [0] * 300), [(0, 300)], [True] + [False] * 299
    )
    parts = [
        np.arange(1000, 1000 + LIMIT - 3),
        np.arange(1000 + LIMIT - 3, 1300),
    ]  # the first word of a paragraph takes one piece more
    means = [unit(noise(ids, WIDTH, 9).mean(0)) for ids in parts]

    vectors = score(places, Computed(), inventory()).vectors

    assert vectors[0] == pytest.approx(unit(means[0] * (LIMIT - 3) + means[1] * (303 - LIMIT)), abs=1e-5)


def test_the_parts_of_a_sentence_that_was_cut_hang_on_its_first():
    places = made([[600]])
    scores = score(places, Computed(), inventory())

    root = int((scores.relations == ROOT).argmax())
    hung = np.flatnonzero(
        (scores.relations == PARATAXIS) & (scores.heads == root) & (np.arange(600) > LIMIT - 4)
    )

    assert root < LIMIT - 3
    assert len(hung) >= 2


@pytest.mark.parametrize("name", CHAINS)
def test_the_labels_of_a_chain_are_the_best_sequence_of_each_window(name):
    places, weights = made([[200] * 18 + [7]]), inventory()  # more windows than are decoded at once
    tags = noise(firsts(places), TAGS, 1)[:, weights.places()[name]]
    chain_of = (weights.transitions[name], weights.starts[name], weights.ends[name])

    found = score(places, Computed(), weights).chains[name]

    costs = [len(ids) + opens for ids, opens in zip(places.pieces.ids, places.opens, strict=True)]
    cut = list(windows(costs, places.sentences))
    assert len(cut) > AT_ONCE
    for window in cut:
        best = best_labels(tags[window.first : window.past], *chain_of)
        assert (found[window.first : window.past] == best).all()


def test_an_inventory_of_small_chains_alone_will_do():
    weights = inventory()
    small = dict.fromkeys(CHAINS, LABELS["times"])
    alike = msgspec.structs.replace(
        weights,
        labels={**LABELS, **small},
        transitions=dict.fromkeys(CHAINS, weights.transitions["times"]),
        starts=dict.fromkeys(CHAINS, weights.starts["times"]),
        ends=dict.fromkeys(CHAINS, weights.ends["times"]),
    )

    scores = score(made([[9]]), Narrow(), alike)

    assert all((labels == scores.chains["times"]).all() for labels in scores.chains.values())


class Narrow(Computed):
    """Says the same for every chain, in as many columns as small chains have."""

    def run(self, *given):
        outputs = super().run(*given)
        of_one = outputs.tags[:, : len(LABELS["times"])]
        classes = outputs.tags[:, -sum(len(LABELS[name]) for name in CLASSES[:-1]) :]
        return msgspec.structs.replace(outputs, tags=np.concatenate([*[of_one] * len(CHAINS), classes], 1))


def test_a_paragraph_inside_a_window_begins_with_a_separator():
    network = Computed()

    score(made([[2], [1]]), network, inventory())

    assert network.read[0].tolist() == [CLS, 1000, 1007, 1007, SEP, 1014, SEP]


def test_no_text_is_not_read_at_all():
    network = Computed()

    scores = scores_of("", network)

    assert network.read == []
    assert scores.tags.shape == (0, TAGS - len(LABELS["lemma"]))
    assert scores.vectors.shape == (0, WIDTH)
    assert scores.heads.shape == scores.relations.shape == (0,)
    assert scores.links.shape == (0, 2 * len(LINKS), LINK)


def test_network_reads_every_word_once():
    network = Computed()
    _, places = places_of("The mayor of Harrow said the bridge was shut. " * 400)

    score(places, network, inventory())

    special = 2 * len(network.read)
    assert sum(map(len, network.read)) == sum(map(len, places.pieces.ids)) + special
