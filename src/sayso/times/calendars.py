"""Calendars: TIMEX3 values that name a stretch of the calendar: which holds a day, which comes next, from when to when.

Values: "1998-02-27", "1998-W09", "1998-W09-WE", "1998-02", "1998-Q1", "1998-H1", "1998-SU", "1998", "199" (a decade),
"19" (a century). Years run from 1 to 9999. Pure. Imports: nothing of ours. Imported by: the rooms beside it.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable

from convertdate import holidays, islamic, persian

Day = dt.date
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_DAYS = {"SP": ((3, 1), (6, 21)), "SU": ((6, 1), (9, 23)), "FA": ((9, 1), (12, 21))}
"""First and last day by either habit, of the calendar and of the sun, in the north. A winter may be that at either end of its year."""
_ORDER = ("SP", "SU", "FA", "WI")
UNITS = ("day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century")
_SHAPES = {
    "day": r"\d{4}-\d\d-\d\d",
    "week": r"\d{4}-W\d\d",
    "weekend": r"\d{4}-W\d\d-WE",
    "month": r"\d{4}-\d\d",
    "quarter": r"\d{4}-Q\d",
    "half": r"\d{4}-H\d",
    "season": r"\d{4}-(?:SP|SU|FA|WI)",
    "year": r"\d{4}",
    "decade": r"\d{3}",
    "century": r"\d\d",
}
_ANY = re.compile("|".join(f"(?P<{unit}>{shape})" for unit, shape in _SHAPES.items()))


class OffCalendar(ValueError):
    """A day or year that the calendar does not have."""


def first_of(found: Iterable[str]) -> str:
    """The first value. Raises: OffCalendar, if there is none, as at the end of the calendar."""
    for value in found:
        return value
    raise OffCalendar("none")


def unit_of(value: str) -> str | None:
    """Which stretch a value names; None if none, as PAST_REF and P2D."""
    found = _ANY.fullmatch(value)
    return found.lastgroup if found else None


def holding(day: Day, unit: str) -> str:
    """The value of the day, week, month … that a day lies in."""
    year, week, _ = day.isocalendar()
    makers: dict[str, Callable[[], str]] = {
        "day": day.isoformat,
        "week": lambda: f"{year:04}-W{week:02}",
        "weekend": lambda: f"{year:04}-W{week:02}-WE",
        "month": lambda: f"{day.year:04}-{day.month:02}",
        "quarter": lambda: f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": lambda: f"{day.year:04}-H{(day.month + 5) // 6}",
        "season": lambda: _season(day),
        "year": lambda: f"{day.year:04}",
        "decade": lambda: f"{day.year // 10:03}",
        "century": lambda: f"{day.year // 100:02}",
    }
    return makers[unit]()


def _season(day: Day) -> str:
    if day.month < 3:
        return f"{day.year - 1:04}-WI"
    return f"{day.year:04}-{_ORDER[day.month // 3 - 1]}"


def shift(value: str, by: int) -> str:
    """The value as many of its own units later, or earlier. Raises: OffCalendar."""
    unit = unit_of(value)
    try:
        if unit in {"day", "week", "weekend"}:
            days = by * (1 if unit == "day" else 7)
            return holding(bounds(value)[0] + dt.timedelta(days=days), unit)
        if unit in {"month", "quarter", "half", "season"}:
            return _shifted(value, unit, by)
        return _checked(int(value) + by, len(value))
    except (ValueError, OverflowError) as error:
        raise OffCalendar(value) from error


def _shifted(value: str, unit: str, by: int) -> str:
    """A part of a year, so many of its like later."""
    count = {"month": 12, "quarter": 4, "half": 2, "season": 4}[unit]
    year, part = value.split("-")
    number = _ORDER.index(part) if unit == "season" else int(part.lstrip("QH")) - 1
    years, number = divmod(int(year) * count + number + by, count)
    if not 1 <= years <= 9999:
        raise OffCalendar(value)
    if unit == "season":
        return f"{years:04}-{_ORDER[number]}"
    return f"{years:04}-{number + 1:02}" if unit == "month" else f"{years:04}-{unit[0].upper()}{number + 1}"


def _checked(number: int, width: int) -> str:
    if number < 1 or number >= 10**width:
        raise OffCalendar(str(number))
    return f"{number:0{width}}"


def years_on(value: str, by: int) -> str:
    """The same day, month, quarter … some years later; 29 February becomes the 28th. Raises: OffCalendar."""
    unit = unit_of(value)
    if unit in {"decade", "century"} or unit is None:
        raise OffCalendar(value)
    year = _checked(int(value[:4]) + by, 4)
    moved = year + value[4:]
    if unit == "day" and moved[5:] == "02-29" and not calendar.isleap(int(year)):
        return f"{year}-02-28"
    return moved


def bounds(value: str) -> tuple[Day, Day]:
    """First and last day. Raises: OffCalendar, for a day no calendar has, the year 0, or what names no stretch."""
    unit = unit_of(value)
    try:
        if unit is None:
            raise OffCalendar(value)
        return _bounds(value, unit)
    except (ValueError, OverflowError) as error:
        raise OffCalendar(value) from error


def _bounds(value: str, unit: str) -> tuple[Day, Day]:
    if unit == "day":
        day = dt.date.fromisoformat(value)
        return day, day
    if unit in {"decade", "century"}:
        span = 10 if unit == "decade" else 100
        first = int(value) * span
        return dt.date(max(first, 1), 1, 1), dt.date(first + span - 1, 12, 31)
    year = int(value[:4])
    if unit in {"week", "weekend"}:
        week = int(value[6:8])
        return dt.date.fromisocalendar(year, week, 1 if unit == "week" else 6), dt.date.fromisocalendar(
            year, week, 7
        )
    if unit == "season":
        return _season_bounds(year, value[5:])
    if unit == "year":
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    months = {"month": 1, "quarter": 3, "half": 6}[unit]
    last = int(value[5:].lstrip("QH")) * months
    first_day = dt.date(year, last - months + 1, 1)
    return first_day, dt.date(year, last, calendar.monthrange(year, last)[1])


def _season_bounds(year: int, season: str) -> tuple[Day, Day]:
    if season == "WI":
        return dt.date(year, 1, 1), dt.date(year + 1, 3, 21)
    (first_month, first), (last_month, last) = _SEASON_DAYS[season]
    return dt.date(year, first_month, first), dt.date(year, last_month, last)


def moved(day: Day, number: int, unit: str) -> Day:
    """A day so many days, weeks, months or years later; the last of the month if it has not so many. Raises: OffCalendar."""
    if unit in {"day", "week"}:
        try:
            return day + dt.timedelta(days=number * (7 if unit == "week" else 1))
        except OverflowError as error:
            raise OffCalendar(f"{day} + {number} {unit}") from error
    months = number * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        raise OffCalendar(f"{day} + {number} {unit}")
    return dt.date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


_ISLAMIC = (
    "muharram", "safar", "rabi al awwal", "rabi al thani", "jumada al awwal", "jumada al thani", "rajab", "shaban",
    "ramadan", "shawwal", "dhu al qadah", "dhu al hijjah",
)  # fmt: skip
_ISLAMIC_SPELT = {
    "ramadhan": "ramadan", "ramazan": "ramadan", "moharram": "muharram", "sha'ban": "shaban", "shaaban": "shaban",
    "rabi ul awwal": "rabi al awwal", "rabi i": "rabi al awwal", "rabi ii": "rabi al thani", "rabi ul thani": "rabi al thani",
    "jumada i": "jumada al awwal", "jumada ii": "jumada al thani", "dhul hijjah": "dhu al hijjah", "dhul hijja": "dhu al hijjah",
    "zilhajj": "dhu al hijjah", "dhul qadah": "dhu al qadah", "dhul qada": "dhu al qadah",
}  # fmt: skip
_PERSIAN = (
    "farvardin", "ordibehesht", "khordad", "tir", "mordad", "shahrivar", "mehr", "aban", "azar", "dey", "bahman", "esfand",
)  # fmt: skip
OTHER_MONTHS = sorted({*_ISLAMIC, *_ISLAMIC_SPELT, *_PERSIAN}, key=len, reverse=True)
"""Months of the Islamic and the Iranian calendar, as English news spells them."""


def other_month(name: str, year: int, day: int | None = None) -> tuple[Day, Day]:
    """First and last day of a month, or one day, of the Islamic or the Iranian calendar. Raises: OffCalendar.

    Islamic days are those of the civil calendar, by count; what is sighted may differ by a day, so the stretch is a day
    wider at both ends.
    """
    name = _ISLAMIC_SPELT.get(name, name)
    table, months, slack = (islamic, _ISLAMIC, 1) if name in _ISLAMIC else (persian, _PERSIAN, 0)
    month = months.index(name) + 1
    try:
        length = table.month_length(year, month)
        if not 1 <= year <= 3000 or (day is not None and not 1 <= day <= length):
            raise OffCalendar(f"{day or ''} {name} {year}")
        first = dt.date(*table.to_gregorian(year, month, day or 1))
    except (ValueError, OverflowError) as error:
        raise OffCalendar(f"{name} {year}") from error
    last = first if day else first + dt.timedelta(days=length - 1)
    return first - dt.timedelta(days=slack), last + dt.timedelta(days=slack)


def islamic_year(day: Day) -> int:
    """The year of the Islamic calendar that a day is in."""
    return int(islamic.from_gregorian(day.year, day.month, day.day)[0])


ISLAMIC_DAYS = {
    "eid al fitr": ("shawwal", 1), "eid ul fitr": ("shawwal", 1), "eid al adha": ("dhu al hijjah", 10), "eid ul adha": ("dhu al hijjah", 10),
    "ashura": ("muharram", 10), "arbaeen": ("safar", 20), "arba'een": ("safar", 20), "mawlid": ("rabi al awwal", 12), "laylat al qadr": ("ramadan", 27),
}  # fmt: skip
"""Days that Muslims keep: month and day; "Arbaeen" by the Shia count."""


def is_islamic(name: str) -> bool:
    """Whether a month of OTHER_MONTHS is of the Islamic calendar."""
    return _ISLAMIC_SPELT.get(name, name) in _ISLAMIC


def _nth(weekday: int, number: int, month: int) -> Callable[[int], Day]:
    def day(year: int) -> Day:
        if number < 0:
            last = dt.date(year, month, calendar.monthrange(year, month)[1])
            return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))

    return day


def _fixed(month: int, day: int) -> Callable[[int], Day]:
    return lambda year: dt.date(year, month, day)


def _easter(offset: int) -> Callable[[int], Day]:
    return lambda year: dt.date(*holidays.easter(year)) + dt.timedelta(days=offset)


HOLIDAYS: dict[str, Callable[[int], Day]] = {
    "new year day": _fixed(1, 1), "new year": _fixed(1, 1), "new year eve": _fixed(12, 31), "orthodox christmas": _fixed(1, 7),
    "valentine day": _fixed(2, 14), "st patrick day": _fixed(3, 17), "nowruz": _fixed(3, 21), "may day": _fixed(5, 1),
    "april fools day": _fixed(4, 1), "victory day": _fixed(5, 9), "bastille day": _fixed(7, 14), "halloween": _fixed(10, 31), "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25), "boxing day": _fixed(12, 26), "veterans day": _fixed(11, 11),
    "independence day": _fixed(7, 4), "thanksgiving": _nth(3, 4, 11), "thanksgiving day": _nth(3, 4, 11),
    "labor day": _nth(0, 1, 9), "memorial day": _nth(0, -1, 5), "martin luther king day": _nth(0, 3, 1), "presidents day": _nth(0, 3, 2),
    "election day": lambda year: _nth(0, 1, 11)(year) + dt.timedelta(days=1),
    "easter": _easter(0), "easter sunday": _easter(0), "easter monday": _easter(1), "good friday": _easter(-2), "palm sunday": _easter(-7),
    "ash wednesday": _easter(-46), "pentecost": _easter(49),
}  # fmt: skip
"""Days that have names (in one way of writing, without 's), by year. Independence, labour, memorial and election days are those of the United States."""
