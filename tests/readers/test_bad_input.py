"""The list of bad input in the issue: each gets its reason and, where a limit is meant, the setting's name."""

import gzip
import io

import pytest
import zstandard

from sayso.model import Reason, Refused, Report
from sayso.readers import read_paths, read_stream
from sayso.readers.streams import Stream
from sayso.settings import Settings
from tests.readers.inputs import (
    JSONL,
    PAGE,
    RSS,
    TEXT,
    one,
    page,
    read,
    record,
    refusal,
    response,
    warc,
    zip_of,
)

BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>'


class OneLine(io.RawIOBase):
    """A hundred million bytes without a line end, made while they are read."""

    def __init__(self, start):
        self._start = start
        self._left = 100_000_000

    def read(self, size=-1, /):
        given, self._start = self._start[:size], self._start[size:]
        if not given:
            given = b"x" * min(size, self._left)
            self._left -= len(given)
        return given


@pytest.mark.parametrize(
    ("data", "reason", "said"),
    [
        pytest.param(b"", Reason.EMPTY, "nothing", id="an empty file"),
        pytest.param(b" \r\n\t\n", Reason.EMPTY, "nothing", id="white space alone"),
        pytest.param(gzip.compress(b""), Reason.EMPTY, "nothing", id="an empty file in gzip"),
        pytest.param(zstandard.compress(b""), Reason.EMPTY, "nothing", id="an empty file in zstd"),
        pytest.param(bytes(range(256)) * 4, Reason.UNSUPPORTED_FORMAT, "no text", id="binary"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", Reason.UNSUPPORTED_FORMAT, "pdftotext", id="a PDF"),
        pytest.param(gzip.compress(TEXT.encode())[:12], Reason.UNREADABLE, "cut off", id="gzip cut off"),
        pytest.param(zstandard.compress(TEXT.encode())[:12], Reason.UNREADABLE, "cut off", id="zstd cut off"),
        pytest.param(b"\x1f\x8b\x08\x00" + bytes(20), Reason.UNREADABLE, "gzip", id="gzip that is none"),
        pytest.param(b"\x81\x8d\x8f\x90\x9d" * 9, Reason.WRONG_ENCODING, "UTF-8", id="in no encoding"),
        pytest.param(TEXT.encode() * 9 + b"\0", Reason.UNREADABLE, "NUL", id="a NUL in a text"),
        pytest.param('{"text": "a\\u0000b"}', Reason.UNREADABLE, "NUL", id="a NUL in a line"),
        pytest.param("<div>" * 100_000 + "x" + "</div>" * 100_000, Reason.TOO_DEEP, "--max-depth", id="HTML 100,000 deep"),
        pytest.param('<div a="<">' * 100_000, Reason.TOO_DEEP, "--max-depth", id="HTML 100,000 deep, in disguise"),
        pytest.param('{"text": ' + "[" * 100_000, Reason.TOO_DEEP, "nested", id="JSON 100,000 deep"),
        pytest.param(BOMB, Reason.UNSAFE, "entity", id="an entity bomb"),
        pytest.param(BOMB.encode("utf-16"), Reason.UNSAFE, "entity", id="an entity bomb in wide characters"),
        pytest.param(zip_of([("../evil.txt", b"x")]), Reason.UNSAFE, "leads out", id="a path out of the archive"),
        pytest.param(zip_of([("archive/a.warc", bytes(90_000_000)), ("datapackage.json", b"{}")]), Reason.TOO_LARGE, "--max-expansion", id="a bomb in a web archive"),
        pytest.param(zip_of([("archive/a.warc.gz", gzip.compress(b"\n" * 90_000_000)), ("datapackage.json", b"{}")]), Reason.TOO_LARGE, "--max-expansion", id="a packed bomb in a web archive"),
        pytest.param(gzip.compress(b" " * 90_000_000), Reason.TOO_LARGE, "--max-expansion", id="a bomb in gzip"),
        pytest.param(zstandard.compress(b" " * 90_000_000), Reason.TOO_LARGE, "--max-expansion", id="a bomb in zstd"),
        pytest.param("[7]", Reason.BAD_RECORD, "object", id="a list of what is no report"),
        pytest.param('{"text": "x", "published": "0000-00-00"}', Reason.BAD_DATE, "0000-00-00", id="a date of zeros in a line"),
        pytest.param("id,text,published\n1,x,0000-00-00\n", Reason.BAD_DATE, "0000-00-00", id="a date of zeros in a row"),
        pytest.param(record("garbage"), Reason.EMPTY, "nothing", id="an archive of no pages"),
        pytest.param("<html><body></body></html>", Reason.EMPTY, "main text", id="a page without text"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_its_reason(data, reason, said):
    found, detail = refusal(data)
    assert (found, said in detail) == (reason, True), detail


@pytest.mark.parametrize(
    ("start", "limit"),
    [
        pytest.param(b"Soldiers closed the bridge. ", "--max-bytes", id="of a text"),
        pytest.param(b'{"text": "', "--max-bytes", id="of JSON Lines"),
        pytest.param(b"id,text\n1,", "--max-bytes", id="of a table"),
        pytest.param(b"<html><body><p>", "--max-bytes", id="of a page"),
        pytest.param(RSS.encode()[:60], "--max-bytes", id="of a feed"),
        pytest.param(b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n", "--max-bytes", id="of an archive"),
    ],
)
def test_a_hundred_megabytes_in_one_line_are_refused_and_the_limit_named(start, limit):
    (answer,) = read_stream(Stream("in", OneLine(start)), Settings(max_bytes=1_000_000))
    assert answer.refused.reason == Reason.TOO_LARGE
    assert limit in answer.refused.detail


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # time may run out while memory is freed
def test_a_page_that_takes_too_long_is_refused_and_the_limit_named():
    large = page(
        body="<div><span class=date>x " * 120 + "</span></div>" * 120,
        paragraphs=["Word after word. " * 200] * 200,
    )
    reason, detail = refusal(large, Settings(max_seconds=0.01))
    assert reason == Reason.TOO_SLOW
    assert "--max-seconds" in detail


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (Settings(max_bytes=10**12), TEXT),
        (Settings(max_bytes=10**30), JSONL),
        (Settings(max_bytes=10**30), "id,text\n1,Words.\n"),
        (Settings(max_depth=10**9), PAGE),
        (Settings(max_seconds=10**6), PAGE),
        (Settings(max_expansion=10**12), gzip.compress(TEXT.encode())),
    ],
)
def test_a_limit_may_be_raised_beyond_all_measure(limits, data):
    assert all(isinstance(answer, Report) for answer in read(data, settings=limits))


@pytest.mark.parametrize(
    "published",
    ['<meta property="article:published_time" content="0000-00-00">', '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "0000-00-00T00:00:00"}</script>', "<time datetime='0000-00-00'>never</time>"],
)  # fmt: skip
def test_a_date_of_zeros_on_a_page_is_no_date(published):
    assert one(page(published)).published is None


def test_a_broken_record_between_two_good_ones_is_refused_alone():
    first, broken, last = read(warc(1) + record(response("<p>x</p>"), length=5000) + warc(2))
    assert isinstance(first, Report)
    assert broken.refused.reason == Reason.BAD_RECORD
    assert isinstance(last, Report)


def test_a_line_that_is_no_object_between_two_good_ones_is_refused_alone():
    first, broken, last = read('{"text": "First."}\n[1, 2]\n{"text": "Last."}\n')
    assert (first.text, last.text) == ("First.", "Last.")
    assert broken.refused.reason == Reason.BAD_RECORD
    assert "line 2" in broken.refused.detail


def test_a_duplicate_id_is_refused_alone():
    lines = b'{"id": "1", "text": "One."}\n{"id": "1", "text": "Again."}\n{"id": "2", "text": "Two."}\n'
    answers = list(read_paths(["-"], Settings(), stdin=io.BytesIO(lines)))
    assert [isinstance(answer, Refused) for answer in answers] == [False, True, False]
    assert answers[1].refused.reason == Reason.DUPLICATE


@pytest.mark.parametrize(
    ("data", "words", "noted"),
    [
        pytest.param(TEXT.encode("cp1252", "replace").replace(b"Beli?", b"Beli"), "“Nobody was hurt,”", "windows-1252", id="windows-1252"),
        pytest.param(TEXT.encode() * 2 + "It is “naïve”.".encode("cp1252"), "It is “naïve”.", "windows-1252", id="UTF-8 and windows-1252 mixed"),
        pytest.param(TEXT.encode() + b"\n\xc3\xa2\xe2\x82\xac\xc5\x93Nobody\xc3\xa2\xe2\x82\xac\xc2\x9d", "\n“Nobody”", "mojibake", id="mojibake"),
        pytest.param(TEXT.encode("utf-16-le"), "“Nobody was hurt,”", "utf-16-le", id="wide without a mark"),
        pytest.param(TEXT.encode() + b"\xe2\x80", "“Nobody was hurt,”", "cut off", id="cut in the middle of a character"),
    ],
)  # fmt: skip
def test_a_wrong_encoding_is_mended_where_that_is_sure_and_noted(data, words, noted):
    report = one(data)
    assert words in report.text
    assert noted in " ".join(report.notes)


def test_nothing_is_noted_where_nothing_was_mended():
    assert one(TEXT).notes == ()


def test_after_bad_input_of_every_kind_the_good_file_is_still_read(tmp_path):
    bad = [b"", b"\0\1\2", BOMB.encode(), b"<div>" * 5000, gzip.compress(TEXT.encode())[:12], b"\x81\x8d" * 9]
    for n, data in enumerate(bad):
        (tmp_path / f"{n}").write_bytes(data)
    (tmp_path / "z.txt").write_text(TEXT)
    *refused, good = read_paths([str(tmp_path)], Settings())
    assert len(refused) == len(bad)
    assert all(isinstance(answer, Refused) for answer in refused)
    assert isinstance(good, Report)
