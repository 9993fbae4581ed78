"""Table: readings as tables in a terminal, a row for each statement.

In: answers, one at a time. Out: bytes in the encoding of standard output. Everything from a report is made
visible before it is printed, and printed as `Text`, never as markup: "[Kataib]" is a word, not a style.
Imports: export, model. Imported by: cli.read.
"""

import io
import shutil
import sys
from collections.abc import Iterable

from msgspec import Struct
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.export.page import Tally
from sayso.export.rows import OUTLET_UNKNOWN, Row, rows_of
from sayso.export.visible import one_line
from sayso.model import Reading, Refused

WIDTH = 100  # where there is no terminal to ask
LONGEST = 1200  # characters of one cell; a statement of this length is a whole page


class Look(Struct, frozen=True, kw_only=True):
    """What the output can show. `colours` is rich's name of a colour system, `None` for none."""

    width: int = WIDTH
    encoding: str = "utf-8"
    terminal: bool = False
    colours: str | None = None

    def console(self, page: io.BytesIO) -> Console:
        """A console that writes to `page`."""
        # Rich asks its file for the encoding, and draws lines in ASCII if it must.
        file = io.TextIOWrapper(
            page, self.encoding, errors="backslashreplace", newline="\n", write_through=True
        )
        return Console(
            file=file,
            width=self.width,
            force_terminal=self.terminal,
            color_system=self.colours,  # type: ignore[arg-type]  # rich's own word, handed back to it
            no_color=self.colours is None,
            legacy_windows=False,
        )


def look_of_stdout() -> Look:
    """How standard output is to be written to now."""
    stdout = Console(file=sys.stdout)
    terminal = sys.stdout.isatty()
    plain = not terminal or stdout.no_color or stdout.legacy_windows
    return Look(
        width=shutil.get_terminal_size((WIDTH, 24)).columns,
        encoding=sys.stdout.encoding or "utf-8",
        terminal=terminal and not stdout.legacy_windows and not stdout.is_dumb_terminal,
        colours=None if plain else stdout.color_system,
    )


class Tables:
    """The answer for eyes: for each report its head and a table of who says what."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def begin(self) -> bytes:
        """Nothing."""
        return b""

    def render(self, answer: Reading | Refused) -> bytes:
        """Head and table of a report, or a line for what was refused."""
        page = io.BytesIO()
        console = self._look.console(page)
        if isinstance(answer, Refused):
            _print_refused(answer, console)
        else:
            _print_reading(answer, console)
        return page.getvalue()

    def end(self, tally: Tally) -> bytes:  # noqa: ARG002  # the port's signature
        """Nothing."""
        return b""


def _print_refused(refused: Refused, console: Console) -> None:
    cause = refused.refused
    line = f"refused {refused.file}: {cause.reason}: {cause.detail}"
    console.print(Text(one_line(line), style="red"), soft_wrap=True)


def _print_reading(reading: Reading, console: Console) -> None:
    console.print(Text(one_line(reading.title or "report without a title"), style="bold"))
    console.print(Text(" · ".join(map(one_line, _facts(reading))), style="dim"))
    for note in reading.notes:
        console.print(Text(one_line(f"note: {note}"), style="dim"))
    table = _table(rows_of(reading), console.width, "<-" if console.options.ascii_only else "←")
    console.print(table if table.row_count else Text("no statements found"))
    console.print()


def _facts(reading: Reading) -> Iterable[str]:
    yield reading.outlet or OUTLET_UNKNOWN
    if reading.byline:
        yield reading.byline
    if reading.dateline:
        yield reading.dateline
    if reading.agencies:
        yield f"supplied by {', '.join(reading.agencies)}"
    yield f"published {reading.published}" if reading.published else "date unknown"
    yield reading.language or "language unknown"
    yield reading.file


def _table(rows: Iterable[Row], width: int, arrow: str) -> Table:
    """The columns are as narrow as their words allow; the statement has the rest of `width`."""
    table = Table(
        box=box.SIMPLE_HEAD, leading=1, expand=True, show_edge=False, pad_edge=False, header_style="dim"
    )
    table.add_column("who says", max_width=width * 24 // 100, overflow="fold")
    table.add_column("what, in the report's words", ratio=1, overflow="fold")
    table.add_column("status", max_width=10, overflow="fold")
    table.add_column("where", max_width=max(8, width * 13 // 100), overflow="fold")
    table.add_column("when", max_width=12, overflow="fold")
    for row in rows:
        table.add_row(_who(row, arrow), _what(row), Text(row.status), _known(row.where), _when(row))
    return table


def _who(row: Row, arrow: str) -> Text:
    *before, last = map(one_line, row.chain)
    who = Text("".join(f"{name} {arrow} " for name in before)).append(last, style="bold")
    if row.said_by:
        who.append(f"\n“{_shortened(row.said_by)}”", style="dim italic")
    return who.append(f"\n{row.handle}", style="dim")


def _what(row: Row) -> Text:
    """The statement; below it the word that names the event (styles may not show) and how it is read."""
    if not row.words:
        return _known(None)
    before, trigger, after = map(_shortened, row.what)
    what = Text(before).append(trigger, style="bold underline").append(after)
    labels = [f"“{trigger}”", *map(one_line, row.labels)] if trigger else []
    if labels:
        what.append(f"\n{' · '.join(labels)}", style="dim")
    return what


def _when(row: Row) -> Text:
    return _known(row.when or row.when_words)


def _known(words: str | None) -> Text:
    return Text(_shortened(words)) if words else Text("unknown", style="dim")


def _shortened(words: str) -> str:
    line = one_line(words)
    if len(line) <= LONGEST:
        return line
    return f"{line[:LONGEST]}… ({len(line) - LONGEST:,} more characters; --jsonl gives them all)"
