"""Places told from others, on the cases that stand beside this file."""

import msgspec
import pytest

from sayso.encoder import lay_out
from sayso.model import Section
from sayso.places.distances import Point, distance_km
from sayso.places.relative import with_relatives
from tests.places.written import lines, place, sentence

CELLS = 9


def told():
    for cells in lines("told.tsv"):
        yield pytest.param(*cells, *[""] * (CELLS - len(cells)), id=f"{cells[1]} in {cells[0]}")


def relatives(marked, refused=()):
    layout, places = sentence(marked)
    found = with_relatives(layout, places, refused)
    return layout.text, found, {layout.text[one.start : one.end]: one for one in found if one.relative}


def words(text, found, number):
    return "" if number is None else text[found[number].start : found[number].end]


def test_there_are_a_hundred_and_twenty_expressions():
    assert len(list(told())) >= 120


@pytest.mark.parametrize(
    ("marked", "expression", "anchors", "km", "direction", "measured", "agrees", "point", "country"),
    list(told()),
)
def test_a_place_is_told_as_the_words_say(
    marked, expression, anchors, km, direction, measured, agrees, point, country
):
    text, found, by_words = relatives(marked)

    one = by_words[expression]
    relative = one.relative
    names = [words(text, found, number) for number in (relative.anchor, relative.other)]
    assert " + ".join(name for name in names if name) == anchors
    assert relative.distance_km == (float(km) if km else None)
    assert (relative.direction or "") == direction
    assert {True: "yes", False: "no", None: ""}[relative.consistent] == agrees
    assert (one.country or "") == country
    assert _rounded(relative) == measured
    assert _lies_at(one, point)


def _rounded(relative):
    if relative.measured_km is None:
        return ""
    return f"{relative.measured_km:.0f} {relative.measured_deg:.0f}"


def _lies_at(one, written):
    if not written:
        return one.lat is None and one.lon is None and one.precision_km is None
    lat, lon, km = map(float, written.split())
    near = distance_km(Point(one.lat, one.lon), Point(lat, lon)) < 2
    return near and one.precision_km == pytest.approx(km, abs=1)


@pytest.mark.parametrize("marked", [cells[0] for cells in lines("not_told.txt")])
def test_what_is_no_location_is_none(marked):
    assert relatives(marked)[2] == {}


def test_every_sentence_tells_the_places_written_for_it_and_no_other():
    expected = {}
    for cells in lines("told.tsv"):
        expected.setdefault(cells[0], set()).add(cells[1])

    assert {marked: set(relatives(marked)[2]) for marked in expected} == expected


def test_places_are_numbered_in_text_order_and_keep_what_was_known_of_them():
    text, found, _ = relatives("A bomb hit an area 20 km south of [Mosul], not [Kirkuk].")

    assert [one.id for one in found] == [0, 1, 2]
    assert [text[one.start : one.end] for one in found] == ["20 km south of Mosul", "Mosul", "Kirkuk"]
    assert found[2] == msgspec.structs.replace(place("Kirkuk", 2, text.index("Kirkuk")))
    assert found[0].relative.anchor == 1
    assert found[0].kind == "relative"


def test_a_refused_place_with_the_point_of_its_region_gets_the_nearer_one():
    layout, (mosul, kirkuk) = sentence("In [Anbar], 20 km south of [Kirkuk], two men were held.")
    lost = msgspec.structs.replace(mosul, kind=None, geonameid=None, inside="Anbar")

    (found, *_) = with_relatives(layout, (lost, kirkuk), refused={lost.id})

    assert (found.kind, found.geonameid, found.lat < 35.47) == ("relative", None, True)
    assert found.precision_km < 30


def test_a_region_is_not_what_lies_so_far_from_a_town():
    by_words = relatives("In [Anbar], 20 km south of [Ramadi], two men were held.")[2]

    assert set(by_words) == {"20 km south of Ramadi"}


def test_of_two_names_that_stand_for_one_place_each_has_what_is_told_of_it():
    by_words = relatives("The men left {Safina} near [Mosul]; {Safina}, 20 km south of [Mosul], was hit.")[1]

    assert [one.relative.distance_km for one in by_words if one.name == "Safina"] == [None, 20]


def test_narrow_blanks_and_several_are_blanks():
    layout, places = sentence("{Safina}, some 8\u00a0km  northwest of\u00a0 [Kirkuk], was hit.")

    assert with_relatives(layout, places)[0].relative.distance_km == 8


@pytest.mark.parametrize(
    "text", ["a " * 5000, "1 " * 5000, "north " * 3000, "km of " * 3000, "\ue000\ue001 near \ue000 " * 500]
)
def test_odd_texts_are_read_in_little_time_and_give_nothing(text):
    layout = lay_out(f"{text}Mosul.", [Section(kind="body", start=0, end=len(text) + 6)])
    named = place("Mosul", 0, len(text))

    found = with_relatives(layout, (named,))

    assert [one for one in found if one.kind not in {"relative", "town"}] == []
