"""Country and sector of noun phrases, and the listed actor that one names."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from sayso.actors import nations
from sayso.actors.coding import Coded, code
from sayso.actors.listed import SECTORS
from tests.actors.small_list import DIRECTORY


def coded(text, when=None):
    found = code(text, DIRECTORY, when)
    return found.country, found.sector


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Chile’s Ministry of Mines", "CHL", "GOV"),
        ("rebel fighters in Aleppo", "SYR", "REB"),
        ("former Afghan president", "AFG", "ELI"),
        ("an ex-minister", None, "ELI"),
        ("a retired Kenyan general", "KEN", "ELI"),
        ("the president’s office in exile", None, "ELI"),
        ("the Polish prime minister", "POL", "GOV"),
        ("Peruvian farmers", "PER", "AGR"),
        ("traffic police", None, "COP"),
        ("the police chief", None, "COP"),
        ("an army cook", None, "MIL"),
        ("the ministry’s press office", None, "GOV"),
        ("an army doctor", None, "MED"),
        ("officers of the army", None, "MIL"),
        ("a member of parliament", None, "LEG"),
        ("lawmakers from Kerala", "IND", "LEG"),
        ("opposition lawmakers", None, "LEG"),
        ("speaker of the Riksdag", "SWE", "LEG"),
        ("president of the Riksdag", "SWE", "LEG"),
        ("a president of the republic", None, "GOV"),
        ("masked gunmen", None, "UAF"),
        ("fishermen", None, "AGR"),
        ("nurses", None, "MED"),
        ("newspapers", None, "JRN"),
        ("Jakarta authorities", "IDN", "GOV"),
        ("people in Portugal", "PRT", "CVL"),
    ],
)
def test_the_head_noun_says_the_sector_and_whatever_names_one_the_country(text, country, sector):
    assert coded(text) == (country, sector)


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Kenya", "KEN", None),
        ("KENYA", "KEN", None),
        ("the Kenyans", "KEN", None),
        ("Nairobi", "KEN", "GOV"),
        ("NAIROBI", "KEN", "GOV"),
        ("Mombasa", "KEN", None),
        ("Nariobi police", "KEN", "COP"),
    ],
)
def test_a_state_has_no_sector_and_its_capital_speaks_for_its_government(text, country, sector):
    assert coded(text) == (country, sector)


@pytest.mark.parametrize(
    "text", ["three men", "he", "They", "Omar Haddad", "yesterday", "a school bus", "", "   ", "’", "?!", "former rebels", "Korea"]
)  # fmt: skip
def test_what_is_not_known_is_not_guessed(text):
    assert code(text, DIRECTORY) == Coded(text=text)


@pytest.mark.parametrize(
    ("text", "known_as", "country", "sector"),
    [
        ("the River Guard", "river-guard", "IRQ", "PRM"),
        ("members of the River Guard", "river-guard", "IRQ", "PRM"),
        ("River Guard gunmen", "river-guard", "IRQ", "PRM"),
        ("a River Guard doctor", None, "IRQ", "MED"),
        ("a former CBX official", None, "KEN", "ELI"),
        ("Lake Union", "lake-union", None, "IGO"),
        ("the Peruvian Mining Union", "mining-union-per", "PER", "LAB"),
        ("CBX, the Kenyan intelligence service", "coast-bureau", "KEN", "SPY"),
        ("Harry River Guard Osgood", None, None, None),
    ],
)
def test_a_listed_name_in_a_phrase_says_whose_people_are_meant(text, known_as, country, sector):
    found = code(text, DIRECTORY)

    assert (found.known_as, found.country, found.sector) == (known_as, country, sector)


@pytest.mark.parametrize(
    ("text", "when", "sector"),
    [
        ("Nadia Verin", "2012-05", "GOV"),
        ("Nadia Verin", "2020", "ELI"),
        ("Nadia Verin", "2000", None),
        ("minister Nadia Verin", "2020", "GOV"),
        ("former minister Nadia Verin", "2012", "ELI"),
        ("the Harbour Front", "2010", "REB"),
        ("the Harbour Front", "2021", "GOV"),
    ],
)
def test_the_sector_is_that_of_the_time_unless_the_phrase_itself_says_another(text, when, sector):
    assert coded(text, when)[1] == sector


def test_an_office_with_a_surname_means_the_one_who_held_it():
    found = code("Minister Verin", DIRECTORY, "2013")

    assert (found.known_as, found.name, found.kind) == ("nadia-verin", "Nadia Verin", "person")


def test_a_date_that_is_none_is_refused():
    with pytest.raises(ValueError, match="soon"):
        code("Nadia Verin", DIRECTORY, "soon")


@pytest.mark.parametrize(
    ("text", "when", "known_as"),
    [
        ("Ilvane", "2016", "tomas-ilvane"),
        ("Ilvane", "2020", "tomas-ilvane"),
        ("Ilvane", "2010", None),
        ("ilvane", "2016", None),
        ("Verin", "2013", None),
    ],
)
def test_a_surname_alone_means_a_head_of_state_or_government_and_nobody_else(text, when, known_as):
    assert code(text, DIRECTORY, when).known_as == known_as


def test_no_noun_stands_twice_in_the_table():
    tables = tomllib.loads(files("sayso.actors").joinpath("sectors.toml").read_text(encoding="utf-8"))
    words = [word for group in ("nouns", "weak") for those in tables[group].values() for word in those]

    assert [word for word, count in Counter([*words, *tables["nobody"]["words"]]).items() if count > 1] == []
    assert {*tables["nouns"], *tables["weak"]} - {"none"} <= set(SECTORS)


def test_each_place_is_one_countrys_and_no_countrys_name():
    tables = tomllib.loads(files("sayso.actors").joinpath("cities.toml").read_text(encoding="utf-8"))
    names = [name for one in tables.values() for those in one.values() for name in those]

    assert set(tables) <= nations.codes()
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [
        name for name in names if nations.country_of(name) and not nations.without_countries(name).strip()
    ] == []
