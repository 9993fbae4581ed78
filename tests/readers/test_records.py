"""JSON Lines and CSV: one report a line or row, its text kept to the character."""

import csv
import hashlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Reason, Refused
from sayso.settings import Settings
from tests.readers.inputs import NINJS, gist, one, parts, read, refusal

STRANGE = " \ufeffTwo\r\nlines\t“and” a <b>tag</b> &amp; â€œ no mending â€\u2028of\u0085it 🙂\u200e.\r "


def line(**fields):
    return json.dumps(fields) + "\n"


def table(*rows, **form):
    held = io.StringIO()
    csv.writer(held, **form).writerows(rows)
    return held.getvalue()


def test_all_fields_of_a_line_are_taken_as_they_are():
    fields = {
        "id": "a 1",
        "text": STRANGE,
        "title": "A title",
        "outlet": "The Courier",
        "byline": "Ana Belić",
        "published": "2022-02",
        "uri": "https://courier.example/1",
        "language": "en",
        "unknown": {"more": [1]},
    }
    report = one(line(**fields))
    for name in ("id", "text", "title", "outlet", "byline", "published", "uri"):
        assert getattr(report, name) == fields[name]


def test_a_row_is_taken_to_the_character_too():
    report = one(table(["id", "text"], ["1", STRANGE]))
    assert report.text == STRANGE


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text))
def test_any_text_comes_back_from_json_lines_as_it_went_in(text):
    report = one(line(text=text))
    assert report.text == text


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\r\n\t"), min_size=1
    ).filter(lambda text: text.strip())
)
def test_any_text_comes_back_from_csv_as_it_went_in(text):
    assert one(table(["text", "id"], [text, "1"], quoting=csv.QUOTE_ALL)).text == text


def test_without_an_id_the_line_itself_makes_one_and_the_same_line_the_same():
    first, second, third = read('{"text": "Same."}\n{"text": "Same."}\r\n{"text": "Other."}')
    assert first.id == second.id != third.id
    assert first.sha256 == hashlib.sha256(b'{"text": "Same."}').hexdigest()
    assert first.sha256.startswith(first.id)


@pytest.mark.parametrize(("given_id", "kept"), [("007", "007"), (7, "7"), (0, "0"), (" x ", " x ")])
def test_an_id_is_kept_as_given(given_id, kept):
    assert one(line(id=given_id, text="Words.")).id == kept


def test_a_title_is_not_put_before_the_text_but_found_in_it():
    report = one(line(title="Bridge closed", text="Bridge closed\n\nBy Ana Belić\n\nSoldiers closed it."))
    assert parts(report) == [
        ("title", "Bridge closed"),
        ("furniture", "By Ana Belić"),
        ("body", "Soldiers closed it."),
    ]
    assert one(line(title="Bridge closed", text="Soldiers closed it.")).text == "Soldiers closed it."


def test_what_the_record_leaves_out_is_read_from_its_text():
    report = one(line(text="Bridge closed\n\nBy Ana Belić\n\nTELMAR, 8 FEB 90 (RNA) -- Soldiers closed it."))
    assert (report.title, report.byline, report.dateline) == (
        "Bridge closed",
        "Ana Belić",
        "TELMAR, 8 FEB 90 (RNA)",
    )
    assert report.published == "1990-02-08"


@pytest.mark.parametrize(
    ("bad", "reason", "said"),
    [
        pytest.param("[1, 2]", Reason.BAD_RECORD, "line 2", id="a list"),
        pytest.param('"words"', Reason.BAD_RECORD, "line 2", id="a string"),
        pytest.param("null", Reason.BAD_RECORD, "line 2", id="null"),
        pytest.param("12", Reason.BAD_RECORD, "line 2", id="a number"),
        pytest.param("{}", Reason.BAD_RECORD, "line 2", id="an object without a text"),
        pytest.param('{"text": null}', Reason.BAD_RECORD, "text", id="a text that is null"),
        pytest.param('{"text": 1}', Reason.BAD_RECORD, "text", id="a text that is a number"),
        pytest.param(
            '{"text": "x", "id": true}', Reason.BAD_RECORD, "id", id="an id that is neither text nor number"
        ),
        pytest.param(
            '{"text": "x", "published": 20220208}',
            Reason.BAD_RECORD,
            "published",
            id="a date that is a number",
        ),
        pytest.param('{"text": "x"', Reason.BAD_RECORD, "line 2", id="an object cut off"),
        pytest.param("no JSON", Reason.BAD_RECORD, "line 2", id="no JSON"),
        pytest.param('{"text": ""}', Reason.EMPTY, "no text", id="an empty text"),
        pytest.param('{"text": " \\n\\t "}', Reason.EMPTY, "no text", id="white space"),
        pytest.param('{"text": "a\\u0000b"}', Reason.UNREADABLE, "character 1", id="a NUL in the text"),
        pytest.param('{"text": "\\ud800"}', Reason.BAD_RECORD, "line 2", id="half a pair"),
        pytest.param(
            '{"text": "x", "published": "0000-00-00"}', Reason.BAD_DATE, "0000-00-00", id="a date of zeros"
        ),
        pytest.param(
            '{"text": "x", "published": "2022-02-31"}', Reason.BAD_DATE, "2022-02-31", id="a day no month has"
        ),
        pytest.param(
            '{"text": "x", "published": "03/04/2022"}',
            Reason.BAD_DATE,
            "2022-02-08",
            id="a date that may be two",
        ),
        pytest.param('{"a":' * 9000 + "1" + "}" * 9000, Reason.BAD_RECORD, "line 2", id="nested very deeply"),
    ],
)
def test_a_bad_line_is_refused_and_those_around_it_read(bad, reason, said):
    first, refused, last = read(line(text="First.") + bad + "\n" + line(text="Last."))
    assert (first.text, last.text) == ("First.", "Last.")
    assert refused.refused.reason in {
        reason,
        Reason.TOO_DEEP if "nested" in said or len(bad) > 9000 else reason,
    }
    assert said in refused.refused.detail or refused.refused.reason == Reason.TOO_DEEP


def test_a_line_over_the_limit_is_refused_and_the_next_one_read():
    long, after = read(line(text="x" * 5000) + line(text="After."), settings=Settings(max_bytes=1000))
    assert isinstance(long, Refused)
    assert "line 1" in long.refused.detail
    assert "--max-bytes" in long.refused.detail
    assert after.text == "After."


def test_blank_lines_are_no_records_and_keep_their_number():
    answers = read("\n\r\n" + line(text="First.") + "   \n" + "nonsense\n")
    assert len(answers) == 2
    assert "line 5" in answers[1].refused.detail


def test_a_line_may_hold_an_item_of_an_agency():
    assert gist(read(line(text="Words.", title="Ours") + NINJS + "\n")) == ["Ours", "Bridge closed"]


def test_lines_in_another_encoding_are_read_and_that_is_noted():
    first, second = read(
        '{"text": "It is naïve, the mayor said on Tuesday."}\n'.encode("cp1252") + b'{"text": "Plain."}\n'
    )
    assert first.text == "It is naïve, the mayor said on Tuesday."
    assert "windows-1252" in first.notes[0]
    assert second.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_lines_and_tables_of_wide_characters_are_read(encoding):
    assert one(line(text="“naïve”").encode(encoding)).text == "“naïve”"
    assert one(table(["id", "text"], ["1", "“naïve”"]).encode(encoding)).text == "“naïve”"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_may_be_parted_by_any_of_the_usual_marks(delimiter):
    report = one(
        table(
            [" ID ", "TEXT", "Published", "other"],
            ["7", "Words; more, \t and |.", "2022", "x"],
            delimiter=delimiter,
        )
    )
    assert (report.id, report.text, report.published) == ("7", "Words; more, \t and |.", "2022")


def test_empty_cells_are_not_given():
    report = one(table(["id", "text", "title", "published"], ["", "Words.", " ", ""]))
    assert (report.title, report.published) == (None, None)
    assert report.id == report.sha256[:16]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("1", Reason.BAD_RECORD, id="a row that ends before the text"),
        pytest.param('1,"words" and more', Reason.BAD_RECORD, id="words behind a closing quote"),
        pytest.param("1,", Reason.EMPTY, id="an empty text"),
        pytest.param("1,x,0000-00-00", Reason.BAD_DATE, id="a date of zeros"),
        pytest.param("1," + "x" * 2000, Reason.TOO_LARGE, id="a cell over the limit"),
    ],
)
def test_a_bad_row_is_refused_and_those_around_it_read(row, reason):
    data = f"id,text,published\n0,First.,\n{row}\n2,Last.,\n"
    first, refused, last = read(data, settings=Settings(max_bytes=1000))
    assert (first.text, last.text) == ("First.", "Last.")
    assert refused.refused.reason == reason
    assert ("row 3" in refused.refused.detail) == (reason != Reason.EMPTY)


def test_a_quote_that_never_ends_is_refused():
    reason, detail = refusal('id,text\n1,"Words without end\nand more\n')
    assert reason == Reason.BAD_RECORD
    assert "row 2" in detail


def test_a_row_over_many_lines_is_bounded_too():
    rows = 'id,text,a\n1,"x","' + 'y\n","' * 5000 + '"\n2,After.,\n'
    answers = read(rows, settings=Settings(max_bytes=2000))
    assert answers[0].refused.reason == Reason.TOO_LARGE
    assert "--max-bytes" in answers[0].refused.detail


def test_a_table_without_rows_is_empty():
    assert refusal("id,text\n")[0] == Reason.EMPTY


def test_a_row_with_more_cells_than_columns_loses_nothing_in_silence():
    refused, good = read(b"id,text\n1,Soldiers came on Monday, which the army denied.\n2,The road is open.\n")

    assert refused.refused.reason == Reason.BAD_RECORD
    assert "3 cells under 2 columns" in refused.refused.detail
    assert good.text == "The road is open."
