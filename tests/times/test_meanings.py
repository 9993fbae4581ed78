"""What expressions mean, on the cases that stand beside this file."""

from pathlib import Path

import pytest

from sayso.times.around import Around, Focus
from sayso.times.meanings import meaning

HERE = Path(__file__).parent
TENSES = {"past": False, "future": True}
KINDS = {"duration": "DURATION", "set": "SET"}


def lines(name):
    written = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in written if line and not line.startswith("#")]


def cases():
    for line in lines("expressions.tsv"):
        words, published, tense, *meant = (cell.strip() for cell in line.split("|"))
        yield pytest.param(
            words, published or None, tense, meant, id=f"{words} @ {published or 'no date'} {tense}"
        )


def around(published=None, tense="-", focus=(), following=""):
    return Around(
        published=published,
        ahead=TENSES.get(tense),
        kind=KINDS.get(tense, "DATE"),
        focus=tuple(Focus(value, words) for value, words in focus),
        following=following,
    )


def cells(meant):
    return [meant.type, meant.value, *(day.isoformat() if day else "" for day in (meant.first, meant.last))]


def test_there_are_two_hundred_expressions():
    assert len(list(cases())) >= 200


@pytest.mark.parametrize(("words", "published", "tense", "meant"), list(cases()))
def test_an_expression_means_what_its_words_say_and_no_more(words, published, tense, meant):
    found = meaning(words, around(published, tense))

    assert found is not None
    assert cells(found) == meant


@pytest.mark.parametrize("words", lines("refused.txt"))
def test_what_no_calendar_has_is_no_time(words):
    assert meaning(words, around("2022-02-08")) is None


@pytest.mark.parametrize(
    ("words", "focus", "meant"),
    [
        pytest.param("the next day", ["2022-02-08"], ["DATE", "2022-02-09", "2022-02-09", "2022-02-09"], id="next day"),
        pytest.param("the previous day", ["2022-02-08"], ["DATE", "2022-02-07", "2022-02-07", "2022-02-07"], id="day before"),
        pytest.param("a day earlier", ["2022-02-08"], ["DATE", "2022-02-07", "2022-02-07", "2022-02-07"], id="a day earlier"),
        pytest.param("that day", ["2022-02-08"], ["DATE", "2022-02-08", "2022-02-08", "2022-02-08"], id="that day"),
        pytest.param("later that month", ["2021-05-03"], ["DATE", "2021-05", "2021-05-01", "2021-05-31"], id="that month"),
        pytest.param("the following month", ["2021-12-03"], ["DATE", "2022-01", "2022-01-01", "2022-01-31"], id="over the year"),
        pytest.param("the following year", ["1990", "1995-05-22"], ["DATE", "1996", "1996-01-01", "1996-12-31"], id="the last named"),
        pytest.param("the previous Friday", ["2021-12-08"], ["DATE", "2021-12-03", "2021-12-03", "2021-12-03"], id="a weekday"),
        pytest.param("three weeks later", ["2021-12-08"], ["DATE", "2021-W52", "2021-12-27", "2022-01-02"], id="weeks later"),
        pytest.param("two years earlier", ["2014"], ["DATE", "2012", "2012-01-01", "2012-12-31"], id="years earlier"),
        pytest.param("the same morning", ["2021-12-08"], ["TIME", "2021-12-08TMO", "2021-12-08", "2021-12-08"], id="morning"),
        pytest.param("the next morning", ["2021-12-08"], ["TIME", "2021-12-09TMO", "2021-12-09", "2021-12-09"], id="next morning"),
        pytest.param("the 12th", ["2021-12-08"], ["DATE", "2021-12-12", "2021-12-12", "2021-12-12"], id="day of that month"),
        pytest.param("a year earlier", ["2021-Q3"], ["DATE", "2020-Q3", "2020-07-01", "2020-09-30"], id="like quarter"),
        pytest.param("the latest quarter", ["2021-Q3"], ["DATE", "2021-Q3", "2021-07-01", "2021-09-30"], id="quarter spoken of"),
    ],
)  # fmt: skip
def test_what_is_counted_from_another_time_has_its_words_as_anchor(words, focus, meant):
    found = meaning(words, around("2022-03-01", "past", [(value, f"words of {value}") for value in focus]))

    assert found is not None
    assert cells(found) == meant
    assert found.anchor == f"words of {focus[-1]}"


@pytest.mark.parametrize(
    "words", ["the next day", "the previous day", "that day", "a day later", "the following Friday"]
)
def test_what_points_to_a_time_that_nobody_named_is_not_counted_from_today(words):
    found = meaning(words, around(None, "past"))

    assert found is None or found.first is None


def test_a_length_after_a_date_leads_to_a_day():
    found = meaning(
        "two days", around("2022-04-01", "past", following=" after 5 March 2022, when it closed.")
    )

    assert found is not None
    assert cells(found) == ["DURATION", "P2D", "2022-03-07", "2022-03-07"]
    assert found.anchor == "5 March 2022"


def test_a_length_after_a_happening_leads_to_no_day_but_names_it():
    found = meaning("two days", around("2022-04-01", "past", following=" after the attack on the bridge."))

    assert found is not None
    assert cells(found) == ["DURATION", "P2D", "", ""]
    assert found.anchor == "the attack on the bridge"


@pytest.mark.parametrize(
    "published", [None, "2022", "2022-02", "2022-02-08", "0001-01-01", "9999-12-31", "2022-02-08T10:00Z"]
)
@pytest.mark.parametrize("words", [line.split("|")[0].strip() for line in lines("expressions.tsv")])
def test_no_date_of_publication_breaks_a_reading(words, published):
    found = meaning(words, around(published, "past", [("9999-12-31", "the end"), ("0001", "the beginning")]))

    assert found is None or found.first is None or found.last is None or found.first <= found.last
