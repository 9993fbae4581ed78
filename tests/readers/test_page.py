"""Web pages: what they declare of themselves, and their words without what stands around them."""

import json

import pytest

from sayso.model import Reason
from sayso.settings import Settings
from tests.readers.inputs import PARAGRAPHS, one, page, parts, refusal

TITLE = "Soldiers close the bridge at Telmar"


def linked(*blocks, kind="application/ld+json"):
    return "".join(
        f'<script type="{kind}">{block if isinstance(block, str) else json.dumps(block)}</script>'
        for block in blocks
    )


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2022-02-08T14:30:00+03:00",
    "author": [{"@type": "Person", "name": "Ana Belić"}, {"@type": "Person", "name": "Tom Reed"}],
    "publisher": {"@type": "Organization", "name": "The Kovar Courier"},
}


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(ARTICLE, id="an object"),
        pytest.param([{"@type": "WebSite", "name": "x"}, ARTICLE], id="a list"),
        pytest.param(
            {"@context": "x", "@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, ARTICLE]},
            id="a graph",
        ),
        pytest.param({"@type": "WebPage", "mainEntity": ARTICLE}, id="the main thing of a page"),
        pytest.param(ARTICLE | {"@type": ["Article", "NewsArticle"]}, id="of two types"),
        pytest.param(ARTICLE | {"@type": "https://schema.org/NewsArticle"}, id="of a type with its address"),
        pytest.param(
            ARTICLE | {"author": "Ana Belić, Tom Reed", "publisher": "The Kovar Courier"},
            id="with names alone",
        ),
        pytest.param("<!-- " + json.dumps(ARTICLE) + " -->", id="in a comment"),
        pytest.param(json.dumps(ARTICLE) + ";", id="with a semicolon"),
        pytest.param(json.dumps(ARTICLE).replace("Soldiers", "Soldiers\n"), id="with a line end in a string"),
    ],
)
def test_what_a_page_says_of_itself_in_json_ld_is_believed(block):
    report = one(page(linked(block)))
    assert (report.title, report.byline) == (TITLE, "Ana Belić, Tom Reed")
    assert (report.outlet, report.published) == ("The Kovar Courier", "2022-02-08T14:30:00+03:00")


@pytest.mark.parametrize(
    "block",
    [
        "{broken",
        "",
        "null",
        "[[[[[[[[[1]]]]]]]]]",
        '{"@type": null}',
        '{"@type": "NewsArticle", "headline": 7, "author": {"name": {"name": []}}, "datePublished": {}, "publisher": false}',
        '{"@type": "NewsArticle", "headline": "", "datePublished": "0000-00-00"}',
        '{"@graph": ' * 3000 + "1" + "}" * 3000,
    ],
)
def test_broken_json_ld_hinders_nothing(block):
    report = one(page(linked(block) + '<meta property="article:published_time" content="2022-02-08">'))
    assert (report.title, report.published) == (TITLE, "2022-02-08")


def test_a_broken_block_does_not_hide_the_next():
    assert one(page(linked("{broken", ARTICLE))).byline == "Ana Belić, Tom Reed"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        pytest.param('<meta property="og:site_name" content="The Courier">', {"outlet": "The Courier"}, id="OpenGraph's site"),
        pytest.param('<meta property="article:published_time" content="2022-02-08T14:30Z">', {"published": "2022-02-08T14:30Z"}, id="its time"),
        pytest.param('<meta name="author" content="By Ana Belić">', {"byline": "Ana Belić"}, id="the author's name"),
        pytest.param('<meta name="DC.date.issued" content="2022-02">', {"published": "2022-02"}, id="Dublin Core's month"),
        pytest.param('<meta name="date" content="0000-00-00">', {"published": None}, id="a date of zeros is none"),
        pytest.param('<link rel="canonical" href="https://www.courier.example/a">', {"uri": "https://www.courier.example/a", "outlet": "courier.example"}, id="the host where no outlet is named"),
        pytest.param('<link rel="canonical" href="https://[broken">', {"uri": None, "outlet": None}, id="a broken address is none"),
        pytest.param('<meta property="og:url" content="javascript:alert(1)">', {"uri": None}, id="nor is a script"),
        pytest.param("", {"outlet": None, "published": None, "byline": None, "uri": None}, id="what is not said is not made up"),
    ],
)  # fmt: skip
def test_what_the_head_declares_is_taken(head, told):
    report = one(page(head))
    assert {name: getattr(report, name) for name in told} == told


def test_microdata_is_taken():
    body = '<div itemscope><span itemprop="author">Ana Belić</span><time itemprop="datePublished" datetime="2022-02-08">Tuesday</time></div>'
    report = one(page(body=body))
    assert (report.byline, report.published) == ("Ana Belić", "2022-02-08")


@pytest.mark.parametrize(
    ("attribute", "head"),
    [
        (' lang="en-GB"', ""),
        ("", '<meta property="og:locale" content="en_US">'),
        (
            "",
            '<link rel="canonical" href="https://c.example/a"><link rel="alternate" hreflang="en" href="https://c.example/a">',
        ),
    ],
)
def test_the_language_is_what_the_words_show_and_else_what_is_declared(attribute, head):
    html = page(head).replace("<html>", f"<html{attribute}>")
    assert one(html).language == "en"
    assert one(html.replace('"en', '"fr')).language == "en"  # the words show it


def test_a_page_that_reviews_a_claim_says_so_in_a_note_and_not_in_its_text():
    review = {
        "@type": "ClaimReview",
        "claimReviewed": "The army left in March",
        "author": {"@type": "Organization", "name": "Fact Kovar"},
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "The Governor"}},
    }
    report = one(page(linked(review)))
    assert report.notes == ("the page reviews the claim “The army left in March” by The Governor",)
    assert "left in March" not in report.text


def test_quotation_marks_that_browsers_draw_are_in_the_text():
    report = one(
        page(
            paragraphs=[
                *PARAGRAPHS,
                "<q>We <em>never</em> left,</q> the captain told the paper on Tuesday evening.",
            ]
        )
    )
    assert "“We never left,” the captain told" in report.text


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>Planted words that no reader sees on the page at all.</p>",
        '<p style="display: none">Planted words that no reader sees on the page at all.</p>',
        '<div style="visibility:hidden"><p>Planted words that no reader sees on the page at all.</p></div>',
        '<div class="cookie-banner"><p>Planted words: this site uses cookies for many things.</p></div>',
        '<aside class="related-stories"><p>Planted words: another story that you may want to read.</p></aside>',
        "<nav><ul><li>Planted words</li></ul></nav>",
        "<footer><p>Planted words © 2022</p></footer>",
        "<script>document.write('Planted words')</script>",
        "<style>p::before {content: 'Planted words'}</style>",
        "<!-- Planted words -->",
        "<noscript>Planted words</noscript>",
    ],
)  # fmt: skip
def test_what_is_hidden_or_stands_around_the_report_is_not_in_its_text(markup):
    html = page().replace(f"<p>{PARAGRAPHS[2]}</p>", f"<p>{PARAGRAPHS[2]}</p>{markup}")
    report = one(html)
    assert "Planted" not in report.text
    assert PARAGRAPHS[3] in report.text


def test_title_dateline_and_body_are_told_apart():
    sections = parts(one(page()))
    assert sections[0] == ("title", TITLE)
    assert sections[1] == ("dateline", "TELMAR, Feb 8 (RNA)")
    assert sections[2][0] == "body"
    assert sections[2][1].startswith("Soldiers closed the old bridge")


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "WINDOWS-1252", "'windows-1252'"])
def test_a_page_in_the_encoding_it_declares_is_read(declared):
    html = page(
        f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">',
        paragraphs=[*PARAGRAPHS, "“It is naïve,” said the café’s owner – twice."],
    )
    report = one(html.encode("cp1252"))
    assert "“It is naïve,” said the café’s owner – twice." in report.text
    assert report.notes == ()


@pytest.mark.parametrize("control", ["\x01", "\x00", "\x1f", "\ufffe", "&#1;", "&#x1F;", "&#0;", "&#xFFFE;"])
def test_control_characters_are_taken_out_and_that_is_noted(control):
    hidden = f"<p hidden>x</p>Words{control} behind it, she said on Tuesday in the town."
    report = one(
        page(
            paragraphs=[
                *PARAGRAPHS,
                f"Nobody was{control} hurt, the mayor said. <q>No{control}body,</q> she said.",
                hidden,
            ]
        )
    )
    assert "Nobody was hurt" in report.text
    assert "“Nobody,”" in report.text
    assert report.notes == ("control characters in it were taken out",)


@pytest.mark.parametrize("blank", ["\f", "\v", "&#12;", "&#11;"])
def test_form_feeds_are_white_space(blank):
    report = one(page(paragraphs=[*PARAGRAPHS, f"Nobody was{blank}hurt, the mayor said to the reporters."]))
    assert "Nobody was hurt" in report.text


def nested(deep):
    return page(body="<div>" * deep + "x" + "</div>" * deep)


def test_a_page_nested_too_deeply_is_refused_and_the_limit_named():
    assert one(nested(200)).title == TITLE
    reason, detail = refusal(nested(300))
    assert reason == Reason.TOO_DEEP
    assert "--max-depth" in detail
    assert one(nested(300), Settings(max_depth=400)).title == TITLE


def test_elements_deeper_than_the_old_limit_of_the_parser_are_not_lost():
    html = page().replace("<article>", "<div>" * 300 + "<article>")
    assert PARAGRAPHS[3] in one(html, Settings(max_depth=400)).text


@pytest.mark.parametrize(
    "markup",
    [
        "<script>" + "document.write('<div>');" * 500 + "</script>",
        "<!--" + "<div>" * 500 + "-->",
        "<p>x" * 500,
        "<br>" * 500,
        '<div title="a<b">x</div>' * 500,
    ],
    ids=["in a script", "in a comment", "paragraphs", "breaks", "in attributes"],
)
def test_tags_that_do_not_nest_do_not_count(markup):
    assert one(page(body=markup)).title == TITLE


def test_depth_cannot_be_hidden_in_attributes():
    assert refusal(page(body='<div title="<">' * 100_000))[0] == Reason.TOO_DEEP


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<!DOCTYPE html>",
        "<html",
        "<html><body><p></p></body></html>",
        "<html><head><title>Only a title</title></head></html>",
        "<html><body><nav><a href=x>Home</a></nav></body></html>",
    ],
)
def test_a_page_without_main_text_is_empty(html):
    assert refusal(html)[0] == Reason.EMPTY
