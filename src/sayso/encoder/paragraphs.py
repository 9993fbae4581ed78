"""Paragraphs: the lines of a section, where lines broken by hand are one.

In: a text and the span of a section. Out: spans. Pure. Imports: model, sentences. Imported by: layout.
"""

import re
from collections.abc import Iterator

from sayso.encoder.sentences import CLOSERS
from sayso.model import Span, trim


def paragraphs(text: str, section: Span) -> Iterator[Span]:
    """The lines of a section; lines broken by hand in the middle of a sentence belong together."""
    start = end = section.start
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", text[section.start : section.end]):
        span = trim(text, section.start + line.start(), section.start + line.end())
        if span.start == span.end:
            continue
        between = text[end : span.start]
        if end > start and not _goes_on(text, end, between):
            yield Span(start, end)
            start = span.start
        elif end == start:
            start = span.start
        end = span.end
    if end > start:
        yield Span(start, end)


def _goes_on(text: str, end: int, between: str) -> bool:
    """Whether a line that ends at `end` goes on after `between`: a single line break, no sentence end, a full line."""
    breaks = between.replace("\r\n", "\n").count("\n") + between.count("\r") - between.count("\r\n")
    if breaks != 1 or text[end - 1] in ".!?…:;" + CLOSERS:
        return False
    before = max(0, end - 101)  # a line break further back makes the line too long, wherever it is
    line_start = max(text.rfind("\n", before, end), text.rfind("\r", before, end)) + 1
    return 50 <= end - (line_start or (before and before - 1)) <= 100
