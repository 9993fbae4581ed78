"""Distances, bearings and the names of the compass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.places.distances import (
    COMPASS,
    RADIUS_KM,
    Point,
    bearing_deg,
    compass_name,
    degrees_of,
    distance_km,
    midpoint,
    name_of,
    point_at,
    turn_deg,
)

POINTS = st.builds(Point, st.floats(-80, 80), st.floats(-180, 180))
BEARINGS = st.floats(0, 360, exclude_max=True)
BAGHDAD, AL_QAIM = Point(33.34, 44.40), Point(34.37, 41.04)


@given(start=POINTS, km=st.floats(0.5, 9000), deg=BEARINGS)
def test_a_point_at_a_distance_and_a_bearing_measures_both(start, km, deg):
    end = point_at(start, km, deg)

    assert distance_km(start, end) == pytest.approx(km, rel=1e-6)
    assert turn_deg(bearing_deg(start, end), deg) < 0.01
    assert -90 <= end.lat <= 90
    assert -180 <= end.lon <= 180


@given(some=POINTS, other=POINTS)
def test_there_is_as_far_as_back_and_no_farther_than_half_the_globe(some, other):
    assert distance_km(some, other) == pytest.approx(distance_km(other, some), abs=1e-6)
    assert 0 <= distance_km(some, other) <= RADIUS_KM * 3.1416


@given(some=POINTS, other=POINTS)
def test_the_midpoint_is_as_far_from_both(some, other):
    middle = midpoint(some, other)

    assert distance_km(some, middle) == pytest.approx(distance_km(middle, other), abs=1e-3)


@given(deg=BEARINGS, among=st.sampled_from([4, 8, 16]))
def test_a_bearing_is_within_half_a_step_of_its_name(deg, among):
    assert turn_deg(degrees_of(name_of(deg, among)), deg) <= 180 / among + 1e-9


@pytest.mark.parametrize("name", COMPASS)
def test_each_name_is_its_own_bearings(name):
    assert name_of(degrees_of(name)) == compass_name(name) == name


def test_al_qaim_lies_west_northwest_of_baghdad():
    assert distance_km(BAGHDAD, AL_QAIM) == pytest.approx(331, abs=2)
    assert name_of(bearing_deg(BAGHDAD, AL_QAIM)) == "west-northwest"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("north-western", "northwest"),
        ("South East", "southeast"),
        ("north-north-east", "north-northeast"),
        ("NNE", "north-northeast"),
        ("SW", "southwest"),
        ("westerly", "west"),
        ("north-south", None),
        ("up", None),
    ],
)
def test_the_compass_has_sixteen_names_however_they_are_written(written, name):
    assert compass_name(written) == name
