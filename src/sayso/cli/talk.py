"""Talk: what is said on standard error beside the answers: warnings, and how a run ended.

In: log records, counts. Out: lines on standard error. Log handlers are set here and nowhere else in `cli`.
Imports: export. Imported by: cli.read, cli.gazetteer.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from sayso.export.page import Tally
from sayso.export.visible import visible


class StandardError:
    """Standard error as it is when something is said: a progress bar may have put itself in front of it."""

    def write(self, words: str) -> None:
        """Says `words`; they may come from a report."""
        sys.stderr.write(visible(words))


@contextmanager
def logging_to_stderr(*, quiet: bool) -> Iterator[None]:
    """In the block, our warnings and everyone's errors are shown; other libraries' chatter is not."""
    handler = logging.StreamHandler(StandardError())
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    handler.addFilter(lambda record: _is_ours(record.name) or record.levelno >= logging.ERROR)
    handler.setLevel(logging.ERROR if quiet else logging.INFO)
    root = logging.getLogger()
    root.addHandler(handler)
    ours = logging.getLogger("sayso")
    before = ours.level
    ours.setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        root.removeHandler(handler)
        ours.setLevel(before)


def say_summary(tally: Tally, *, quiet: bool) -> None:
    """How a run that came to its end went, where somebody watches or something is missing from the answer."""
    if not quiet and (sys.stderr.isatty() or tally.refused or tally.left_out):
        click.echo(f"read {_in_words(tally)}", err=True)


def say_stopped(tally: Tally) -> None:
    """How far a run came that Ctrl-C ended. What was answered until then is whole."""
    click.echo(f"stopped after {_in_words(tally)}", err=True)


def _in_words(tally: Tally) -> str:
    words = ["1 report" if tally.read == 1 else f"{tally.read} reports"]
    if tally.refused:
        words.append(f"refused {tally.refused}")
    if tally.left_out:
        words.append(f"left out by filters: {tally.left_out}")
    return ", ".join(words)


def _is_ours(logger: str) -> bool:
    return logger == "sayso" or logger.startswith("sayso.")
