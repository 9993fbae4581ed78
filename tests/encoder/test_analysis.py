from itertools import pairwise

import numpy as np
import pytest

from sayso.encoder.analysis import CASES
from sayso.encoder.network import CHAINS
from tests.encoder.checks import faults
from tests.encoder.doubles import LABELS, analysis_of

TEXT = (
    "Mayor Ilse Brandt told the Harrow Courier on Friday that “nobody was hurt” at the UN depot. "
    "The police denied it!\n\nA second blast, she feared, might follow… McNab’s men aren't there.\n\n"
) * 8


@pytest.fixture(scope="module")
def analysis():
    return analysis_of(TEXT)


def test_nothing_is_wrong_with_an_analysis(analysis):
    assert list(faults(analysis)) == []


def test_every_word_is_there_in_text_order(analysis):
    assert tuple(word.span for word in analysis.words) == analysis.layout.words


def test_words_bear_the_labels_of_their_heads(analysis):
    for word in analysis.words:
        assert word.case in CASES
        assert word.upos in LABELS["upos"]
        assert word.tense in LABELS["tense"]
        assert word.relation in LABELS["relation"]


def test_a_word_says_how_it_is_written(analysis):
    written = {word.span.of(TEXT): word.case for word in analysis.words}

    assert [written[form] for form in ("police", "Mayor", "UN", "McNab", "…")] == [
        "lower",
        "title",
        "upper",
        "mixed",
        "lower",
    ]


def test_every_chain_has_its_spans_in_text_order(analysis):
    assert tuple(analysis.marked) == CHAINS
    for marked in analysis.marked.values():
        assert marked
        assert all(a.past <= b.first for a, b in pairwise(marked))


def test_a_span_is_the_text_from_its_first_word_to_its_last(analysis):
    for one in (*analysis.marked["times"], *analysis.mentions):
        words = analysis.layout.words[one.first : one.past]
        assert analysis.span(one).of(TEXT) == TEXT[words[0].start : words[-1].end]


def test_a_mention_holds_its_head_and_stays_in_its_sentence(analysis):
    assert analysis.mentions
    for mention in analysis.mentions:
        assert mention.first <= mention.head < mention.past
        assert any(a <= mention.first and mention.past <= b for a, b in analysis.layout.sentence_words())


def test_a_trigger_has_a_class_and_a_certainty_on_the_scale(analysis):
    assert analysis.triggers
    for trigger in analysis.triggers:
        assert trigger.kind in LABELS["event"]
        assert trigger.kind != "O"
        assert -3 <= trigger.certainty <= 3
        assert 0.5 <= trigger.score <= 1


@pytest.mark.parametrize("kind", ["cue", "source"])
def test_a_child_s_parents_are_as_many_as_the_candidates_and_none(analysis, kind):
    likely = analysis.parents(kind, [3, 9, 20], [1, 4])

    assert likely.shape == (3, 3)
    assert likely.sum(1) == pytest.approx(1, abs=1e-5)
    assert (likely >= 0).all()


def test_a_child_with_no_candidates_has_no_parent(analysis):
    assert analysis.parents("cue", [3, 9], []).tolist() == [[1], [1]]


def test_a_child_s_parents_do_not_depend_on_other_children(analysis):
    together = analysis.parents("source", [3, 9], [1, 4])

    assert together == pytest.approx(
        np.concatenate([analysis.parents("source", [child], [1, 4]) for child in (3, 9)]), abs=1e-6
    )


def test_a_mention_refers_to_what_came_before_or_to_nothing(analysis):
    likely = analysis.antecedents(analysis.mentions)
    number = len(analysis.mentions)

    assert likely.shape == (number, number + 1)
    assert likely.sum(1) == pytest.approx(1, abs=1e-5)
    assert (likely[:, :number][np.triu_indices(number)] == 0).all()
    assert likely[0].tolist() == [0] * number + [1]


def test_asking_after_nothing_gives_nothing(analysis):
    assert analysis.parents("cue", [], [1, 4]).shape == (0, 3)
    assert analysis.parents("source", [], []).shape == (0, 1)
    assert analysis.antecedents([]).shape == (0, 1)


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\u2028 \u00a0"])
def test_a_text_of_no_words_has_an_empty_analysis(text):
    analysis = analysis_of(text)

    assert (analysis.words, analysis.triggers, analysis.mentions) == ((), (), ())
    assert analysis.marked == dict.fromkeys(CHAINS, ())
    assert analysis.sentence_vectors().shape == (0, 384)
    assert analysis.parents("cue", [], []).shape == (0, 1)
    assert analysis.antecedents(analysis.mentions).shape == (0, 1)


def test_a_sentence_over_several_windows_is_one_analysis():
    assert list(faults(analysis_of("and the river rose " * 500))) == []
