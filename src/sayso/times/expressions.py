"""Expressions: where times stand: what the network marks, mended, and what it tends to pass over.

Pure. Imports: model, encoder, readers' date patterns, calendars, wording. Imported by: the room's door.
"""

import re
from collections.abc import Iterator
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from sayso.encoder import Layout
from sayso.encoder.analysis import Analysis
from sayso.model import Span, TimeType, meeting
from sayso.readers.dates import dates_in
from sayso.times.calendars import OTHER_MONTHS
from sayso.times.wording import MONTHS

_ISLAMIC = re.compile(
    rf"\b(?:\d{{1,2}} )?(?:{'|'.join(one.title().replace(' ', '[ -]') for one in OTHER_MONTHS)}) 1[234]\d\d\b"
    r"|(?<=[dn] )(?:the (?:holy |fasting )?month of )?Ramad(?:h)?an\b(?! (?:Street|Revolution|[A-Z]))|\bEid[ -](?:al|ul)[ -](?:Fitr|Adha)\b"
)
_FIGURES = re.compile(r"\d{4}|\d[./]\d")
_BESIDE = re.compile(
    r"(?<![\w-])(?:the (?:near |foreseeable )?future|in the past)(?=\s*(?:[.,;:!?)\"”’']|$|and\b|but\b|to\b|by\b))|(?:^|(?<=[\"“”]))Now\b(?=\s+\w|,)"
)
"""Vague times that the network passes over more often than not."""
_LED_BY = re.compile(
    r"\b(?:the )?(?:early |late )?(?:spring|summer|autumn|fall|winter) (?:of )?$|\b(?:every|each) (?:other )?$",
    re.I,
)
_WORK = re.compile(
    r"\b(?:novel|book|film|movie|album|play|song|series|poem|classic|channel|room|flight)s? $", re.I
)
"""Words that make a number behind them the name of something."""
_OTHER_MONTH_BEHIND = re.compile(
    rf"\s+of\s+(?:{'|'.join(one.replace(' ', '[ -]') for one in OTHER_MONTHS)})\b(?:,? 1[234]\d\d\b)?", re.I
)
_NUMBER_BEHIND = re.compile(r"-(?:one|two|three|four|five|six|seven|eight|nine)\b", re.I)
_MONTH_ENDS = re.compile(rf"\b(?:{'|'.join(MONTHS)})$", re.I)
_YEAR_BEHIND = re.compile(r",?\s+(?:of\s+)?((?:this|last|next) year|(?:19|20)\d\d)\b", re.I)


class Expression(Struct, frozen=True, order=True):
    """What may be a time: its span, the words [first, past) it was found by, the type that the network gives it."""

    span: Span
    kind: TimeType
    first: int
    past: int
    following: str = ""
    """The text behind it, to the end of its sentence."""


def expressions(analysis: Analysis) -> list[Expression]:
    """What may be times, in order, none in another: what the network marks, and what it tends to miss."""
    text = analysis.layout.text
    marked = [
        Expression(_mended(analysis.span(one), text), cast(TimeType, one.kind), one.first, one.past)
        for one in analysis.marked["times"]
    ]
    missed = _missed(analysis, [one.span for one in marked])
    found: list[Expression] = []
    for one in sorted([*marked, *missed]):
        if not (found and one.span.start < found[-1].span.end) and not _named(one.span, analysis):
            found.append(replace(one, following=_following(one.span, analysis.layout)))
    return found


def _named(span: Span, analysis: Analysis) -> bool:
    """Whether a month is a person's name, or a year a work's: "June Carver", "the novel 1984"."""
    text = analysis.layout.text
    if _MONTH_ENDS.fullmatch(span.of(text)):
        people = [analysis.span(one) for one in analysis.marked["entities"] if one.kind == "PER"]
        return meeting(span, people) is not None
    return bool(_WORK.search(text, max(0, span.start - 20), span.start))


def _following(span: Span, layout: Layout) -> str:
    """The words behind an expression, to the end of its sentence."""
    sentence = layout.sentence_at(span.start)
    return layout.text[span.end : sentence.end] if sentence else ""


def _mended(span: Span, text: str) -> Span:
    """The span with what belongs to it: "ninety" of "ninety-one", "1994" of "the winter of 1994", "June" of "June this year"."""
    before = _LED_BY.search(text, max(0, span.start - 30), span.start)
    words = span.of(text)
    behind = (
        _NUMBER_BEHIND.match(text, span.end)
        or _OTHER_MONTH_BEHIND.match(text, span.end)
        or (_MONTH_ENDS.search(words) and _YEAR_BEHIND.match(text, span.end))
    )
    return Span(before.start() if before else span.start, behind.end() if behind else span.end)


def _missed(analysis: Analysis, taken: list[Span]) -> Iterator[Expression]:
    """Dates in figures, and vague times where sentences leave no doubt."""
    text = analysis.layout.text
    for sentence in analysis.layout.sentences:
        own = sentence.of(text)
        here = [(start, end) for start, end, _ in dates_in(own)] if _FIGURES.search(own) else []
        here += [found.span() for pattern in (_BESIDE, _ISLAMIC) for found in pattern.finditer(own)]
        for start, end in here:
            span = Span(sentence.start + start, sentence.start + end)
            if meeting(span, taken) is None:
                first = analysis.layout.word_at(span.start)  # it may begin within a word
                yield Expression(span, "DATE", first, analysis.layout.word_at(span.end - 1) + 1)
