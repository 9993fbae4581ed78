"""The page: complete in itself, harmless whatever a report holds, and true to the report's text."""

import base64
import hashlib
import itertools
import re
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sayso.export.marks import blocks_of
from sayso.export.page import Tally, page_end, page_start, refused_html, report_html, safe_link
from sayso.export.visible import visible
from sayso.model import Attribution, Reason, Report, Section, Span, reading_of, refuse

PALETTES = re.compile(r":root \{(.*?)\}", re.S)
PAIRS = [
    ("ink", "paper"), ("ink", "card"), ("ink", "claim"), ("ink", "lit"), ("quiet", "paper"), ("quiet", "card"),
    ("source-ink", "source"), ("cue", "card"), ("link", "card"), ("link", "paper"), ("warn", "warn-paper"), ("cue", "lit"), ("quiet", "lit"), ("source-ink", "lit"), ("link", "lit"), ("ink", "warn-paper"),
]  # fmt: skip


def whole(*parts):
    return html.document_fromstring((page_start() + "".join(parts) + page_end(Tally(1, 0, 0))).encode())


def of_class(page, name, under="//*"):
    return page.xpath(f"{under}[contains(concat(' ', @class, ' '), ' {name} ')]")


def rows(page):
    return page.xpath("//tbody/tr")


def bare(text, **found):
    return reading_of(Report(id="1", file="f", sha256="0", text=text, **found))


def squeezed(text):
    return "".join(text.split())


def test_the_text_on_the_page_is_the_text_of_the_report(odd):
    [column] = of_class(whole(report_html(odd, 1)), "text")
    assert squeezed(column.text_content()) == squeezed(visible(odd.text))


@given(st.data())
def test_every_character_stands_in_exactly_one_piece_however_spans_overlap(data):
    text = data.draw(st.text(st.sampled_from("ab \r\n\t—😀م"), min_size=1, max_size=40))
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda ends: Span(*sorted(ends))
    )
    spans = data.draw(st.lists(span, max_size=6))
    said = tuple(
        Attribution(id=at, source=(one,), cue=(), content=(other,), voice="direct", act="said")
        for at, (one, other) in enumerate(itertools.pairwise(spans))
    )
    sections = tuple(Section(kind="furniture", start=one.start, end=one.end) for one in spans[:2])
    reading = msgspec.structs.replace(bare(text), attributions=said, sections=sections)
    pieces = [piece for block in blocks_of(reading) for piece in block.pieces]
    assert "".join(piece.text for piece in pieces) == text


def test_each_mark_covers_its_own_words_and_no_others(odd):
    pieces = [piece for block in blocks_of(odd) for piece in block.pieces]
    for attribution in odd.attributions:
        for kind in ("source", "cue", "content"):
            covered = [
                p.text for p in pieces if any(m.kind == kind and m.id == attribution.id for m in p.marks)
            ]
            assert "".join(covered) == "".join(span.of(odd.text) for span in getattr(attribution, kind))


def test_source_cue_content_and_a_content_in_a_content_are_told_apart(odd):
    page = whole(report_html(odd, 1))
    words = {
        name: of_class(page, name, "//article//p//*")[0].text_content()
        for name in ("source", "cue", "nested")
    }
    assert words == {"source": "Local ", "cue": "reported", "nested": "“Gunmen ⟨U+001B⟩[31m"}


def test_furniture_is_set_apart(odd):
    [furniture] = of_class(whole(report_html(odd, 1)), "furniture")
    assert furniture.text_content() == "Read also: <script>alert(1)</script> & more"


def test_every_paragraph_finds_its_own_direction(odd):
    assert {p.get("dir") for p in whole(report_html(odd, 1)).xpath("//article//div/p")} == {"auto"}


def test_a_row_says_who_what_status_where_and_when_with_the_words_first(odd):
    first = rows(whole(report_html(odd, 1)))[0]
    who, what, status, where, when = (" ".join(cell.text_content().split()) for cell in first)
    assert who.startswith("Daily [bold]X[/bold]NinaLocal mediaJafar al-Husseini")
    assert what.endswith("Karma 😀 and killed 3 to 5 guards,” ASSAULT")
    assert (status, where, when) == ("happened", "Karma Karma, in Anbar", "Monday 2022-02-07")


def test_what_is_not_known_is_called_unknown(odd):
    denied = rows(whole(report_html(odd, 1)))[-1]
    assert [cell.text_content().strip() for cell in denied][2:] == ["denied", "unknown", "unknown"]


def test_what_nobody_is_quoted_for_is_said_by_the_outlet_itself(odd):
    assert "the outlet itself" in rows(whole(report_html(odd, 1)))[2][0].text_content()


def test_a_statement_whose_words_were_not_found_is_unknown_and_points_nowhere():
    said = Attribution(id=0, source=(Span(0, 2),), cue=(Span(3, 7),), content=(), voice="direct", act="said")
    page = whole(
        report_html(
            reading_of(Report(id="1", file="f", sha256="0", text="He said."), attributions=(said,)), 1
        )
    )
    assert rows(page)[0][1].text_content().strip() == "unknown"
    assert not of_class(page, "what")


def test_a_language_that_is_not_known_is_not_taken_for_english():
    assert of_class(whole(report_html(bare("He said."), 1)), "text")[0].get("lang") == ""


def test_a_report_with_nothing_in_it_says_so():
    assert "No statements found." in report_html(bare("Rain."), 1)


def test_each_row_points_at_words_that_are_there(odd):
    page = whole(report_html(odd, 1), report_html(odd, 2))
    ids = [element.get("id") for element in page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in of_class(page, "what")} <= set(ids)


def test_nothing_of_a_report_becomes_an_element(odd):
    hostile = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>{{ 7*7 }}"
    names = ("title", "outlet", "byline", "dateline", "file", "uri", "language", "version", "sha256")
    changes = dict.fromkeys(names, hostile) | {"notes": (hostile,), "agencies": (hostile,)}
    page = whole(
        report_html(msgspec.structs.replace(odd, **changes), 1),
        refused_html(refuse(hostile, Reason.EMPTY, hostile)),
    )
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //*[@onerror or @onload or @onclick]")
    assert page.text_content().count("{{ 7*7 }}") >= len(names)


def test_no_control_or_direction_character_reaches_the_page(odd):
    page = report_html(odd, 1) + refused_html(refuse("a\x1b\u202e\x9b", Reason.EMPTY, "b\x00"))
    assert not re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert "⟨U+202E⟩" in page


@pytest.mark.parametrize(
    ("uri", "followed"),
    [
        pytest.param("https://example.org/a?b=1&c=2", True, id="https"),
        pytest.param("HTTP://example.org/", True, id="http in capitals"),
        pytest.param("javascript:alert(1)", False, id="a script"),
        pytest.param("data:text/html,x", False, id="a page in an address"),
        pytest.param("java\nscript:alert(1)", False, id="a script with a line end in it"),
        pytest.param("//example.org", False, id="no scheme"),
        pytest.param("https:///path", False, id="no host"),
        pytest.param("https://exa\u202emple.org", False, id="turned letters"),
        pytest.param("https://[broken", False, id="a broken host"),
        pytest.param(None, False, id="none"),
    ],
)
def test_only_addresses_on_the_web_can_be_followed(uri, followed):
    assert (safe_link(uri) == uri) is (followed or uri is None)


def test_an_address_that_cannot_be_followed_is_still_shown(odd):
    page = whole(report_html(odd, 1))
    assert "javascript:alert(1)" in page.text_content()
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")


def test_the_page_needs_nothing_from_outside(odd):
    page = whole(report_html(odd, 1))
    assert not page.xpath("//link | //img | //iframe | //object | //*[@src]")
    assert "url(" not in page_start()
    assert "@import" not in page_start()


def test_the_page_allows_its_own_script_and_no_other():
    page = page_start() + page_end(Tally())
    script = html.document_fromstring(page).xpath("//script")[0].text
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page


def test_headings_step_down_one_level_at_a_time(odd):
    page = whole(report_html(odd, 1), refused_html(refuse("f", Reason.EMPTY, "d")))
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(there - here <= 1 for here, there in itertools.pairwise(levels))


def test_the_report_carries_its_language_and_the_page_its_own(odd):
    page = whole(report_html(msgspec.structs.replace(odd, language="ar"), 1))
    assert page.get("lang") == "en"
    assert of_class(page, "text")[0].get("lang") == "ar"


@pytest.mark.parametrize("palette", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_every_text_can_be_read_against_its_ground(palette, ink, paper):
    css = files("sayso.export").joinpath("templates", "page.css").read_text()
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", PALETTES.findall(css)[palette]))
    lights = sorted(luminance(colours[name]) for name in (ink, paper))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5  # WCAG 2.2, level AA


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_text_made_to_take_long_is_cut_in_time():
    text = (" " * 200_000 + "\r") * 3 + "\n \n" * 20_000
    assert "".join(p.text for block in blocks_of(bare(text + "x")) for p in block.pieces) == text + "x"


def test_the_end_counts_what_was_read_refused_and_left_out():
    assert "1 report read, 2 refused, 3 left out by filters." in page_end(Tally(1, 2, 3))
