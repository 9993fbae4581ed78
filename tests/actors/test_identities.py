"""Which listed actor one of a reading is, and what the report's own words say before the list does."""

import pytest
from msgspec import structs

from sayso.actors.identities import identified
from sayso.model import Actor, Role
from tests.actors.small_list import DIRECTORY


def told(name, described=(), published="2012-05-01", **more):
    actor = Actor(**{"id": 0, "name": name, "names": (name,)} | more)
    return identified(actor, frozenset(described), DIRECTORY, published)


def role(word):
    return Role(role=word, of=None, start=0, end=1)


def test_a_named_actor_of_the_list_has_its_id_country_and_sector():
    guard = told("Haras an-Nahr", kind="organisation")

    assert (guard.known_as, guard.country, guard.sector) == ("river-guard", "IRQ", "PRM")


@pytest.mark.parametrize(
    ("published", "sector"),
    [
        ("2012-05-01", "GOV"),
        ("2012-05-01T11:10", "GOV"),
        ("2020", "ELI"),
        ("2000", None),
        (None, "ELI"),
        ("the day before", "ELI"),
    ],
)
def test_a_person_is_what_they_were_when_it_was_published(published, sector):
    assert told("Nadia Verin", published=published, kind="person").sector == sector


def test_any_of_its_names_may_be_the_listed_one():
    assert (
        told("River Guard of the South", names=("River Guard of the South", "RVG")).known_as == "river-guard"
    )


@pytest.mark.parametrize(
    ("name", "more"),
    [
        pytest.param("River Guard", {"country": "TZA"}, id="another country"),
        pytest.param("River Guard", {"kind": "person"}, id="a person"),
        pytest.param("Nadia Verin", {"kind": "organisation"}, id="no person"),
        pytest.param("RVG", {"names": ("RVG", "Harbour Front")}, id="names of two"),
        pytest.param("Mining Union", {}, id="two of that name"),
        pytest.param("River Guard", {"named": False}, id="no name"),
    ],
)
def test_what_the_report_says_against_it_makes_it_nobody_of_the_list(name, more):
    assert told(name, **more).known_as is None


def test_a_country_that_the_report_tells_settles_which_of_two_it_is():
    assert told("Mining Union", country="CHL").known_as == "mining-union-chl"


@pytest.mark.parametrize(
    ("roles", "described", "sector"),
    [
        (("senator",), (), "LEG"),
        (("minister",), (), "GOV"),
        (("minister",), ("former",), "ELI"),
        (("farmer",), ("former",), "AGR"),
        (("member",), (), "GOV"),
        (("senator", "professor"), (), "GOV"),
    ],
)
def test_the_role_that_the_report_tells_goes_before_the_list(roles, described, sector):
    person = told("Nadia Verin", described, kind="person", roles=tuple(map(role, roles)))

    assert (person.known_as, person.sector) == ("nadia-verin", sector)


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("senior Iraqi officer", "IRQ", None),
        ("Two officials", None, "GOV"),
        ("nurses in Mombasa", "KEN", "MED"),
        ("three men", None, None),
    ],
)
def test_who_has_no_name_is_coded_by_the_words(name, country, sector):
    nobody = told(name, named=False)

    assert (nobody.known_as, nobody.country, nobody.sector) == (None, country, sector)


def test_nothing_else_of_an_actor_changes():
    actor = Actor(id=3, name="River Guard", names=("River Guard",), count=4)

    found = identified(actor, frozenset(), DIRECTORY, None)

    assert structs.replace(found, country=None, sector=None, known_as=None) == actor
