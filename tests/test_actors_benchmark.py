"""The benchmarks of actors: what a row wants, who counts as right, and which names make pairs."""

import pytest

from benchmarks import actors, aliases
from benchmarks.actors import Case, Expected
from benchmarks.aliases import Pair
from sayso.actors.listed import Listed
from tests.actors.small_list import DIRECTORY


def line(text, args=(), /, **expect):
    return {"text": text, "args": list(args), "expect": expect}


@pytest.mark.parametrize(
    ("expect", "country", "sector"),
    [
        ({"country": "KEN", "code_1": "GOV"}, "KEN", "GOV"),
        ({"cc": "KEN", "text": ""}, "KEN", None),
        ({"country": "", "code_1": "UNK"}, "", ""),
        ({"country": "EUR", "code_1": "JNK"}, "IGO", ""),
        ({"code_1": "HLH"}, None, "MED"),
        ({"country": "LEG", "code_1": "COL"}, "", ""),
    ],
)
def test_what_a_row_wants_is_told_in_our_codes(expect, country, sector):
    (case,) = actors.cases([line("x", **expect)])

    assert case.expected == Expected(country, sector)


def test_rows_that_want_neither_are_left_out():
    assert actors.cases([line("x", title="X"), line("y", **{"code Is": None})]) == []


@pytest.mark.parametrize(
    ("args", "when"),
    [((), "2022-03"), (("", "today"), "2022-03"), (("", "2017-04-01"), "2017-04-01"), (("", "October 1, 2021"), "2021-10-01")],
)  # fmt: skip
def test_a_row_is_asked_at_its_time(args, when):
    (case,) = actors.cases([line("x", args, country="KEN")])

    assert case.when == when


def test_of_a_text_that_stands_with_two_answers_either_counts_but_not_strictly():
    twice = [
        Case("Nadia Verin", "2022-03", Expected("TZA", "GOV")),
        Case("Nadia Verin", "2022-03", Expected("TZA", "ELI")),
    ]

    found = actors.outcomes(twice, DIRECTORY)

    assert [(one.strict, one.lenient) for one in found] == [(False, True), (True, True)]


def test_a_body_of_many_countries_is_of_the_country_that_the_tests_give_such():
    assert actors.answer(Case("Lake Union", "2022", Expected("IGO", None)), DIRECTORY) == ("IGO", "IGO")


def listed(number, *names):
    return Listed(id=f"a-{number}", name=names[0], names=names[1:], kind="other", basis="invented")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kataib Nahr", "Kata'ib Nahr"), ("Harbour Centre", "Harbor Center"), ("Hizballah", "Hezbollah"), ("São Lake", "Sao Lake")],
)  # fmt: skip
def test_spellings_of_one_name_make_a_pair(one, other):
    assert [pair.same for pair in aliases.pairs([listed(1, one, other)])] == [True]


@pytest.mark.parametrize(
    ("one", "other"),
    [("River Guard", "Guard of the River"), ("River Guard", "River Guards"), ("River Guard", "RVG"), ("Harbour Front", "Front du port"), ("River Guard", "حرس النهر")],
)  # fmt: skip
def test_translations_plurals_and_acronyms_make_none(one, other):
    assert aliases.pairs([listed(1, one, other)]) == []


def test_names_of_two_actors_that_are_alike_make_a_negative():
    (pair,) = aliases.pairs([listed(1, "River Guard"), listed(2, "River Guards")])

    assert not pair.same


def test_precision_and_recall_are_of_the_pairs_that_are_called_one_name():
    pairs = [
        Pair("Kataib Nahr", "Kata'ib Nahr", same=True),
        Pair("Hezbollah", "Hizballah", same=True),
        Pair("River Guard", "Guard of the River", same=True),
        Pair("River Guard", "River Front", same=False),
    ]

    precision, recall, in_other_letters = aliases.rows(pairs)

    assert (precision.ours, round(recall.ours), round(in_other_letters.ours)) == (100, 67, 50)


def test_the_kept_pairs_are_enough_of_both_sorts():
    kept = aliases.kept()

    assert sum(pair.same for pair in kept) >= 400
    assert sum(not pair.same for pair in kept) >= 400
