"""A report in, a checked reading out."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from sayso.model import Reading, Reason, Refused, Report, Section, check
from sayso.pipeline import read
from tests.stages.cases import read_words, tools

NEWS = st.lists(
    st.sampled_from(
        [
            "“", "”", '"', "‘", "’", "(", ")", "[PMU]", ",", ".", " said", " added that", " denied", " told", "According to ",
            "Omar Talim", "the spokesman", "He", "killed", "will attack", "on Tuesday", "8 February 2022", "\n\n", "\r\n", " ",
            "😀", "e\u0301", "al-Karma", "U.S.", "Minister: ", " - River Guard", "\u202e", "«", "»",
        ]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(NEWS)
@settings(max_examples=400, deadline=None)
def test_any_text_gets_a_reading_that_keeps_the_contract(text):
    reading = read_words(text or "x")

    assert isinstance(reading, Reading)
    check(reading)
    for one in reading.attributions:
        assert list(one.content) == sorted(one.content)
    for level in {one.within for one in reading.attributions}:
        contents = sorted(span for one in reading.attributions if one.within == level for span in one.content)
        assert all(a.end <= b.start for a, b in pairwise(contents))


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_characters_at_all_get_a_reading_that_keeps_the_contract(text):
    check(read_words(text or "x"))


@given(NEWS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_twice_gives_the_same_reading(text):
    assert read_words(text or "x") == read_words(text or "x")


def test_a_report_in_a_language_we_do_not_read_is_refused_by_name():
    report = Report(
        id="r", file="a.txt", sha256="0", text="قال المتحدث", language="ar", uri="https://a.example"
    )

    answer = read(report, tools())

    assert isinstance(answer, Refused)
    assert (answer.file, answer.uri, answer.refused.reason) == (
        "a.txt",
        "https://a.example",
        Reason.UNSUPPORTED_LANGUAGE,
    )
    assert "'ar'" in answer.refused.detail


def test_a_report_of_more_words_than_allowed_is_refused_with_the_limit_named():
    report = Report(
        id="r",
        file="a.txt",
        sha256="0",
        text="said " * 30,
        sections=(Section(kind="body", start=0, end=150),),
    )

    answer = read(report, structs.replace(tools(), max_words=29))

    assert isinstance(answer, Refused)
    assert answer.refused.reason is Reason.TOO_LARGE
    assert "30 words" in answer.refused.detail
    assert "--max-words" in answer.refused.detail


def test_the_chain_of_a_claim_runs_from_the_outlet_over_its_agency_to_who_said_it():
    reading = read_words("ERBIL, Iraq (Nahr Press) — “Gunmen killed two guards,” Omar Talim said.")

    (claim,) = reading.claims
    assert [(link.name, link.act) for link in claim.chain] == [
        ("The Courier", "published"),
        ("Nahr Press", "supplied"),
        ("Omar Talim", "said"),
    ]
    agency = claim.chain[1]
    assert reading.text[agency.start : agency.end] == "Nahr Press"


def test_a_claim_in_no_attribution_is_the_outlets_own():
    reading = read_words("Gunmen killed two guards near the river.")

    (claim,) = reading.claims
    assert (claim.attribution, [link.name for link in claim.chain]) == (None, ["The Courier"])


def test_what_somebody_says_is_never_taken_for_the_outlets_own_words():
    reading = read_words(
        "A statement that was read out on the radio said its men had “arrested” nine villagers."
    )

    (claim,) = reading.claims
    assert [link.act for link in claim.chain] == ["published", "said"]


def test_a_killing_that_is_denied_is_no_killing_that_happened():
    reading = read_words("The mayor’s office denied that soldiers had killed a shepherd.")

    assert [claim.status for claim in reading.claims] == ["denied"]


def test_old_days_are_background():
    reading = read_words("Rebels attacked the town in June 2014.", published="2022-02-08")

    assert [claim.background for claim in reading.claims] == [True]


@pytest.mark.parametrize("shown", ["Anbar province", "the town of al-Qaim", "Karma district"])
def test_places_that_are_called_so_are_found(shown):
    reading = read_words(f"The convoy drove through {shown} at night.")

    assert [e.kind for e in reading.entities] == ["place"]


def test_reading_takes_time_in_proportion_to_length():
    paragraph = (
        "The council closed the road on 8 February 2022, its spokesman said. “Nobody was hurt,” Omar Talim told "
        "reporters. He added that soldiers had arrested two men. The spokesman denied that they were beaten.\n\n"
    )

    def seconds(times):
        began = time.process_time()
        read_words("Road closed\n\n" + paragraph * times)
        return time.process_time() - began

    seconds(100)
    assert seconds(2400) < 8 * seconds(600)  # 4 if it is linear, 16 if it is quadratic


def test_what_could_not_be_confirmed_is_not_the_outlets_claim():
    (claim,) = read_words("Officials could not confirm that soldiers killed ten men.").claims

    assert ([link.act for link in claim.chain], claim.status) == (["published", "not confirmed"], "possible")


def test_a_speaker_behind_a_colon_makes_no_headline_the_outlets_own():
    reading = read_words(
        "Two soldiers killed in ambush: army\n\nThe road through the hills is closed until further notice."
    )

    assert reading.claims == ()


def test_the_day_of_one_event_is_not_given_to_another():
    reading = read_words("A court on Monday jailed a man who killed two people.")

    assert [(c.trigger.of(reading.text), c.time is not None) for c in reading.claims] == [
        ("jailed", True),
        ("killed", False),
    ]
