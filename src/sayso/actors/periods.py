"""Periods: which days an ISO prefix means, and what an actor of the list was at a time.

Pure. Imports: listed. Imported by: checking, directory, coding.
"""

from calendar import monthrange
from datetime import date

from sayso.actors.listed import Listed, Period

OFFICES = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY"})
"""Sectors that one leaves: who has left them is of the former elite."""
FORMER = "ELI"


def days_of(prefix: str) -> tuple[date, date]:
    """The first and the last day that "2022", "2022-02" or "2022-02-08" means. Raises: ValueError, if it means none."""
    parts = prefix.split("-")
    if [len(part) for part in parts] != [4, 2, 2][: len(parts)] or not all(map(_is_number, parts)):
        raise ValueError(prefix)
    year, month, day = (*map(int, parts), 0, 0)[:3]
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, month, day if len(parts) == 3 else 1)
    return first, first if len(parts) == 3 else date(year, month, monthrange(year, month)[1])


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit()


def sector_at(actor: Listed, when: str | None) -> str | None:
    """The PLOVER sector of an actor at a time, an ISO prefix; None for a time that the list knows nothing of.

    Without a time: the last one it is listed with. A person is of the former elite after the last office that ended.
    """
    if not actor.periods:
        return actor.sector
    if when is None:
        last = max(actor.periods, key=_begin)
        return _left(actor, last.sector) if last.end else last.sector
    first, past = days_of(when)
    now = [one for one in actor.periods if _begin(one) <= past and _end(one) >= first]
    if now:
        return max(now, key=_begin).sector
    before = [one for one in actor.periods if _end(one) < first]
    return _left(actor, max(before, key=_end).sector) if before else None


def is_there(actor: Listed, when: str | None) -> bool:
    """Whether it existed at a time, as far as the list knows."""
    if when is None:
        return True
    first, past = days_of(when)
    return not (actor.begin and days_of(actor.begin)[0] > past) and not (
        actor.end and days_of(actor.end)[1] < first
    )


def _left(actor: Listed, sector: str) -> str | None:
    """What somebody is after an office; a body whose period is over is nothing that is known."""
    if actor.kind != "person":
        return None
    return FORMER if sector in OFFICES else sector


def _begin(period: Period) -> date:
    return days_of(period.begin)[0] if period.begin else date.min


def _end(period: Period) -> date:
    return days_of(period.end)[1] if period.end else date.max
