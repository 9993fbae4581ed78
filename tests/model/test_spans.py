from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span, meeting, trim, words_of


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_trimmed_span_has_the_same_words_and_no_white_space_at_its_edges(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))

    span = trim(text, start, end)

    assert span.of(text) == text[start:end].strip()
    assert start <= span.start <= span.end <= end


def test_spans_count_code_points_and_not_bytes_or_utf16_units():
    assert Span(1, 3).of("😀ab") == "ab"


def test_pieces_are_joined_so_that_the_gap_shows():
    assert words_of("“A,” he said. “B.”", [Span(0, 4), Span(14, 18)]) == "“A,” … “B.”"


def test_holding_includes_the_edges_and_meeting_does_not():
    assert Span(0, 5).holds(Span(0, 5))
    assert not Span(0, 5).meets(Span(5, 6))
    assert Span(0, 5).meets(Span(4, 6))


@given(st.lists(st.integers(0, 60), max_size=12, unique=True), st.integers(0, 60), st.integers(0, 60))
def test_what_meets_a_span_is_found_as_by_looking_at_each(ends, a, b):
    ends = sorted(ends)
    among = [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False)]
    span = Span(*sorted((a, b)))

    found = meeting(span, among)

    assert (found is not None) == any(other.meets(span) for other in among)
    assert found is None or among[found].meets(span)
