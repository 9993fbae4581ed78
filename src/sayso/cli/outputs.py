"""Outputs: the forms in which `sayso read` answers, each as bytes for standard output.

In: answers, one at a time. Out: bytes to be written as they come. `Output` is the port; nothing is written
here. Imports: export, model. Imported by: cli.read.
"""

from typing import Protocol

from sayso.export.page import Tally, page_end, page_start, refused_html, report_html
from sayso.model import Reading, Refused, to_json


class Output(Protocol):
    """A form of answer: what stands before the first, each, and what stands behind the last."""

    def begin(self) -> bytes:
        """What stands before the first answer."""

    def render(self, answer: Reading | Refused) -> bytes:
        """One answer, whole."""

    def end(self, tally: Tally) -> bytes:
        """What stands behind the last answer, also after Ctrl-C."""


class JsonLines:
    """The reading contract: an object a line, nothing else."""

    def begin(self) -> bytes:
        """Nothing."""
        return b""

    def render(self, answer: Reading | Refused) -> bytes:
        """One line."""
        return to_json(answer) + b"\n"

    def end(self, tally: Tally) -> bytes:  # noqa: ARG002  # the port's signature
        """Nothing."""
        return b""


class HtmlPage:
    """One page that needs nothing but itself."""

    def __init__(self) -> None:
        self._number = 0

    def begin(self) -> bytes:
        """The page's head."""
        return page_start().encode()

    def render(self, answer: Reading | Refused) -> bytes:
        """An article, or a small box for what was refused."""
        self._number += 1
        html = refused_html(answer) if isinstance(answer, Refused) else report_html(answer, self._number)
        return html.encode()

    def end(self, tally: Tally) -> bytes:
        """The counts."""
        return page_end(tally).encode()
