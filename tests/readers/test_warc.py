"""WARC: each page a report; whatever is broken costs itself alone; what is no page is counted."""

import gzip
import logging
import zlib

import brotli
import pytest
import zstandard

from sayso.model import Reason, Refused
from sayso.readers.warc import _capture, _with_fastwarc, _with_warcio
from sayso.settings import Settings
from tests.readers.inputs import gist, one, page, read, record, refusal, response, story, warc

FIRST, SECOND = "Report number 1 on the bridge at Telmar", "Report number 2 on the bridge at Telmar"
HTML = "Content-Type: text/html; charset=utf-8"
SHORT = b"<html><body><p>The bridge is closed, she said.</p></body></html>"


def chunked(data, size=20):
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;note=1\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def packed(name, data):
    return {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": brotli.compress,
        "zstd": zstandard.compress,
        "x-gzip": gzip.compress,
    }[name](data)


CAPTURES = {
    "a page": record(response(SHORT)),
    "a page with its charset in quotes": record(response(SHORT, 'content-type: TEXT/HTML; Charset="windows-1252"')),
    "an address in angles": record(response(SHORT), uri="<https://courier.example/1>"),
    "chunks": record(response(chunked(SHORT), f"{HTML}\r\nTransfer-Encoding: chunked")),
    "chunks in gzip": record(response(chunked(gzip.compress(SHORT)), f"{HTML}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip")),
    "chunks that are none": record(response(SHORT, f"{HTML}\r\nTransfer-Encoding: chunked")),
    "gzip that is none": record(response(SHORT, f"{HTML}\r\nContent-Encoding: gzip")),
    "gzip in gzip": record(response(gzip.compress(gzip.compress(SHORT)), f"{HTML}\r\nContent-Encoding: gzip, gzip")),
    "deflate without its header": record(response(zlib.compress(SHORT, wbits=-15), f"{HTML}\r\nContent-Encoding: deflate")),
    "a resource": record(SHORT, kind="resource", mime="text/html; charset=utf-8"),
    "a page without a type": record(response(SHORT, "X: y")),
    "a status that is no number": record(response(SHORT, status="abc")),
    "a header without a colon": record(response(SHORT, f"{HTML}\r\nnonsense")),
    "a folded header": record(response(SHORT, "Content-Type:\r\n text/html")),
} | {
    name: record(response(packed(name, SHORT), f"{HTML}\r\nContent-Encoding: {name}"))
    for name in ("gzip", "deflate", "br", "zstd", "x-gzip")
}  # fmt: skip
OTHERS = {
    "a page that was not found": record(response(SHORT, status="404 Not Found")),
    "a page that has moved": record(response(SHORT, status="301 Moved")),
    "a picture": record(response(b"\x89PNG", "Content-Type: image/png")),
    "words without a type": record(response(b"words", "X: y")),
    "a request": record("GET / HTTP/1.1\r\nHost: courier.example\r\n\r\n", kind="request"),
    "metadata": record("a: b\r\n", kind="metadata", mime="application/warc-fields"),
    "a page seen before": record(response(b""), kind="revisit"),
    "a kind nobody knows": record(SHORT, kind="novelty"),
    "a response that is no HTTP": record("garbage"),
    "an empty response": record(""),
}


@pytest.mark.parametrize("name", CAPTURES)
def test_both_parsers_find_the_same_page(name):
    fast, slow = (_capture(parse(CAPTURES[name]), Settings()) for parse in (_with_fastwarc, _with_warcio))
    assert fast == slow
    assert (fast.kind, fast.uri, fast.payload) == ("page", "https://courier.example/1", SHORT)


@pytest.mark.parametrize("name", OTHERS)
def test_both_parsers_find_that_it_is_no_page(name):
    fast, slow = (_capture(parse(OTHERS[name]), Settings()) for parse in (_with_fastwarc, _with_warcio))
    assert fast == slow
    assert fast.kind != "page"
    assert fast.payload == b""


def test_each_page_is_a_report_with_its_address_and_host():
    first, second = read(warc(1, 2))
    assert (first.title, first.uri, first.outlet) == (FIRST, "https://courier.example/1", "courier.example")
    assert second.uri == "https://courier.example/2"


def test_the_charset_of_the_http_header_is_used():
    text = page(
        paragraphs=[
            "“Naïve,” said Ana Belić’s neighbour at the café, and the mayor agreed with her on Tuesday."
        ]
        * 1
    )
    data = text.replace("Belić", "Belik").encode("cp1252")
    report = one(record(response(data, "Content-Type: text/html; charset=windows-1252")))
    assert "“Naïve,” said Ana Belik’s neighbour at the café" in report.text
    assert report.notes == ()


def test_lines_of_a_record_may_end_without_carriage_return():
    head, block = record(response(story(1))).split(b"\r\n\r\n", 1)
    data = head.replace(b"\r\n", b"\n") + b"\n\n" + block.removesuffix(b"\r\n\r\n") + b"\n\n"
    assert gist(read(data + warc(2))) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        pytest.param(record(response(story(9)), length=20), Reason.BAD_RECORD, id="that says it is shorter"),
        pytest.param(record(response(story(9)), length=9000), Reason.BAD_RECORD, id="that says it is longer"),
        pytest.param(record(response(story(9)), length=10**12), Reason.TOO_LARGE, id="that says it is far too long"),
        pytest.param(record(response(story(9)), length="x"), Reason.BAD_RECORD, id="that does not say how long"),
        pytest.param(record(response(story(9)))[:600], Reason.BAD_RECORD, id="that is cut off"),
        pytest.param(record(response(story(9)))[:600] + b"\r\n\r\n", Reason.BAD_RECORD, id="that is cut off, with its end"),
        pytest.param(b"garbage\r\n\0\1\2\n" * 50 + b"\r\n", Reason.BAD_RECORD, id="that is garbage"),
        pytest.param(b"garbage without a line end", Reason.BAD_RECORD, id="that is garbage right before the next"),
        pytest.param(b"WARC/1.0\r\n\r\n\r\n\r\n", Reason.BAD_RECORD, id="without headers"),
        pytest.param(b"WARC/1.0\r\nContent-Length: 4\r\n\r\n", Reason.BAD_RECORD, id="without its block"),
        pytest.param(
            b"WARC/1.2\x0c\nContent-Length: 4\r\n\r\nwave\r\n\r\n", Reason.BAD_RECORD, id="of an odd version"
        ),
        pytest.param(record(response(b"\x00\x01\x02", f"{HTML}\r\nContent-Encoding: gzip")), Reason.UNREADABLE, id="whose page cannot be unpacked"),
        pytest.param(record(response(SHORT[1:], f"{HTML}\r\nContent-Encoding: novel")), Reason.UNSUPPORTED_FORMAT, id="packed in a way nobody knows"),
        pytest.param(record(response("<html><body></body></html>")), Reason.EMPTY, id="of an empty page"),
        pytest.param(record(response("<div>" * 100_000)), Reason.TOO_DEEP, id="nested very deeply"),
    ],
)  # fmt: skip
def test_a_broken_record_between_two_good_ones_costs_itself_alone(broken, reason):
    first, *middle, last = read(warc(1) + broken + warc(2))
    assert gist([first, last]) == [FIRST, SECOND]
    assert [answer.refused.reason for answer in middle] == [reason]


def test_a_damaged_gzip_member_between_two_good_ones_costs_itself_alone():
    good, bad = gzip.compress(warc(1)), gzip.compress(warc(9))
    answers = read(good + bad[:100] + b"\xff\xff\xff\xff" + bad[104:] + gzip.compress(warc(2)))
    assert gist([a for a in answers if not isinstance(a, Refused)]) == [FIRST, SECOND]
    assert any("damaged" in a.refused.detail for a in answers if isinstance(a, Refused))


def test_a_large_damaged_gzip_member_that_was_half_unpacked_costs_no_other():
    noise = "".join(f"<!-- {n * 7919 % 1_000_003} -->" for n in range(120_000))
    large = gzip.compress(record(response(noise + story(9))))
    middle = len(large) * 3 // 4
    answers = read(
        gzip.compress(warc(1)) + large[:middle] + b"\xff" * 40 + large[middle + 40 :] + gzip.compress(warc(2))
    )
    assert gist([a for a in answers if not isinstance(a, Refused)]) == [FIRST, SECOND]


def test_a_record_over_the_limit_is_passed_over_and_the_limit_named():
    large = record(response(page(body="<!--" + "x" * 20_000 + "-->")), uri="https://courier.example/large")
    first, refused, last = read(warc(1) + large + warc(2), settings=Settings(max_bytes=10_000))
    assert gist([first, last]) == [FIRST, SECOND]
    assert refused.uri == "https://courier.example/large"
    assert "--max-bytes" in refused.refused.detail


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_small_response_that_unpacks_to_more_than_the_limit_is_refused(name):
    bomb = record(response(packed(name, b"<p>" + bytes(40_000_000)), f"{HTML}\r\nContent-Encoding: {name}"))
    reason, detail = refusal(bomb)
    assert reason == Reason.TOO_LARGE
    assert "--max-bytes" in detail


def test_what_is_no_page_is_counted_in_the_log(caplog):
    caplog.set_level(logging.INFO, logger="sayso")
    answers = read(warc(1) + b"".join(OTHERS.values()) + OTHERS["a picture"])
    assert gist(answers) == [FIRST]
    assert "passed over 11 records" in caplog.text
    assert "2 image/png" in caplog.text
    assert "1 response with status 404" in caplog.text


def test_an_archive_without_pages_is_empty():
    assert refusal(OTHERS["a request"])[0] == Reason.EMPTY
