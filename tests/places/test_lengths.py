"""Lengths, as reports write them."""

import re

import pytest

from sayso.places.lengths import LENGTH, length_of


@pytest.mark.parametrize(
    ("words", "km", "hedge"),
    [
        ("nearly 400 km", 400, "nearly"),
        ("some 20 miles (32 km)", 32.2, "about"),
        ("400 kilometres (249 miles)", 400, ""),
        ("half a mile", 0.8, ""),
        ("a half-mile", 0.8, ""),
        ("three-quarters of a mile", 1.2, ""),
        ("one-and-a-half miles", 2.4, ""),
        ("5½ miles", 8.9, ""),
        ("ten to 15 km", 12.5, ""),
        ("between 10 and 20 miles", 24.1, ""),
        ("15km to 20km", 17.5, ""),
        ("twenty-five kilometers", 25, ""),
        ("a hundred and fifty km", 150, ""),
        ("1,200 kilometres", 1200, ""),
        ("500 m", 0.5, ""),
        ("300 yards", 0.3, ""),
        ("30 klicks", 30, ""),
        ("five nautical miles", 9.3, ""),
        ("more than 100 kilometres", 100, "over"),
        ("less than 100 kilometres", 100, "within"),
        ("a few miles", None, ""),
        ("dozens of kilometres", None, ""),
    ],
)
def test_a_length_is_what_its_words_say(words, km, hedge):
    assert re.fullmatch(LENGTH, words, re.I)
    length = length_of(words)
    assert length.hedge == hedge
    assert (length.km is None) if km is None else length.km == pytest.approx(km, abs=0.05)


@pytest.mark.parametrize("words", ["400", "km", "the mile", "400 men", "may 5"])
def test_what_has_no_number_or_no_unit_is_no_length(words):
    assert length_of(words) is None


def test_a_range_and_a_hedge_leave_more_open():
    exact, ranging, hedged = (length_of(words) for words in ("20 km", "15 to 25 km", "nearly 20 km"))

    assert exact.off_km < hedged.off_km < ranging.off_km
