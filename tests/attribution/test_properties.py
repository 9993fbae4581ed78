"""What holds of every reading, whatever the text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.encoder import lay_out
from sayso.model import Section
from tests.attribution.readings import constructions, load, said_in
from tests.stages.cases import read_words, tools

TEXTS = [case["text"] for file in constructions() for case in load(f"cases/{file}.json")]
MARKS = st.sampled_from(["“", "”", '"', "'", "‘", "’", "``", "''", "«", "—", ":", "\n\n", ",", "."])


@st.composite
def spoilt(draw):
    """Texts of the cases put together and spoilt by stray marks."""
    text = "\n\n".join(draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3)))
    for mark in draw(st.lists(MARKS, max_size=4)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + mark + text[at:]
    return text


@given(spoilt())
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text_and_are_sorted(text):
    for one in read_words(text).attributions:
        for spans in (one.source, one.cue, one.content):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))
        assert one.content


@given(spoilt())
@settings(max_examples=60, deadline=None)
def test_contents_of_one_level_never_overlap(text):
    said = read_words(text).attributions

    for level in {one.within for one in said}:
        contents = sorted(span for one in said if one.within == level for span in one.content)
        assert all(a.end <= b.start for a, b in pairwise(contents))


@given(spoilt())
@settings(max_examples=60, deadline=None)
def test_nesting_is_a_tree_of_contents_in_contents(text):
    said = read_words(text).attributions

    for one in said:
        if one.within is not None:
            outer = said[one.within]
            assert one.within < one.id
            assert all(any(big.holds(span) for big in outer.content) for span in one.content)


@given(spoilt())
@settings(max_examples=20, deadline=None)
def test_the_same_text_is_read_the_same_again(text):
    assert read_words(text) == read_words(text)


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "‘", "``"])
def test_one_stray_mark_loses_none_of_the_paragraphs_after_it(mark):
    text = "\n\n".join(TEXTS[:6])
    whole = said_in(read_words(f"Snow fell in the hills.\n\n{text}"))

    spoilt = said_in(read_words(f"Snow {mark}fell in the hills.\n\n{text}"))

    assert {one["content"] for one in whole} - {one["content"] for one in spoilt} == set()


def test_a_sentence_far_away_changes_nothing_near():
    text = (Path(__file__).parents[2] / "examples" / "10-vague-places.txt").read_text(encoding="utf-8")
    longer = "\n\n".join([text, *TEXTS[:12]])

    whole = said_in(read_words(longer))
    more = said_in(read_words(longer + "\n\nIn the evening a lorry with seed potatoes reached the square."))

    near = [one for one in whole if one["content"] in text]
    assert len(near) > 10
    assert near == [one for one in more if one["content"] in text]


def test_every_attribution_says_why():
    from sayso.attribution import attribute

    text = TEXTS[0]
    layout = lay_out(text, (Section(kind="body", start=0, end=len(text)),))

    for one in attribute(tools().encoder.analyse_layout(layout), ()):
        assert one.reasons
        assert 0 <= one.score <= 1
