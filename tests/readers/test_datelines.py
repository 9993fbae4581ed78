"""Datelines are found where reports open with one, and nowhere else."""

import pytest

from sayso.readers.datelines import find_dateline


@pytest.mark.parametrize(
    ("dateline", "behind"),
    [
        ("TELMAR, Feb 8 (RNA)", " - "),
        ("TELMAR, Feb. 8 (RNA)", " -- "),
        ("TELMAR (RNA)", " — "),
        ("TELMAR, Kovaria (RNA)", " — "),
        ("TELMAR (RNA)", "_ "),
        ("TELMAR", " — "),
        ("NEW TELMAR", " - "),
        ("TELMAR, Kov.", " -- "),
        ("THE HAGUE", " — "),
        ("ST. TELMAR", " — "),
        ("TELMAR/KOVAR, Feb 8 (RNA)", " - "),
        ("AL-TELMAR", " - "),
        ("Telmar, 8 February", " – "),
        ("Telmar (RNA)", " - "),
        ("(RNA)", " - "),
        ("Telmar, February 8, 2022 (RNA)", " - "),
        ("TELMAR CITY (KOVARIA), 4 FEB 90 (RADIO KOVAR)", " -- [REPORT] [ANA BELIC] [TEXT] "),
        ("TELMAR, NO DATE (RADIO 1)", " -- "),
        ("TELMAR, Kovaria (41RNA/WXYZ)", " – "),
        ("ÉTOILE-SUR-MER", " — "),
        ("KOVAR COUNTY, Tel. (February 22, 2016)", " – "),
    ],
)
def test_a_dateline_ends_before_its_dash_and_the_body_begins_behind_it(dateline, behind):
    found = find_dateline(f"{dateline}{behind}Soldiers closed the bridge on Tuesday.")
    assert found is not None
    assert (found.words, found.whole) == (len(dateline), len(dateline + behind))


@pytest.mark.parametrize(
    "opening",
    [
        "Soldiers closed the bridge on Tuesday.",
        "UPDATE — Soldiers closed the bridge.",
        "EXCLUSIVE – Soldiers closed the bridge.",
        "BREAKING NEWS - Soldiers closed the bridge.",
        "FILE - In this picture soldiers close the bridge.",
        "BY THIS, THEY -- AND ALL OTHERS -- MEANT THE BRIDGE.",
        "WE DENOUNCE -- AS WE DID BEFORE -- THE CLOSURE.",
        "A - the first letter",
        "Y- — a sign",
        "By noon — as they had said — the army had left.",
        "The bridge — the only one — was closed.",
        "Telmar - the old town - was quiet.",
        "TELMAR BRIDGE CLOSED",
        "“TELMAR” — she said",
        "",
    ],
)
def test_other_openings_with_dashes_are_none(opening):
    assert find_dateline(opening) is None


def test_a_dateline_gives_its_agency_and_its_day_if_it_has_a_year():
    found = find_dateline("TELMAR, 4 FEB 90 (ACAN) -- [TEXT] THE ARMY LEFT.")
    assert (found.agency, found.published) == ("ACAN", "1990-02-04")
    found = find_dateline("TELMAR, Feb 8 (RNA) - Soldiers closed it.")
    assert (found.agency, found.published) == ("RNA", None)


@pytest.mark.parametrize(
    "opening", ["A" * 3000, "AB " * 1000, "AB, " * 900, "Ab-" * 900, "AB (CD) " * 500, "’" * 3000]
)
def test_no_opening_takes_long(opening):
    for _ in range(20):
        assert find_dateline(opening) is None
