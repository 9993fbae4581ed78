"""Plain text and Markdown: the text stays as it is, its head tells title, byline, dateline and day."""

import pytest

from sayso.readers.plain import read_head
from tests.readers.inputs import one, parts

BODY = (
    "Soldiers closed the bridge at Telmar on Tuesday, the mayor said. “Nobody was hurt,” she told reporters."
)
MORE = "The governor denied it and said that the bridge would open on Friday."


def facts(text):
    """What the head says, without what it does not say."""
    head = read_head(text)
    named = {
        name: getattr(head, name)
        for name in ("title", "byline", "dateline", "published", "outlet", "uri", "language")
    }
    return {name: value for name, value in named.items() if value is not None}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(f"{BODY}\n\n{MORE}", {}, id="a text that begins with its body"),
        pytest.param(f"Bridge at Telmar closed\n\n{BODY}", {"title": "Bridge at Telmar closed"}, id="a title"),
        pytest.param(f"Bridge at Telmar closed\n{BODY}", {"title": "Bridge at Telmar closed"}, id="a title without a blank line"),
        pytest.param(f"Bridge at Telmar Closed by Army.\n\n{BODY}", {"title": "Bridge at Telmar Closed by Army."}, id="a title with capitals and a full stop"),
        pytest.param("The army left.\n\nThe bridge is open.", {}, id="a short sentence is no title"),
        pytest.param("The army left, she said\nto reporters in the town. " + BODY, {}, id="a sentence broken into lines is no title"),
        pytest.param("An address to mark the\n            Holiday. " + BODY, {}, id="nor one broken behind an article"),
        pytest.param(
            f"The latest: army leaves the town.\n\nTELMAR (RNA) — {BODY}",
            {"title": "The latest: army leaves the town.", "dateline": "TELMAR (RNA)"},
            id="what stands above a dateline is a title",
        ),
        pytest.param(f"BRIDGE AT TELMAR CLOSED\n\n{BODY}", {"title": "BRIDGE AT TELMAR CLOSED"}, id="a title in capitals"),
        pytest.param(f"Bridge closed\n=============\n\n{BODY}", {"title": "Bridge closed"}, id="a title with a line under it"),
        pytest.param(f"# Bridge closed #\n\n{BODY}", {"title": "Bridge closed"}, id="a title in Markdown"),
        pytest.param(f"**Bridge closed**\n\n**By Ana Belić**\n\n{BODY}", {"title": "Bridge closed", "byline": "Ana Belić"}, id="bold title and byline"),
        pytest.param(f"By noon the army had left\n\n{BODY}", {"title": "By noon the army had left"}, id="By noon is no byline"),
        pytest.param(f"By noon the army had left Telmar, residents said.\n\n{BODY}", {}, id="nor in a sentence"),
        pytest.param(
            f"Bridge closed\nBy Ana Belić and Tom Reed\n8 February 2022, 14:30 GMT\n\n{BODY}",
            {"title": "Bridge closed", "byline": "Ana Belić and Tom Reed", "published": "2022-02-08T14:30Z"},
            id="byline and date",
        ),
        pytest.param(f"Bridge closed\n\nBy Ana Belić Updated: Feb 8, 2022 - 6:19 PM\n\n{BODY}", {"title": "Bridge closed", "byline": "Ana Belić"}, id="a byline with more behind it"),
        pytest.param(f"Bridge closed\n\nAna Belić and J. Reed\n\nTELMAR (RNA) - {BODY}", {"title": "Bridge closed", "byline": "Ana Belić and J. Reed", "dateline": "TELMAR (RNA)"}, id="names alone above a dateline"),
        pytest.param(f"Bridge closed\n\nNew Year Day Telmar Shooting\n\nTELMAR (RNA) - {BODY}", {"title": "Bridge closed"}, id="but not a second headline"),
        pytest.param(f"Bridge closed\n\nUpdated: 22:07 GMT, 8 February 2022\n\n{BODY}", {"title": "Bridge closed", "published": "2022-02-08"}, id="an update is no outlet"),
        pytest.param(f"Bridge closed\nhttps://c.example/1\n\n{BODY}", {"title": "Bridge closed", "uri": "https://c.example/1"}, id="the address a text was saved from"),
        pytest.param(f"By: Ana Belić Updated: Feb 8, 2022\n\n{BODY}", {"byline": "Ana Belić"}, id="a labelled byline with more behind it"),
        pytest.param(f"Telmar (RNA)\n{BODY}", {"dateline": "Telmar (RNA)"}, id="a dateline without a dash"),
        pytest.param(f"Bridge closed (again)\n\n{BODY}", {"title": "Bridge closed (again)"}, id="a title that ends in brackets"),
        pytest.param(f"Bridge closed\n\nFebruary 2022\n\n{BODY}", {"title": "Bridge closed", "published": "2022-02"}, id="a month alone"),
        pytest.param(f"Bridge closed\n\n31 February 2022\n\n{BODY}", {"title": "Bridge closed"}, id="a day no month has"),
        pytest.param(
            f'---\ntitle: "Bridge: closed"\nauthor: By Ana Belić\ndate: 2022-02-08T14:30:00+03:00\ntags:\n  - army\nurl: https://c.example/1\nlang: en\n---\n\n# Bridge: closed\n\n{BODY}',
            {"title": "Bridge: closed", "byline": "Ana Belić", "published": "2022-02-08T14:30:00+03:00", "uri": "https://c.example/1", "language": "en"},
            id="front matter",
        ),
        pytest.param(f"---\ntitle: Never closed.\n\n{BODY}", {"title": "Never closed."}, id="front matter that never ends is read as labels"),
        pytest.param(f"Source: Two officials in Telmar said the army had left.\n\n{BODY}", {}, id="a sentence that begins like a label"),
        pytest.param(f"Source: The Courier\n\n{BODY}", {"outlet": "The Courier"}, id="a label"),
        pytest.param(f"Bridge closed\n\nThe Courier, 7 November 2022\n\n{BODY}", {"title": "Bridge closed", "outlet": "The Courier", "published": "2022-11-07"}, id="an imprint"),
        pytest.param(f"[1]\n{BODY}", {}, id="a number in brackets is no title"),
        pytest.param("Bridge at Telmar closed", {}, id="one line alone is the text"),
        pytest.param("", {}, id="nothing"),
    ],
)  # fmt: skip
def test_the_head_tells(text, told):
    assert facts(text) == told


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_may_end_in_any_way(end):
    head = read_head(f"Bridge closed\n\nBy Ana Belić\n\n{BODY}\n\n{MORE}\n".replace("\n", end))
    assert (head.title, head.byline) == ("Bridge closed", "Ana Belić")
    assert [section.kind for section in head.sections] == ["title", "furniture", "body"]


def test_the_text_stays_as_it_is():
    text = f"\r\n  Bridge closed \r\n\r\n\t{BODY}\r\n"
    assert one(text).text == text


def test_sections_say_which_words_are_which():
    text = f"Bridge closed\n\nBy Ana Belić\n\nTELMAR, 8 FEB 90 (RNA) -- [TEXT] {BODY}\n\nShare this article\n\nPhoto: Tom Reed\n\n{MORE}\n\n(Reporting by Ana Belić; Editing by Tom Reed)"
    assert parts(one(text)) == [
        ("title", "Bridge closed"),
        ("furniture", "By Ana Belić"),
        ("dateline", "TELMAR, 8 FEB 90 (RNA)"),
        ("body", BODY),
        ("furniture", "Share this article"),
        ("caption", "Photo: Tom Reed"),
        ("body", MORE),
        ("furniture", "(Reporting by Ana Belić; Editing by Tom Reed)"),
    ]


def test_agency_copy_in_capitals_is_read():
    text = "GUATEMALA CITY, 4 FEB 90 (ACAN) -- [TEXT] THE ARMY SAID TODAY THAT TWO SOLDIERS WERE HURT.\n\nTHE REBELS DENIED IT."
    report = one(text)
    assert (report.title, report.dateline, report.published) == (
        None,
        "GUATEMALA CITY, 4 FEB 90 (ACAN)",
        "1990-02-04",
    )
    assert parts(report)[1] == (
        "body",
        "THE ARMY SAID TODAY THAT TWO SOLDIERS WERE HURT.\n\nTHE REBELS DENIED IT.",
    )


def test_a_dateline_on_a_line_of_its_own_is_cut_from_the_body():
    assert parts(one(f"\nTELMAR (RNA) _\n\n{BODY}")) == [("dateline", "TELMAR (RNA)"), ("body", BODY)]


def test_a_transcript_has_no_byline_and_is_all_body():
    report = one(
        "HOST: Good evening. The bridge is closed.\nMAYOR: The army closed it on Tuesday.\nHOST: Why?\nMAYOR: Ask them.\n"
    )
    assert (report.title, report.byline) == (None, None)
    assert [kind for kind, _ in parts(report)] == ["body"]


def test_a_table_is_body_but_for_its_rule():
    report = one(
        f"Hurt by town\n\nTown | Killed | Hurt\n--- | --- | ---\nTelmar | 2 | 5\nKovar | 0 | 1\n\n{BODY}"
    )
    assert [kind for kind, _ in parts(report)] == ["title", "body", "furniture", "body"]


def test_ten_thousand_short_lines_are_one_body():
    assert [kind for kind, _ in parts(one("\n".join(f"Line {n} of the text" for n in range(10_000))))] == [
        "body"
    ]


def test_a_title_known_from_elsewhere_is_found_again_and_no_other():
    text = f"An older line\n\nBridge closed\n\n{BODY}"
    assert (
        read_head(text, "bridge closed").title is None
        or read_head(text, "bridge closed").title == "Bridge closed"
    )
    assert read_head(f"BRIDGE CLOSED\n\n{BODY}", "Bridge closed").sections[0].kind == "title"
    assert read_head(f"Another line\n\n{BODY}", "Bridge closed").sections[0].kind == "body"
