"""Around: what a time expression is counted from: the day of publication, the times before it, the tense of its clause.

Pure. Imports: calendars. Imported by: meanings, the room's door.
"""

import datetime as dt

from msgspec import Struct

from sayso.model import TimeType
from sayso.times.calendars import OffCalendar, bounds, holding, unit_of

PUBLISHED = "published"
_YEAR, _MONTH, _DAY = len("2022"), len("2022-02"), len("2022-02-08")
_WIDE = {"year": _YEAR, "decade": _YEAR, "century": _YEAR, "month": _MONTH, "quarter": _MONTH, "half": _MONTH}
"""How much of an ISO date must be known to say in which of these it lies; of others all of it."""


class Meant(Struct, frozen=True, kw_only=True):
    """What an expression means: a TIMEX3 type and value, the days from and to, and what it was counted from."""

    type: TimeType
    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    anchor: str | None = None


class Focus(Struct, frozen=True):
    """A stretch of the calendar that the report has spoken of, and in which words."""

    value: str
    words: str


class Around(Struct, frozen=True, kw_only=True):
    """What is known where an expression stands.

    `ahead`: whether its clause speaks of what is to come; None if that is open. `focus`: the stretches named before
    it, the latest last. `kind`: the type that the network gives it.
    """

    published: str | None = None
    ahead: bool | None = None
    focus: tuple[Focus, ...] = ()
    kind: TimeType = "DATE"
    following: str = ""
    """The words right behind it, to the end of the sentence."""

    def now(self, unit: str) -> str | None:
        """The day, week, month … of publication; None if the date of publication is not known so precisely."""
        if not self.published or len(self.published) < _WIDE.get(unit, _DAY):
            return None
        try:
            return holding(bounds(self.published[:_DAY])[0], unit)
        except OffCalendar:
            return None

    def today(self) -> dt.date | None:
        """The day of publication."""
        now = self.now("day")
        return dt.date.fromisoformat(now) if now else None

    def latest(self, *units: str) -> Focus | None:
        """The last stretch named before that is one of such units."""
        return next((one for one in reversed(self.focus) if unit_of(one.value) in units), None)


def stretch(value: str, anchor: str | None = None) -> Meant:
    """The date that a value of the calendar is. Raises: OffCalendar."""
    first, last = bounds(value)
    return Meant(type="DATE", value=value, first=first, last=last, anchor=anchor)


def vague(value: str, around: Around) -> Meant:
    """PAST_REF, PRESENT_REF or FUTURE_REF: what is over ends by the day of publication, what is to come begins after."""
    today = around.today()
    return Meant(
        type="DATE",
        value=value,
        first=today if value == "FUTURE_REF" else None,
        last=today if value == "PAST_REF" else None,
        anchor=PUBLISHED if today and value != "PRESENT_REF" else None,
    )
