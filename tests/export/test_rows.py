"""Rows: who says what, in plain words, the same for every view."""

import msgspec
import pytest

from sayso.claims import passed_on
from sayso.export.rows import interval, lineage, rows_of
from sayso.model import Attribution, Claim, Count, Report, Section, Span, reading_of


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        pytest.param("2022-02-07", "2022-02-07", "2022-02-07", id="a day"),
        pytest.param("2022-02-07", "2022-02-09", "2022-02-07 – 2022-02-09", id="some days"),
        pytest.param("2020-02-01", "2020-02-29", "2020-02", id="a whole month, also in a leap year"),
        pytest.param("2022-02-01", "2022-02-27", "2022-02-01 – 2022-02-27", id="not quite a month"),
        pytest.param("2022-01-01", "2022-12-31", "2022", id="a whole year"),
        pytest.param("2022-01-01", "2023-12-31", "2022-01-01 – 2023-12-31", id="two years"),
        pytest.param("2022-02", None, "from 2022-02", id="no end"),
        pytest.param(None, "2022", "until 2022", id="no beginning"),
        pytest.param(None, None, None, id="not known"),
    ],
)
def test_an_interval_is_told_as_shortly_as_is_exact(first, last, words):
    assert interval(first, last) == words


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        pytest.param(3, None, 5, "killed 3–5", id="a range"),
        pytest.param(3, 4, 5, "killed 3–5", id="a range with a best guess stays a range"),
        pytest.param(4, 4, 4, "killed 4", id="a number"),
        pytest.param(None, 4, None, "killed 4", id="only the best"),
        pytest.param(None, None, None, "killed, number unknown", id="none"),
        pytest.param(0, 0, 0, "killed 0", id="nobody"),
    ],
)
def test_a_number_is_told_as_the_claim_gives_it(odd, low, best, high, words):
    count = Count(of="killed", low=low, best=best, high=high, start=0, end=1)
    claim = msgspec.structs.replace(odd.claims[0], numbers=(count,))
    assert next(rows_of(msgspec.structs.replace(odd, claims=(claim,)))).labels == ("ASSAULT", words)


def test_an_agency_that_the_dateline_names_stands_in_every_row():
    text = "SABR (Sarha Press) — Two men fled. “We saw it,” Haddad said."
    sections = (Section(kind="dateline", start=0, end=18), Section(kind="body", start=21, end=len(text)))
    report = Report(id="1", file="f", sha256="0", text=text, outlet="Daily", sections=sections)
    claim = Claim(
        id=0, start=29, end=33, content=Span(21, 34), type=None, status="happened", chain=passed_on(report)
    )
    said = Attribution(
        id=0, source=(Span(48, 54),), cue=(Span(55, 59),), content=(Span(35, 47),), voice="direct", act="said"
    )

    with_claim = rows_of(reading_of(report, claims=(claim,), attributions=(said,)))
    alone = rows_of(reading_of(report, attributions=(said,)))

    assert [row.chain for row in with_claim] == [("Daily", "Sarha Press"), ("Daily", "Sarha Press", "Haddad")]
    assert [row.chain for row in alone] == [("Daily", "Sarha Press", "Haddad")]


def test_attributions_that_stand_in_each_other_in_a_circle_end_somewhere():
    one, other = (
        Attribution(id=at, source=(), cue=(), content=(), voice="direct", act="said", within=1 - at)
        for at in (0, 1)
    )
    assert lineage(one, {0: one, 1: other}) == [other, one]


def test_a_source_without_name_or_words_is_someone(odd):
    said = Attribution(id=0, source=(), cue=(), content=(), voice="direct", act="said")
    [row] = rows_of(msgspec.structs.replace(odd, claims=(), attributions=(said,)))
    assert row.chain[-1] == "someone not named"
