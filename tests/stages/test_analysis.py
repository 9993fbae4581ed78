from hypothesis import given
from hypothesis import strategies as st

from sayso.encoder import analyse
from sayso.model import Section

TEXT = st.text(alphabet=st.one_of(st.sampled_from(" \n\r.!?“”\"'’-,A2é😀قـ"), st.characters()), max_size=200)


def analysis_of(text):
    return analyse(text, (Section(kind="body", start=0, end=len(text)),))


@given(TEXT)
def test_no_letter_or_digit_is_lost_between_words(text):
    analysis = analysis_of(text)

    covered = {i for word in analysis.words for i in range(word.start, word.end)}
    assert [i for i, char in enumerate(text) if char.isalnum() and i not in covered] == []


@given(TEXT)
def test_sentences_follow_each_other_inside_paragraphs_and_do_not_overlap(text):
    analysis = analysis_of(text)

    for before, after in zip(analysis.sentences, analysis.sentences[1:], strict=False):
        assert before.end <= after.start
    assert all(any(p.holds(s) for p in analysis.paragraphs) for s in analysis.sentences)
    assert all(s.start < s.end for s in analysis.sentences)


@given(TEXT)
def test_words_of_a_sentence_are_those_that_begin_in_it(text):
    analysis = analysis_of(text)

    for sentence in analysis.sentences:
        assert analysis.words_in(sentence) == tuple(
            word for word in analysis.words if sentence.start <= word.start < sentence.end
        )


def test_furniture_and_datelines_are_not_analysed():
    text = "By Staff\n\nERBIL — The road is open."
    sections = (
        Section(kind="furniture", start=0, end=8),
        Section(kind="dateline", start=10, end=15),
        Section(kind="body", start=18, end=35),
    )

    assert [sentence.of(text) for sentence in analyse(text, sections).sentences] == ["The road is open."]


def test_lines_broken_by_hand_belong_to_one_paragraph():
    text = "The provincial council closed the road from the bridge to\nthe old market after two lorries had been burned there."

    assert len(analysis_of(text).paragraphs) == 1
