"""What a report's places are: settled, refused, or told by where they lie."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from sayso.errors import BadWeights
from sayso.places import trees

CASES = json.loads(Path(__file__).with_name("reports.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["it"]) for case in CASES])
def test_places_of_reports(places, case):
    text = case["text"]

    found = [[text[one.start : one.end], one.name, one.kind, one.country, one.inside] for one in places(text)]

    assert found == case["places"]


def test_a_place_has_a_point_a_precision_and_a_score(places):
    (one,) = places("Bombs fell on Raqqa on Monday, residents said.")

    assert (round(one.lat, 1), round(one.lon, 1)) == (36.0, 39.0)
    assert 0 < one.precision_km < 10
    assert one.geonameid == 172955
    assert 0.5 < one.score <= 1


def test_a_province_is_never_a_point(places):
    one = next(
        one
        for one in places("Floods hit Anbar province on Monday, officials said.")
        if one.kind == "province"
    )

    assert one.precision_km > 100


def test_a_people_is_marked_as_such(places):
    (one,) = places("The Iraqi minister resigned on Monday.")

    assert (one.demonym, one.kind, one.country) == (True, "country", "IQ")


def test_a_name_that_no_gazetteer_has_is_refused(places):
    found = places("He was born in Zzarbistovka and lives there.")

    assert [(one.name, one.kind, one.lat, one.lon, one.precision_km, one.score) for one in found] == [
        ("Zzarbistovka", None, None, None, None, None)
    ]


def test_what_stands_by_a_place_lies_there_and_says_how_unsurely(places):
    text = "A man was shot in Quarry Street, Oxford, on Sunday."
    one = next(one for one in places(text) if text[one.start : one.end] == "Quarry Street")

    assert (one.name, one.kind, one.geonameid, one.inside, one.country) == (
        "Quarry Street",
        None,
        None,
        "Oxford",
        "GB",
    )
    assert one.precision_km >= 90


def test_named_places_do_not_overlap_and_have_numbers_in_text_order(places):
    found = places(
        "In Paris, Texas, the New York Times said that the University of North Texas at Denton had closed."
    )

    assert [one.id for one in found] == list(range(len(found)))
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "…",
        "42",
        "No places here.",
        "A" * 5000,
        "Paris " * 300,
        "-Paris-’s",
        "\u0645\u0648\u0635\u0644",
    ],
)
def test_odd_texts_are_read(places, text):
    for one in places(text):
        assert 0 <= one.start < one.end <= len(text)


def test_the_outlet_tells_which_place_is_meant(places):
    text = "The city council of Athens met on Tuesday to talk about the new bridge."

    (far,) = places(text)
    (near,) = places(
        text, uri="https://www.athensbannerherald.com/news/1", outlet="Athens Banner-Herald, Athens, Georgia"
    )

    assert far.country == "GR"
    assert near is not None


def test_trees_that_are_missing_damaged_or_of_other_columns_are_named(tmp_path):
    with pytest.raises(BadWeights, match="cannot be read"):
        trees.load(tmp_path)

    for file in trees.shipped().glob("*.onnx"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "which.onnx").write_bytes(b"no trees")
    with pytest.raises(BadWeights, match="cannot be loaded"):
        trees.load(tmp_path)

    (tmp_path / "which.onnx").write_bytes((tmp_path / "whether.onnx").read_bytes())
    with pytest.raises(BadWeights, match="was made for other columns"):
        trees.load(tmp_path)
