"""What a stream holds is told from its bytes."""

import pytest

from sayso.readers.formats import HEAD, Format, binary_kind, sniff
from tests.readers.inputs import CSV, JSONL, NEWSML, NINJS, PAGE, RSS, TEXT, warc, zip_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        pytest.param(b"", Format.EMPTY, id="nothing"),
        pytest.param(b"\xef\xbb\xbf \r\n\t", Format.EMPTY, id="a byte order mark and white space"),
        pytest.param(TEXT, Format.TEXT, id="a text"),
        pytest.param(PAGE, Format.HTML, id="a page"),
        pytest.param("\ufeff\n\n  " + PAGE, Format.HTML, id="a page behind a mark and blank lines"),
        pytest.param(
            "<!-- saved from <rss> --><html><body><p>x</p></body></html>",
            Format.HTML,
            id="a page behind a comment",
        ),
        pytest.param("<p>One</p><p>Two</p>", Format.HTML, id="a fragment of a page"),
        pytest.param(
            "Some words <p>One</p><p>Two</p><div>", Format.HTML, id="a fragment that begins with words"
        ),
        pytest.param(
            '<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"><body/></html>',
            Format.HTML,
            id="an XHTML page",
        ),
        pytest.param(RSS, Format.FEED, id="a feed"),
        pytest.param("<!-- made by <html> --><rss></rss>", Format.FEED, id="a feed behind a comment"),
        pytest.param("<rdf:RDF xmlns:rdf='x'/>", Format.FEED, id="a feed of the first kind"),
        pytest.param(
            "<?xml version='1.0'?><unknown/>", Format.FEED, id="unknown XML, which the feeds' reader refuses"
        ),
        pytest.param(NEWSML, Format.NEWSML, id="an agency's item"),
        pytest.param(
            "<Reuters> Soldiers closed the bridge.", Format.TEXT, id="a text that begins with an angle"
        ),
        pytest.param(JSONL, Format.JSON_LINES, id="JSON Lines"),
        pytest.param("\ufeff" + JSONL, Format.JSON_LINES, id="JSON Lines behind a mark"),
        pytest.param('{"text": "one line"}', Format.JSON_LINES, id="one line of JSON"),
        pytest.param(
            '{"text": "br\n{"text": "good"}\n', Format.JSON_LINES, id="JSON Lines, the first broken"
        ),
        pytest.param(
            'nonsense\n{"text": "good"}\n', Format.JSON_LINES, id="JSON Lines, the first no JSON at all"
        ),
        pytest.param('[1, 2]\n{"text": "good"}\n', Format.JSON_LINES, id="JSON Lines, the first a list"),
        pytest.param(
            '{"text": "caf\xe9"}\n{"text": "x"}\n'.encode("latin-1"),
            Format.JSON_LINES,
            id="JSON Lines in Latin-1",
        ),
        pytest.param('{"text": "' + "x" * HEAD, Format.JSON_LINES, id="a line longer than we see"),
        pytest.param(NINJS, Format.JSON, id="an item in JSON"),
        pytest.param('{\n  "text": "x"\n}\n', Format.JSON, id="JSON over several lines"),
        pytest.param('[\n{"text": "x"},\n{"text": "y"}\n]', Format.JSON, id="a list with a report a line"),
        pytest.param(
            '{\n"items": [\n{"text": "x"}\n]}', Format.JSON, id="a JSON document with an object a line"
        ),
        pytest.param(
            "[1990]\nSoldiers closed the bridge.\n",
            Format.TEXT,
            id="a text that begins with a year in brackets",
        ),
        pytest.param("[Telmar] Soldiers closed it.", Format.TEXT, id="a text that begins with a bracket"),
        pytest.param("{Telmar} Soldiers closed it.", Format.TEXT, id="a text that begins with a brace"),
        pytest.param(CSV, Format.CSV, id="CSV"),
        pytest.param('"ID";"Text"\n1;x\n', Format.CSV, id="CSV with semicolons, quotes and capitals"),
        pytest.param("text\nA report.\n", Format.CSV, id="CSV of one column"),
        pytest.param("Text\n\nA report.\n", Format.TEXT, id="a text under the title Text"),
        pytest.param("id,text\n1,x\n".encode("utf-16"), Format.CSV, id="CSV as spreadsheets write Unicode"),
        pytest.param(TEXT.encode("utf-16-be"), Format.TEXT, id="a wide text without a mark"),
        pytest.param(warc(1), Format.WARC, id="an archive of pages"),
        pytest.param(b"orn end\r\n\r\n" + warc(1), Format.WARC, id="an archive that lost its beginning"),
        pytest.param("WARC/1.0 is a format, she said.", Format.TEXT, id="a text on that format"),
        pytest.param(zip_of([("a", b"x")]), Format.ZIP, id="a ZIP archive"),
        pytest.param(zip_of([]), Format.ZIP, id="an empty ZIP archive"),
        pytest.param(b"a\0b\0\0c\1\2" * 9, Format.BINARY, id="bytes no text has"),
        pytest.param(bytes(range(1, 32)), Format.BINARY, id="control characters"),
        pytest.param(
            ("word " * 200 + "\0").encode(), Format.TEXT, id="a text with one NUL, which is refused later"
        ),
    ],
)
def test_the_format_is_told_from_the_bytes(head, kind):
    assert sniff(head.encode() if isinstance(head, str) else head) is kind


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"%PDF-1.7\n", "pdftotext"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"RIFF\x00\x01\x02\x03WEBPVP8 ", "picture"),
        (b"RIFF\x00\x01\x02\x03WAVEfmt ", "recording"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"{\\rtf1\\ansi words}", "RTF"),
        (b"SQLite format 3\x00", "database"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"report.txt".ljust(257, b"\0") + b"ustar\x0000", "tar"),
        (b"\x00\x01\x02", "no text"),
    ],
)
def test_what_is_no_text_is_called_by_its_name(head, words):
    assert sniff(head) is Format.BINARY
    assert words in binary_kind(head)


@pytest.mark.parametrize(
    "words", ["RIFFA, 3 March", "ID3 tags were read", "BZh is a unit", "MZ said so", "GIF8 is dead"]
)
def test_a_text_that_begins_like_a_binary_is_a_text(words):
    assert sniff(words.encode()) is Format.TEXT
