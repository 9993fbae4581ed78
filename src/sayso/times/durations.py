"""Durations and sets: how long, and how often. Pure. Imports: around, calendars, wording. Imported by: meanings."""

import re
from contextlib import suppress

import msgspec

from sayso.times import calendars, dates
from sayso.times.around import PUBLISHED, Around, Meant
from sayso.times.calendars import OffCalendar
from sayso.times.wording import MONTHS, WEEKDAYS, Wording, written

_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "Y", "century": "Y", "millennium": "Y", "weekend": "WE", "night": "TNI", "morning": "TMO", "generation": "G",
    "afternoon": "TAF", "evening": "TEV", "season": "S", "summer": "SU", "winter": "WI", "spring": "SP", "fall": "FA", "autumn": "FA",
}  # fmt: skip
"""Unit → the letters that it has in a TIMEX3 duration, T first if it is of a day."""
_CALENDAR = frozenset(calendars.UNITS) - {"weekend", "season"}
_TIMES = {"decade": 10, "century": 100, "millennium": 1000, "fortnight": 2}
_MANY = {"centuries": "century", "millennia": "millennium"}
_U = "|".join(sorted([*_LETTERS, *(f"{unit}s" for unit in _LETTERS), *_MANY], key=len, reverse=True))
_N = r"\d+(?:\.\d+)?|X|a|an|half an?|a half|1/2|½|quarter of an|3/4 of an"
_DETERMINED = r"the|these|those|this|that|its|their|his|her|our"
_WHICH = r"last|past|next|first|1st|coming|previous|preceding|following|recent|latest|final|opening|initial|entire|whole|full|additional|remaining|other|same"
_DURATION = re.compile(
    rf"(?:(?:{_DETERMINED}) )?(?:(?P<which>{_WHICH}) )?(?:year ago |year earlier |comparable )?(?:(?P<n>{_N})(?: (?:more|full|whole|other|consecutive|straight|successive|long|additional|trading|working|business|calendar))? )?"
    rf"(?:(?:to|or) (?P<n2>\d+|X|2) )?(?:(?:full|whole|consecutive|straight|fiscal|trading|working|business|calendar|entire|school|light) )?(?P<u>{_U})"
    rf"(?: (?:and )?(?:(?P<half>a half)|(?P<m>\d+|X|a|an) (?P<v>{_U})|or (?:2|more|{_U})))?"
    r"(?: (?:old|long|period|time|term|window|stint|stretch|spell|run|span|earlier|late|high|low|hence|later|ago|now|after|before|more|apart))*"
)
_SET = re.compile(
    rf"(?:(?P<each>every|each|per|once an?|twice an?|X times an?|\d+ times an?|times an?)(?: (?:other|single|of the))?|(?P<a>an?))(?: (?P<n>\d+|X))? (?P<u>{_U})(?: of the (?:week|month|year))?"
)
_EVERY = re.compile(
    rf"(?:every|each|on|most|all)? ?(?:other )?(?P<w>{'|'.join(WEEKDAYS)})(?P<s>s)?(?: (?P<p>morning|afternoon|evening|night)(?P<ps>s)?)?"
)
_EVERY_MONTH = re.compile(rf"(?:every|each) (?P<m>{'|'.join(MONTHS)})")
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_OFTEN = {
    "daily": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M", "bimonthly": "P2M", "quarterly": "P1Q",
    "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H", "nightly": "P1D", "biannual": "P6M", "biannually": "P6M",
    "semiannual": "P6M", "semi annual": "P6M", "biennial": "P2Y", "day to day": "P1D", "year after year": "P1Y", "day after day": "P1D",
    "day by day": "P1D", "week after week": "P1W", "twice daily": "P1D", "round the clock": "P1D", "around the clock": "P1D",
    "every night": "P1D", "each night": "P1D", "every morning": "P1D", "each morning": "P1D", "nights": "P1D", "weekdays": "P1D", "weekends": "XXXX-WXX-WE",
}  # fmt: skip


def duration(wording: Wording, around: Around) -> Meant | None:
    """The length or the repetition that an expression means. Raises: OffCalendar."""
    core = wording.core
    return _often(core, around) or _length(core, around)


def _often(core: str, around: Around) -> Meant | None:
    if core in _OFTEN:
        return Meant(type="SET", value=_OFTEN[core])
    if (found := _EVERY.fullmatch(core)) and (
        found["s"] or found["ps"] or core.startswith(("every", "each", "most", "all"))
    ):
        part = f"T{_PARTS[found['p']]}" if found["p"] else ""
        return Meant(type="SET", value=f"XXXX-WXX-{WEEKDAYS.index(found['w']) + 1}{part}")
    if found := _EVERY_MONTH.fullmatch(core):
        return Meant(type="SET", value=f"XXXX-{MONTHS.index(found['m']) + 1:02}")
    found = _SET.fullmatch(core)
    if not found or (found["a"] and (around.kind != "SET" or found["n"])):
        return None
    number = found["n"] or ("2" if " other " in f" {core} " else "1")
    return Meant(type="SET", value=_value(number, found["u"]))


def _length(core: str, around: Around) -> Meant | None:
    found = _DURATION.fullmatch(core)
    if not found:
        return None
    unit, number = found["u"], found["n"]
    plural = (unit.endswith("s") and unit not in _LETTERS) or unit in _MANY
    if number is None:
        number = "X" if plural else "1"
    if found["n2"]:
        number = number if not number.isdigit() else "X"
    value = _value(number, unit)
    if found["half"] and (number in {"a", "an"} or number.isdigit()):
        value = _value(f"{number if number.isdigit() else 1}.5", unit)
    if found["m"] and found["v"]:
        value = _joined(value, _value(found["m"], found["v"]))
    first, last = _where(found["which"] or "", number, unit, around)
    return Meant(
        type="DURATION", value=value, first=first, last=last, anchor=PUBLISHED if first or last else None
    )


def _where(
    which: str, number: str, unit: str, around: Around
) -> tuple[calendars.Day | None, calendars.Day | None]:
    """Of "the past two months" the end is the day of publication, of "the next two weeks" the beginning."""
    today, one = around.today(), _singular(unit)
    way = -1 if which in {"last", "past", "recent"} else 1 if which in {"next", "coming"} else 0
    if not way or not today or one not in _CALENDAR:
        return None, None
    count = {"a": "1", "an": "1"}.get(number, number)
    other = None
    if count.isdigit() and which != "recent":
        with suppress(OffCalendar):  # "the past 5,000 years" begin before the calendar does
            other = calendars.moved(today, way * int(count), one)
    return (other, today) if way < 0 else (today, other)


_FROM = re.compile(
    r"\s*\b(?P<way>later|earlier|afterwards?|after|before|following|prior to)\b\s*(?P<what>[^,.;:()]*)"
)
_COUNTED = re.compile(r"P(\d+)([DWMY])")
_WORDS = 8


def counted_from(meant: Meant, around: Around) -> Meant:
    """A length with where it leads, if it is said from where: "two days after 5 March", "a week later".

    From a date it leads to a day; from a happening ("two days after the attack") the anchor is its words, and no day is
    made up. Raises: OffCalendar.
    """
    found, length = _FROM.match(around.following), _COUNTED.fullmatch(meant.value)
    if meant.type != "DURATION" or meant.first or not found or not length:
        return meant
    what = " ".join(found["what"].split()[:_WORDS])
    back = found["way"] in {"before", "earlier", "prior to"}
    alone = found["way"] in {"later", "earlier", "afterward", "afterwards"}
    base = around.latest("day") if alone else None
    day, anchor = (calendars.bounds(base.value)[0], base.words) if base else (_day_in(what, around), what)
    if not day or not anchor:
        return msgspec.structs.replace(meant, anchor=what or None) if not alone else meant
    unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[length[2]]
    led = calendars.bounds(
        calendars.holding(calendars.moved(day, int(length[1]) * (-1 if back else 1), unit), unit)
    )
    return msgspec.structs.replace(meant, first=led[0], last=led[1], anchor=anchor)


def _day_in(what: str, around: Around) -> calendars.Day | None:
    """The day that some words are, or None if they are none."""
    meant = dates.on_day(written(what), around)
    return meant.first if meant else None


def _singular(unit: str) -> str:
    return _MANY.get(unit, unit if unit in _LETTERS else unit.rstrip("s"))


def _value(number: str, unit: str) -> str:
    """P2M of "2" and "months"; "X" where it is not said how many."""
    one = _singular(unit)
    letters, times = _LETTERS[one], _TIMES.get(one, 1)
    count = {"a": "1", "an": "1"}.get(number, number)
    if "half" in count or count in {"1/2", "½", "quarter of an", "3/4 of an"}:
        return _fraction(0.25 if "quarter" in count else 0.75 if count[0] == "3" else 0.5, one)
    if count == "X":
        return (
            f"P{letters[0]}X{letters[1:]}"
            if letters[0] == "T"
            else f"PX{letters}"
            if times == 1
            else f"PX{_vague_of(one)}"
        )
    if "." in count:
        return _fraction(float(count), one)
    whole = int(float(count)) * times
    return f"PT{whole}{letters[1:]}" if letters[0] == "T" else f"P{whole}{letters}"


def _vague_of(unit: str) -> str:
    return {"decade": "E", "century": "C", "millennium": "L", "fortnight": "W"}[unit]


def _fraction(count: float, unit: str) -> str:
    """Hours and minutes in whole smaller ones: "5 1/2 hours" is PT5H30M."""
    if unit == "hour":
        hours, minutes = divmod(round(count * 60), 60)
        return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}"
    if unit == "minute":
        minutes, seconds = divmod(round(count * 60), 60)
        return f"PT{f'{minutes}M' if minutes else ''}{f'{seconds}S' if seconds else ''}"
    if unit in {"year", "decade"}:
        years, months = divmod(round(count * (12 if unit == "year" else 120)), 12)
        return f"P{f'{years}Y' if years else ''}{f'{months}M' if months else ''}"
    return f"P{count:g}{_LETTERS[unit]}"


def _joined(first: str, second: str) -> str:
    """P1Y and P6M are P1Y6M; PT1H and PT30M are PT1H30M."""
    if "T" in first:
        return first + second.removeprefix("PT")
    return first + second.removeprefix("P")
