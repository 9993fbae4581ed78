"""WARC: the web pages in a web archive, one report each; other records are counted.

The archive is cut into records here, by their own headers, and each record is then parsed by fastwarc (warcio
where that is not to be had). Parsers that walk the whole file stop at the first broken record; cut this way, a
broken one costs only itself.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from msgspec import Struct

from sayso.boundary import attempt
from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report, refuse
from sayso.readers.formats import HEAD, Format, sniff
from sayso.readers.pages import read_page
from sayso.readers.responses import page_in
from sayso.readers.streams import CHUNK, Stream
from sayso.settings import Settings

log = logging.getLogger(__name__)
_VERSION = re.compile(rb"WARC/\d\.\d+\s*$")  # also behind the torn end of the record before
_LENGTH = re.compile(rb"^content-length\s*:\s*(\d{1,18})\s*$", re.I | re.M)
_NEXT = re.compile(rb"WARC/\d\.\d+\r?\n(?=[A-Za-z][\w-]*[ \t]*:)")
_LONGEST_START = 80  # bytes in which `_NEXT` finds room
_LINE_END = re.compile(rb"\r?\n")
_URI = re.compile(rb"^warc-target-uri\s*:\s*<?([^\s>]+)", re.I | re.M)
_HEADER_LIMIT = 1 << 20
_PAGES = ("text/html", "application/xhtml+xml")


class Broken(Struct, frozen=True):
    """A stretch of the archive that is no sound record."""

    reason: Reason
    detail: str
    uri: str | None = None


class Capture(Struct, frozen=True):
    """What one record holds, as far as we need it."""

    kind: str
    """"page", or in words what it is instead."""
    uri: str | None
    charset: str | None
    payload: bytes


def read_warc(stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    """A report for each HTML response, a refusal for each broken stretch. Logs how many records were passed over."""
    passed: Counter[str] = Counter()
    for record in records(stream, settings):
        if isinstance(record, Broken):
            yield refuse(stream.file, record.reason, record.detail, uri=record.uri)
            continue
        capture = attempt(
            partial(parse_record, record, settings),
            stage="reading a record",
            file=stream.file,
            seconds=settings.max_seconds,
        )
        if isinstance(capture, Refused):
            yield capture
        elif capture.kind != "page":
            passed[capture.kind] += 1
        else:
            work = partial(
                read_page,
                capture.payload,
                file=stream.file,
                uri=capture.uri,
                settings=settings,
                charset=capture.charset,
            )
            yield attempt(
                work, stage="reading", file=stream.file, seconds=settings.max_seconds, uri=capture.uri
            )
    if passed:
        kinds = ", ".join(f"{number} {kind}" for kind, number in passed.most_common())
        log.info("%s: passed over %d records that are no web pages (%s)", stream.file, passed.total(), kinds)


def records(stream: Stream, settings: Settings) -> Iterator[bytes | Broken]:
    """The records of an archive, each whole, and what is broken between them."""
    lost = False  # whether a refusal already stands for what comes before the next record
    while True:
        line, _ = stream.line(CHUNK)
        if not line:
            return
        if not line.strip():
            continue
        version = _VERSION.search(line)
        if not (version and version.start() == 0) and not lost:
            yield Broken(Reason.BAD_RECORD, "there are bytes that belong to no record; they were passed over")
            lost = True
        if not version:
            continue
        record = _record(stream, version[0], settings)
        lost = isinstance(record, Broken)
        yield record


def _record(stream: Stream, version: bytes, settings: Settings) -> bytes | Broken:
    header = _LINE_END.sub(b"\r\n", _header(stream, version))
    uri = _URI.search(header)
    address = uri[1].decode("utf-8", "replace") if uri else None
    length = _LENGTH.search(header)
    if not length:
        return Broken(Reason.BAD_RECORD, "a record does not say how long it is", address)
    size = int(length[1])
    if size > settings.max_bytes:
        _pass_over(stream, size)
        return Broken(
            Reason.TOO_LARGE,
            f"a record says it has {size:,} bytes, over the {settings.max_bytes:,} of --max-bytes",
            address,
        )
    block = stream.read(size)
    if len(block) == size and _ends_well(stream):
        return header + block + b"\r\n\r\n"
    following = _NEXT.search(block + stream.peek(_LONGEST_START))
    if following and following.start() < len(block):
        stream.unread(block[following.start() :])
    return Broken(Reason.BAD_RECORD, "a record is cut off, or says a wrong length", address)


def _header(stream: Stream, version: bytes) -> bytes:
    lines = [version]
    taken = 0
    while taken < _HEADER_LIMIT:
        line, _ = stream.line(CHUNK)
        taken += len(line)
        lines.append(line)
        if not line.strip():
            break
    return b"".join(lines)


def _pass_over(stream: Stream, size: int) -> None:
    """Pass over `size` bytes, or fewer, if another record begins before: then the size was wrong."""
    while size > 0:
        piece = stream.peek(min(size, CHUNK))
        if following := _NEXT.search(piece):
            stream.read(following.start())
            return
        if len(piece) < min(size, CHUNK):
            stream.read(len(piece))
            return
        size -= len(stream.read(max(len(piece) - _LONGEST_START, 1)))


def _ends_well(stream: Stream) -> bool:
    """Whether what follows is the end of a record: an empty line, the next record, or the end of the file."""
    tail = stream.peek(4)
    return not tail.strip() or tail.startswith((b"WARC", b"\r\n\r\n", b"\n\n"))


def parse_record(record: bytes, settings: Settings) -> Capture:
    """What a sound record holds. Raises: BadInput, if it cannot be told, or its page is too large or damaged."""
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: F401  # only asks whether it is there
    except ImportError:
        return _capture(_with_warcio(record), settings)
    return _capture(_with_fastwarc(record), settings)


class Parts(Struct, frozen=True):
    """A record taken apart: its own headers and, in a response, those of HTTP; names in small letters."""

    headers: dict[str, str]
    status: int | None = None
    http: dict[str, str] | None = None
    body: bytes = b""


def _with_fastwarc(record: bytes) -> Parts:
    from fastwarc.warc import ArchiveIterator

    try:
        parsed = next(iter(ArchiveIterator(io.BytesIO(record), parse_http=True, auto_decode="none")), None)
    except (OSError, ValueError) as error:
        raise BadInput(Reason.BAD_RECORD, f"a record has headers that cannot be read: {error}") from error
    if parsed is None:
        raise BadInput(Reason.BAD_RECORD, "a record has headers that cannot be read")
    headers = _named(parsed.headers.items())
    http: Any = parsed.http_headers  # its stubs forget that there may be none
    if http is None:
        return Parts(headers, body=parsed.reader.read())
    return Parts(headers, http.status_code, _named(http.items()), parsed.reader.read())


def _with_warcio(record: bytes) -> Parts:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        parsed = next(iter(ArchiveIterator(io.BytesIO(record))), None)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError) as error:
        raise BadInput(Reason.BAD_RECORD, f"a record has headers that cannot be read: {error}") from error
    if parsed is None:
        raise BadInput(Reason.BAD_RECORD, "a record has headers that cannot be read")
    headers = _named(parsed.rec_headers.headers)
    http = parsed.http_headers
    if http is None or not http.protocol.startswith("HTTP/"):
        return Parts(headers, body=parsed.raw_stream.read())
    code = http.get_statuscode() or ""
    status = int(code) if code.isdecimal() else None
    return Parts(headers, status, _named(http.headers), parsed.raw_stream.read())


def _named(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _capture(parts: Parts, settings: Settings) -> Capture:
    kind = parts.headers.get("warc-type", "").lower() or "record without a type"
    uri = parts.headers.get("warc-target-uri", "").strip("<>") or None
    if kind == "response":
        return _response(uri, parts.status, parts.http or {}, parts.body, settings)
    mime, charset = _content_type(parts.headers.get("content-type", ""))
    if kind == "resource" and mime in _PAGES:
        return Capture("page", uri, charset, parts.body)
    return Capture(kind, uri, None, b"")


def _response(
    uri: str | None, status: int | None, http: dict[str, str], body: bytes, settings: Settings
) -> Capture:
    """A response is a page if it says so, or says nothing but looks like one."""
    mime, charset = _content_type(http.get("content-type", ""))
    if status is not None and not 200 <= status < 300:
        return Capture(f"response with status {status}", uri, None, b"")
    if mime and mime not in _PAGES:
        return Capture(mime, uri, None, b"")
    page = page_in(body, http.get("transfer-encoding", ""), http.get("content-encoding", ""), settings)
    if not mime and sniff(page[:HEAD]) is not Format.HTML:
        return Capture("response without a type", uri, None, b"")
    return Capture("page", uri, charset, page)


def _content_type(header: str) -> tuple[str, str | None]:
    """The media type in small letters and the charset it declares."""
    mime, _, parameters = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.I)
    return mime.strip().lower(), charset[1] if charset else None
