"""Which place is an event's."""

import pytest

from sayso.actors import Cast
from sayso.claims import claims
from sayso.claims.where import WAYS, main_place, place_of, sites
from sayso.events import read_events
from sayso.model import Report, Section, Span
from sayso.places.relative import with_relatives
from tests.places.written import sentence
from tests.stages.cases import tools

NOBODY = Cast(actors=(), speakers=(), choices=(), entities=(), clusters=())


def analysed(marked):
    layout, places = sentence(marked)
    return tools().encoder.analyse_layout(layout), with_relatives(layout, places)


def found(marked, trigger, main=None):
    """The words of the place at which the trigger happens, and the way in which it is found."""
    analysis, places = analysed(marked)
    text = analysis.layout.text
    start = text.index(trigger)
    here = sites(analysis, places)
    where = place_of(
        Span(start, start + len(trigger)), analysis.layout.sentence_at(start), analysis, here, main
    )
    return (text[where.place.start : where.place.end], where.way) if where else None


@pytest.mark.parametrize(
    ("marked", "trigger", "where"),
    [
        pytest.param("Gunmen attacked a checkpoint in [Kirkuk] on Sunday.", "attacked", "Kirkuk", id="in a town"),
        pytest.param("The army shelled [Aleppo] overnight.", "shelled", "Aleppo", id="what is shelled is where"),
        pytest.param("The [Mosul] bombing killed nine people.", "bombing", "Mosul", id="a name before the event's"),
        pytest.param("The siege of [Aleppo] lasted four years.", "siege", "Aleppo", id="a noun's of"),
        pytest.param("A bombing in [Kirkuk] was followed by arrests in [Erbil].", "arrests", "Erbil", id="each event has its own"),
        pytest.param("A bombing in [Kirkuk] was followed by arrests in [Erbil].", "bombing", "Kirkuk", id="and not the other's"),
        pytest.param("Two soldiers from [Tikrit] were killed in [Mosul].", "killed", "Mosul", id="not where the victims are from"),
        pytest.param("Three people were killed in an attack in [Mosul].", "killed", "Mosul", id="an event within an event"),
        pytest.param("The attack took place in [Kherson] at dawn.", "attack", "Kherson", id="on the verb that carries it"),
        pytest.param("Militants killed four farmers 20 km south of [Mosul].", "killed", "20 km south of Mosul", id="a place told from another, not that one"),
        pytest.param("Militants attacked [al-Qaim], nearly 400 km northwest of [Baghdad].", "attacked", "al-Qaim", id="not what it is told from"),
    ],
)  # fmt: skip
def test_an_event_happens_where_its_own_words_say(marked, trigger, where):
    assert found(marked, trigger)[0] == where


@pytest.mark.parametrize(
    ("marked", "trigger"),
    [
        pytest.param("[Baghdad] said gunmen attacked the convoy.", "attacked", id="a government that speaks"),
        pytest.param("[Iraqi] troops attacked the convoy.", "attacked", id="a people's adjective"),
        pytest.param("A man from [Tikrit] attacked the convoy.", "attacked", id="where somebody is from"),
    ],
)
def test_what_only_names_somebody_is_no_place_of_an_event(marked, trigger):
    assert found(marked, trigger) is None


def test_the_place_of_a_source_is_not_that_of_what_it_says():
    analysis, places = analysed("The governor in [Mosul] said that gunmen attacked a convoy.")
    source = Span(0, analysis.layout.text.index(" said"))

    assert sites(analysis, places, [source]) == ()


def test_without_a_place_of_its_own_an_event_is_where_the_sentence_before_or_the_report_is():
    marked = "Smoke rose over [Mosul]. Gunmen killed nine people. They fled. Police arrested two."
    analysis, places = analysed(marked)
    main = main_place(analysis, sites(analysis, places))

    assert main.name == "Mosul"
    assert found(marked, "killed", main) == ("Mosul", "last of the sentence before")
    assert found(marked, "arrested", main) == ("Mosul", "the report's main place")
    assert found(marked, "arrested") is None


def test_the_main_place_is_the_one_smaller_than_a_country_that_is_named_most():
    analysis, places = analysed(
        "[Iraq] mourns. [Iraq] is at war. [Iraq] buried them. Bombs fell on [Tikrit] and [Mosul]; [Mosul] burnt."
    )

    assert main_place(analysis, sites(analysis, places)).name == "Mosul"
    assert main_place(analysis, ()) is None


def test_nearer_ways_are_surer_than_the_report():
    scores = list(WAYS.values())

    assert all(0 < score < 1 for score in scores)
    assert min(scores[:4]) > scores[4] > scores[5]


def test_a_claim_has_its_place_and_how_sure_that_is():
    analysis, places = analysed("Gunmen attacked a police post in [Kirkuk].")
    text = analysis.layout.text
    report = Report(
        id="r", file="f", sha256="0", text=text, language="en", sections=(Section(kind="body", start=0, end=len(text)),)
    )  # fmt: skip

    (one,) = claims(report, analysis, (), NOBODY, (), read_events(analysis.layout), places)
    (without,) = claims(report, analysis, (), NOBODY, (), read_events(analysis.layout))

    assert (one.place, one.place_score) == (0, WAYS["hangs on the trigger"])
    assert (without.place, without.place_score) == (None, None)
