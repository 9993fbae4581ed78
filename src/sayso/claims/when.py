"""When: which time of a report is that of an event, and the days between which the claim puts it.

In: the event's trigger, the part of the content it stands in, the analysis, the times. Out: a `Time` or None, and an
interval. Pure. Imports: model, encoder. Imported by: claims.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.encoder.analysis import Analysis
from sayso.model import IsoPrefix, Span, Status, Time

_OTHER_CLAUSE = re.compile(
    r"[;:]|\b(?:who|whom|whose|which|that|after|before|when|since|while|because|where|although)\b", re.I
)
_BOUNDARIES = frozenset({"advcl", "acl", "acl:relcl", "ccomp", "parataxis", "conj"})
"""Relations of verbs that begin a clause of their own."""
_STEPS = 6
"""Heads between a time and the event that it is of."""
_DAY = len("2022-02-08")


def time_of(trigger: Span, content: Span, analysis: Analysis, times: Sequence[Time]) -> Time | None:
    """The time that hangs on the trigger by syntax, the nearest of several; else the only one, if it stands in its clause."""
    first, past = (
        bisect_left(times, place, key=lambda time: time.start) for place in (content.start, content.end)
    )
    inside = [time for time in times[first:past] if time.end <= content.end]
    telling = [
        time for time in inside if time.type != "SET" and (time.from_ or time.to or time.value[0] == "X")
    ]
    event = analysis.layout.word_at(trigger.end - 1)
    steps = {time.id: _steps(time, event, analysis) for time in telling}
    hanging = [time for time in telling if steps[time.id] is not None]
    if hanging:
        return min(hanging, key=lambda time: (steps[time.id] or 0, abs(time.start - trigger.start)))
    if len(telling) != 1 or len(inside) != 1:
        return None
    only = telling[0]
    between = analysis.layout.text[min(trigger.end, only.end) : max(trigger.start, only.start)]
    return None if _OTHER_CLAUSE.search(between) else only


def _steps(time: Time, event: int, analysis: Analysis) -> int | None:
    """How many heads above the time the event is; None if it is not, or another clause lies between."""
    words = analysis.words
    first, past = analysis.layout.word_at(time.start), analysis.layout.word_at(time.end - 1) + 1
    at = next((i for i in range(first, past) if not first <= words[i].head < past), first)
    for step in range(_STEPS):
        above = words[at].head
        if above == at or (step and words[at].upos == "VERB" and words[at].relation in _BOUNDARIES):
            return None
        at = above
        if at == event:
            return step
    return None


def interval(
    time: Time | None, status: Status, published: str | None
) -> tuple[IsoPrefix | None, IsoPrefix | None]:
    """From and to; what is told as past was over by the day of publication."""
    if time is None:
        return None, None
    day = published[:_DAY] if published and len(published) >= _DAY else None
    bounded = (
        status == "happened" and day and time.to and time.to > day and (not time.from_ or time.from_ <= day)
    )
    return time.from_, day if bounded else time.to
