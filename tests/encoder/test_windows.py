from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.encoder.windows import Window, windows

LIMIT_HERE = 50
COST = st.integers(1, 13)
SHORT = st.lists(st.lists(COST, min_size=1, max_size=3), max_size=30)
ANY = st.lists(st.lists(COST, min_size=1, max_size=30), max_size=12)


def ranges(sentences):
    return list(pairwise(accumulate((len(sentence) for sentence in sentences), initial=0)))


def costs(sentences):
    return [cost for sentence in sentences for cost in sentence]


def cut(sentences):
    return list(windows(costs(sentences), ranges(sentences), LIMIT_HERE))


@given(ANY)
@settings(deadline=None)
def test_every_word_is_read_once(sentences):
    assert [word for w in cut(sentences) for word in range(w.first, w.past)] == list(
        range(len(costs(sentences)))
    )


@given(ANY)
@settings(deadline=None)
def test_a_window_fits_its_limit_with_two_special_pieces(sentences):
    assert all(sum(costs(sentences)[w.first : w.past]) <= LIMIT_HERE - 2 for w in cut(sentences))


@given(ANY)
@settings(deadline=None)
def test_sentences_that_fit_a_window_are_never_cut(sentences):
    windows_of = cut(sentences)

    for first, past in ranges(sentences):
        if sum(costs(sentences)[first:past]) <= LIMIT_HERE - 2:
            assert any(w.first <= first and past <= w.past for w in windows_of)


@given(SHORT)
@settings(deadline=None)
def test_no_more_sentences_would_have_fitted_into_a_window(sentences):
    for w, after in pairwise(cut(sentences)):
        following = next(past for first, past in ranges(sentences) if first == after.first)
        assert sum(costs(sentences)[w.first : following]) > LIMIT_HERE - 2


@given(ANY, ANY)
@settings(deadline=None)
def test_text_that_comes_after_changes_no_window_but_the_last(sentences, more):
    alone = cut(sentences)

    assert cut([*sentences, *more])[: max(0, len(alone) - 1)] == alone[:-1]


def test_a_sentence_too_long_for_any_window_is_cut_where_each_is_full():
    assert cut([[1] * 100]) == [Window(0, 48), Window(48, 96), Window(96, 100)]


def test_the_rest_of_a_long_sentence_shares_its_window_with_what_follows():
    assert cut([[1] * 100, [1] * 44]) == [Window(0, 48), Window(48, 96), Window(96, 144)]


def test_no_words_make_no_windows():
    assert list(windows([], [])) == []
