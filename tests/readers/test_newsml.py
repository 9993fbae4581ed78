"""NewsML-G2 items, alone and in messages. Every item here is invented."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report
from sayso.readers.newsml import read_newsml
from sayso.readers.streams import Stream
from sayso.settings import Settings

NITF_ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:rna:bridge" version="3" standard="NewsML-G2"
  standardversion="2.30" conformance="power" xml:lang="en-GB">
  <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:RNA"><name>River News Agency</name></provider>
    <versionCreated>2022-02-08T14:30:00+03:00</versionCreated><firstCreated>2022-02-08T09:00:00Z</firstCreated>
    <pubStatus qcode="stat:usable"/><title>slug-bridge</title></itemMeta>
  <contentMeta><contentCreated>2022-02-07</contentCreated><located qcode="city:1"><name>Telmar</name></located>
    <infoSource literal="River News Agency"/><infoSource qcode="is:cw"><name>Coast Wire</name></infoSource>
    <creditline>Somebody else</creditline><by>By Ana Belić</by><language tag="en"/>
    <headline role="hld:sub">And more</headline><headline>Bridge &amp; ferry <!-- not this -->closed</headline></contentMeta>
  <contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
    <head><title>In the head</title></head><body><body.head><hedline><hl1>Another headline</hl1></hedline>
    <byline>By Someone Else</byline><dateline><location>KOVAR</location>, Feb 8</dateline></body.head>
    <body.content><p>Soldiers closed the bridge on <chron norm="20220208">Tuesday</chron>, the mayor said.</p>
    <media media-type="image"><media-reference source="x">raw</media-reference><media-caption>The bridge</media-caption>
    </media><p>The ferry&nbsp;stopped too.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>"""

XHTML_ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="https://hill.example/2" version="1">
  <itemMeta><provider qcode="nprov:HILL"/><versionCreated>2022-02</versionCreated><title>Prices in Kovar</title></itemMeta>
  <contentMeta><creditline>Valley Wire</creditline><dateline>Hill, February</dateline>
    <creator literal="c"><name>Mira Sol</name></creator></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">
    <head><title>In the head</title><script>no()</script></head><body><p>Prices rose <b>again</b> in the hills, traders
    said.</p><script>no()</script><ul><li>Bread</li></ul></body></html></inlineXML>
    <inlineData contenttype="text/plain">Not this form of it.</inlineData></contentSet></newsItem>"""

DATA_ITEM = """<newsItem guid="urn:x:3" version="1"><itemMeta><versionCreated>0000-00-00</versionCreated></itemMeta>
  <contentMeta><headline>بئر في القرية</headline></contentMeta><contentSet>
  <inlineData contenttype="image/jpeg" encoding="http://x/base64">AAAA</inlineData>
  <inlineData contenttype="text/plain">حفر السكان بئرا في القرية &lt; يوم الثلاثاء.

لم يصب أحد.</inlineData></contentSet></newsItem>"""

MESSAGE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header>'
    "<sent>2022-02-08T00:00:00Z</sent></header><itemSet>{}</itemSet></newsMessage>"
)
PACKAGE = """<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:p" version="1"><itemMeta/>
  <groupSet root="r"><group id="r"><itemRef residref="urn:rna:bridge"/></group></groupSet></packageItem>"""


def read(document, **limits):
    data = document.encode() if isinstance(document, str) else document
    return list(read_newsml(Stream("items.xml", io.BytesIO(data)), Settings(**limits)))


def refusal(document, **limits):
    with pytest.raises(BadInput) as caught:
        read(document, **limits)
    return caught.value


def sections(report):
    return [(section.kind, section.span.of(report.text)) for section in report.sections]


def test_an_item_in_nitf_is_read():
    (report,) = read(NITF_ITEM)
    assert (report.uri, report.version, report.file) == ("urn:rna:bridge", "3", "items.xml")
    assert (report.title, report.byline, report.dateline) == (
        "Bridge & ferry closed",
        "Ana Belić",
        "KOVAR, Feb 8",
    )
    assert (report.outlet, report.agencies) == ("River News Agency", ("Coast Wire",))
    assert (report.published, report.language, report.notes) == ("2022-02-08T14:30:00+03:00", "en", ())
    assert sections(report) == [
        ("title", "Bridge & ferry closed"),
        ("dateline", "KOVAR, Feb 8"),
        ("body", "Soldiers closed the bridge on Tuesday, the mayor said."),
        ("caption", "The bridge"),
        ("body", "The ferry stopped too."),
    ]


def test_an_item_in_xhtml_is_read():
    (report,) = read(XHTML_ITEM)
    assert report.text == "Prices in Kovar\n\nPrices rose again in the hills, traders said.\n\nBread"
    assert (report.outlet, report.agencies, report.byline) == ("HILL", ("Valley Wire",), "Mira Sol")
    assert (report.published, report.dateline) == ("2022-02", "Hill, February")


def test_an_item_in_plain_text_from_right_to_left_is_read():
    (report,) = read(DATA_ITEM)
    assert report.text == "بئر في القرية\n\nحفر السكان بئرا في القرية < يوم الثلاثاء.\n\nلم يصب أحد."
    assert (report.published, report.outlet, report.language) == (None, None, "ar")


def test_the_headline_in_the_story_serves_where_the_item_gives_none():
    without = NITF_ITEM.replace("headline>", "slugline>").replace("<headline", "<slugline")
    assert read(without)[0].title == "Another headline"


def test_without_versioncreated_the_first_and_then_the_content_give_the_date():
    without = NITF_ITEM.replace("versionCreated", "x")
    assert read(without)[0].published == "2022-02-08T09:00:00Z"
    assert read(without.replace("firstCreated", "y"))[0].published == "2022-02-07"


def test_a_message_gives_a_report_for_each_item():
    reports = read(MESSAGE.format(NITF_ITEM + XHTML_ITEM + DATA_ITEM))
    assert [report.uri for report in reports] == ["urn:rna:bridge", "https://hill.example/2", "urn:x:3"]


def test_a_bad_item_between_two_good_ones_is_one_refusal():
    empty = '<newsItem guid="urn:empty" version="1"><itemMeta/></newsItem>'
    first, refused, third = read(MESSAGE.format(NITF_ITEM + empty + XHTML_ITEM))
    assert (first.uri, third.uri) == ("urn:rna:bridge", "https://hill.example/2")
    assert (refused.uri, refused.refused.reason) == ("urn:empty", Reason.EMPTY)


@pytest.mark.parametrize(
    ("mark", "word"),
    [
        ('<pubStatus qcode="stat:canceled"/>', "canceled"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>', "withheld"),
        ('<pubStatus qcode="stat:usable"/><signal qcode="sig:kill"/>', "killed"),
    ],
)
def test_an_item_that_was_taken_back_is_refused_by_guid_and_version(mark, word):
    (refused,) = read(NITF_ITEM.replace('<pubStatus qcode="stat:usable"/>', mark))
    assert refused.refused.reason == Reason.WITHDRAWN
    assert "urn:rna:bridge, version 3" in refused.refused.detail
    assert word in refused.refused.detail
    assert refused.uri == "urn:rna:bridge"


def test_a_correction_is_read_and_noted():
    mark = '<pubStatus qcode="stat:usable"/><signal qcode="sig:correction"/>'
    (report,) = read(NITF_ITEM.replace('<pubStatus qcode="stat:usable"/>', mark))
    assert report.notes == ("sent as a correction of an earlier version",)


def test_a_package_that_only_refers_to_items_is_empty():
    (refused,) = read(PACKAGE)
    assert (refused.refused.reason, refused.uri) == (Reason.EMPTY, "urn:p")
    assert "packageItem" in refused.refused.detail


def test_a_message_without_items_is_empty():
    assert refusal(MESSAGE.format("")).reason == Reason.EMPTY


def test_a_message_that_breaks_off_gives_the_items_before_and_one_refusal():
    whole = MESSAGE.format(NITF_ITEM + XHTML_ITEM)
    report, refused = read(whole[: whole.index("Prices rose")])
    assert report.uri == "urn:rna:bridge"
    assert refused.refused.reason == Reason.UNREADABLE
    assert "items read before that: 1" in refused.refused.detail


def test_what_is_not_well_formed_is_unreadable_for_the_reason_the_parser_gives():
    (refused,) = read(NITF_ITEM.replace("</body.content>", ""))
    assert refused.refused.reason == Reason.UNREADABLE
    assert "mismatch" in refused.refused.detail


def test_an_entity_bomb_is_refused_as_unsafe():
    bomb = '<!DOCTYPE newsItem [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + NITF_ITEM.replace(
        "The ferry", "&b;"
    )
    assert refusal(bomb).reason == Reason.UNSAFE
    assert refusal(bomb.encode("utf-16")).reason == Reason.UNSAFE


def test_a_hundred_thousand_elements_deep_are_refused_as_too_deep():
    deep = XHTML_ITEM.replace("<b>again</b>", "<b>" * 100_000 + "</b>" * 100_000)
    error = refusal(deep)
    assert error.reason == Reason.TOO_DEEP
    assert "--max-depth" in error.detail


def test_the_same_item_keeps_its_id_in_another_message():
    alone = read(MESSAGE.format(NITF_ITEM))[0]
    among = read(MESSAGE.format(XHTML_ITEM + NITF_ITEM))[1]
    assert alone.id == among.id != read(MESSAGE.format(NITF_ITEM.replace("Soldiers", "Guards")))[0].id


def test_an_item_in_windows_1252_is_read():
    document = '<?xml version="1.0" encoding="windows-1252"?>' + NITF_ITEM.replace("ć", "é")
    assert read(document.encode("windows-1252"))[0].byline == "Ana Belié"


def test_a_message_larger_than_one_piece_of_parsing_is_read_whole():
    items = "".join(NITF_ITEM.replace("urn:rna:bridge", f"urn:rna:{n}") for n in range(60))
    assert [report.uri for report in read(MESSAGE.format(items))] == [f"urn:rna:{n}" for n in range(60)]


GOOD = [
    document.encode()
    for document in (NITF_ITEM, XHTML_ITEM, DATA_ITEM, PACKAGE, MESSAGE.format(NITF_ITEM + DATA_ITEM))
]


@st.composite
def mutated(draw):
    """A good document with bytes dropped, put in or turned over."""
    data = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        match draw(st.sampled_from(["drop", "insert", "flip", "cut"])):
            case "drop":
                del data[at : at + draw(st.integers(1, 40))]
            case "insert":
                data[at:at] = draw(
                    st.sampled_from(
                        [
                            b"<",
                            b">",
                            b"&",
                            b"\0",
                            b"]]>",
                            b"<a/>",
                            b"&#xD800;",
                            b"<!--",
                            b'"',
                            b"\xff",
                            b"<?p?>",
                            b"&x;",
                        ]
                    )
                )
            case "flip":
                data[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "cut":
                del data[at:]
    return bytes(data)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(mutated())
def test_no_damage_to_an_item_makes_its_reader_fail(data):
    try:
        for answer in read_newsml(Stream("items.xml", io.BytesIO(data)), Settings()):
            assert isinstance(answer, Report | Refused)
            assert not isinstance(answer, Refused) or answer.refused.reason != Reason.FAILED, (
                answer.refused.detail
            )
    except BadInput as bad:
        Reason(bad.reason)  # one of the known ones
