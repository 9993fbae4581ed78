"""On whose word: outlet, agencies, speakers, with the words that each was read from."""

import pytest

from sayso.claims import passed_on
from sayso.model import Report, Section
from tests.stages.cases import read_words


def report(text, **fields):
    body = (Section(kind="body", start=0, end=len(text)),)
    return Report(**{"id": "r", "file": "r", "sha256": "0", "text": text, "sections": body, **fields})


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Staff, Agencies", ["Agencies"]),
        ("Rana Shamdeen and Nahr Press", ["Nahr Press"]),
        ("AFP", ["AFP"]),
        ("Omar Haddad, Reuters", ["Reuters"]),
        ("Rana Shamdeen", []),
        ("our correspondent in Kulob", []),
        ("Staff Writer", []),
        (None, []),
    ],
)
def test_agencies_in_the_byline_supplied_the_report(byline, names):
    links = passed_on(report(f"By {byline}\n\nRain fell.", byline=byline, outlet="The Courier"))

    assert [(link.name, link.act) for link in links] == [
        ("The Courier", "published"),
        *((name, "supplied") for name in names),
    ]


def test_an_agency_in_the_byline_is_read_from_its_words():
    one = report("By Staff, Agencies\n\nRain fell.", byline="Staff, Agencies")

    agency = passed_on(one)[1]
    assert one.text[agency.start : agency.end] == "Agencies"


@pytest.mark.parametrize("end", ["(Reuters)", "(Nahr Press/AFP)", "[AP]", "Source: Nahr News Agency"])
def test_a_credit_at_the_end_names_agencies(end):
    one = report(f"Rain fell.\n\nThe road is open again. \n{end}")

    for link in passed_on(one)[1:]:
        assert link.act == "supplied"
        assert one.text[link.start : link.end] == link.name
    assert len(passed_on(one)) > 1


def test_an_aside_at_the_end_is_no_credit():
    assert len(passed_on(report("Rain fell.\n\nThe road is open again (for now)."))) == 1


def test_an_agency_is_named_once():
    links = passed_on(report("Rain fell. (Reuters)", agencies=("Reuters",), byline="Reuters"))

    assert [link.name for link in links] == [None, "Reuters"]


def test_each_level_of_nesting_is_a_link_with_its_words():
    reading = read_words(
        "State TV reported that the interior ministry had said that gunmen killed two guards."
    )

    (claim,) = reading.claims
    assert [(link.name, link.act) for link in claim.chain] == [
        ("The Courier", "published"),
        ("State TV", "reported"),
        ("interior ministry", "said"),
    ]
    assert [reading.text[link.start : link.end] for link in claim.chain[1:]] == [
        "State TV",
        "the interior ministry",
    ]


def test_a_claim_goes_to_the_innermost_who_says_it():
    reading = read_words("Omar Haddad said the army denied that soldiers had killed a shepherd.")

    (claim,) = reading.claims
    assert reading.attributions[claim.attribution].act == "denied"
    assert claim.status == "denied"
