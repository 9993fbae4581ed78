"""Dates of publication: as precise as they are written, and none where no calendar has the day."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.report import ISO_PREFIX
from sayso.readers.dates import clock_after, date_in, dates_in, iso_prefix


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2022", "2022"),
        ("2022-02", "2022-02"),
        ("2022-2-8", "2022-02-08"),
        ("2022-02-08", "2022-02-08"),
        ("2022/02/08", "2022-02-08"),
        ("20220208", "2022-02-08"),
        ("20220208T143000Z", "2022-02-08T14:30:00Z"),
        ("2022-02-08T14:30", "2022-02-08T14:30"),
        ("2022-02-08 14:30:05.123 +0300", "2022-02-08T14:30:05+03:00"),
        ("2022-02-08T14:30:00Z", "2022-02-08T14:30:00Z"),
        ("Tue, 8 Feb 2022 14:30:00 GMT", "2022-02-08T14:30:00Z"),
        ("Tue, 08 Feb 2022 14:30 +0300", "2022-02-08T14:30+03:00"),
        ("Tue, 08 Feb 2022 14:30:00 -0000", "2022-02-08T14:30:00"),
        ("8 February 2022", "2022-02-08"),
        ("8th of February, 2022", "2022-02-08"),
        ("Feb. 8, 2022", "2022-02-08"),
        ("February 2022", "2022-02"),
        ("8 Feb 2022 2:30 p.m.", "2022-02-08"),
        ("8 février 2022", "2022-02-08"),
        ("8 de febrero de 2022", "2022-02-08"),
        ("8. Februar 2022", "2022-02-08"),
        ("٨ فبراير ٢٠٢٢", "2022-02-08"),
        ("15/02/2022", "2022-02-15"),
        ("02/15/2022", "2022-02-15"),
        ("08.02.2022", "2022-02-08"),
        ("4 FEB 90", "1990-02-04"),
        ("  2022-02-08  ", "2022-02-08"),
    ],
)
def test_a_date_is_never_more_precise_than_it_is_written(written, meant):
    assert iso_prefix(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "0000-00-00",
        "0000-00-00T00:00:00Z",
        "0001-01-01",
        "2022-02-31",
        "2022-13",
        "2022-00-10",
        "31 February 2022",
        "Feb 31, 2022",
        "Mon, 31 Feb 2022 10:00:00 GMT",
        "08/02/2022",
        "yesterday",
        "1644300000",
        "2022-W06",
        "12022-02-08",
        "",
        "May be 2022",
    ],
)
def test_what_is_no_date_or_may_be_two_gives_none(written):
    assert iso_prefix(written) is None


@pytest.mark.parametrize("written", ["2022-02-08T25:00", "2022-02-08T14:30:00+99:99", "2022-02-08T24:00:00Z"])
def test_a_time_no_clock_shows_is_left_out_and_the_day_kept(written):
    assert iso_prefix(written) == "2022-02-08"


@given(st.text(max_size=40) | st.text("0123456789-/.:TZ +FebMarJan, ", max_size=30))
def test_whatever_is_written_the_answer_is_an_iso_prefix_or_none(written):
    found = iso_prefix(written)
    assert found is None or re.fullmatch(ISO_PREFIX, found, re.ASCII)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2068, 12, 31)))
def test_every_day_is_read_however_it_is_written(day):
    for form in ("%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%d %b %Y", "%Y-%m-%d", "%d.%m.%Y", "%A, %d %B %Y"):
        assert date_in(f"Published {day.strftime(form)} in Kovar") == day.isoformat(), form


def test_all_dates_of_a_line_are_found_in_order_with_their_places():
    line = "Published 8 Feb 2022, updated March 2022"
    assert [(line[start:end], value) for start, end, value in dates_in(line)] == [
        ("8 Feb 2022", "2022-02-08"),
        ("March 2022", "2022-03"),
    ]


@pytest.mark.parametrize(
    ("behind", "clock"),
    [
        (", 14:30 GMT", "14:30Z"),
        (" at 2:30 p.m.", "14:30"),
        (" 12:05 am", "00:05"),
        (" 14:30 +0300", "14:30+03:00"),
        (" 25:99", None),
        (" 14:30 +99:99", None),
        ("", None),
        (" and two towns later at 14:30", None),
    ],
)
def test_the_clock_behind_a_date_is_read(behind, clock):
    assert clock_after("8 Feb 2022" + behind, 10) == clock
