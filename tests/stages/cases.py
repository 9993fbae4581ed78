"""Cases that a linguist can review: a text, and what a careful reader finds in it (tests/stages/*.json)."""

import json
from functools import cache
from pathlib import Path

from sayso.model import Report
from sayso.pipeline import Tools, read
from sayso.readers.plain import read_head
from sayso.settings import Settings


@cache
def tools():
    """The tools as they ship, loaded once for all tests."""
    return Tools.load(Settings())


def cases(name):
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))


def read_words(text, published=None):
    """The reading of a bare text."""
    head = read_head(text)
    report = Report(
        id="case",
        file="case",
        sha256="0",
        text=text,
        outlet="The Courier",
        title=head.title,
        published=published or head.published,
        language="en",
        sections=head.sections,
    )
    return read(report, tools())
