import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.encoder import lay_out
from sayso.encoder.sentences import sentences
from sayso.encoder.words import words
from sayso.model import Section
from tests.stages.cases import cases

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from(" \n\r.!?…“”\"'’-,[]A2é😀ق\u0301\u200d\x00"), st.characters()),
    max_size=200,
)
PIECES = st.lists(
    st.sampled_from(
        [
            "don't",
            " ",
            "U.S.",
            "Gen.",
            "\n\n",
            "a.m.",
            "…",
            "”",
            "[1]",
            ". ",
            "-",
            "1.5",
            "ex-",
            "👍🏽",
            "cannot",
            "No.",
        ]
    ),
    max_size=40,
).map("".join)


def analysis_of(text):
    return lay_out(text, (Section(kind="body", start=0, end=len(text)),))


@given(st.one_of(TEXT, PIECES))
def test_every_character_but_white_space_stands_in_one_word(text):
    found = words(text, 0, len(text))

    assert [i for at, to in found for i in range(at, to)] == [
        i for i, c in enumerate(text) if not c.isspace()
    ]


@given(st.one_of(TEXT, PIECES))
def test_nothing_is_lost_between_paragraphs_sentences_and_words(text):
    analysis = analysis_of(text)

    for spans in (analysis.paragraphs, analysis.sentences, analysis.words):
        covered = {i for span in spans for i in range(span.start, span.end)}
        assert [c for i, c in enumerate(text) if i not in covered and not c.isspace()] == []
        assert all(span.start < span.end for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.one_of(TEXT, PIECES))
def test_a_sentence_stands_in_one_paragraph_and_is_made_of_whole_words(text):
    analysis = analysis_of(text)

    for sentence in analysis.sentences:
        assert any(paragraph.holds(sentence) for paragraph in analysis.paragraphs)
        of_it = analysis.words_in(sentence)
        assert (of_it[0].start, of_it[-1].end) == (sentence.start, sentence.end)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases("words")])
def test_what_the_words_are(case):
    text = case["text"]

    found = [word for sentence in sentences(text, 0, len(text)) for word in words(text, *sentence)]

    assert [text[at:to] for at, to in found] == case["words"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("x" * 10_000, 1, id="a word of 10,000 letters"),
        pytest.param("?!" * 500, 1, id="only punctuation"),
        pytest.param("😀" * 300, 300, id="only emoji"),
        pytest.param("\x00\x01\x7f", 3, id="only control characters"),
        pytest.param("\ufeff\u200b", 1, id="only what cannot be seen"),
        pytest.param("Talimقال的", 1, id="scripts in one word"),
        pytest.param(" \n\t", 0, id="only white space"),
    ],
)
def test_odd_text_has_words_too(text, count):
    assert len(analysis_of(text).words) == count


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "Talim's men left. ",
        "x",
        ".",
        "a-",
        "a. ",
        "a.a-",
        "http://",
        "a@",
        "'",
        "[1].",
        "! )",
        "😀\u200d",
        "e\u0301",
    ],
)
def test_time_grows_no_faster_than_the_text(unit):
    text = unit * (200_000 if unit == "word " else 50_000)
    began = time.process_time()

    analysis_of(text)

    assert time.process_time() - began < 3


def test_furniture_and_datelines_are_not_analysed():
    text = "By Staff\n\nERBIL — The road is open."
    sections = (
        Section(kind="furniture", start=0, end=8),
        Section(kind="dateline", start=10, end=15),
        Section(kind="body", start=18, end=35),
    )

    assert [sentence.of(text) for sentence in lay_out(text, sections).sentences] == ["The road is open."]


def test_lines_broken_by_hand_belong_to_one_paragraph():
    text = "The provincial council closed the road from the bridge to\nthe old market after two lorries had been burned there."

    assert len(analysis_of(text).paragraphs) == 1


def test_many_lines_are_laid_out_in_time_that_grows_with_them():
    def seconds(lines):
        text = "Nobody at the mill would say how long the strike had lasted so far or\n" * lines
        begun = time.process_time()
        lay_out(text, (Section(kind="body", start=0, end=len(text)),))
        return time.process_time() - begun

    seconds(100)
    assert seconds(8000) < 40 * max(seconds(800), 0.01)
