"""Counted: dates that are so far from the day of publication, or from another time that the report names. Pure.

Imports: around, calendars, stated. Imported by: dates.
"""

import datetime as dt
import re

from sayso.times import calendars
from sayso.times.around import PUBLISHED, Around, Focus, Meant, stretch, vague
from sayso.times.calendars import SEASONS, OffCalendar, bounds, first_of, holding, moved, shift, years_on
from sayso.times.stated import latest_quarter, number_of, part_of_year, stepped
from sayso.times.wording import WEEKDAYS

_Match = re.Match[str]
LAST, NEXT = "last|past|previous|preceding|prior|latest", "next|coming|following|upcoming|subsequent"
_AFTER_ANOTHER = frozenset({"following", "previous", "preceding", "subsequent"})
_LONG = frozenset({"day", "year", "decade", "century"})
"""Of these "the past …" is a length as often as a date; the network tells which."""
_CLOCK_UNITS = frozenset({"second", "minute", "hour"})
_SATURDAY = 5


def vaguely(by: int) -> str:
    """What is left of "so many before, or after" where nothing tells before what."""
    return "PRESENT_REF" if not by else "PAST_REF" if by < 0 else "FUTURE_REF"


def next_to(around: Around, unit: str, by: int = 0) -> Meant:
    """The stretch so many after that of publication, or what is left of it where that is not known."""
    now = around.now(unit)
    return stretch(shift(now, by), PUBLISHED) if now else vague(vaguely(by), around)


def month_near(found: _Match, around: Around) -> Meant:
    """As in "last April": the latest that is over; "next April"; "this April"; "this past April"."""
    now, month = around.now("month"), number_of(found["m"])
    if not now:
        return Meant(type="DATE", value=f"XXXX-{month}")
    years = range(max(1, int(now[:4]) - 1), min(9999, int(now[:4]) + 1) + 1)
    if found["r"] == "this":
        return stretch(f"{now[:4]}-{month}", PUBLISHED)
    return stretch(stepped([f"{year:04}-{month}" for year in years], now, found["r"]), PUBLISHED)


def season_near(found: _Match, around: Around) -> Meant:
    """As in "last fall": the latest that has begun and is not that of publication; "next spring", "this summer"."""
    today, season, which = around.today(), SEASONS[found["s"]], found["r"]
    if not today:
        return Meant(type="DATE", value=f"XXXX-{season}")
    near = [f"{year:04}-{season}" for year in range(max(1, today.year - 2), min(9998, today.year + 1) + 1)]
    if which.endswith(("last", "past")):
        now = holding(today, "season")
        return stretch(
            first_of(one for one in reversed(near) if bounds(one)[0] <= today and one != now), PUBLISHED
        )
    if which.endswith(("next", "coming")):
        return stretch(first_of(one for one in near if bounds(one)[0] > today), PUBLISHED)
    return stretch(f"{today.year:04}-{season}", PUBLISHED)


def day_of_week(found: _Match, around: Around) -> Meant:
    """As in "Friday", "last Friday", "next Friday", "Friday last week"."""
    number, today = WEEKDAYS.index(found["w"]), around.today()
    which = (found["r"] or "").removeprefix("the ").removeprefix("on ")
    if which in {"previous", "following", "preceding"} and (base := around.latest("day")):
        return _weekday_from(base, number, 1 if which == "following" else -1)
    if not today:
        return Meant(type="DATE", value=f"XXXX-WXX-{number + 1}")
    ahead = (number - today.weekday()) % 7
    back = (today.weekday() - number) % 7
    if which in {"last", "past", "this past", "previous", "preceding"}:
        days = -(back or 7)
    elif which in {"next", "coming", "this coming", "following", "upcoming"}:
        days = ahead or 7
    elif which == "this":
        days = ahead if around.ahead is not False else -back
    else:
        days = ahead if around.ahead else -back
    return stretch(calendars.moved(today, days, "day").isoformat(), PUBLISHED)


def _weekday_from(base: Focus, number: int, way: int) -> Meant:
    day = bounds(base.value)[0]
    days = way * (((number - day.weekday()) * way) % 7 or 7)
    return stretch(calendars.moved(day, days, "day").isoformat(), base.words)


def weekday_in_week(found: _Match, around: Around) -> Meant:
    """As in "Monday last week"."""
    week = around.now("week")
    number = WEEKDAYS.index(found["w"])
    if not week:
        return Meant(type="DATE", value=f"XXXX-WXX-{number + 1}")
    by = {"last": -1, "next": 1}.get(found["r"], 0)
    monday = bounds(shift(week, by))[0]
    return stretch(calendars.moved(monday, number, "day").isoformat(), PUBLISHED)


def unit_near(found: _Match, around: Around) -> Meant | None:
    """As in "last year", "this month", "next week", "the current quarter", "the weekend"."""
    unit, which, the = found["u"], found["r"], bool(found["the"])
    by = -1 if re.fullmatch(LAST, which) else 1 if re.fullmatch(NEXT, which) else 0
    if which in _AFTER_ANOTHER or (which == "next" and the):
        base = around.latest(*calendars.UNITS[: calendars.UNITS.index(unit) + 1])
        if base is not None:
            return stretch(shift(holding(bounds(base.value)[0], unit), by), base.words)
        if the and unit == "day":
            return None
    if which == "latest":
        return latest_unit(unit, around)
    if around.kind == "DURATION" and unit in _LONG and (which == "past" or (which == "last" and the)):
        return None
    today = around.today()
    if unit == "weekend" and not by and today and around.ahead is not True:
        by = 0 if today.weekday() >= _SATURDAY else -1
    return next_to(around, unit, by)


def latest_unit(unit: str, around: Around) -> Meant | None:
    """As in "the latest quarter": the one that is spoken of, else the last that is over."""
    base = around.latest(unit)
    if base:
        return stretch(base.value, base.words)
    return next_to(around, unit, -1)


def that_unit(found: _Match, around: Around) -> Meant | None:
    """As in "that day", "the same month": of what was named before."""
    unit = found["u"]
    base = around.latest(unit)
    if base:
        return stretch(base.value, base.words)
    base = around.latest("day", "month", "quarter", "year")
    if base and calendars.UNITS.index(unit) > calendars.UNITS.index(
        calendars.unit_of(base.value) or "century"
    ):
        return stretch(holding(bounds(base.value)[0], unit), base.words)
    return None


def the_unit(found: _Match, around: Around) -> Meant | None:
    """As in "the quarter", "the year", "the week": what is spoken of, if it is no length."""
    unit = found["u"]
    if around.kind == "DURATION":
        return None
    if unit in {"quarter", "half"}:
        base = around.latest(unit)
        return stretch(base.value, base.words) if base else next_to(around, unit, -1)
    base = None if around.now(unit) else around.latest(unit)
    if base:
        return stretch(base.value, base.words)
    return next_to(around, unit) if around.now(unit) else None


def year_before(found: _Match, around: Around) -> Meant | None:
    """As in "a year earlier", "a year ago", "the year-earlier quarter": the like a year before what is spoken of, or before today."""
    compared = "ago" not in found[0]
    recent = around.focus[-1] if around.focus else None
    part = found["part"] if "part" in found.re.groupindex else None
    if part and (named := part_of_year(part)):
        now = around.now("month")
        return stretch(years_on(latest_quarter(named, around, now).value, -1), PUBLISHED) if now else None
    if "quarter" in found[0]:
        recent = around.latest("quarter") or recent
    if recent is not None and calendars.unit_of(recent.value) in {"quarter", "half", "month"}:
        return stretch(years_on(recent.value, -1), recent.words)
    if recent is not None and compared and calendars.unit_of(recent.value) in {"year", "day", "season"}:
        return stretch(str(int(recent.value[:4]) - 1).zfill(4), recent.words)
    return next_to(around, "year", -1)


def so_far(found: _Match, around: Around) -> Meant | None:
    """As in "six weeks ago", "two days earlier", "ten years later", "five months from now"."""
    unit, way = (
        {"centurie": "century", "fortnight": "week"}.get(one := found["u"].rstrip("s"), one),
        found["way"],
    )
    times = 2 if one == "fortnight" else 1
    sign = 1 if way not in {"ago", "earlier", "before"} else -1
    count = (
        {"a": 1.0, "an": 1.0, "half a": 0.5, "X": 0.0}.get(found["n"])
        if not found["n"][0].isdigit()
        else float(found["n"])
    )
    if not count or unit in _CLOCK_UNITS:
        return vague(vaguely(sign), around)
    unit, number = _whole(unit, count * times)
    if way in {"ago", "from now", "hence"}:
        return _from_publication(sign * number, unit, around)
    base = around.latest(*calendars.UNITS[: calendars.UNITS.index(unit) + 1])
    return stretch(_led(bounds(base.value)[0], sign * number, unit), base.words) if base else None


def _from_publication(number: int, unit: str, around: Around) -> Meant:
    today, now = around.today(), around.now(unit)
    try:
        if today:
            return stretch(_led(today, number, unit), PUBLISHED)
        return stretch(shift(now, number), PUBLISHED) if now else vague(vaguely(number), around)
    except OffCalendar:
        return vague(vaguely(number), around)


def _led(day: dt.date, number: int, unit: str) -> str:
    """The stretch that so many units lead to: as wide as the unit, a year for decades."""
    return holding(moved(day, number, unit), "year" if unit == "decade" else unit)


def _whole(unit: str, count: float) -> tuple[str, int]:
    """Whole units: half a year is six months, a week and a half ten days."""
    if count == int(count):
        return unit, int(count)
    if unit in {"year", "decade"}:
        return "month", round(count * (12 if unit == "year" else 120))
    return ("day", round(count * 7)) if unit == "week" else (unit, round(count))


def next_to_day(found: _Match, around: Around) -> Meant:
    """As in "yesterday", "the day before yesterday", "tomorrow"."""
    by = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["t"]]
    by += {"the day before ": -1, "day before ": -1, "the day after ": 1, "day after ": 1}.get(
        found["more"] or "", 0
    )
    return next_to(around, "day", by)


def day_by(found: _Match, around: Around) -> Meant | None:
    """As in "the next day", "a day earlier", "the day before", "the previous night": from the day that is spoken of."""
    back = bool(re.search("previous|before|preceding|prior|earlier", found[0]))
    base = around.latest("day")
    if base is None:
        return None
    return stretch(shift(base.value, -1 if back else 1), base.words)


def of_month(found: _Match, around: Around) -> Meant | None:
    """As in "the 8th": of the month that is spoken of."""
    base = around.latest("day", "month")
    if base:
        return stretch(f"{base.value[:7]}-{int(found['d']):02}", base.words)
    month = around.now("month")
    return stretch(f"{month}-{int(found['d']):02}", PUBLISHED) if month else None
