"""Progress: how far a run is, drawn on standard error while a person watches.

In: bytes consumed, reports answered. Out: a bar that leaves nothing behind. `Bar` is the port, `NoBar` stands
in for it where nobody watches. Imports: export. Imported by: cli.read, cli.gazetteer.
"""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from sayso.export.page import Tally


class Bar(Protocol):
    """Something that shows how far a run is."""

    def watch(self, size: int) -> None:
        """`size` more bytes of input were consumed."""

    def show(self, tally: Tally) -> None:
        """So many reports are answered now."""

    def say(self, words: str) -> None:
        """What is done now."""

    def aside(self) -> AbstractContextManager[None]:
        """A block in which standard output may be written to."""


class NoBar:
    """Nobody watches."""

    def watch(self, size: int) -> None:
        """Nothing is shown."""

    def show(self, tally: Tally) -> None:
        """Nothing is shown."""

    def say(self, words: str) -> None:
        """Nothing is shown."""

    def aside(self) -> AbstractContextManager[None]:
        """Nothing is in the way."""
        return nullcontext()


class TerminalBar:
    """A bar on standard error; it steps aside while answers go to the same terminal."""

    def __init__(self, progress: Progress, total: int | None, *, shared: bool, counts: str) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=total, counts=counts)
        self._shared = shared

    def watch(self, size: int) -> None:
        """Moves the bar on."""
        self._progress.advance(self._task, size)

    def show(self, tally: Tally) -> None:
        """Brings the counts up to date."""
        elapsed = self._progress.tasks[0].elapsed or 0
        self._progress.update(self._task, counts=_counts(tally, elapsed))

    def say(self, words: str) -> None:
        """Writes it before the bar."""
        self._progress.update(self._task, description=words)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Takes the bar off the screen, and draws it again below what was written."""
        if self._shared:
            self._progress.stop()
        try:
            yield
        finally:
            if self._shared:
                self._progress.start()


@contextmanager
def bar_on_stderr(total: int | None, *, quiet: bool, counts: str = "0 reports") -> Iterator[Bar]:
    """A bar over `total` bytes (`None`: not known), if standard error is a terminal and talk is wanted.

    `counts`: what stands behind it until `show` is called.
    """
    console = Console(stderr=True)
    if quiet or not sys.stderr.isatty() or console.is_dumb_terminal:
        yield NoBar()
        return
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        DownloadColumn(),
        TextColumn("{task.fields[counts]}"),
        *([TimeRemainingColumn(compact=True), TextColumn("left")] if total else []),
        console=console,
        transient=True,
        redirect_stdout=False,  # it would send our data to standard error
    )
    with progress:
        yield TerminalBar(progress, total, shared=sys.stdout.isatty(), counts=counts)


def _counts(tally: Tally, elapsed: float) -> str:
    rate = f" ({tally.read / elapsed:.1f}/s)" if elapsed and tally.read else ""
    refused = f" · refused {tally.refused}" if tally.refused else ""
    return f"{tally.read} reports{rate}{refused}"
