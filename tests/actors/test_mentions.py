"""Who is spoken of without being a source: which mentions are actors', whose, and what is told of those without a name."""

import pytest

from tests.stages.cases import read_words

TROOPS = "American troops crossed the river on Monday. The troops burned a mill before they left."


def mentions_of(text):
    """What each actor of a text is called → its mentions."""
    reading = read_words(text)
    return {
        actor.name: [text[one.start : one.end] for one in reading.entities if one.actor == actor.id]
        for actor in reading.actors
    }


def actor_called(text, name):
    reading = read_words(text)
    return next(actor for actor in reading.actors if actor.name == name)


def test_pronouns_mean_actors_outside_of_sources_too():
    text = (
        "Nadia Verin left the capital on Friday. Her brother drove her to the border, where she was arrested."
    )

    assert mentions_of(text)["Nadia Verin"] == ["Nadia Verin", "Her", "her", "she"]


def test_i_in_a_quotation_is_who_is_quoted():
    text = "“I saw nothing, and my brother saw nothing,” said Omar Haddad."

    assert mentions_of(text)["Omar Haddad"] == ["I", "my", "Omar Haddad"]


def test_the_people_of_a_country_are_its_own_and_the_noun_says_their_sector():
    troops = actor_called(TROOPS, "American troops")

    assert (troops.named, troops.kind, troops.country, troops.sector) == (False, "person", "USA", "MIL")
    assert mentions_of(TROOPS)["American troops"] == ["American troops", "troops", "they"]


def test_a_people_alone_is_no_name_and_has_its_country():
    syrians = actor_called("The ferry brought forty Syrians to the island.", "forty Syrians")

    assert (syrians.named, syrians.country) == (False, "SYR")


@pytest.mark.parametrize(
    ("text", "name", "count", "sector"),
    [
        ("Two farmers were killed near the bridge.", "Two farmers", 2, "AGR"),
        ("Police fired at some 1,200 protesters.", "1,200 protesters", 1200, "CVL"),
        ("Civilians were wounded.", "Civilians", None, "CVL"),
        ("A soldier was wounded.", "soldier", 1, "MIL"),
        ("The soldiers were wounded.", "soldiers", None, "MIL"),
        ("The parliament was dissolved.", "parliament", None, "LEG"),
    ],
)
def test_groups_are_actors_with_their_number_where_it_is_said(text, name, count, sector):
    actor = actor_called(text, name)

    assert (actor.named, actor.count, actor.sector) == (False, count, sector)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The attack lasted until Friday.", id="happenings and times"),
        pytest.param("The bridge and two lorries were destroyed.", id="things"),
        pytest.param(
            "The drought destroyed the harvest, and peace is far away.", id="what cannot be touched"
        ),
        pytest.param("Nobody was hurt, and no soldiers were seen.", id="nobody"),
        pytest.param("People fear the winter.", id="people in general"),
    ],
)
def test_what_is_no_actor_makes_none(text):
    assert mentions_of(text) == {}


def test_what_somebody_is_said_to_be_makes_no_second_one():
    assert list(mentions_of("Nadia Verin is a teacher. The teacher, Nadia Verin, lives in Brod.")) == [
        "Nadia Verin"
    ]


def test_another_number_means_others():
    text = "The raid killed twelve civilians in the morning. Forty civilians were killed in the evening."

    assert list(mentions_of(text)) == ["twelve civilians", "Forty civilians"]


def test_another_country_means_others():
    text = "Iraqi forces held the bridge. Syrian forces shelled it."

    assert list(mentions_of(text)) == ["Iraqi forces", "Syrian forces"]


def test_who_fights_on_another_side_is_somebody_else():
    text = "Terrorists entered the town. The troops had left it, and the civilians too."

    assert list(mentions_of(text)) == ["Terrorists", "troops", "civilians"]


def test_who_is_against_somebody_is_somebody_else():
    text = "Government forces entered the town. Anti-government forces had left it."

    assert list(mentions_of(text)) == ["Government forces", "Anti-government forces"]


def test_people_of_a_body_are_part_of_it_and_its_allies_are_not():
    reading = read_words("Fighters of the River Guard burned the mill. The River Guard's allies had left.")
    guard = next(actor for actor in reading.actors if actor.name == "River Guard")

    part_of = {actor.name: actor.part_of for actor in reading.actors if not actor.named}
    assert part_of == {"Fighters of the River Guard": (guard.id,), "River Guard's allies": ()}


def test_a_nationality_still_stands_inside_the_phrase_of_its_people():
    reading = read_words(TROOPS)

    kinds = [(TROOPS[one.start : one.end], one.kind) for one in reading.entities[:2]]
    assert kinds == [("American", "nationality"), ("American troops", "person")]


def test_a_place_before_a_noun_stays_a_place():
    reading = read_words("Mosul residents fled at night.")

    kinds = [(reading.text[one.start : one.end], one.kind) for one in reading.entities]
    assert ("Mosul", "place") in kinds
    assert ("residents", "person") in kinds


def test_nobody_is_an_actor_only_because_a_pronoun_might_have_meant_them():
    text = "The gates were painted in spring. They shone."

    assert mentions_of(text) == {}
