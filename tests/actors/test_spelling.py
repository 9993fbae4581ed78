"""When two names are one in two spellings, and when they are only alike."""

import pytest

from sayso.actors.spelling import fold, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Husseini", "al-Hussaini"),
        ("al-Husseini", "Al Husayni"),
        ("Kataib", "Kata'ib"),
        ("Kata’ib", "Kataeb"),
        ("Hezbollah", "Hizballah"),
        ("Hizbullah", "Hezbollah"),
        ("Daesh", "Da'esh"),
        ("Jabhat al-Nusra", "Jabhat an-Nusra"),
        ("Abdul Rahman Saleh", "Abdelrahman Salih"),
        ("Hizbul Mujahideen", "Hizb-ul-Mujahideen"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Zelensky", "Zelenskyy"),
        ("São Tomé Guard", "Sao Tome Guard"),
        ("River Defence Organisation", "River Defense Organization"),
        ("Centre for River Rights", "Center for River Rights"),
        ("The Harbour Gazette", "Harbour Gazette"),
    ],
)
def test_spellings_of_one_name_meet(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hezbollah", "Kataib Hezbollah"),
        ("Hezbollah", "Hezbollah Brigades"),
        ("EU Commission", "AU Commission"),
        ("Jamiat-e Islami", "Jamaat-e-Islami"),
        ("River Front", "River Guard"),
        ("7th Brigade", "17th Brigade"),
        ("North Harbour", "South Harbour"),
        ("PMU", "PMF"),
        ("Bild", "Bildu"),
        ("Iran", "Iraq"),
        ("Niger", "Nigeria"),
        ("Austria", "Australia"),
        ("حزب", "حرب"),
    ],
)
def test_names_that_are_only_alike_are_kept_apart(one, other):
    assert not same_name(one, other)


@pytest.mark.parametrize("name", ["", "’", "-", "the", "al-", "İstanbul", "ﷺ", "a" * 5000])
def test_odd_names_are_folded_without_complaint(name):
    assert same_name(name, name)
    assert fold(fold(name)) == fold(name)
