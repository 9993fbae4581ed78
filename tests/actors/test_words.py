"""What words say of somebody: gender, country."""

import tomllib
from importlib.resources import files

import pytest

from sayso.actors.genders import gender_of
from sayso.actors.nations import country_of


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("Mrs Talim", "she"),
        ("Mr. Talim", "he"),
        ("Nadia Verin", "she"),
        ("Omar Haddad", "he"),
        ("spokeswoman", "she"),
        ("Verin", ""),
        ("", ""),
        ("the minister", ""),
    ],
)
def test_gender_is_told_by_words_that_tell_it(words, gender):
    assert gender_of(words) == gender


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a senior Iraqi officer", "IRQ"),
        ("Chile’s ministry of mines", "CHL"),
        ("South Sudanese rebels", "SSD"),
        ("South Korean police", "KOR"),
        ("Korean police", None),
        ("US and Iraqi officials", None),
        ("officials", None),
        ("polish", None),
    ],
)
def test_a_country_is_told_by_its_name_or_its_peoples(words, code):
    assert country_of(words) == code


def test_each_name_and_demonym_is_one_countrys_or_called_ambiguous():
    tables = tomllib.loads(files("sayso.actors").joinpath("countries.toml").read_text(encoding="utf-8"))
    ambiguous = tables.pop("ambiguous")
    seen = {}
    for code, one in tables.items():
        assert len(code) == 3
        assert len(one["iso2"]) == 2
        for word in {one["name"], *one.get("names", ()), *one.get("demonyms", ())} - set(ambiguous):
            assert seen.setdefault(word, code) == code, word
    assert len(tables) == 250
    assert all(set(codes) <= set(tables) for codes in ambiguous.values())
