"""Looking names up in a list: spelling is forgiven, doubt is not settled by guessing."""

import pytest

from tests.actors.small_list import DIRECTORY, FAULTS


def found(name, **more):
    actor = DIRECTORY.find(name, **more)
    return actor and actor.id


def test_the_small_list_is_well():
    assert FAULTS == []


@pytest.mark.parametrize(
    "name",
    ["River Guard", "the River Guard", "RIVER GUARD", "River-Guard", "RVG", "R.V.G.", "Haras an-Nahr", "Harass al Nahr", "حرس النهر"],
)  # fmt: skip
def test_a_name_is_found_in_any_spelling(name):
    assert found(name) == "river-guard"


@pytest.mark.parametrize(
    "name", ["river guard", "rvg", "Guard", "River", "Rvg", "", "the", "River Guards of Basra"]
)
def test_what_is_no_name_of_it_is_not_found(name):
    assert found(name) is None


def test_a_longer_acronym_may_be_written_like_a_word():
    assert found("Hafro") == "harbour-front"


def test_a_name_within_another_is_kept_apart():
    assert found("Kataeb River Guard") == "kataib-river-guard"


@pytest.mark.parametrize("name", ["MUN", "Mining Union"])
def test_of_two_that_may_be_meant_none_is_unless_a_country_settles_it(name):
    assert found(name) is None
    assert found(name, country="PER") == "mining-union-per"
    assert found(name, country="TZA") is None


def test_the_bearer_of_an_office_is_found_by_surname_at_its_time():
    assert DIRECTORY.in_office("Verin", "GOV", "2012").id == "nadia-verin"
    assert DIRECTORY.in_office("Verin", "GOV", "2016") is None
    assert DIRECTORY.in_office("Verin", "GOV", "2012", "KEN") is None
