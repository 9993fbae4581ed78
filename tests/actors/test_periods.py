"""What an actor of the list was at a time."""

import pytest

from sayso.actors.listed import Listed, Period
from sayso.actors.periods import is_there, sector_at

VERIN = Listed(
    id="nadia-verin",
    name="Nadia Verin",
    kind="person",
    basis="invented",
    periods=(
        Period(office="member of parliament", sector="LEG", begin="2006", end="2010-01"),
        Period(office="minister of mines", sector="GOV", begin="2010-02", end="2014-03-31"),
    ),
)
FRONT = Listed(
    id="river-front",
    name="River Front",
    kind="movement",
    basis="invented",
    begin="1996",
    end="2025",
    periods=(
        Period(sector="GOV", begin="1996-09", end="2001-12"),
        Period(sector="REB", begin="2002", end="2021-08-15"),
        Period(sector="GOV", begin="2021-08-15"),
    ),
)


@pytest.mark.parametrize(
    ("when", "sector"),
    [
        pytest.param("2005", None, id="before the first office"),
        pytest.param("2008-05-01", "LEG", id="in an office"),
        pytest.param("2010", "GOV", id="in the later one of two"),
        pytest.param("2014-04", "ELI", id="after the last"),
        pytest.param(None, "ELI", id="no date: as the list ends"),
    ],
)
def test_a_person_is_what_the_office_says_and_former_after_it(when, sector):
    assert sector_at(VERIN, when) == sector


@pytest.mark.parametrize(
    ("when", "sector"),
    [("2000", "GOV"), ("2010", "REB"), ("2021-08-16", "GOV"), (None, "GOV"), ("1990", None)],
)
def test_a_movement_changes_with_power(when, sector):
    assert sector_at(FRONT, when) == sector


@pytest.mark.parametrize(
    ("when", "there"),
    [("1995-12-31", False), ("1996", True), ("2025-12-31", True), ("2026-01", False), (None, True)],
)
def test_nobody_is_there_before_their_beginning_or_after_their_end(when, there):
    assert is_there(FRONT, when) == there
