import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.encoder.pieces import CLS, MOST, QUOTED, SEP, UNKNOWN, Pieces, Splitter, Strip, case, quoted
from tests.encoder.doubles import encode


class Recording:
    """A vocabulary that keeps count of what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, words):
        self.asked += words
        return encode(words)


def split(words, splitter=None):
    return (splitter or Splitter(encode)).split(words, [False] * len(words))


@pytest.mark.parametrize(
    ("word", "written"),
    [
        pytest.param("bridge", 0, id="lower case"),
        pytest.param("2,500", 0, id="no letters"),
        pytest.param("…", 0, id="punctuation"),
        pytest.param("", 0, id="nothing"),
        pytest.param("قال", 0, id="a script without case"),
        pytest.param("re-open", 0, id="lower case with a hyphen"),
        pytest.param("Bridge", 1, id="a capital first"),
        pytest.param("I", 1, id="one capital"),
        pytest.param("Émile", 1, id="a capital with an accent"),
        pytest.param("UN", 2, id="capitals"),
        pytest.param("MI5", 2, id="capitals and figures"),
        pytest.param("U.S.", 2, id="capitals and stops"),
        pytest.param("iPhone", 3, id="a capital inside"),
        pytest.param("McNab", 3, id="two capitals"),
        pytest.param("UNs", 3, id="capitals with an ending"),
        pytest.param("5G", 2, id="a figure first"),
    ],
)
def test_how_a_word_is_written(word, written):
    assert case(word) == written


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param("She said : “ We go . ” Then", "   ^^^^^ ", id="curly marks, themselves inside"),
        pytest.param('" We go , " she said', "^^^^^  ", id="straight marks"),
        pytest.param("`` We go '' she", "^^^^ ", id="marks of the Penn Treebank"),
        pytest.param("« We go » she", "^^^^ ", id="guillemets"),
        pytest.param("„ We go ” she", "^^^^ ", id="a low mark"),
        pytest.param("“ He said ‘ no ’ twice ” then", "^^^^^^^^ ", id="single marks inside change nothing"),
        pytest.param(
            "“ He said “ no ” twice", "^^^^^^ ", id="of double marks inside the first to close closes"
        ),
        pytest.param("We go ” she said", "     ", id="what was never opened closes nothing"),
        pytest.param("“ We go on", "^^^^", id="never closed, to the end"),
        pytest.param("“ We go . | “ We stay . ” Yes", "^^^^^^^^^ ", id="a quotation of two paragraphs"),
        pytest.param("“ We go . | They went", "^^^^  ", id="never closed, to the paragraph's end"),
        pytest.param('" We go . | They " went', "^^^^ ^^", id="straight marks begin anew in a paragraph"),
    ],
)
def test_which_words_stand_in_quotation_marks(text, inside):
    words, starts = [], [0]
    for word in text.split():
        if word == "|":
            starts.append(len(words))
        else:
            words.append(word)

    assert "".join("^" if found else " " for found in quoted(words, starts)) == inside


@given(
    st.lists(st.sampled_from(["“", "”", '"', "``", "''", "word"])),
    st.sets(st.integers(0, 20)),
    st.lists(st.booleans(), min_size=50, max_size=50),
)
@settings(deadline=None)
def test_words_that_are_no_marks_change_nothing_around_them(words, starts, dropped):
    said = quoted(words, starts)
    kept = [
        i for i, word in enumerate(words) if word != "word" or i in starts or not dropped[i % len(dropped)]
    ]

    assert quoted([words[i] for i in kept], {kept.index(i) for i in kept if i in starts}) == [
        said[i] for i in kept
    ]


@given(st.lists(st.sampled_from(["“", "”", '"', "word"])), st.lists(st.sampled_from(["“", "”", '"', "word"])))
@settings(deadline=None)
def test_marks_of_one_paragraph_say_nothing_of_the_next(before, after):
    assert quoted(before + after, [0, len(before)])[len(before) :] == quoted(after, [0])


def test_pieces_do_not_depend_on_neighbours():
    together = split(["The", "governor", "denied", "it"]).ids

    assert together == [split([word]).ids[0] for word in ["The", "governor", "denied", "it"]]


def test_token_types_say_how_a_word_is_written_and_whether_it_is_quoted():
    assert Splitter(encode).split(["UN", "UN"], [False, True]).types == [2, 2 + QUOTED]


def test_a_word_is_looked_up_once():
    recording = Recording()
    splitter = Splitter(recording)

    first, second = split(["a", "b", "a"], splitter), split(["b", "c"], splitter)

    assert recording.asked == ["a", "b", "c"]
    assert (first.ids[1], first.ids[0]) == (second.ids[0], first.ids[2])


def test_what_was_split_before_changes_nothing():
    used = Splitter(encode)
    split(["The", "governor", "of", "it"], used)

    assert split(["it", "denied", "The"], used) == split(["it", "denied", "The"])


def test_a_long_word_keeps_its_first_pieces():
    assert split(["x" * 4000]).ids == [encode(["x" * 4 * MOST])[0]]


def test_a_word_that_gives_no_pieces_is_unknown():
    assert Splitter(lambda words: [[] for _ in words]).split(["\u200b"], [False]).ids == [[UNKNOWN]]


def test_no_words_have_no_pieces():
    recording = Recording()

    assert (split([], Splitter(recording)).ids, recording.asked) == ([], [])


def test_memory_stays_bounded_however_many_words_come():
    splitter = Splitter(lambda words: [[1]] * len(words))

    for text in range(3):
        split([f"{text}-{n}" for n in range(90_000)], splitter)

    assert 0 < len(splitter._known) <= 200_000


def test_a_text_with_more_words_than_are_remembered_is_split_all_the_same():
    splitter = Splitter(lambda new: [[int(word)] for word in new])

    pieces = split([str(n) for n in range(200_001)], splitter)

    assert pieces.ids == [[n] for n in range(200_001)]
    assert len(splitter._known) <= 200_000


def test_long_words_are_not_remembered():
    recording = Recording()
    splitter = Splitter(recording)

    split(["x" * 1000], splitter)
    split(["x" * 1000], splitter)

    assert len(recording.asked) == 2


# Five words of one, two or three pieces; the first and the fourth begin paragraphs.
STRIP = Strip(
    Pieces([[1], [2, 22], [3], [4, 44, 444], [5]], [1, 0, 4, 2, 0]), [True, False, False, True, False]
)


def test_a_separator_stands_before_each_paragraph_but_a_window_s_first():
    laid = STRIP.window(0, 5)

    assert laid.ids.tolist() == [CLS, 1, 2, 22, 3, SEP, 4, 44, 444, 5, SEP]
    assert laid.types.tolist() == [0, 1, 0, 0, 4, 0, 2, 2, 2, 0, 0]


def test_units_are_words_and_special_pieces():
    laid = STRIP.window(0, 5)

    assert laid.firsts.tolist() == [0, 1, 2, 4, 5, 6, 9, 10]
    assert laid.lasts.tolist() == [0, 1, 3, 4, 5, 8, 9, 10]
    assert laid.words.tolist() == [1, 2, 3, 5, 6]


@pytest.mark.parametrize(("first", "past"), [(first, past) for past in range(1, 6) for first in range(past)])
def test_a_window_is_laid_as_if_its_words_were_all(first, past):
    ids, types = [[1], [2, 22], [3], [4, 44, 444], [5]], [1, 0, 4, 2, 0]
    opens = [True, False, False, True, False]

    alone = Strip(Pieces(ids[first:past], types[first:past]), opens[first:past]).window(0, past - first)

    assert [part.tolist() for part in STRIP.window(first, past)] == [part.tolist() for part in alone]


def test_a_word_costs_its_pieces_and_the_separator_before_it():
    assert STRIP.costs.tolist() == [2, 2, 1, 4, 1]
