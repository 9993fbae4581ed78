"""ninjs items of all three generations, and JSON documents that hold several. Every item here is invented."""

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report
from sayso.readers.documents import read_json
from sayso.readers.ninjs import read_item
from sayso.readers.streams import Stream
from sayso.settings import Settings

FIRST = {
    "uri": "urn:newsml:rna.example:20220208:bridge",
    "type": "text",
    "version": "3",
    "firstcreated": "2022-02-08T09:00:00Z",
    "versioncreated": "2022-02-08T14:30:00+03:00",
    "pubstatus": "usable",
    "language": "en-GB",
    "copyrightholder": "River News Agency",
    "headline": "Bridge &amp; ferry closed",
    "byline": "By Ana Belić",
    "located": "Telmar",
    "infosource": [
        {"name": "River News Agency"},
        {"name": "Coast Wire"},
        {"name": "Una Roe", "rel": "author"},
    ],
    "body_xhtml": "<p>Soldiers closed the bridge on Tuesday, the mayor said.</p><p>The ferry stopped too.</p>",
    "body_text": "Soldiers closed the bridge on Tuesday, the mayor said.\n\nThe ferry stopped too.",
    "expires": "2023-01-01T00:00:00Z",
    "altids": {"desk": "77"},
    "person": [{"name": "Mayor", "rel": "about"}],
}
SECOND = {
    "uri": "https://hill.example/item/2",
    "standard": {"name": "ninjs", "version": "2.0"},
    "firstcreated": "2022-02-08T09:00:00Z",
    "headlines": [{"role": "sub", "value": "And more"}, {"role": "main", "value": "Prices rise"}],
    "bodies": [
        {"contenttype": "text/plain", "value": "Prices rose < 6 per cent.\r\n\r\nOfficials were surprised."}
    ],
    "by": "Von Karl Ost",
    "language": "de",
}
THIRD = {
    "uri": "urn:x:3",
    "version": "2",
    "versionCreated": "2022-02",
    "contentCreated": "2021-01-01",
    "pubStatus": "usable",
    "headlines": [{"value": "Ferry sinks"}],
    "infoSources": [
        {"name": "Coast Wire", "role": "http://cv.iptc.org/newscodes/contentprodpartyrole/originator"},
        {"name": "Northern Post", "role": "cpprole:publisher"},
        {"name": "Deep Sea Desk", "role": "distributor"},
    ],
    "copyrightHolder": "Nobody Ltd",
    "located": "Vikhaven",
    "bodies": [
        {"role": "text", "contentType": "text/plain", "value": "A plain body that is not taken."},
        {
            "role": "main",
            "contentType": "text/html",
            "value": "<p>NORDHAVEN, Nov 3 (Coast Wire) — A ferry sank off the coast, the harbour said.</p><script>no()</script>",
        },
        {
            "role": "factbox",
            "contentType": "text/html",
            "value": "<p>Ferries of the coast, a very long list of them all.</p>",
        },
    ],
    "altIds": [{"role": "desk", "value": "1"}],
    "rightsInfo": {"linkedRights": "http://rights.example/"},
}
NITF = (
    "<?xml version='1.0' encoding='UTF-8'?><nitf><head><title>In the head</title></head><body><body.head><hedline>"
    "<hl1>Well dug</hl1><hl2>Second line</hl2></hedline><byline>By Ira Lund</byline><dateline>KOVAR, Feb 8</dateline>"
    "</body.head><body.content><block><p>Villagers dug a well at Kovar.</p><media media-type='image'><media-reference "
    "source='x'>raw</media-reference><media-caption>The well</media-caption></media><p>It gives&nbsp;water.</p></block>"
    "</body.content></body></nitf>"
)


def item(fields, **changes):
    return read_item(json.dumps({**fields, **changes}).encode(), "items.jsonl", "line 1")


def refusal(fields, **changes):
    with pytest.raises(BadInput) as caught:
        item(fields, **changes)
    return caught.value


def without(fields, *names):
    return {name: value for name, value in fields.items() if name not in names}


def test_an_item_of_generation_1_is_read():
    report = item(FIRST)
    assert report.text == (
        "Bridge & ferry closed\n\nSoldiers closed the bridge on Tuesday, the mayor said.\n\nThe ferry stopped too."
    )
    assert (report.uri, report.version, report.file) == (FIRST["uri"], "3", "items.jsonl")
    assert (report.outlet, report.agencies) == ("River News Agency", ("Coast Wire",))
    assert (report.title, report.byline, report.dateline) == ("Bridge & ferry closed", "Ana Belić", "Telmar")
    assert (report.language, report.notes) == ("en", ())
    assert [section.kind for section in report.sections] == ["title", "body"]


def test_published_is_when_this_version_was_made():
    assert item(FIRST).published == "2022-02-08T14:30:00+03:00"
    assert item(without(FIRST, "versioncreated")).published == "2022-02-08T09:00:00Z"
    assert item(without(THIRD, "versionCreated")).published == "2021-01-01"


@pytest.mark.parametrize(
    ("written", "published"), [("2022-02", "2022-02"), ("0000-00-00", None), ("2022-02-31", None)]
)
def test_a_date_is_as_precise_as_it_is_written_or_null(written, published):
    assert item(THIRD, versionCreated=written).published == published


def test_an_item_of_generation_2_is_read():
    report = item(SECOND)
    assert report.text == "Prices rise\n\nPrices rose < 6 per cent.\n\nOfficials were surprised."
    assert (report.outlet, report.byline, report.published) == (
        "hill.example",
        "Karl Ost",
        "2022-02-08T09:00:00Z",
    )


def test_an_item_of_generation_3_is_read():
    report = item(THIRD)
    assert report.text.startswith("Ferry sinks\n\nNORDHAVEN, Nov 3 (Coast Wire) — A ferry sank")
    assert "no()" not in report.text
    assert (report.published, report.version) == ("2022-02", "2")


def test_the_publisher_among_the_sources_is_the_outlet_and_the_others_in_order_the_agencies():
    report = item(THIRD)
    assert report.outlet == "Northern Post"
    assert report.agencies == ("Coast Wire", "Deep Sea Desk")


def test_the_dateline_of_the_text_is_believed_before_where_the_item_is_located():
    assert item(THIRD).dateline == "NORDHAVEN, Nov 3 (Coast Wire)"
    assert item(FIRST).dateline == "Telmar"


def test_bodies_that_are_left_out_are_named():
    assert item(THIRD).notes == ("other bodies of the item were not read: factbox",)


def test_a_body_in_nitf_is_read():
    report = item(without(THIRD, "headlines"), bodies=[{"contentType": "text/vnd.IPTC.NITF", "value": NITF}])
    assert (report.title, report.byline, report.dateline) == ("Well dug", "Ira Lund", "KOVAR, Feb 8")
    assert [(section.kind, section.span.of(report.text)) for section in report.sections] == [
        ("title", "Well dug\n\nSecond line"),
        ("dateline", "KOVAR, Feb 8"),
        ("body", "Villagers dug a well at Kovar."),
        ("caption", "The well"),
        ("body", "It gives water."),
    ]


def test_a_body_in_nitf_that_declares_entities_is_unsafe():
    bomb = "<!DOCTYPE nitf [<!ENTITY a 'ha'>]><nitf><body>&a;</body></nitf>"
    assert refusal(THIRD, bodies=[{"role": "nitf", "value": bomb}]).reason == Reason.UNSAFE


def test_a_whole_page_as_body_gives_its_body_alone():
    page = "<?xml version='1.0'?><html><head><title>In the head</title></head><body><p>One line.</p></body></html>"
    assert item(without(FIRST, "headline"), body_xhtml=page).text == "One line."


def test_text_from_right_to_left_keeps_its_order():
    report = item(
        FIRST, headline="إغلاق الجسر", body_xhtml="<p dir='rtl'>قال رئيس البلدية إن الجنود أغلقوا الجسر.</p>"
    )
    assert report.text == "إغلاق الجسر\n\nقال رئيس البلدية إن الجنود أغلقوا الجسر."


@pytest.mark.parametrize("status", ["canceled", "withheld"])
@pytest.mark.parametrize("fields", [FIRST, {"uri": FIRST["uri"], "version": "4"}])
def test_an_item_that_was_taken_back_is_refused_by_uri_and_version(fields, status):
    error = refusal(fields, pubstatus=status)
    assert error.reason == Reason.WITHDRAWN
    assert FIRST["uri"] in error.detail
    assert f"version {fields['version']}" in error.detail
    assert status in error.detail


def test_an_item_with_a_description_alone_says_so():
    report = item(without(SECOND, "bodies"), descriptions=[{"value": "Prices rose again in Kovar."}])
    assert (report.text, report.notes) == (
        "Prices rise\n\nPrices rose again in Kovar.",
        ("the item gives only a summary",),
    )


def test_an_item_with_a_headline_alone_says_so():
    assert item(without(SECOND, "bodies")).notes == ("the item gives only a headline",)


def test_an_item_under_embargo_or_not_complete_says_so():
    notes = item(without(THIRD, "bodies"), embargoedUntil="2022-03-01", representationType="partial").notes
    assert notes[:2] == ("under embargo until 2022-03-01", "its publisher says that the item is not complete")


def test_an_item_without_any_text_is_empty():
    assert refusal({"uri": "urn:x", "pubstatus": "usable"}).reason == Reason.EMPTY


def test_an_object_that_is_neither_a_report_nor_an_item_is_a_bad_record():
    error = refusal({"uri": "urn:x", "title": "T", "language": "en"})
    assert (error.reason, error.detail) == (
        Reason.BAD_RECORD,
        "line 1 has no field text and is no ninjs item",
    )


@pytest.mark.parametrize(
    "changes", [{"bodies": "text"}, {"headline": 5}, {"body_text": ["a"]}, {"infosource": 3}]
)
def test_a_field_of_the_wrong_type_is_a_bad_record(changes):
    error = refusal(FIRST, **changes)
    assert error.reason == Reason.BAD_RECORD
    assert error.detail.startswith("line 1 is no ninjs item")


def test_null_is_as_good_as_a_field_that_is_not_there():
    nulls = dict.fromkeys(("byline", "located", "infosource", "version", "versioncreated", "firstcreated"))
    report = item(FIRST, **nulls)
    assert (report.byline, report.dateline, report.version, report.published) == (None, None, None, None)


def test_the_same_bytes_give_the_same_id():
    assert item(FIRST).id == item(FIRST).id != item(FIRST, version="4").id


def documents(document, **limits):
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(read_json(Stream("doc.json", io.BytesIO(data)), Settings(**limits)))


def document_refusal(document):
    with pytest.raises(BadInput) as caught:
        documents(document)
    return caught.value


def test_a_list_gives_an_answer_for_each_of_its_objects():
    answers = documents([FIRST, {"nothing": 1}, 7, {"id": "mine", "text": "The pump broke on Monday."}])
    assert [type(answer) for answer in answers] == [Report, Refused, Refused, Report]
    assert "item 2" in answers[1].refused.detail
    assert answers[3].id == "mine"


def test_one_object_is_one_report():
    assert [report.text for report in documents({"text": "The pump broke on Monday."})] == [
        "The pump broke on Monday."
    ]
    assert [report.uri for report in documents(FIRST)] == [FIRST["uri"]]


def test_a_json_feed_is_told_by_its_version():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "L",
        "items": [{"id": "1", "content_text": "The pump broke."}],
    }
    (report,) = documents(feed)
    assert (report.outlet, report.text) == ("L", "The pump broke.")
    assert documents(json.dumps(feed).replace("/", "\\/").encode()) == [report]


def test_an_object_with_items_gives_each_of_them():
    assert [report.uri for report in documents({"items": [FIRST, SECOND]})] == [FIRST["uri"], SECOND["uri"]]


@pytest.mark.parametrize("associations", [{"main": FIRST, "side": SECOND}, [FIRST, SECOND]])
def test_a_package_without_text_gives_its_items_and_one_with_text_itself(associations):
    package = {"uri": "urn:p", "type": "composite", "headline": "Two stories", "associations": associations}
    assert [report.uri for report in documents(package)] == [FIRST["uri"], SECOND["uri"]]
    assert [report.uri for report in documents({**package, "body_text": "An overview of it all."})] == [
        "urn:p"
    ]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"[1, 2", Reason.BAD_RECORD),
        (b"7", Reason.BAD_RECORD),
        (b"", Reason.BAD_RECORD),
        (b"[]", Reason.EMPTY),
        (b'{"items": []}', Reason.EMPTY),
        (b"[" * 100_000, Reason.TOO_DEEP),
        (b'{"a":' * 100_000, Reason.TOO_DEEP),
    ],
)
def test_what_holds_no_report_is_refused(document, reason):
    assert document_refusal(document).reason == reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_document_in_another_encoding_is_read(encoding):
    assert documents('{"text": "Fire at the café"}'.encode(encoding))[0].text == "Fire at the café"


GOOD = [json.dumps(fields, ensure_ascii=False).encode() for fields in (FIRST, SECOND, THIRD, [FIRST, THIRD])]
GOOD.append(json.dumps({**THIRD, "bodies": [{"role": "nitf", "value": NITF}]}).encode())


@st.composite
def mutated(draw):
    """A good document with bytes dropped, put in or turned over."""
    data = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        match draw(st.sampled_from(["drop", "insert", "flip"])):
            case "drop":
                del data[at : at + draw(st.integers(1, 40))]
            case "insert":
                data[at:at] = draw(
                    st.sampled_from(
                        [
                            b"<",
                            b'"',
                            b"\\ud800",
                            b"\\u0000",
                            b"[",
                            b"}",
                            b"\xff",
                            b"null",
                            b"&#xD800;",
                            b"1e999",
                        ]
                    )
                )
            case "flip":
                data[at : at + 1] = bytes([draw(st.integers(0, 255))])
    return bytes(data)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(mutated())
def test_no_damage_to_an_item_makes_its_reader_fail(data):
    try:
        for answer in read_json(Stream("doc.json", io.BytesIO(data)), Settings()):
            assert isinstance(answer, Report | Refused)
            assert not isinstance(answer, Refused) or answer.refused.reason != Reason.FAILED, (
                answer.refused.detail
            )
        read_item(data, "doc.json", "line 1")
    except BadInput as bad:
        Reason(bad.reason)  # one of the known ones
