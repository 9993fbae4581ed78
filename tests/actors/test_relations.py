"""Who leads, belongs to or is part of whom, as reports say it."""

import pytest

from sayso.model import Span
from tests.stages.cases import read_words


def told(text):
    """Each named actor with its roles: role, of whom, the words; and what it is part of."""
    reading = read_words(text, "2022-02-08")
    name = {actor.id: actor.name for actor in reading.actors}
    roles = {
        (actor.name, role.role, name[role.of], Span(role.start, role.end).of(reading.text))
        for actor in reading.actors
        for role in actor.roles
        if actor.named and role.of is not None
    }
    parts = {(actor.name, name[of]) for actor in reading.actors for of in actor.part_of if actor.named}
    return roles, parts


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        (
            "Salim Haddan, commander of the Northern Guard, said the road was closed.",
            "commander",
            "commander",
        ),
        ("Northern Guard commander Salim Haddan said the road was closed.", "commander", "commander"),
        ("Salim Haddan, who leads the Northern Guard, said so.", "leader", "leads"),
        ("The Northern Guard, led by Salim Haddan, said so.", "leader", "led"),
        ("Salim Haddan joined the Northern Guard in 2014, his brother said.", "member", "joined"),
    ],
)
def test_a_person_has_a_role_in_a_body_in_the_words_of_the_report(text, role, words):
    roles, _ = told(text)

    assert roles == {("Salim Haddan", role, "Northern Guard", words)}


@pytest.mark.parametrize(
    "text",
    [
        "The Saqlan Brigades, part of the Dawn Movement, said they had left the town.",
        "The Saqlan Brigades, an armed wing of the Dawn Movement, denied the report.",
        "The Saqlan Brigades are part of the Dawn Movement, a spokesman said.",
        "The Saqlan Brigades are affiliated with the Dawn Movement, the ministry said.",
    ],
)
def test_a_body_is_part_of_another(text):
    roles, parts = told(text)

    assert {(one, of) for one, _, of, _ in roles} == {("Saqlan Brigades", "Dawn Movement")}
    assert parts <= {("Saqlan Brigades", "Dawn Movement")}
    assert ("affiliated" in text) != bool(parts)


@pytest.mark.parametrize(
    "text",
    [
        "The Saqlan Brigades are not part of the Dawn Movement, a spokesman said.",
        "The Saqlan Brigades may join the Dawn Movement, a spokesman said.",
        "Salim Haddan never led the Northern Guard, his brother said.",
        "The Saqlan Brigades fought the Dawn Movement, a spokesman said.",
    ],
)
def test_what_is_denied_or_not_yet_so_is_no_relation(text):
    assert told(text) == (set(), set())


def test_a_name_set_before_a_noun_is_not_what_the_noun_says():
    reading = read_words(
        "The Northern Guard attack killed two, and Northern Guard members denied it.", "2022-02-08"
    )

    assert [role.role for actor in reading.actors if actor.named for role in actor.roles] == []


def test_the_group_of_a_role_is_the_body_that_it_likely_means():
    roles, _ = told(
        "The Northern Guard left the town on Monday. “We have no quarrel with anybody,” said Karim Tafra, the group’s spokesman."
    )

    assert roles == {("Karim Tafra", "spokesman", "Northern Guard", "spokesman")}


def test_the_group_that_may_be_two_is_neither():
    roles, _ = told("The Northern Guard fought Black Dawn. A leader of the group, Karim Tafra, said so.")

    assert not {of for _, _, of, _ in roles} & {"Northern Guard", "Black Dawn"}
