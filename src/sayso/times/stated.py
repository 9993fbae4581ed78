"""Stated: dates that say their own day, month or year, and those that leave the year open. Pure.

Imports: around, calendars, wording. Imported by: counted, dates.
"""

import datetime as dt
import re

from sayso.times import calendars
from sayso.times.around import PUBLISHED, Around, Meant, stretch
from sayso.times.calendars import HOLIDAYS, ISLAMIC_DAYS, SEASONS, OffCalendar, bounds, first_of
from sayso.times.wording import MONTHS, WEEKDAYS

_Match = re.Match[str]
MONTH, WEEKDAY, SEASON = "|".join(MONTHS), "|".join(WEEKDAYS), "|".join(SEASONS)
YEAR, DAY = r"[12]\d{3}", r"(?:[12]\d|3[01]|0?[1-9])"
_AGAINST, _PAST = 3.0, 0.8
"""How many times farther a date counts that the tense speaks against, and one that is over. Chosen on TimeBank's training half."""


def closest(candidates: list[str], around: Around, now: str) -> str:
    """Of dates a year apart the one nearest to publication; one against the tense counts as farther away."""
    today = bounds(now)[0].toordinal()

    def distance(value: str) -> float:
        first, last = (day.toordinal() for day in bounds(value))
        away = first - today if first > today else min(0, last - today)
        against = around.ahead is not None and ((away > 0) is not around.ahead) and away != 0
        return abs(away) * (_AGAINST if against else 1.0 if away > 0 else _PAST)

    return min(candidates, key=distance)


def in_year(rest: str, around: Around, *, unit: str = "day") -> Meant:
    """A month, day or season whose year is not said."""
    now = around.now("day") or around.now("month") or around.now("year")
    if not now:
        return _open(rest)
    if unit == "month":
        now = now[: len("2022-02")]
    year = int(now[:4])
    near = [f"{one:04}-{rest}" for one in (year - 1, year, year + 1) if 1 <= one <= 9999]
    there = [one for one in near if _exists(one)]
    return stretch(closest(there, around, now), PUBLISHED) if there else _open(rest)


def _exists(value: str) -> bool:
    try:
        bounds(value)
    except OffCalendar:
        return False
    return True


def _open(rest: str) -> Meant:
    """A part of a year that is not known. Raises: OffCalendar, if no year has it."""
    bounds(f"2000-{rest}")
    return Meant(type="DATE", value=f"XXXX-{rest}")


def number_of(name: str) -> str:
    """The two digits of a month."""
    return f"{MONTHS.index(name) + 1:02}"


def day_of_month(found: _Match, around: Around) -> Meant | None:
    """As in "8 February", "February 8, 2022"."""
    month, day, year = number_of(found["m"]), int(found["d"]), found["y"]
    rest = f"{month}-{day:02}"
    return stretch(f"{year}-{rest}") if year else in_year(rest, around)


def days_of_month(found: _Match, around: Around) -> Meant | None:
    """As in "5 to 8 March", "March 5 8 2022": from one day of a month to another."""
    ends = [
        in_year(f"{number_of(found['m'])}-{int(found[part]):02}", around)
        if not found["y"]
        else stretch(f"{found['y']}-{number_of(found['m'])}-{int(found[part]):02}")
        for part in ("d", "e")
    ]
    return ranged(*ends)


def ranged(first: Meant, last: Meant) -> Meant | None:
    """From the one to the other, if they stand in that order."""
    if not first.first or not last.last or last.last < first.first:
        return None
    return Meant(
        type="DATE",
        value=f"{first.value}/{last.value}",
        first=first.first,
        last=last.last,
        anchor=first.anchor or last.anchor,
    )


def years(found: _Match, around: Around) -> Meant | None:  # noqa: ARG001
    """As in "1990 91", "2014 2016"."""
    begin, end = found["y"], found["z"]
    return ranged(stretch(begin), stretch(begin[: 4 - len(end)] + end))


def month_alone(found: _Match, around: Around) -> Meant:
    """As in "October"."""
    return in_year(number_of(found["m"]), around, unit="month")


def stepped(candidates: list[str], now: str, which: str) -> str:
    """The latest before now for "last", the first after for "next", else the one in this year."""
    if which in {"last", "past", "this past", "the past", "the last", "the previous", "previous"}:
        return first_of(one for one in reversed(candidates) if bounds(one)[1] < bounds(now)[0])
    if which in {"next", "coming", "this coming", "the coming", "the next", "the following", "following"}:
        return first_of(one for one in candidates if bounds(one)[0] > bounds(now)[1])
    return candidates[len(candidates) // 2]


def part_of_year(words: str) -> str | None:
    """As in "june" → 06, "3rd quarter" → Q3, "summer" → SU, "june 3" → 06-03."""
    words = words.removeprefix("the ").removeprefix("fiscal ")
    if words in MONTHS:
        return number_of(words)
    if words in SEASONS:
        return SEASONS[words]
    if found := re.fullmatch(r"(?:fiscal )?([1-4])(?:st|nd|rd|th) (?:fiscal )?quarter|q([1-4])", words):
        return f"Q{found[1] or found[2]}"
    if found := re.fullmatch(r"(1st|2nd|last|final|latter) half|h([12])", words):
        return "H1" if found[0][0] == "1" or found[2] == "1" else "H2"
    if found := re.fullmatch(
        rf"({MONTH}) ({DAY})(?:st|nd|rd|th)?|({DAY})(?:st|nd|rd|th)? (?:of )?({MONTH})", words
    ):
        return f"{number_of(found[1] or found[4])}-{int(found[2] or found[3]):02}"
    return None


def part_alone(found: _Match, around: Around) -> Meant | None:
    """As in "the third quarter", "autumn"."""
    part, now = part_of_year(found["part"]), around.now("month")
    if part is None:
        return None
    return (
        latest_quarter(part, around, now) if now and part[0] in "QH" else in_year(part, around, unit="season")
    )


def latest_quarter(part: str, around: Around, now: str) -> Meant:
    """A quarter whose year is not said: the latest that has begun, unless one to come is spoken of and near."""
    year = int(now[:4])
    near = [f"{one:04}-{part}" for one in (year - 1, year, year + 1) if 1 <= one <= 9999]
    begun = next((one for one in reversed(near) if bounds(one)[0] <= bounds(now)[1]), near[0])
    coming = next((one for one in near if bounds(one)[0] > bounds(now)[1]), begun)
    return stretch(closest([begun, coming], around, now) if around.ahead else begun, PUBLISHED)


def stated_decade(found: _Match, around: Around) -> Meant:  # noqa: ARG001
    """As in "the 1990s", "the nineties", "the '80s"."""
    words = found["d"]
    tens = {
        name: number
        for number, name in enumerate(
            "twenties thirties forties fifties sixties seventies eighties nineties".split(), 2
        )
    }
    if words in tens:
        return stretch(f"19{tens[words]}")
    number = words.rstrip("s")
    return stretch(number[:3] if len(number) == 4 else f"19{number[0]}")


def stated_century(found: _Match, around: Around) -> Meant:  # noqa: ARG001
    """As in "the 20th century", which is 1900 to 1999 in a TIMEX3 value."""
    return stretch(f"{int(found['c']) - 1:02}")


def stated_year(found: _Match, around: Around) -> Meant:  # noqa: ARG001
    """As in "2014", "fiscal 2014"."""
    return stretch(found["y"])


def like_in(found: _Match, around: Around) -> Meant:
    """As in "the 1988 quarter": the like of the quarter that is spoken of."""
    base = around.latest("quarter", "half")
    return stretch(found["y"] + base.value[4:], base.words) if base else stretch(found["y"])


def holiday(found: _Match, around: Around) -> Meant | None:
    """A day that has a name, in the year that is said, or the one that the tense wants."""
    day_in, which = HOLIDAYS[found["h"]], found["r"] or ""
    if found["y"]:
        return stretch(day_in(int(found["y"])).isoformat())
    now = around.now("day")
    if not now:
        return None
    year = int(now[:4])
    days = [day_in(one).isoformat() for one in range(max(1, year - 1), min(9999, year + 1) + 1)]
    if which in {"last ", "next "}:
        return stretch(stepped(days, now, which.strip()), PUBLISHED)
    return stretch(closest(days, around, now), PUBLISHED)


def other_month(found: _Match, around: Around) -> Meant | None:
    """As in "Ramadan 1443", "12 Ramadan 1443", "Aban 1398"; without a year, the Islamic month that is near."""
    name, year = found["o"], found["y"]
    day = int(found["d"]) if found["d"] else None
    if year:
        return _span(*calendars.other_month(name, int(year), day), None)
    today = around.today()
    if not today or not calendars.is_islamic(name):
        return None
    return _span(*_islamic_near(name, day, today, around), PUBLISHED)


def islamic_day(found: _Match, around: Around) -> Meant | None:
    """As in "Eid al-Fitr", "Ashura": in the Islamic year that the tense wants, or the one within the year that is said."""
    month, day = ISLAMIC_DAYS[found["e"]]
    if found["y"]:
        years = [calendars.islamic_year(one) for one in bounds(found["y"])]
        near = [calendars.other_month(month, year, day) for year in range(years[0], years[1] + 1)]
        inside = [one for one in near if str(one[0].year) == found["y"]]
        return _span(*inside[0], None) if len(inside) == 1 else None
    today = around.today()
    return _span(*_islamic_near(month, day, today, around), PUBLISHED) if today else None


def _islamic_near(month: str, day: int | None, today: dt.date, around: Around) -> tuple[dt.date, dt.date]:
    """The one before today, or the one after it if what is to come is spoken of."""
    this = calendars.islamic_year(today)
    near = [calendars.other_month(month, year, day) for year in (this - 1, this, this + 1)]
    if around.ahead:
        return next((one for one in near if one[1] >= today), near[-1])
    return next((one for one in reversed(near) if one[0] <= today), near[0])


def _span(first: dt.date, last: dt.date, anchor: str | None) -> Meant:
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Meant(type="DATE", value=value, first=first, last=last, anchor=anchor)
