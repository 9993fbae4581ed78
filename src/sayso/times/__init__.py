"""Times: which day, month or year a time expression of a report means, how long it lasts, how often it comes.

In: the analysis and the date of publication. Out: `Time` values with TIMEX3 type and value, and the days from and to.
What no rule understands, or no calendar has, is no time. Pure: no clock. Imports: model, encoder, readers' date
patterns. Imported by: pipeline.
"""

import re

from sayso.encoder.analysis import Analysis
from sayso.model import Span, Time
from sayso.times.around import Around, Focus, Meant
from sayso.times.calendars import unit_of
from sayso.times.expressions import expressions
from sayso.times.meanings import meaning
from sayso.times.tense import ahead

_COMPARED = re.compile(r"\b(?:a |one )?year[- ](?:ago|earlier|before)\b|\b\d{4} (?:period|quarter)", re.I)
"""What a figure is only compared with is not what is spoken of after it."""
_FOCI = 12
"""Stretches of the calendar that are kept in mind."""


def read_times(analysis: Analysis, published: str | None) -> tuple[Time, ...]:
    """The time expressions of the text, in order."""
    found: list[tuple[Span, Meant]] = []
    focus: list[Focus] = []
    for one in expressions(analysis):
        around = Around(
            published=published,
            ahead=ahead(analysis.words, one.first, one.past),
            focus=tuple(focus[-_FOCI:]),
            kind=one.kind,
            following=one.following,
        )
        words = one.span.of(analysis.layout.text)
        meant = meaning(words, around)
        if meant is None:
            continue
        found.append((one.span, meant))
        if meant.first and unit_of(meant.value[:10]) and not _COMPARED.search(words):
            focus.append(Focus(meant.value[:10], words))
    return tuple(
        Time(
            id=i,
            start=span.start,
            end=span.end,
            type=meant.type,
            value=meant.value,
            from_=meant.first.isoformat() if meant.first else None,
            to=meant.last.isoformat() if meant.last else None,
            anchor=meant.anchor,
        )
        for i, (span, meant) in enumerate(found)
    )
