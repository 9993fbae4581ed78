"""Formats: which reader a stream is for, told from its first bytes, never from its name alone."""

import re
from enum import Enum, auto

import msgspec

from sayso.readers.decoding import wide

HEAD = 1 << 16


class Format(Enum):
    """What a stream holds."""

    EMPTY = auto()
    TEXT = auto()
    HTML = auto()
    FEED = auto()
    NEWSML = auto()
    JSON = auto()
    """One JSON document: a ninjs item, a JSON Feed, an array of reports."""
    JSON_LINES = auto()
    CSV = auto()
    WARC = auto()
    ZIP = auto()
    BINARY = auto()


_WARC = re.compile(
    rb"(?:^|\n)WARC/\d\.\d+\r?\n(?=[\w-]+[ \t]*:)"
)  # also behind a record that lost its beginning
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
BINARY_KINDS = (
    (rb"%PDF-", "a PDF; save its text first, for example with pdftotext"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP", "a picture"),
    (rb"RIFF.{4}(?:WAVE|AVI )|ID3[\x02-\x04]\x00|OggS\x00|fLaC\x00|.{4}ftyp", "a recording"),
    (rb"\xd0\xcf\x11\xe0", "an old Office document; save it as text or HTML first"),
    (rb"\{\\rtf1", "an RTF document; save it as text or HTML first"),
    (rb"SQLite format 3\x00", "a database"),
    (rb"\x7fELF|MZ\x90\x00", "a program"),
    (rb"BZh[1-9]1AY&SY", "packed with bzip2; unpack it first, or use gzip or zstd"),
    (rb"\xfd7zXZ\x00", "packed with xz; unpack it first, or use gzip or zstd"),
    (rb"Rar!\x1a", "a RAR archive; unpack it first"),
    (rb"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (rb".{99}\x00.{157}ustar", "a tar archive; unpack it first and give its folder"),
)
_BINARY = tuple((re.compile(magic, re.S), kind) for magic, kind in BINARY_KINDS)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # not the white space, nor ESC of older encodings

_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|span|table|meta|title)\b", re.I
)
_NO_ROOT = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.S)
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_FEED_ROOTS = {b"rss", b"feed", b"rdf"}
_NEWSML_ROOTS = {b"newsitem", b"packageitem", b"newsmessage"}
_COLUMN = rb'"?(?:id|text|title|outlet|byline|published|uri|language)"?'
_OUR_COLUMNS = re.compile(rb"%b(?:[,;\t|]%b)+\s*" % (_COLUMN, _COLUMN), re.I)
_TEXT_COLUMN = re.compile(rb'(?:.*[,;\t|]"?text"?(?:[,;\t|].*)?|"?text"?[,;\t|].*)$', re.I)


def sniff(head: bytes) -> Format:
    """The format of a stream that begins with `head` (its first 64 KiB, unpacked)."""
    if head.startswith(_ZIP):
        return Format.ZIP
    if _WARC.search(head):
        return Format.WARC
    text = _as_ascii(head)
    if text is None:
        return Format.BINARY
    start = text.lstrip()
    if not start:
        return Format.EMPTY
    if start.startswith(b"<"):
        return _markup(start)
    json = _json(start) if start.startswith((b"{", b"[")) else None
    return json or _lines(start)


def binary_kind(head: bytes) -> str:
    """What a binary stream seems to be, in words."""
    for magic, kind in _BINARY:
        if magic.match(head):
            return kind
    return "no text: it has bytes that no text has"


def _as_ascii(head: bytes) -> bytes | None:
    """`head` with its byte order mark and wide characters taken off, so that patterns match; None if binary."""
    if any(magic.match(head) for magic, _ in _BINARY):
        return None
    if wide(head):
        return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    head = head.removeprefix(b"\xef\xbb\xbf")
    controls = len(_CONTROLS.findall(head))
    if controls * 20 > len(head) or (head.count(b"\0") > 2 and controls * 200 > len(head)):
        return None
    return head


def _markup(start: bytes) -> Format:
    root = _ROOT.search(_NO_ROOT.sub(b"", start))
    name = root[1].lower() if root else b""
    if name in _FEED_ROOTS:
        return Format.FEED
    if name in _NEWSML_ROOTS:
        return Format.NEWSML
    if _TAG.search(start):
        return Format.HTML
    return Format.FEED if start.startswith(b"<?xml") else Format.TEXT


def _json(start: bytes) -> Format | None:
    """JSON or JSON Lines; None for text that only begins with a bracket ("[Baghdad] …")."""
    first, *rest = start.split(b"\n")
    lines = [line.strip() for line in rest[:20]]
    objects = [line for line in lines if line.startswith(b"{") and line.rstrip(b",").endswith(b"}")]
    if _decodes(first):
        return _whole_lines(first, [line for line in rest if line.strip()])
    if first.rstrip().endswith((b"[", b"{")):
        return Format.JSON  # goes on over the next lines
    if any(_decodes(line) for line in objects):
        return Format.JSON_LINES
    if not rest and len(start) >= HEAD - 4:  # one line longer than we can see
        return Format.JSON_LINES if start.startswith(b"{") else Format.JSON
    if re.match(rb'[{\[]\s*([{\["\]}]|$)', start):
        return Format.JSON
    return None


def _whole_lines(first: bytes, more: list[bytes]) -> Format | None:
    """What a stream is whose first line is JSON; none, if that is "[1]" or "[1990]" above a text."""
    if not more:
        return Format.JSON_LINES if _is_record(first) else Format.JSON
    objects = any(line.lstrip().startswith((b"{", b"[")) for line in more)
    return Format.JSON_LINES if objects or first.startswith(b"{") else None


def _decodes(line: bytes) -> bool:
    """Whether a line is JSON, in whatever encoding."""
    try:
        msgspec.json.decode(line.decode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _is_record(line: bytes) -> bool:
    return line.startswith(b"{") and re.search(rb'"text"\s*:', line) is not None


def _is_header(line: bytes, *, alone: bool) -> bool:
    """Whether a line names a column `text`; without rows under it, only if it names no others than ours."""
    if alone:
        return _OUR_COLUMNS.fullmatch(line) is not None
    return _TEXT_COLUMN.match(line) is not None or line in {b"text", b'"text"'}


def _lines(start: bytes) -> Format:
    lines = start.splitlines()
    whole = [line for line in lines[1:20] if line.startswith(b"{") and line.endswith(b"}")]
    if whole and len(whole) * 2 >= len(lines[1:20]) and any(_decodes(line) for line in whole):
        return Format.JSON_LINES  # its first line alone is broken
    if lines and len(lines[0]) < 1000 and _is_header(lines[0], alone=len(lines) == 1):
        return Format.CSV
    if len(_TAG.findall(start)) >= 3:
        return Format.HTML
    return Format.TEXT
