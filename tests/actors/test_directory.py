"""Looking names up in a list: spelling is forgiven, doubt is not settled by guessing."""

from time import perf_counter

import pytest

from sayso.actors.directory import open_directory
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


@pytest.mark.parametrize(
    ("name", "when", "actor"),
    [
        pytest.param("al-Fanus", None, "lantern-yem", id="who is written so"),
        pytest.param("Al Fanus", None, "fanous-omn", id="who is written so, the other"),
        pytest.param("el-Fanus", None, "fanous-omn", id="who is shown by the name"),
        pytest.param("el-Fanus", "2015", "lantern-yem", id="who was there at the time"),
    ],
)
def test_of_two_with_a_name_the_nearer_is_meant(name, when, actor):
    assert found(name, when=when) == actor


def test_the_packaged_list_is_read_fast_and_finds_all_its_names():
    begin = perf_counter()
    directory = open_directory()
    took = perf_counter() - begin

    lost = [
        (actor.id, name)
        for actor in directory.actors
        for name in (actor.name, *actor.names)
        if (directory.find(name, country=actor.country) or actor).id != actor.id
    ]
    assert lost == []
    assert took < 3
