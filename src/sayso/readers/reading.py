"""Reading: opens each file, finds its format, and hands it to the reader for it."""

import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from sayso.boundary import attempt
from sayso.model import Reason, Refused, Report, refuse
from sayso.readers.archives import read_zip
from sayso.readers.decoding import wide
from sayso.readers.documents import read_json
from sayso.readers.feeds import read_feed
from sayso.readers.finding import STDIN, check_paths, find_files
from sayso.readers.formats import HEAD, Format, binary_kind, sniff
from sayso.readers.newsml import read_newsml
from sayso.readers.pages import read_html
from sayso.readers.plain import read_text
from sayso.readers.records import read_csv, read_json_lines
from sayso.readers.streams import Stream, as_utf8, unpacked, watched
from sayso.readers.warc import read_warc
from sayso.settings import Settings

Reader = Callable[[Stream, Settings], Iterator[Report | Refused]]
Answers = Iterator[Report | Refused]

# Formats that are one document, and so one step with one time limit; the others limit each report by itself.
_DOCUMENTS: dict[Format, Reader] = {
    Format.TEXT: read_text,
    Format.HTML: read_html,
    Format.FEED: read_feed,
    Format.NEWSML: read_newsml,
    Format.JSON: read_json,
}
_STREAMS: dict[Format, Reader] = {
    Format.JSON_LINES: read_json_lines,
    Format.CSV: read_csv,
    Format.WARC: read_warc,
}


def read_paths(
    paths: Sequence[str],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    watch: Callable[[int], object] = abs,
) -> Answers:
    """The reports in files, folders (all below them), glob patterns, and "-" for standard input, in order.

    `watch` is told the size of each piece of input as it is read. Of two reports with one id the second is
    refused. Raises: BadRequest, at once, for a web address or a path that is not there.
    """
    check_paths(paths)
    answers = (_read_file(path, settings, stdin or sys.stdin.buffer, watch) for path in find_files(paths))
    return _without_duplicates(chain.from_iterable(answers))


def read_stream(stream: Stream, settings: Settings, depth: int = 0) -> Answers:
    """The reports in one stream of any format, packed or not; at least one answer."""
    damage: list[str] = []
    answered = False
    for answer in _answers(stream, settings, depth, damage):
        answered = True
        yield answer
    if damage:
        more = f", and {len(damage) - 1} more such places" if len(damage) > 1 else ""
        yield refuse(stream.file, Reason.UNREADABLE, f"{damage[0]}{more}; what could be unpacked was read")
    elif not answered:
        yield refuse(stream.file, Reason.EMPTY, "there is nothing to read in it")


def _answers(stream: Stream, settings: Settings, depth: int, damage: list[str]) -> Answers:
    """What the reader that fits answers. If it fails, that is its last answer."""
    step = partial(attempt, stage="reading", file=stream.file, uri=stream.uri)
    limit = None if stream.waits else settings.max_seconds
    opened = step(partial(_open, stream, settings, depth, damage), seconds=limit)
    if isinstance(opened, Refused):
        yield opened
        return
    reports, is_document = opened
    seconds = settings.max_seconds if is_document else None
    while answer := step(partial(next, reports, None), seconds=seconds):
        yield answer


def _open(stream: Stream, settings: Settings, depth: int, damage: list[str]) -> tuple[Answers, bool]:
    """The answers of the reader that fits, and whether what it reads is one document with one time limit."""
    inner = unpacked(stream, settings, damage.append)
    head = inner.peek(HEAD)
    while len(head) == HEAD and head.isspace():  # what follows so much white space is not to be lost
        inner.read(HEAD)
        head = inner.peek(HEAD)
    kind = sniff(head)
    if inner.waits and kind in _DOCUMENTS:
        inner.peek(settings.max_bytes + 1)  # waits here, so that only the reading has to keep to the limit
    if kind in {Format.JSON_LINES, Format.CSV} and (encoding := wide(head)):
        inner = as_utf8(inner, encoding)
    if kind is Format.EMPTY:
        return iter(()), True
    if kind is Format.BINARY:
        return iter([refuse(stream.file, Reason.UNSUPPORTED_FORMAT, f"it is {binary_kind(head)}")]), True
    if kind is Format.ZIP:
        return read_zip(inner, settings, depth, read_stream), False
    if kind is Format.TEXT and _is_table(stream.file, head):
        detail = "a table without a column named text; name the column that holds the reports so"
        return iter([refuse(stream.file, Reason.BAD_RECORD, detail)]), True
    if kind in _STREAMS:
        return _STREAMS[kind](inner, settings), False
    return _DOCUMENTS[kind](inner, settings), True


def _is_table(file: str, head: bytes) -> bool:
    """Whether a text that calls itself a table begins like one."""
    return file.lower().removesuffix(".gz").endswith((".csv", ".tsv")) and bool(
        re.match(rb"[^\s,;\t][^,;\t\n.]{0,60}[,;\t]", head)
    )


def _read_file(path: str, settings: Settings, stdin: BinaryIO, watch: Callable[[int], object]) -> Answers:
    if path == STDIN:
        yield from read_stream(Stream(STDIN, watched(stdin, watch), waits=True), settings)
        return
    if Path(path).is_dir():
        yield _refuse_folder(path)
        return
    try:
        raw = Path(path).open("rb")  # noqa: SIM115  # closed below; only opening is tried here
    except OSError as error:
        yield refuse(_writable(path), Reason.UNREADABLE, f"it cannot be opened: {error.strerror}")
        return
    with raw:
        on_disk = raw if raw.seekable() else None
        stream = Stream(_writable(path), watched(raw, watch), on_disk=on_disk, waits=on_disk is None)
        yield from read_stream(stream, settings)


def _refuse_folder(path: str) -> Refused:
    try:
        os.listdir(path)  # noqa: PTH208  # only asks whether it may
    except OSError as error:
        return refuse(_writable(path), Reason.UNREADABLE, f"this folder cannot be opened: {error.strerror}")
    return refuse(_writable(path), Reason.EMPTY, "there is no file in this folder")


def _writable(path: str) -> str:
    """The path as text that can be written down: bytes that are no UTF-8 shown as escapes."""
    return path.encode("utf-8", "backslashreplace").decode()


def _without_duplicates(answers: Answers) -> Answers:
    """The answers, a report refused if its id was there before.

    The ids are kept in a temporary file, so that a million of them need no memory.
    """
    seen = sqlite3.connect("")
    seen.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, sha256 TEXT, file TEXT) WITHOUT ROWID")
    try:
        for answer in answers:
            yield _once(answer, seen) if isinstance(answer, Report) else answer
    finally:
        seen.close()


def _once(report: Report, seen: sqlite3.Connection) -> Report | Refused:
    try:
        seen.execute("INSERT INTO seen VALUES (?, ?, ?)", (report.id, report.sha256, report.file))
    except sqlite3.IntegrityError:
        sha256, file = seen.execute("SELECT sha256, file FROM seen WHERE id = ?", (report.id,)).fetchone()
        same = "the very same report" if sha256 == report.sha256 else "another report"
        detail = f"{report.id!r} is also the id of {same}, read before from {file}"
        return refuse(report.file, Reason.DUPLICATE, detail, uri=report.uri)
    return report
