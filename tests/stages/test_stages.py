"""Each stage on the cases that stand beside this file."""

import pytest

from sayso.encoder import lay_out
from sayso.model import Section
from tests.stages.cases import cases, read_words


def named(name):
    return [pytest.param(case, id=case["name"]) for case in cases(name)]


@pytest.mark.parametrize("case", named("events"))
def test_what_happened_and_what_did_not(case):
    reading = read_words(case["text"])

    assert [[claim.trigger.of(reading.text), claim.type, claim.status] for claim in reading.claims] == case[
        "events"
    ]


@pytest.mark.parametrize("case", named("sentences"))
def test_where_sentences_end(case):
    text = case["text"]
    whole = (Section(kind="body", start=0, end=len(text)),)

    assert [sentence.of(text) for sentence in lay_out(text, whole).sentences] == case["sentences"]
