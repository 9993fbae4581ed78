"""What a layout is asked for."""

import pytest

from sayso.encoder import lay_out
from sayso.model import Section

TEXT = "It closed, he said."


@pytest.mark.parametrize(
    ("at", "word"),
    [
        pytest.param(0, 0, id="the first character of a word"),
        pytest.param(5, 1, id="within a word"),
        pytest.param(9, 2, id="a mark is a word"),
        pytest.param(10, 2, id="a blank belongs to the word before it"),
        pytest.param(99, 5, id="behind the text"),
    ],
)
def test_the_word_at_a_character(at, word):
    layout = lay_out(TEXT, (Section(kind="body", start=0, end=len(TEXT)),))

    assert layout.word_at(at) == word
