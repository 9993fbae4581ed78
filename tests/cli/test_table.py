"""The table: every statement a row, every word of the report harmless in a terminal."""

import re

import msgspec
import pytest
from rich.cells import cell_len

from sayso.cli.table import LONGEST, Look, Tables
from sayso.model import Attribution, Link, Reason, Report, Span, reading_of, refuse

WIDE = 240


def shown(answer, **look):
    look = {"width": WIDE, **look}
    return Tables(Look(**look)).render(answer).decode(look.get("encoding", "utf-8"))


def rows(answer):
    """The cells of each row; the lines of a cell are joined by a space, and what is two columns wide is two characters."""
    head, body = shown(answer).replace("😀", ":)").split("─\n", 1)
    titles = next(line for line in head.splitlines() if line.startswith("who says"))
    starts = [titles.index(name) for name in ("who says", "what,", "status", "where", "when")]
    edges = list(zip(starts, [*starts[1:], None], strict=True))
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", body.rstrip())]
    return [[" ".join(line[a:b].strip() for line in block).strip() for a, b in edges] for block in blocks]


def test_claims_come_first_and_then_what_else_is_said(odd):
    assert [row[2] for row in rows(odd)] == [
        "happened",
        "happened",
        "happened, background",
        "reported",
        "denied",
    ]


def test_the_chain_runs_from_the_outlet_to_who_said_it_first(odd):
    assert rows(odd)[0][0].startswith("Daily [bold]X[/bold] ← Nina ← Local media ← Jafar al-Husseini")


def test_a_row_shows_the_words_it_was_read_from(odd):
    who, what, *_ = rows(odd)[4]
    assert "“قال … المتحدث”" in who
    assert what == "«لم يقتل أحد»"


def test_the_word_that_names_the_event_stands_below_with_its_type_and_numbers(odd):
    assert rows(odd)[1][1].endswith("“killed” · ASSAULT unconventional · killed 3–5")


def test_where_and_when_are_said_or_called_unknown(odd):
    assert [row[3:] for row in rows(odd)] == [
        ["Karma, in Anbar", "2022-02-07"],
        ["Karma, in Anbar", "unknown"],
        ["Karma", "2014-06"],
        ["unknown", "unknown"],
        ["unknown", "unknown"],
    ]


def test_the_time_is_given_in_the_reports_words_where_no_interval_is_known(odd):
    claim = msgspec.structs.replace(odd.claims[0], from_=None, to=None)
    assert rows(msgspec.structs.replace(odd, claims=(claim,)))[0][4] == "Monday"


def test_an_outlet_that_is_not_known_is_called_so(odd):
    claim = msgspec.structs.replace(odd.claims[2], chain=(Link(name=None, act="published"),))
    assert rows(msgspec.structs.replace(odd, claims=(claim,)))[0][0] == "outlet unknown c2"


def test_a_report_without_statements_says_so():
    text = shown(reading_of(Report(id="1", file="a.txt", sha256="0", text="Rain.")))
    assert text.splitlines()[:3] == [
        "report without a title",
        "outlet unknown · date unknown · language unknown · a.txt",
        "no statements found",
    ]


def test_words_in_brackets_are_no_styles(odd):
    assert "[Kataib]" in shown(odd)
    assert "Daily [bold]X[/bold]" in shown(odd)


def test_no_control_or_direction_character_reaches_the_terminal(odd):
    text = shown(odd) + shown(refuse("a\x1b[2J", Reason.EMPTY, "b\x07\u202e\x9b"))
    assert not re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "⟨U+001B⟩[31mattacked" in text


def quoting(words):
    """A reading in which the whole text is what someone says."""
    content = (Span(0, len(words)),)
    said = Attribution(id=0, source=(), cue=(), content=content, voice="direct", act="said")
    return reading_of(Report(id="1", file="f", sha256="0", text=words), attributions=(said,))


@pytest.mark.parametrize("width", [60, 80, 100, 300])
def test_no_word_of_a_statement_is_lost_and_no_line_is_too_long_at_any_width(width):
    words = [f"w{number}" for number in range(150)]
    text = shown(quoting(" ".join(words)), width=width)
    assert set(words) <= set(text.split())
    assert all(cell_len(line) <= width for line in text.splitlines())


def test_a_statement_as_long_as_a_page_is_cut_and_says_so():
    assert "7 more characters; --jsonl gives them all" in rows(quoting("x" * (LONGEST + 7)))[0][1]


def test_a_terminal_that_knows_only_ascii_gets_ascii(odd):
    text = shown(odd, encoding="ascii")
    assert "Daily [bold]X[/bold] <- Nina" in text
    assert "\\U0001f600" in text


def test_there_is_no_colour_unless_the_terminal_has_it(odd):
    assert "\x1b" not in shown(odd)
    assert "\x1b[" in shown(odd, terminal=True, colours="standard")


def test_a_refusal_is_one_line(odd):
    line = shown(refuse("a.bin", Reason.UNREADABLE, "a picture\nof something " + "long " * 60), width=40)
    assert line.startswith("refused a.bin: unreadable: a picture of something long")
    assert line.count("\n") == 1
