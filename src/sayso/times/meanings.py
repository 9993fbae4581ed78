"""Meanings: what a time expression means, rule by rule; a rule answers or passes, and the first answer holds.

In: the expression's words and what is around it. Out: `Meant`, or None if no rule knows the words. A date that depends
on the day of publication stays open without it: "yesterday" is PAST_REF then, "8 February" XXXX-02-08. Pure.
Imports: wording, around, dates, durations, clocks. Imported by: the room's door.
"""

import re

from sayso.readers.dates import dates_in
from sayso.times import clocks, dates, durations
from sayso.times.around import Around, Meant, stretch
from sayso.times.calendars import OffCalendar
from sayso.times.wording import Wording, core_of, written

_TWO_ORDERS = re.compile(r"(?P<a>0?[1-9]|1[0-2])([/-])(?!(?P=a)\2)(?:0?[1-9]|1[0-2])\2[12]\d{3}")
_RULES = (clocks.clock, dates.date, durations.duration)


def meaning(expression: str, around: Around) -> Meant | None:
    """What an expression means."""
    try:
        whole = _written_out(expression)
        if whole:
            return whole
        phrase = written(expression)
        for wording in (Wording(phrase), core_of(phrase)):
            for rule in _RULES:
                if found := rule(wording, around):
                    return durations.counted_from(found, around)
    except OffCalendar:
        return None
    return None


def _written_out(expression: str) -> Meant | None:
    """A date in figures: "2022-02-08", "14.03.2023"; of "12/05/1980", which may be two days, the year."""
    bare = expression.strip(" .,;")
    if _TWO_ORDERS.fullmatch(bare):
        return stretch(bare[-4:])
    found = dates_in(bare) if bare[:1].isdigit() else []
    return stretch(found[0][2][:10]) if found and found[0][:2] == (0, len(bare)) else None
