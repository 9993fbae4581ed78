"""Times: which day or month a time expression means.

In: the layout and the publication date. Out: `Time` values with TIMEX3 value and interval. Only expressions that
leave nothing to guess so far: dates written out, "today", "yesterday", weekdays (without a week, so without an
interval). Pure: no clock. Imports: model, encoder, readers' date patterns. Imported by: pipeline.
"""

import calendar
import datetime as dt
import re

from sayso.encoder import Layout
from sayso.model import Span, Time
from sayso.readers.dates import dates_in

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR = re.compile(rf"\b(?:(?P<near>today|yesterday)|(?P<weekday>{'|'.join(_DAYS)}))\b", re.I)
_DAY = len("2022-02-08")
_Found = tuple[int, int, str, str | None, str | None, str | None]
"""Start, end, TIMEX3 value, first and last day, anchor."""


def read_times(layout: Layout, published: str | None) -> tuple[Time, ...]:
    """The time expressions of the text, in order."""
    found = [part for sentence in layout.sentences for part in _in_sentence(sentence, layout.text, published)]
    return tuple(
        Time(id=i, start=start, end=end, type="DATE", value=value, from_=first, to=last, anchor=anchor)
        for i, (start, end, value, first, last, anchor) in enumerate(sorted(found, key=lambda it: it[:2]))
    )


def _in_sentence(sentence: Span, text: str, published: str | None) -> list[_Found]:
    """Dates written out first, then what is near the day of publication and not part of one of them."""
    dates = dates_in(sentence.of(text))
    found: list[_Found] = [
        (sentence.start + start, sentence.start + end, value, *bounds(value), None)
        for start, end, value in dates
    ]
    for near in _NEAR.finditer(text, sentence.start, sentence.end):
        if not any(near.start() < end and start < near.end() for start, end, *_ in found[: len(dates)]):
            found.append((near.start(), near.end(), *_near(near, published)))
    return found


def bounds(value: str) -> tuple[str, str]:
    """First and last day of an ISO prefix: "2016-11" is 2016-11-01 to 2016-11-30."""
    if len(value) >= _DAY:
        return value[:_DAY], value[:_DAY]
    year, _, month = value.partition("-")
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    last = calendar.monthrange(int(year), int(month))[1]
    return f"{value}-01", f"{value}-{last:02}"


def _near(found: re.Match[str], published: str | None) -> tuple[str, str | None, str | None, str | None]:
    """Value, interval and anchor of "today", "yesterday" or a weekday."""
    if found["weekday"]:
        number = _DAYS.index(found["weekday"].capitalize()) + 1
        return f"XXXX-WXX-{number}", None, None, None
    if not published or len(published) < _DAY:
        return "PRESENT_REF" if found["near"].lower() == "today" else "PAST_REF", None, None, None
    day = dt.date.fromisoformat(published[:_DAY])
    if found["near"].lower() == "yesterday":
        day -= dt.timedelta(days=1)
    return day.isoformat(), day.isoformat(), day.isoformat(), "published"
