"""The network that is trained: tiny here, its weights drawn by chance. What ships says what it says."""

import copy
import random
from itertools import product

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs torch, of the extra training")

import onnxruntime
import torch
from onnx import numpy_helper

from sayso.encoder.network import CHAINS, CLASSES, LINKS, WIDTH, Outputs
from sayso.encoder.pieces import Splitter
from sayso.encoder.weights import INPUTS, OUTPUTS
from training.batches import IGNORED, batch, cut, inventory, label_ids, prepare, shuffled
from training.document import Document, Mention
from training.export import network, relations
from training.losses import losses, mixes, total
from training.model import Chain, Model
from training.network import Encoder, Rounded, Units

VOCABULARY = 120
BIO = ("O", "B-content", "I-content", "B-cue", "I-cue")
LABELS = {
    **dict.fromkeys(CHAINS, BIO),
    **{name: ("O", *(f"{name} {i}" for i in range(1, 3 + i))) for i, name in enumerate(CLASSES)},
    "relation": ("root", "nsubj", "obj", "punct"),
}


@pytest.fixture(scope="module")
def model():
    """No weight is zero or one, as some are before training."""
    torch.manual_seed(7)
    made = Model(Encoder(VOCABULARY, layers=3, heads=4, hidden=96), LABELS)
    with torch.no_grad():
        for weight in made.parameters():
            weight.add_(torch.randn_like(weight), alpha=0.05)
        rows = made.encoder.pieces.weight
        scale = rows.abs().amax(1, keepdim=True) / 127
        rows.copy_((rows / scale).round() * scale)  # what int8 holds without loss
    return made.eval()


def prepared(words, **gold):
    """Words of a document in sentences of four, every tenth one a new paragraph's first."""
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
    sentences = [(i, min(i + 4, len(words))) for i in range(0, len(words), 4)]
    document = Document(
        id="a",
        corpus="uds",
        text=text,
        words=[(start, start + len(word)) for start, word in zip(starts, words, strict=True)],
        sentences=sentences,
        paragraphs=[i for i in range(len(sentences)) if i % 3 == 0],
        **gold,
    )
    return prepare(document, Splitter(lambda new: [[103 + ord(c) % 17 for c in word[:3]] for word in new]))


SHORT = prepared("The Mayor said roads would flood".split())
LONG = prepared("“ BBC reporters were told that the inn had shut ” , he wrote last night , and left".split())


def together(*documents):
    return batch([piece for one in documents for piece in cut(one, 200)], label_ids(LABELS))


def everything(model, given):
    """What all heads say of a batch."""
    mixed, units = model.encode(given.ids, given.types, given.mask, given.units, given.places)
    return {
        "tags": torch.cat([model.scores(name, mixed) for name in CHAINS + CLASSES[:-1]], -1),
        "lemmas": model.scores(CLASSES[-1], mixed).argmax(-1),
        "arcs": model.arcs(mixed),
        **dict(zip(("dependents", "governors"), model.relation_vectors(mixed), strict=True)),
        "links": model.link_vectors(mixed),
        **dict(zip(("anaphors", "antecedents"), model.coreference_vectors(mixed), strict=True)),
        "certainties": model.certainties(mixed),
        "sentences": model.sentence_vectors(units, given.members),
    }


def alone(one):
    """The one window of a document as what ships reads it: nothing filled up."""
    (piece,) = cut(one, 200)
    members = together(one).members[0, : len(one.document.sentences), : len(piece.laid.firsts)]
    return dict(zip(INPUTS, (*piece.laid, members.numpy()), strict=True))


def run(made, given, names):
    session = onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    return dict(zip(names, session.run(names, given), strict=True))


def agree(shipped, trained, one, tolerance):
    """Whether what ships says of a document, read alone, what the model says in a batch."""
    words, sentences = len(one.document.words), len(one.document.sentences)
    assert tuple(trained) == Outputs.__struct_fields__
    for name, found in shipped.items():
        meant = trained[name][0, : sentences if name == "sentences" else words]
        meant = meant[:, :words] if name == "arcs" else meant
        torch.testing.assert_close(torch.from_numpy(found), meant, atol=tolerance, rtol=0, msg=name)


@pytest.mark.parametrize("one", [SHORT, LONG], ids=["short", "long"])
@torch.no_grad()
def test_what_ships_says_what_was_trained(model, one):
    shipped = run(network(model, exact=True), alone(one), OUTPUTS)

    agree(shipped, everything(model, together(one)), one, 1e-4)


@torch.no_grad()
def test_in_int8_it_says_what_rounding_said_in_training(model):
    """But for values so near the middle of two steps that they fall to either side, and what follows from them."""
    rounded = copy.deepcopy(model)
    rounded.round()
    full = prepared(
        "a b c d e f g h i j k l m".split()
    )  # nothing is filled up, which would change the scales
    trained = everything(rounded, together(full))

    shipped = run(network(model), alone(full), OUTPUTS)

    exact = everything(model, together(full))
    for name in ("tags", "arcs", "links", "sentences"):
        found = torch.from_numpy(shipped[name])
        there = (0, *(slice(size) for size in found.shape))
        cost = (exact[name][there] - trained[name][there]).abs().mean()
        assert (found - trained[name][there]).abs().mean() < 0.6 * cost, name


def test_rounding_lets_every_weight_learn(model):
    rounded = copy.deepcopy(model)
    rounded.round()

    total(losses(rounded, together(annotated()))).backward()

    assert all(layer.weight.grad is not None for layer in rounded.modules() if isinstance(layer, Rounded))


@torch.no_grad()
def test_heads_differ_enough_for_the_comparison_to_mean_something(model):
    """Were the scores all alike, or small, 1e-4 would say nothing."""
    assert all(values[0].float().std() > 0.01 for values in everything(model, together(LONG)).values())


@pytest.mark.parametrize(("exact", "tolerance"), [(True, 1e-4), (False, 0.15)], ids=["float32", "int8"])
@torch.no_grad()
def test_the_second_network_gives_the_relations(model, exact, tolerance):
    given = together(LONG)
    mixed, _ = model.encode(given.ids, given.types, given.mask, given.units, given.places)
    heads = torch.randint(0, 17, given.places.shape, generator=torch.Generator().manual_seed(1))
    dependents, governors = model.relation_vectors(mixed)
    vectors = {"dependents": dependents[0].numpy(), "governors": governors[0, heads[0]].numpy()}

    found = run(relations(model, exact=exact), vectors, ["relations"])["relations"]

    assert found.std() > 0.02
    torch.testing.assert_close(
        torch.from_numpy(found), model.relations(mixed, heads)[0], atol=tolerance * found.std(), rtol=0
    )


@torch.no_grad()
def test_rows_of_the_embedding_lose_less_than_their_step(model):
    held = {one.name: numpy_helper.to_array(one) for one in network(model).graph.initializer}

    kept = held["pieces.weight"].astype(np.float32) * held["pieces.scale"]

    assert held["pieces.weight"].dtype == np.int8
    np.testing.assert_allclose(kept, model.encoder.pieces.weight.numpy(), atol=1e-6)


@torch.no_grad()
def test_a_unit_is_the_mean_of_its_first_and_last_piece():
    x = torch.arange(12.0).view(1, 6, 2)

    units = Units(torch.tensor([[0, 1, 4]]), torch.tensor([[0, 3, 4]]), None).of(x)

    assert units.tolist() == [[[0, 1], [4, 5], [8, 9]]]


@torch.no_grad()
def test_filling_up_changes_nothing(model):
    """A short window beside a long one is filled up with pieces, words and sentences that are not there."""
    both, own = everything(model, together(SHORT, LONG)), everything(model, together(SHORT))
    words, sentences = len(SHORT.document.words), len(SHORT.document.sentences)

    for name in own:
        there = (0, slice(sentences if name == "sentences" else words))
        there += (slice(words),) if name == "arcs" else ()
        torch.testing.assert_close(both[name][there], own[name][there], atol=1e-4, rtol=0, msg=name)


def test_what_is_not_there_is_marked_so():
    given = together(SHORT, LONG)

    assert given.words.sum(1).tolist() == [len(SHORT.document.words), len(LONG.document.words)]
    assert given.members.sum(2)[0].tolist() == pytest.approx([1, 1, 0, 0, 0])
    assert (given.mask[0, 0, 0] == 0).sum() == len(cut(SHORT, 200)[0].laid.ids)
    assert not given.same_sentence[0, :, len(SHORT.document.words) :].any()


def test_a_window_in_other_letter_case_keeps_its_quotation_marks():
    pieces = cut(prepared("The Mayor of “ the IMF said ”".split()), 200)
    (starts,) = (piece.laid.firsts[piece.laid.words] for piece in pieces)
    drawn = [batch(pieces, label_ids(LABELS), random.Random(seed)).types[0, starts] for seed in range(200)]

    assert {tuple(types.tolist()) for types in drawn} == {
        (1, 1, 0, 4, 4, 6, 4, 4),
        (2, 2, 0, 4, 4, 6, 4, 4),
        (0, 0, 0, 4, 4, 4, 4, 4),
    }


def by_hand(chain, scores, gold, lengths):
    """The mean loss a word, from every path there is."""
    transitions, start, end = (part.detach().double().numpy() for part in chain.scores())
    lost = 0.0
    for own, right, length in zip(scores.double().numpy(), gold.numpy(), lengths, strict=True):
        paths = np.array(list(product(range(own.shape[1]), repeat=length)))
        paths = np.concatenate([right[None, :length], paths])
        sums = own[np.arange(length), paths].sum(1) + start[paths[:, 0]] + end[paths[:, -1]]
        sums += transitions[paths[:, :-1], paths[:, 1:]].sum(1)
        lost += np.logaddexp.reduce(sums[1:]) - sums[0]
    return lost / sum(lengths)


@pytest.mark.parametrize(
    ("kinds", "lengths"),
    [
        pytest.param(1, [6], id="an even number of words"),
        pytest.param(1, [7], id="an odd number of words"),
        pytest.param(2, [5, 2, 1, 4], id="windows of several lengths"),
        pytest.param(6, [4, 1, 3], id="so many labels that words are taken one by one"),
    ],
)
def test_the_loss_of_a_chain_is_that_of_all_its_paths(kinds, lengths):
    torch.manual_seed(3)
    chain = Chain(["O", *(f"{mark}-{kind}" for kind in range(kinds) for mark in "BI")])
    labels = len(chain.start)
    with torch.no_grad():
        for weight in chain.parameters():
            weight.normal_()
    scores = torch.randn(len(lengths), max(lengths), labels)
    mask = torch.arange(max(lengths)) < torch.tensor(lengths)[:, None]
    gold = torch.tensor([0, 1, 2, 2, 0, 1, 1])[: max(lengths)].expand(len(lengths), -1)

    found = chain.loss(scores, gold.masked_fill(~mask, IGNORED), mask)

    assert found.item() == pytest.approx(by_hand(chain, scores, gold, lengths), rel=1e-4)


def test_what_bio_does_not_allow_counts_for_nothing():
    chain = Chain(["O", "B-a", "I-a"])
    scores, mask = torch.zeros(1, 2, 3), torch.ones(1, 2, dtype=torch.bool)

    # nine paths but O I-a
    assert chain.loss(scores, torch.zeros(1, 2, dtype=torch.long), mask).item() == pytest.approx(
        np.log(8) / 2
    )


def annotated():
    """A document with gold for every head."""
    words = "Reporters said that the mayor denied it".split()
    rows = range(len(words))
    made = prepared(
        words,
        tags={
            **{name: ["B-content", "I-content", "O", "B-cue", "I-cue", "O", "O"] for name in CHAINS},
            **{name: [LABELS[name][i % 2] if i != 3 else None for i in rows] for name in CLASSES},
        },
        heads=[1, 1, None, 1, 4, 4, 5],
        relations=["nsubj", "root", None, "punct", "root", "obj", "obj"],
        links={"cue": [(2, 1), (6, 5), (3, 3)], "source": [(1, 0), (5, 4)]},
        certainty={1: 3.0, 5: -1.5},
        mentions=[Mention(0, 0, 0, 1), Mention(4, 3, 4, 2), Mention(6, 6, 6, 2)],
    )
    vectors = np.random.default_rng(1).normal(size=(2, WIDTH)).astype(np.float32)
    made.vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return made


def test_each_head_with_gold_has_a_loss_and_learns_from_it(model):
    given = together(annotated())

    found = losses(model, given)

    links = {f"link {name}" for name in LINKS}
    assert set(found) == {*CHAINS, *CLASSES, "arc", "relation", "coreference", "certainty", "vector", *links}
    assert all(loss.shape == () and loss > 0 and loss.isfinite() for loss in found.values())
    model.zero_grad()
    total(found).backward()
    assert all(weight.grad.isfinite().all() for weight in model.parameters() if weight.grad is not None)
    assert {name for name, weight in model.named_parameters() if weight.grad is None} == set()


def picked(child, parents, right):
    """The loss of picking `right` among vectors, where a vector of None scores nothing."""
    scores = torch.stack([torch.tensor(0.0) if it is None else child @ it / len(it) ** 0.5 for it in parents])
    return -scores.log_softmax(0)[right].item()


@torch.no_grad()
def test_a_mention_picks_the_earlier_one_of_its_cluster_or_none(model):
    given = together(annotated())
    own, earlier = (everything(model, given)[name][0] for name in ("anaphors", "antecedents"))

    meant = [0, picked(own[4], [None, earlier[0]], 0), picked(own[6], [None, earlier[0], earlier[4]], 2)]

    assert losses(model, given)["coreference"].item() == pytest.approx(np.mean(meant), abs=1e-5)


@torch.no_grad()
def test_a_content_picks_its_cue_among_all_cues_of_the_window_or_itself(model):
    given = together(annotated())
    child, parent = everything(model, given)["links"][0].unbind(1)[:2]

    meant = [
        picked(child[word], [parent[word], parent[1], parent[5]], right)
        for word, right in ((2, 1), (6, 2), (3, 0))
    ]

    assert losses(model, given)["link cue"].item() == pytest.approx(np.mean(meant), abs=1e-5)


@pytest.mark.parametrize(
    ("gold", "heads", "read"),
    [
        pytest.param({}, set(), set(), id="nothing"),
        pytest.param({"tags": {"times": ["O"] * 3}}, {"times"}, {"names"}, id="a chain"),
        pytest.param({"tags": {"event": [None] * 3}}, set(), {"events"}, id="a class that says nothing here"),
        pytest.param(
            {"heads": [1, 1, 1], "relations": ["obj", "root", "a rare one"]},
            {"arc", "relation"},
            {"syntax"},
            id="a tree",
        ),
        pytest.param({"links": {"cue": [(0, 0)]}}, set(), {"attribution"}, id="a link without choice"),
        pytest.param({"links": {"cue": [(0, 2)]}}, {"link cue"}, {"attribution"}, id="a link"),
        pytest.param({"certainty": {2: 1.0}}, {"certainty"}, {"events"}, id="certainty"),
        pytest.param({"mentions": [Mention(0, 0, 0, 1)]}, set(), {"reference"}, id="one mention"),
    ],
)
def test_heads_without_gold_have_no_loss(model, gold, heads, read):
    given = together(prepared(["It", "rained", "again"], **gold))

    assert set(losses(model, given)) == heads
    assert set(mixes(given)) == read


def test_windows_without_gold_for_a_head_do_not_weaken_its_loss(model):
    """Nor do the words and pieces that fill a batch up."""
    gold = {"tags": {"event": ["event 1", None, "O"]}, "certainty": {0: 2.0}}
    bare = {"tags": {"event": [None] * 17}}
    one = prepared(["It", "rained", "again"], **gold)
    one.vectors = np.full((1, WIDTH), WIDTH**-0.5, dtype=np.float32)
    long = prepared([LONG.document.text[start:end] for start, end in LONG.document.words], **bare)

    own, both = losses(model, together(one)), losses(model, together(one, long))

    assert set(own) == {"event", "certainty", "vector"}
    assert {name: loss.item() for name, loss in both.items()} == pytest.approx(
        {name: loss.item() for name, loss in own.items()}, abs=1e-4
    )


def test_corpora_that_are_left_out_leave_the_labels_that_reading_needs():
    labels = inventory([])

    assert {"root", "parataxis"} <= set(labels["relation"])
    assert all(labels[name][0] == "O" for name in (*CHAINS, "event", "predicate", "mention", "tense"))
    assert all(labels[name] for name in CLASSES)


def test_a_corpus_without_documents_is_passed_over():
    plans = list(shuffled({"nothing": [], "short": [SHORT]}, {"nothing": 0.5}, 100, random.Random(1)))

    assert [piece.prepared for plan in plans for piece in plan] == [SHORT]
