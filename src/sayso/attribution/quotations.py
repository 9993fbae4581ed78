"""Quotation marks: which words stand between them, whatever marks they are and however oddly they are set.

Pure. Imports: model. Imported by: attribution's modules, claims, export.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from sayso.model import Span, Voice

_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "``": "''", "''": "''", "”": "”"}
_OPENING = re.compile("|".join(map(re.escape, _PAIRS)))

_ODD_CLOSING = re.compile(r"(?<=[.,!?…])[\"“](?=\s|$)")
"""A closing mark of another kind than the opening one."""

_SINGLE = re.compile(
    r"(?<![\w’'])(?:‘(?=\S)(?:[^‘’]|(?<=\w)’(?=\w)){2,2000}?(?:(?<=[.,!?…])’|(?<=\w)’(?=\s*$))(?!\w)"
    r"|'(?=[^\W\d_])(?:[^'\n]|(?<=\w)'(?=\w)|(?<=\s)'(?=\d)){2,2000}?(?<=[.,!?…])'(?!\w))"
)


class Quotation(Struct, frozen=True):
    """Words between quotation marks, marks included; `closed` is false where a paragraph ends before the mark."""

    span: Span
    closed: bool


def quotations(text: str, paragraph: Span) -> list[Quotation]:
    """The quotations in a paragraph. A mark without a partner opens one to the paragraph's end at most."""
    return sorted(
        [*(found := list(_double(text, paragraph))), *_single(text, paragraph, [one.span for one in found])],
        key=lambda one: one.span,
    )


def inside(text: str, quotation: Span) -> list[Span]:
    """The quotations in single marks inside of one."""
    inner = Span(quotation.start + 1, quotation.end)
    return [one.span for one in _single(text, inner, [])]


def _single(text: str, paragraph: Span, taken: list[Span]) -> Iterator[Quotation]:
    """Quotations between ‘ ’ or ' ' outside of others.

    Only such as end with a punctuation mark or with the text: the same marks stand for apostrophes and around nicknames.
    """
    at = paragraph.start
    while match := _SINGLE.search(text, at, paragraph.end):
        span = Span(*match.span())
        at = span.end
        if not any(span.meets(other) for other in taken):
            yield Quotation(span, closed=True)


def _double(text: str, paragraph: Span) -> Iterator[Quotation]:
    at = paragraph.start
    while match := _OPENING.search(text, at, paragraph.end):
        closing, straight = _PAIRS[match[0]], match[0] in {'"', "''", "”"}
        begins = match.start() == paragraph.start
        if straight and not begins and not _opens(text, match.start(), match.end()):
            at = match.end()  # inches, or a closing mark that lost its partner
            continue
        marks = [closing] if closing == "''" else list(closing)
        ends = [end for mark in marks if (end := text.find(mark, match.end(), paragraph.end)) >= 0]
        if match[0] == "“" and (odd := _ODD_CLOSING.search(text, match.end(), min([*ends, paragraph.end]))):
            ends = [odd.start()]
        if not ends:
            if not straight or begins:
                yield Quotation(Span(match.start(), paragraph.end), closed=False)
            at = match.end() if straight and not begins else paragraph.end
            continue
        end = min(ends) + (2 if closing == "''" else 1)
        if (
            match[0] == "“"
            and (inner := text.rfind("“", match.end(), end - 1)) >= 0
            and text.count("”", inner, paragraph.end) == 1
        ):
            at = inner  # the first mark is never closed
            continue
        yield Quotation(Span(match.start(), end), closed=True)
        at = end


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a mark that may open or close opens here: nothing before it, and a word behind it."""
    return (
        not text[start - 1].isalnum() and text[start - 1] not in ".,!?" and text[end : end + 1].strip() != ""
    )


def voice_of(text: str, content: tuple[Span, ...]) -> Voice:
    """Direct if nine tenths of the letters stand in quotation marks, indirect if none do, else mixed."""
    quoted = total = 0
    for span in content:
        marks = [q.span for q in quotations(text, span)]
        total += sum(char.isalnum() for char in span.of(text))
        quoted += sum(char.isalnum() for mark in marks for char in mark.of(text))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"
