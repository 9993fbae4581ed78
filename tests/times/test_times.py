"""The times of whole sentences, on the cases that stand beside this file."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.times.around import Around
from sayso.times.meanings import meaning
from tests.stages.cases import read_words

CASES = json.loads((Path(__file__).parent / "reports.json").read_text(encoding="utf-8"))
WORDS = (
    "the a an last next past this that every each few couple of two 3 twenty hundred thousand half and to from "
    "years year week days day month months quarter ago later earlier before after monday march may 12 31 1st 2022 "
    "0000 9999 10000 q3 noon night p.m. 5:30 gmt ramadan 1443 century decade early late mid 1990s ' , ."
).split()


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_the_times_of_a_report(case):
    reading = read_words(case["text"], case.get("published"))

    found = [
        [Span(time.start, time.end).of(reading.text), time.type, time.value, time.from_, time.to, time.anchor]
        for time in reading.times
    ]
    assert found == case["times"]


@given(words=st.lists(st.sampled_from(WORDS), max_size=7), ahead=st.sampled_from([None, True, False]))
def test_any_words_are_a_time_or_none(words, ahead):
    for published in (None, "2022", "2022-02-08", "0001-01-01", "9999-12-31"):
        found = meaning(" ".join(words), Around(published=published, ahead=ahead))

        assert found is None or not found.first or not found.last or found.first <= found.last
