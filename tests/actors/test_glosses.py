"""Names that a report itself says are one actor's, and those that the list or their spelling makes one."""

import pytest

from sayso.actors.glosses import is_gloss
from tests.stages.cases import read_words


@pytest.mark.parametrize(
    ("between", "name", "behind", "is_one"),
    [
        pytest.param(" (", "PKK", ") said", True, id="an acronym of other words in brackets"),
        pytest.param(" Units [", "NGU", "], b", True, id="square brackets, the name not wholly marked"),
        pytest.param(" (", "Tuesday", ") said", False, id="no acronym in brackets"),
        pytest.param(" (", "UN", " said ", False, id="a bracket that goes on"),
        pytest.param("], better known in Arabic as ", "Haras al-Shamal", ", sa", True, id="better known as"),
        pytest.param(", also known as ", "Salim Haddan", ", to", True, id="also known as"),
        pytest.param(" [Arabic for ‘", "River Front", "’ gr", True, id="a word of another language for it"),
        pytest.param(", the Arabic acronym for ", "River Front", ", sa", True, id="an acronym for it"),
        pytest.param(", formerly ", "River Front", ", sa", True, id="formerly"),
        pytest.param(" and ", "River Front", ", sa", False, id="two beside each other"),
        pytest.param(", which is close to ", "River Front", ", sa", False, id="two that are close"),
    ],
)
def test_a_gloss_says_that_two_names_are_one(between, name, behind, is_one):
    assert is_gloss(between, name, behind) is is_one


def named(text):
    return [
        (actor.name, actor.names, actor.known_as)
        for actor in read_words(text, "2022-02-08").actors
        if actor.named
    ]


def test_names_joined_by_a_gloss_are_one_actor_in_what_follows():
    found = named(
        "The Northern Guard Units [NGU], better known in Arabic as Haras al-Shamal, left. Haras al-Shamal denied it."
    )

    assert [names for _, names, _ in found] == [("Northern Guard", "NGU", "Haras al-Shamal")]


def test_two_spellings_of_one_name_are_one_person():
    found = named("Jafar al-Husseini said the road was closed. Jaafar al-Hussaini later said it was open.")

    assert [names for _, names, _ in found] == [("Jafar al-Husseini", "Jaafar al-Hussaini")]


def test_names_of_one_listed_actor_are_one_and_near_ones_stay_apart():
    found = named(
        "Hezbollah said it had no part in it. Kataib Hezbollah said the same. The Hezbollah Brigades and the PMF left."
    )

    assert {known_as: names for _, names, known_as in found} == {
        "hezbollah": ("Hezbollah",),
        "kataib-hezbollah": ("Kataib Hezbollah", "Hezbollah Brigades"),
        "popular-mobilization-forces": ("PMF",),
    }


def test_a_listed_group_that_the_network_takes_for_a_person_is_a_group():
    (daesh,) = [
        actor
        for actor in read_words("Daesh said that its men had left the town.", "2022-02-08").actors
        if actor.named
    ]

    assert (daesh.kind, daesh.known_as) == ("organisation", "islamic-state")
