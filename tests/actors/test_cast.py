"""What is told of actors: kind, country, institution, number, roles; and who is meant in a longer text."""

import pytest

from tests.stages.cases import read_words


def actor_called(reading, name):
    return next(actor for actor in reading.actors if actor.name == name)


def speakers(text):
    reading = read_words(text)
    return [
        reading.actors[one.speaker].name if one.speaker is not None else None for one in reading.attributions
    ]


@pytest.mark.parametrize(
    ("text", "name", "country", "count"),
    [
        ("A senior Iraqi officer said the road was mined.", "senior Iraqi officer", "IRQ", 1),
        ("Two officials said the road was mined.", "Two officials", None, 2),
        ("Witnesses said the road was mined.", "Witnesses", None, None),
    ],
)
def test_what_is_said_of_somebody_without_a_name_is_kept(text, name, country, count):
    actor = actor_called(read_words(text), name)

    assert (actor.named, actor.country, actor.count) == (False, country, count)


def test_somebody_without_a_name_belongs_to_an_institution():
    reading = read_words("A source in the interior ministry said the talks had failed.")

    source = actor_called(reading, "source in the interior ministry")
    assert [reading.actors[of].name for of in source.part_of] == ["interior ministry"]


def test_a_role_has_its_words_and_of_whom_it_is():
    reading = read_words("Nazim Talim, the spokesman of the River Guard, said the mill was empty.")

    (role,) = actor_called(reading, "Nazim Talim").roles
    assert (role.role, reading.text[role.start : role.end]) == ("spokesman", "spokesman")
    assert reading.actors[role.of].name == "River Guard"


def test_every_named_person_and_organisation_is_an_actor_with_its_mentions():
    reading = read_words("Nadia Verin met the Harbour Gazette at noon. Verin left without a word.")

    verin = actor_called(reading, "Nadia Verin")
    mentions = [reading.text[e.start : e.end] for e in reading.entities if e.actor == verin.id]
    assert mentions == ["Nadia Verin", "Verin"]
    assert (verin.kind, actor_called(reading, "Harbour Gazette").kind) == ("person", "organisation")


def test_pronouns_keep_to_gender_number_and_kind():
    met = "Nadia Verin met Omar Haddad and the miners on Monday."

    assert speakers(f"{met} She said the pit would open.") == ["Nadia Verin"]
    assert speakers(f"{met} He said the pit would open.") == ["Omar Haddad"]
    assert speakers(f"{met} They said the pit would open.") == ["miners"]


def test_it_means_a_body_and_not_a_person():
    text = "The River Guard left the mill on Sunday with Omar Haddad. It said the mill had been empty."

    assert speakers(text) == ["River Guard"]


def test_nobody_is_no_speaker():
    assert speakers("Nobody said that the mill was empty.") == [None]


def test_the_speaker_of_a_sentence_that_goes_on_is_the_one_before():
    reading = read_words("Nadia Verin said the pier would open in May. It would cost four million euros.")

    said, goes_on = reading.attributions
    assert (goes_on.source, goes_on.cue, goes_on.speaker) == ((), (), said.speaker)
    assert goes_on.score < 0.5 < said.score
