"""The language of a text: what the text shows, then what is declared, else none."""

import pytest

from sayso.readers.language import language_of

SENTENCES = {
    "en": "Soldiers closed the bridge on Tuesday, the mayor told reporters in front of the town hall.",
    "fr": "Les soldats ont fermé le pont mardi, a déclaré le maire aux journalistes devant la mairie.",
    "es": "Los soldados cerraron el puente el martes, dijo el alcalde a los periodistas en la plaza.",
    "de": "Soldaten haben am Dienstag die Brücke gesperrt, sagte die Bürgermeisterin vor dem Rathaus.",
    "ar": "أغلق الجنود الجسر يوم الثلاثاء، حسبما قالت رئيسة البلدية للصحفيين أمام مبنى البلدية.",
    "ru": "Солдаты закрыли мост во вторник, сообщила мэр журналистам у здания городской администрации.",
}


@pytest.mark.parametrize(("code", "text"), SENTENCES.items())
def test_a_sentence_shows_its_language_whatever_is_declared(code, text):
    assert language_of(text) == code
    assert language_of(text, "sw") == code


def test_agency_copy_in_capitals_is_english_too():
    assert language_of(SENTENCES["en"].upper()) == "en"


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("en-GB", "en"),
        ("EN", "en"),
        ("fr_FR", "fr"),
        ("eng", "en"),
        ("ger", "de"),
        (" ar ", "ar"),
        ("prs", "prs"),
    ],
)
def test_where_the_text_is_too_short_what_is_declared_decides(declared, code):
    assert language_of("12:30", declared) == code


@pytest.mark.parametrize(
    "declared", [None, "", "und", "mul", "zxx", "x-default", "English", "e", "1234", "-"]
)
def test_where_that_says_nothing_the_language_is_not_known(declared):
    assert language_of("12:30", declared) is None


@pytest.mark.parametrize("text", ["", " ", "…", "\u200f" * 30, "1 2 3 4 5 6 7 8 9 " * 20])
def test_what_has_no_words_has_no_language(text):
    assert language_of(text) is None
