"""The command `sayso read`: reports in, who says what out.

`read` is the door: it turns options into values. `run` is the work: answers in, bytes out, one report at a
time. Imports: readers, pipeline, boundary, export, settings. Imported by: cli, when the command is asked for.
"""

import math
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

import click
import msgspec
from msgspec import Struct

from sayso.errors import BadRequest
from sayso.model import Reading, Refused, Report
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.cli.filters import Filters
    from sayso.cli.outputs import Output
    from sayso.cli.progress import Bar
    from sayso.export.page import Tally

T = TypeVar("T")


class LeftOut(Struct, frozen=True):
    """A report that the user's filters leave out."""

    file: str


class Outcome(Struct, frozen=True):
    """How a run went, and whether Ctrl-C ended it."""

    tally: "Tally"
    stopped: bool = False


def limits(command: Callable[..., T]) -> Callable[..., T]:
    """An option for each field of `Settings`, with its default and description."""
    known = msgspec.inspect.type_info(Settings)
    assert isinstance(known, msgspec.inspect.StructType)  # noqa: S101  # for mypy: Settings is a Struct
    for field in reversed(known.fields):
        command = _limit(field)(command)
    return command


def _limit(field: msgspec.inspect.Field) -> Callable[[Callable[..., T]], Callable[..., T]]:
    kind = field.type
    described = ""
    if isinstance(kind, msgspec.inspect.Metadata):
        described = (kind.extra_json_schema or {}).get("description", "")
        kind = kind.type
    least = getattr(kind, "gt", None)
    whole = isinstance(kind, msgspec.inspect.IntType)
    return click.option(
        f"--{field.name.replace('_', '-')}",
        type=click.IntRange(least, min_open=True) if whole else click.FloatRange(least, min_open=True),
        default=field.default,
        show_default=True,
        help=f"Limit: {described}.",
    )


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--jsonl", is_flag=True, help="Answer with a JSON object a line: the reading contract.")
@click.option("--html", is_flag=True, help="Answer with one HTML page that needs no other file.")
@click.option("--where", metavar="NAME", help="Only reports that name this place.")
@click.option("--after", metavar="DATE", help="Only reports published on this day (month, year) or after.")
@click.option("--before", metavar="DATE", help="Only reports published on this day (month, year) or before.")
@click.option("--language", metavar="CODE", help="Only reports in this language (en, ar, …).")
@click.option(
    "--actors", "own_actors", metavar="FILE", multiple=True, help="Know the actors of this file, too."
)
@click.option(
    "--gazetteer", "own_places", metavar="FILE", multiple=True, help="Know the places of this file, too."
)
@click.option("--quiet", is_flag=True, help="No progress bar, no summary, no warnings.")
@limits
@click.pass_context
def read(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    *,
    jsonl: bool,
    html: bool,
    where: str | None,
    after: str | None,
    before: str | None,
    language: str | None,
    own_actors: tuple[str, ...],
    own_places: tuple[str, ...],
    quiet: bool,
    **limits: float,
) -> None:
    """Read reports and show who says what in them.

    PATH is a file, a folder, or - for standard input: text, web pages, feeds, JSON Lines, CSV, WARC and more.
    Nothing is fetched from the network.
    """
    from sayso.cli.filters import make_filters
    from sayso.cli.talk import logging_to_stderr

    if jsonl and html:
        raise BadRequest("--jsonl and --html are both given", "choose one of them")
    filters = make_filters(where=where, after=after, before=before, language=language)
    settings = _settings(limits)
    with logging_to_stderr(quiet=quiet):
        output = _output(jsonl=jsonl, html=html)
        outcome = _read_paths(paths, settings, filters, output, own_actors, own_places, quiet=quiet)
    ctx.exit(_close(outcome, quiet=quiet))


def _settings(limits: dict[str, float]) -> Settings:
    for name, value in limits.items():
        if not math.isfinite(value):
            raise BadRequest(f"--{name.replace('_', '-')} {value} is no limit", "give a number")
    return msgspec.convert(limits, Settings)


def _output(*, jsonl: bool, html: bool) -> "Output":
    from sayso.cli.outputs import HtmlPage, JsonLines

    if jsonl:
        return JsonLines()
    if html:
        return HtmlPage()
    from sayso.cli.table import Tables, look_of_stdout

    return Tables(look_of_stdout())


def _read_paths(
    paths: tuple[str, ...],
    settings: Settings,
    filters: "Filters",
    output: "Output",
    own_actors: tuple[str, ...],
    own_places: tuple[str, ...],
    *,
    quiet: bool,
) -> Outcome:
    """The run itself, with the real readers and the real pipeline."""
    from sayso.cli.gazetteer import gazetteer_files
    from sayso.cli.progress import bar_on_stderr
    from sayso.pipeline import Tools
    from sayso.pipeline import read as read_report
    from sayso.readers import read_paths, size_of

    with bar_on_stderr(size_of(paths), quiet=quiet) as bar:
        reports = read_paths(paths, settings, stdin=sys.stdin.buffer, watch=bar.watch)
        step = partial(read_report, tools=Tools.load(settings, own_actors, gazetteer_files(own_places)))
        return run(reports, step, filters=filters, output=output, settings=settings, bar=bar, write=_write)


def run(
    reports: Iterator[Report | Refused],
    step: Callable[[Report], Reading | Refused],
    *,
    filters: "Filters",
    output: "Output",
    settings: Settings,
    bar: "Bar",
    write: Callable[[bytes], None],
) -> Outcome:
    """Answers every report with `write`, in order, each before the next is read.

    What is wrong with the request shows itself before anything is written. Ctrl-C ends the run between two answers.
    """
    from sayso.export.page import Tally

    tally, stopped, begin = Tally(), False, output.begin()
    try:
        for report in reports:
            answer, piece = _rendered(_answer(report, step, filters, settings), output, settings)
            with uninterrupted():
                with bar.aside():
                    write(begin + piece)
                begin = b""
                tally = _counted(tally, answer)
                bar.show(tally)
    except KeyboardInterrupt:
        stopped = True
    with bar.aside():
        write(begin + output.end(tally))
    return Outcome(tally, stopped)


def _answer(
    report: Report | Refused,
    step: Callable[[Report], Reading | Refused],
    filters: "Filters",
    settings: Settings,
) -> Reading | Refused | LeftOut:
    """What a report is answered with. Filters come first: what nobody asked for is not refused."""
    from sayso.boundary import attempt

    if isinstance(report, Refused):
        return report
    if not filters.admits(report):
        return LeftOut(report.file)
    work = partial(step, report)
    reading = attempt(work, stage="reading", file=report.file, seconds=settings.max_seconds, uri=report.uri)
    if isinstance(reading, Reading) and not filters.keeps(reading):
        return LeftOut(report.file)
    return reading


def _rendered(
    answer: Reading | Refused | LeftOut, output: "Output", settings: Settings
) -> tuple[Reading | Refused | LeftOut, bytes]:
    """The answer and its bytes. A reading that cannot be written (half a character in its title) is refused."""
    from sayso.boundary import attempt
    from sayso.export.visible import visible

    if isinstance(answer, LeftOut):
        return answer, b""
    file = visible(answer.file)
    uri = None if answer.uri is None else visible(answer.uri)
    piece = attempt(
        partial(output.render, answer), stage="writing", file=file, seconds=settings.max_seconds, uri=uri
    )
    if isinstance(piece, Refused):
        return piece, output.render(piece)
    return answer, piece


def _counted(tally: "Tally", answer: Reading | Refused | LeftOut) -> "Tally":
    name = {Reading: "read", Refused: "refused", LeftOut: "left_out"}[type(answer)]
    return msgspec.structs.replace(tally, **{name: getattr(tally, name) + 1})


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C in the block takes effect behind it, so that no answer is left half written; a second one at once."""
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    came: list[int] = []

    def wait(number: int, _frame: FrameType | None) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(number)

    signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if came:
        raise KeyboardInterrupt


def _write(piece: bytes) -> None:
    """Bytes to standard output, at once, whatever the locale. Raises: BadRequest, if it takes no more."""
    try:
        sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_output()
        raise BadRequest(
            f"standard output cannot be written: {error.strerror}", "write to another place"
        ) from error


def forget_output() -> None:
    """Lead what is still held for standard output nowhere, so that Python's own last flush is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _close(outcome: Outcome, *, quiet: bool) -> int:
    """Says how it went; the exit code."""
    from sayso.cli.talk import say_stopped, say_summary

    if outcome.stopped:
        say_stopped(outcome.tally)
        return 130
    say_summary(outcome.tally, quiet=quiet)
    return 1 if outcome.tally.refused else 0
