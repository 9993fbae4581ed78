"""Feeds in every dialect become a report an entry. Every feed here is invented."""

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report
from sayso.readers.feeds import read_feed, read_json_feed
from sayso.readers.streams import Stream
from sayso.settings import Settings

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
  <title>The Kovar Courier</title>
  <link>https://courier.example/</link>
  <description>News of the river towns</description>
  <language>en-gb</language>
  <managingEditor>editor@courier.example (Edda Editor)</managingEditor>
  <item>
    <title>Bridge at Telmar &amp;#8217;closed&amp;#8217; after &lt;b&gt;shelling&lt;/b&gt;</title>
    <link>https://courier.example/bridge</link>
    <guid isPermaLink="false">courier-1</guid>
    <pubDate>Tue, 08 Feb 2022 14:30:00 +0300</pubDate>
    <dc:creator>By Ana Belić</dc:creator>
    <source url="https://rna.example/feed">River News Agency</source>
    <description>The bridge is closed.</description>
    <content:encoded><![CDATA[<p>TELMAR, Feb 8 (RNA) - Soldiers closed the bridge at Telmar on Tuesday, the mayor said.</p>
      <script>track("reader")</script><style>p {color: red}</style>
      <p>&ldquo;Nobody was hurt,&rdquo; she told reporters&nbsp;there.</p>
      <figure><img src="x.jpg"><figcaption>The bridge on Monday</figcaption></figure>
      <p>Read more: an older story</p>]]></content:encoded>
  </item>
  <item>
    <title>Market reopens</title>
    <link>/market</link>
    <pubDate>February 2022</pubDate>
    <description>Traders went back to the market in Kovar this month, the council announced.</description>
  </item>
  <item>
    <title>Undated</title>
    <guid>https://courier.example/undated</guid>
    <pubDate>0000-00-00 00:00:00</pubDate>
    <description>The council did not say when the well would be repaired.</description>
  </item>
</channel></rss>
"""

RSS_091 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://dtd.example/rss-0.91.dtd">
<rss version="0.91"><channel><title>Orvène Gazette</title><link>http://gazette.example/</link>
<description>From Orvène</description><language>en</language>
<item><title>Fire at the caf&eacute;</title><link>http://gazette.example/fire</link>
<description>A fire burned a café in Orvène on Monday night, witnesses said.</description></item>
</channel></rss>
"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://north.example/"><title>Northern Post</title><link>http://north.example/</link>
<description>d</description><items><rdf:Seq><rdf:li rdf:resource="http://north.example/1"/></rdf:Seq></items></channel>
<item rdf:about="http://north.example/1"><title>Ferry sinks</title><link>http://north.example/1</link>
<description>A ferry sank off the northern coast and nine people were rescued, the harbour said.</description>
<dc:date>2021-11</dc:date><dc:creator>Jon Vik</dc:creator><dc:source>Coast Wire</dc:source></item>
</rdf:RDF>
"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title type="text">Hill &amp; Valley</title><link href="https://hill.example/"/><id>urn:x:hill</id>
<updated>2022-03-01T00:00:00Z</updated><author><name>Hill Desk</name></author>
<entry><title type="html">A &amp;lt;b&amp;gt; and &lt;i&gt;more&lt;/i&gt;</title><id>urn:x:1</id><link href="https://hill.example/1"/>
  <published>2022-02-08T14:30:00+03:00</published><updated>2022-02-09T00:00:00Z</updated>
  <content type="html">&lt;p&gt;The governor denied the report on Tuesday.&lt;/p&gt;&lt;p&gt;She gave no reason.&lt;/p&gt;</content></entry>
<entry><title>Xhtml</title><id>urn:x:2</id><link href="https://hill.example/2"/><updated>2022-02-08</updated>
  <author><name>Mira Sol</name></author><author><name>Tom Reed</name></author>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two drivers <em>were</em> detained &#8212; the police said.</p>
  <blockquote>They will be charged.</blockquote></div></content></entry>
<entry><title>Text</title><id>urn:x:3</id><link href="https://hill.example/3"/><updated>2022</updated>
  <source><title>Valley Wire</title></source>
  <content type="text">Prices rose by less than 5 &lt; 6 per cent, officials said &amp;amp; added.

The rest of the &lt;b&gt;report&lt;/b&gt; is plain.</content></entry>
</feed>
"""

ARABIC = """<rss version="2.0"><channel><title>بريد النهر</title><link>https://nahr.example/</link><language>ar</language>
<item><title>إغلاق الجسر</title><link>https://nahr.example/1</link><pubDate>2022-02-08T09:00:00Z</pubDate>
<description>&lt;p dir="rtl"&gt;قال رئيس البلدية إن الجنود أغلقوا الجسر صباح الثلاثاء ولم يصب أحد.&lt;/p&gt;</description></item>
</channel></rss>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Lake Journal",
    "home_page_url": "https://lake.example/",
    "language": "en",
    "authors": [{"name": "Lake Desk"}],
    "items": [
        {
            "id": 7,
            "url": "https://lake.example/7",
            "title": "Dam opened",
            "content_html": "<p>Engineers opened the dam on Friday, the ministry said.</p><p>Water reached Kovar.</p>",
            "date_published": "2022-02-11T08:00:00-05:00",
            "authors": [{"name": "Ira Lund"}, {"name": "Pavel Ott"}],
        },
        {
            "id": "https://lake.example/8",
            "content_text": "Plain < words.\n\nA second paragraph of the story.",
            "language": "en",
        },
        {
            "id": "9",
            "summary": "Only a line about the drought in the south of the country.",
            "date_published": "0000-00-00",
        },
    ],
}


def read(feed, **limits):
    data = feed.encode() if isinstance(feed, str) else feed
    return list(read_feed(Stream("feed.xml", io.BytesIO(data)), Settings(**limits)))


def read_json(feed):
    data = feed if isinstance(feed, bytes) else json.dumps(feed).encode()
    return list(read_json_feed(data, Stream("feed.json", io.BytesIO(b"")), Settings()))


def refusal(feed, reader=read, **limits):
    with pytest.raises(BadInput) as caught:
        reader(feed, **limits)
    return caught.value


def sections(report):
    return [(section.kind, section.span.of(report.text)) for section in report.sections]


def test_an_rss_entry_with_full_content_becomes_a_report_of_it():
    report = read(RSS)[0]
    assert report.title == "Bridge at Telmar ’closed’ after shelling"
    assert report.uri == "https://courier.example/bridge"
    assert report.outlet == "The Kovar Courier"
    assert report.byline == "Ana Belić"
    assert report.published == "2022-02-08T14:30:00+03:00"
    assert report.language == "en"
    assert report.agencies == ("River News Agency",)
    assert report.dateline == "TELMAR, Feb 8 (RNA)"
    assert report.notes == ()
    assert sections(report) == [
        ("title", "Bridge at Telmar ’closed’ after shelling"),
        ("dateline", "TELMAR, Feb 8 (RNA)"),
        (
            "body",
            "Soldiers closed the bridge at Telmar on Tuesday, the mayor said.\n\n“Nobody was hurt,” she told reporters there.",
        ),
        ("caption", "The bridge on Monday"),
        ("furniture", "Read more: an older story"),
    ]


def test_scripts_and_styles_in_content_are_no_text():
    assert "track" not in read(RSS)[0].text
    assert "color" not in read(RSS)[0].text


def test_an_entry_with_a_description_alone_says_so():
    report = read(RSS)[1]
    assert report.notes == ("the feed gives only a summary",)
    assert report.text.startswith("Market reopens\n\nTraders went back")


def test_an_entry_with_a_title_alone_says_so():
    (report,) = read(
        '<rss version="2.0"><channel><title>K</title><item><title>Well repaired</title></item></channel></rss>'
    )
    assert (report.text, report.notes) == ("Well repaired", ("the feed gives only a title",))


def test_a_relative_link_is_made_absolute_by_the_feeds():
    assert read(RSS)[1].uri == "https://courier.example/market"


def test_an_id_that_is_an_address_serves_where_there_is_no_link():
    assert read(RSS)[2].uri == "https://courier.example/undated"


def test_a_date_keeps_the_precision_it_is_written_with():
    assert [report.published for report in read(RSS)] == ["2022-02-08T14:30:00+03:00", "2022-02", None]


def test_an_rss_channels_editor_wrote_none_of_its_entries():
    assert read(RSS)[1].byline is None


def test_rss_0_91_with_a_doctype_and_named_entities_is_read():
    (report,) = read(RSS_091.encode("iso-8859-1"))
    assert report.outlet == "Orvène Gazette"
    assert (
        report.text == "Fire at the café\n\nA fire burned a café in Orvène on Monday night, witnesses said."
    )
    assert report.notes == ("the feed gives only a summary",)


def test_rdf_is_read():
    (report,) = read(RDF)
    assert (report.outlet, report.title, report.uri) == (
        "Northern Post",
        "Ferry sinks",
        "http://north.example/1",
    )
    assert (report.published, report.byline, report.agencies) == ("2021-11", "Jon Vik", ("Coast Wire",))


def test_atom_content_in_html_is_read_as_html():
    report = read(ATOM)[0]
    assert report.title == "A <b> and more"
    assert report.text.endswith("The governor denied the report on Tuesday.\n\nShe gave no reason.")
    assert report.published == "2022-02-08T14:30:00+03:00"
    assert report.notes == ()


def test_atom_content_in_xhtml_is_read_as_paragraphs():
    report = read(ATOM)[1]
    assert report.text == "Xhtml\n\nTwo drivers were detained — the police said.\n\nThey will be charged."


def test_atom_content_in_plain_text_is_taken_as_it_is():
    report = read(ATOM)[2]
    assert report.text == (
        "Text\n\nPrices rose by less than 5 < 6 per cent, officials said &amp; added."
        "\n\nThe rest of the <b>report</b> is plain."
    )
    assert (report.published, report.agencies) == ("2022", ("Valley Wire",))


def test_atoms_authors_are_the_entrys_or_else_the_feeds():
    assert [report.byline for report in read(ATOM)] == ["Hill Desk", "Mira Sol, Tom Reed", "Hill Desk"]


def test_a_feed_without_a_title_is_known_by_its_host():
    (report,) = read(
        '<rss version="2.0"><channel><item><title>T</title><link>https://www.dale.example/x</link></item></channel></rss>'
    )
    assert report.outlet == "dale.example"


def test_text_from_right_to_left_keeps_its_order():
    (report,) = read(ARABIC)
    assert report.text == "إغلاق الجسر\n\nقال رئيس البلدية إن الجنود أغلقوا الجسر صباح الثلاثاء ولم يصب أحد."
    assert report.language == "ar"


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "utf-8-sig"])
def test_a_feed_is_read_in_the_encoding_it_declares(encoding):
    feed = RSS_091.replace("ISO-8859-1", encoding).replace("café in", "“café” in")
    assert "burned a “café” in Orvène" in read(feed.encode(encoding))[0].text


def test_the_same_entry_in_tomorrows_feed_keeps_its_id():
    tomorrow = RSS.replace("<item>", "<item><title>New today</title></item><item>", 1).replace(
        "river towns", "rivers"
    )
    today = read(RSS)
    later = read(tomorrow)
    assert len(later) == len(today) + 1
    assert [report.id for report in later[1:]] == [report.id for report in today]
    assert len({report.id for report in later}) == len(later)


def test_a_changed_entry_gets_another_id():
    changed = RSS.replace("Nobody was hurt", "Two were hurt")
    assert read(changed)[0].id != read(RSS)[0].id


def test_a_bad_entry_between_two_good_ones_is_one_refusal():
    bad = RSS.replace("<title>Market reopens</title>", "<title></title>").replace(
        "Traders went back to the market in Kovar this month, the council announced.", "&lt;img src='x'&gt;"
    )
    first, refused, third = read(bad)
    assert isinstance(first, Report)
    assert isinstance(third, Report)
    assert isinstance(refused, Refused)
    assert refused.refused.reason == Reason.EMPTY
    assert refused.uri == "https://courier.example/market"


def test_a_bare_ampersand_loses_no_entry_and_is_noted():
    reports = read(RSS.replace("Market reopens", "Market & fair reopen"))
    assert [report.title for report in reports][1] == "Market & fair reopen"
    assert len(reports) == 3
    assert all("not well-formed" in report.notes[0] for report in reports)


def test_a_feed_that_breaks_off_says_which_entry_is_not_whole():
    first, second = read(RSS[: RSS.index("this month")])
    assert "Nobody was hurt" in first.text
    assert not any("not whole" in note for note in first.notes)
    assert second.title == "Market reopens"
    assert any("not whole" in note for note in second.notes)


def test_an_entity_bomb_is_refused_as_unsafe():
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + RSS.partition("?>")[2].strip()
    assert refusal(bomb).reason == Reason.UNSAFE
    assert refusal(bomb.encode("utf-16")).reason == Reason.UNSAFE


def test_a_hundred_thousand_elements_deep_are_refused_as_too_deep():
    deep = '<rss version="2.0"><channel>' + "<a>" * 100_000 + "</a>" * 100_000 + "</channel></rss>"
    error = refusal(deep)
    assert error.reason == Reason.TOO_DEEP
    assert "--max-depth" in error.detail


def test_a_feed_without_entries_is_empty():
    error = refusal('<rss version="2.0"><channel><title>Quiet</title></channel></rss>')
    assert error.reason == Reason.EMPTY


def test_a_malformed_feed_without_entries_is_unreadable_for_the_reason_the_parser_gives():
    error = refusal('<rss version="2.0"><channel><title>Quiet</channel></rss>')
    assert error.reason == Reason.UNREADABLE
    assert "mismatched tag" in error.detail


def test_xml_that_is_no_feed_is_named():
    error = refusal("<?xml version='1.0'?><urlset><url>x</url></urlset>")
    assert error.reason == Reason.UNSUPPORTED_FORMAT
    assert "<urlset>" in error.detail


def test_a_feed_larger_than_the_limit_is_refused():
    error = refusal(RSS, max_bytes=500)
    assert error.reason == Reason.TOO_LARGE
    assert "--max-bytes" in error.detail


def test_a_picture_in_atom_content_is_no_text():
    feed = ATOM.replace('<content type="text">', '<summary>Prices rose.</summary><content type="image/png">')
    assert read(feed)[2].text == "Text\n\nPrices rose."


def test_a_json_feed_is_read():
    report, plain, short = read_json(JSON_FEED)
    assert report.text == (
        "Dam opened\n\nEngineers opened the dam on Friday, the ministry said.\n\nWater reached Kovar."
    )
    assert (report.uri, report.outlet, report.byline) == (
        "https://lake.example/7",
        "Lake Journal",
        "Ira Lund, Pavel Ott",
    )
    assert report.published == "2022-02-11T08:00:00-05:00"
    assert (plain.text, plain.uri) == (
        "Plain < words.\n\nA second paragraph of the story.",
        "https://lake.example/8",
    )
    assert (plain.byline, plain.published) == ("Lake Desk", None)
    assert short.notes == ("the feed gives only a summary",)
    assert (short.uri, short.published) == (None, None)


def test_a_bad_item_of_a_json_feed_costs_no_other():
    feed = {
        **JSON_FEED,
        "items": [JSON_FEED["items"][0], {"id": "x", "title": 5}, "no item", JSON_FEED["items"][1]],
    }
    answers = read_json(feed)
    assert [type(answer) for answer in answers] == [Report, Refused, Refused, Report]
    assert answers[1].refused.reason == Reason.BAD_RECORD
    assert answers[1].refused.detail.startswith("item 2")


def test_a_json_feed_of_version_1_has_one_author():
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "title": "L",
        "items": [{"id": "1", "content_text": "The pump broke.", "author": {"name": "by Una Roe"}}],
    }
    assert read_json(feed)[0].byline == "Una Roe"


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ({**JSON_FEED, "items": []}, Reason.EMPTY),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', Reason.UNREADABLE),
    ],
)
def test_a_json_feed_without_items_or_end_is_refused(feed, reason):
    assert refusal(feed, read_json).reason == reason


GOOD = [
    RSS.encode(),
    RSS_091.encode("iso-8859-1"),
    RDF.encode(),
    ATOM.encode(),
    ARABIC.encode(),
    ATOM.encode("utf-16"),
]


@st.composite
def mutated(draw, documents):
    """A good document with bytes dropped, put in or turned over."""
    data = bytearray(draw(st.sampled_from(documents)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        match draw(st.sampled_from(["drop", "insert", "flip", "cut"])):
            case "drop":
                del data[at : at + draw(st.integers(1, 40))]
            case "insert":
                piece = draw(
                    st.sampled_from(
                        [
                            b"<",
                            b">",
                            b"&",
                            b"\0",
                            b"]]>",
                            b"<![CDATA[",
                            b"&#xD800;",
                            b"<!--",
                            b'"',
                            b"\xff",
                            b"</item>",
                            b"&x",
                            b"<a:b>",
                        ]
                    )
                )
                data[at:at] = piece
            case "flip":
                data[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "cut":
                del data[at:]
    return bytes(data)


def only_answers(answers):
    """Every answer is a report or a refusal that is no fault of Sayso's."""
    try:
        for answer in answers:
            assert isinstance(answer, Report | Refused)
            assert not isinstance(answer, Refused) or answer.refused.reason != Reason.FAILED, (
                answer.refused.detail
            )
    except BadInput as bad:
        Reason(bad.reason)  # one of the known ones


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(mutated(GOOD))
def test_no_damage_to_a_feed_makes_its_reader_fail(data):
    only_answers(read_feed(Stream("feed.xml", io.BytesIO(data)), Settings()))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(mutated([json.dumps(JSON_FEED).encode(), json.dumps(JSON_FEED, ensure_ascii=False).encode()]))
def test_no_damage_to_a_json_feed_makes_its_reader_fail(data):
    only_answers(read_json_feed(data, Stream("feed.json", io.BytesIO(b"")), Settings()))
