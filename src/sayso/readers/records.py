"""Records: JSON Lines and CSV, one report a line or row, text kept to the character."""

import csv
import sys
from collections.abc import Iterator
from functools import partial

import msgspec
from msgspec import UNSET, Struct, UnsetType

from sayso.boundary import attempt
from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report, refuse
from sayso.readers.dates import iso_prefix
from sayso.readers.decoding import to_utf8
from sayso.readers.making import make_report
from sayso.readers.plain import read_head
from sayso.readers.streams import Stream, too_large
from sayso.settings import Settings


class Record(Struct, frozen=True):
    """One report as the contract's input has it."""

    text: str
    id: str | int | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    uri: str | None = None
    language: str | None = None


class _Peek(Struct, frozen=True):
    text: msgspec.Raw | UnsetType = UNSET


def read_json_lines(stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    """A report or refusal for each line that is not blank. A line may also hold a ninjs item."""
    number = 0
    while True:
        line, complete = stream.line(settings.max_bytes)
        if not line:
            return
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        if complete:
            work = partial(_read_line, stream, line.rstrip(b"\r\n"), number)
        else:
            work = partial(_refuse_long, settings, number)
        yield attempt(work, stage="reading", file=stream.file, seconds=settings.max_seconds)


def read_object(stream: Stream, line: bytes, where: str) -> Report:
    """The report in one JSON object, ours or ninjs.

    Raises: BadInput.
    """
    from sayso.readers.ninjs import read_item

    try:
        ours = msgspec.json.decode(line, type=_Peek).text is not UNSET
        record = msgspec.json.decode(line, type=Record) if ours else None
    except msgspec.ValidationError as error:
        raise BadInput(Reason.BAD_RECORD, f"{where} is no report: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(Reason.BAD_RECORD, f"{where} is no JSON: {error}") from error
    if record is None:
        return read_item(line, stream.file, where)
    return _report(record, stream.file, line, where)


def noted(report: Report, notes: tuple[str, ...]) -> Report:
    """`report` with `notes` before its own."""
    return msgspec.structs.replace(report, notes=(*notes, *report.notes)) if notes else report


def _read_line(stream: Stream, line: bytes, number: int) -> Report:
    data, notes = to_utf8(line)
    return noted(read_object(stream, data, f"line {number}"), notes)


def _refuse_long(settings: Settings, number: int) -> Report:
    error = too_large(settings)
    raise BadInput(error.reason, f"line {number} has {error.detail}")


def read_csv(stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    """A report or refusal for each row under a header that names a column `text`."""
    lines = _Lines(stream, settings)
    csv.field_size_limit(min(settings.max_bytes, sys.maxsize))  # the module's own limit is 128 kB
    rows = csv.reader(lines, dialect=_dialect(stream.peek(1 << 16)), strict=True)
    try:
        header = [name.strip().lower() for name in next(rows)]
    except (csv.Error, StopIteration, BadInput) as error:
        yield refuse(stream.file, Reason.BAD_RECORD, f"the header of the table cannot be read: {error}")
        return
    fields = set(Record.__struct_fields__)
    number = 1
    while True:
        number += 1
        lines.begin_row()
        try:
            row = next(rows, None)
        except (csv.Error, BadInput) as error:
            reason = Reason(error.reason) if isinstance(error, BadInput) else Reason.BAD_RECORD
            detail = error.detail if isinstance(error, BadInput) else str(error)
            yield refuse(stream.file, reason, f"row {number}: {detail}")
            if lines.ended:
                return
            rows = csv.reader(lines, dialect=rows.dialect, strict=True)
            continue
        if row is None:
            return
        if not row:
            continue
        named = {name: cell for name, cell in zip(header, row, strict=False) if name in fields}
        work = partial(
            _read_row, stream.file, named, row, number, len(header), tuple(dict.fromkeys(lines.notes))
        )
        yield attempt(work, stage="reading", file=stream.file, seconds=settings.max_seconds)


def _read_row(
    file: str, named: dict[str, str], row: list[str], number: int, width: int, notes: tuple[str, ...]
) -> Report:
    if len(row) > width:
        raise BadInput(
            Reason.BAD_RECORD,
            f"row {number} has {len(row)} cells under {width} columns; quote cells with commas",
        )
    if "text" not in named:
        raise BadInput(Reason.BAD_RECORD, f"row {number} ends before the column text")
    given = {name: cell if name == "text" else cell.strip() or None for name, cell in named.items()}
    record = msgspec.convert(given, Record)
    return noted(_report(record, file, msgspec.json.encode(row), f"row {number}"), notes)


class _Lines:
    """The lines of a table as text, line ends kept, those of a row bounded together."""

    def __init__(self, stream: Stream, settings: Settings) -> None:
        self._stream = stream
        self._settings = settings
        self._first = True
        self._taken = 0
        self.notes: list[str] = []
        self.ended = False

    def begin_row(self) -> None:
        """Forget what the row before took and was noted for."""
        self._taken = 0
        self.notes.clear()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line, complete = self._stream.line(self._settings.max_bytes)
        if not line:
            self.ended = True
            raise StopIteration
        self._taken += len(line)
        if not complete or self._taken > self._settings.max_bytes:
            raise too_large(self._settings)
        if self._first:
            line = line.removeprefix(b"\xef\xbb\xbf")
            self._first = False
        text, notes = to_utf8(line)
        self.notes += notes
        return text.decode()


def _dialect(head: bytes) -> type[csv.Dialect]:
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    delimiter = max(",;\t|", key=first.count)

    class Table(csv.excel):
        pass

    Table.delimiter = delimiter
    return Table


def _report(record: Record, file: str, key: bytes, where: str) -> Report:
    published = None
    if record.published and record.published.strip():
        published = iso_prefix(record.published)
        if published is None:
            raise BadInput(
                Reason.BAD_DATE,
                f"{where}: {record.published!r} is no date; give one like 2022-02-08, 2022-02 or null",
            )
    head = read_head(record.text, record.title)
    return make_report(
        file=file,
        key=key,
        text=record.text,
        id=str(record.id) if record.id not in (None, "") else None,
        uri=record.uri,
        outlet=record.outlet,
        title=record.title or head.title,
        byline=record.byline or head.byline,
        dateline=head.dateline,
        published=published or head.published,
        language=record.language,
        sections=head.sections,
    )
