"""When two names are one actor's."""

import pytest

from sayso.actors import names
from sayso.actors.registry import Registry


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Prime Minister Ines Varga", "Ines Varga"),
        ("the Security Media Cell", "Security Media Cell"),
        ("Dr. Nadia Verin’s", "Nadia Verin"),
        ("Saqlan Brigades resistance movement", "Saqlan Brigades"),
        ("Colonel", "Colonel"),
        (" “Tolo”, ", "Tolo"),
    ],
)
def test_a_name_is_freed_of_what_is_no_part_of_it(words, name):
    assert names.bare(words) == name


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param("Nadia Verin", "Verin", True, id="a surname"),
        pytest.param("Nadia Verin", "N. Verin", True, id="an initial"),
        pytest.param("Verin", "Nadia Verin", True, id="the full name later"),
        pytest.param("Jafar al-Husseini", "Al-Husseini", True, id="the article of a surname"),
        pytest.param("Nadia Verin", "Omar Verin", False, id="a brother"),
        pytest.param("Nadia Verin", "Verina Holt", False, id="a longer word"),
    ],
)
def test_persons(first, second, same):
    registry = Registry()

    assert (registry.named(first, "person") == registry.named(second, "person")) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param("Multinational Desert Mission", "Mission", True, id="its last word"),
        pytest.param("Flood Information Bureau", "FIB", True, id="an acronym"),
        pytest.param("FIB", "Flood Information Bureau", True, id="an acronym first"),
        pytest.param("Kataib Hezbollah", "Hezbollah Brigades", False, id="a word in common"),
        pytest.param("River Guard", "Border Guard Service", False, id="another guard"),
    ],
)
def test_organisations(first, second, same):
    registry = Registry()

    assert (registry.named(first, "organisation") == registry.named(second, "organisation")) is same


def test_two_of_one_surname_are_not_told_apart_by_it():
    registry = Registry()
    both = {registry.named("Nadia Verin", "person"), registry.named("Omar Verin", "person")}

    assert registry.named("Verin", "person") not in both


def test_the_fullest_name_is_shown():
    registry = Registry()
    actor = registry.named("Verin", "person")
    registry.named("Nadia Verin", "person")

    assert registry.entries[actor].name == "Nadia Verin"
    assert list(registry.entries[actor].names) == ["Verin", "Nadia Verin"]


def test_a_short_name_of_the_outlet_is_the_outlet():
    registry = Registry("Niger Bend Courier")
    actor = registry.named("Courier", "organisation")

    assert registry.entries[actor].name == "Niger Bend Courier"


def test_those_without_a_name_are_told_apart_by_their_words():
    registry = Registry()

    assert registry.unnamed("hospital source") == registry.unnamed("Hospital source")
    assert registry.unnamed("hospital source") != registry.unnamed("source")
