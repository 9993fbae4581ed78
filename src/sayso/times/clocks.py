"""Clocks: times of the day, with the day they belong to. Pure. Imports: around, dates, wording. Imported by: meanings."""

import re
from contextlib import suppress

from sayso.times import dates, stated
from sayso.times.around import PUBLISHED, Around, Meant
from sayso.times.calendars import OffCalendar, bounds, shift
from sayso.times.wording import Wording

_ZONES = r"gmt|utc|z|est|edt|et|cst|cdt|ct|mst|mdt|pst|pdt|pt|bst|cet|cest|eet|msk|ist|eastern time|eastern|local time|moscow time|local"
_UNIVERSAL = frozenset({"gmt", "utc", "z"})
_CLOCK = re.compile(
    rf"(?:(?:at|by|around|about|until|before|after|from|shortly after|shortly before) )*"
    rf"(?:(?P<h>[01]?\d|2[0-3])(?::(?P<m>[0-5]\d)(?::\d\d)?)?(?: (?P<half>am|pm|o'clock)(?: in the (?P<of>morning|afternoon|evening)| at (?P<at>night))?| in the (?P<of2>morning|afternoon|evening)| at (?P<at2>night)| (?={_ZONES})|(?<=:\d\d)(?!\d)(?: |$))"
    rf"|(?P<four>(?:[01]\d|2[0-3])[0-5]\d) (?=hours|gmt|utc|local)(?:hours )?|\b(?P<name>noon|midday|midnight)\b)(?: ?(?P<zone>{_ZONES})\b)?"
)
_PART = re.compile(
    r"\b(?P<p>morning|afternoon|evening|night|tonight|overnight|nighttime|dawn|dusk|daybreak|sunrise|sunset|nightfall|lunchtime|hours)\b"
)
_PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI", "overnight": "NI", "nighttime": "NI", "dawn": "MO",
    "daybreak": "MO", "sunrise": "MO", "dusk": "EV", "sunset": "EV", "nightfall": "NI", "lunchtime": "MI",
}  # fmt: skip
_OTHER_DAYS = {"that": 0, "same": 0, "that same": 0, "next": 1, "following": 1, "previous": -1}
"""Words → how many days after the day that is spoken of."""
_DAY_BEHIND = re.compile(rf"[^.;,]{{0,25}}?\bon (?P<day>{stated.WEEKDAY})\b", re.I)
"""As in "5 a.m. local time (0200 GMT) on Monday"."""
_FILLERS = re.compile(
    r"\b(?:at|on|in|of|the|early|late|mid|hours|shortly|around|about|before|after|by|local|time|later|earlier|sometime|during|a)\b"
)


def clock(wording: Wording, around: Around) -> Meant | None:
    """The time of a day that an expression means. Raises: OffCalendar."""
    core = wording.core
    found = _CLOCK.search(core)
    if found and found[0].strip():
        time = _time(found)
        rest = f"{core[: found.start()]} {core[found.end() :]}"
        return _on(rest, f"T{time}", around) if time else None
    part = _PART.search(core)
    if (
        not part
        or part["p"] == "hours"
        or (
            re.search(r"\b(?:every|each|\d+|X|nights|mornings)\b", core[: part.start()])
            and not re.search(rf"{stated.MONTH}", core)
        )
    ):
        return None
    rest = f"{core[: part.start()]} {core[part.end() :]}"
    if (
        re.search(r"\blast\b", rest)
        and part["p"] in {"night", "evening"}
        and not re.search(stated.WEEKDAY, rest)
    ):
        return _on("yesterday", f"T{_PARTS[part['p']]}", around)
    return _on(rest, f"T{_PARTS[part['p']]}", around)


def _time(found: re.Match[str]) -> str | None:
    if found["name"]:
        return {"noon": "12:00", "midday": "MI", "midnight": "24:00"}[found["name"]]
    if found["four"]:
        return f"{found['four'][:2]}:{found['four'][2:]}{'Z' if found['zone'] in _UNIVERSAL else ''}"
    hour, half = int(found["h"]), found["half"] or ""
    later = (
        half == "pm"
        or (found["of"] or found["of2"]) in {"afternoon", "evening"}
        or bool(found["at"] or found["at2"])
    )
    if half in {"am", "pm"} and not 1 <= hour <= 12:
        return None
    hour = (
        hour % 12 + (12 if (later and hour != 12) or half == "pm" else 0)
        if half in {"am", "pm"} or later
        else hour
    )
    return f"{hour:02}:{found['m'] or '00'}{'Z' if found['zone'] in _UNIVERSAL else ''}"


def _on(rest: str, time: str, around: Around) -> Meant | None:
    """The time on the day that the rest of the expression names; on the day of publication if it names none."""
    rest = " ".join(rest.split())
    bare = " ".join(_FILLERS.sub(" ", rest).split())
    base = around.latest("day")
    if bare in _OTHER_DAYS:
        return _made(shift(base.value, _OTHER_DAYS[bare]), time, base.words) if base else None
    if bare == "" and time[1].isdigit() and (behind := _DAY_BEHIND.match(around.following)):
        rest = bare = behind["day"].lower()
    elif bare == "" and base and time[1].isdigit():
        return _made(base.value, time, base.words)
    if bare in {"", "this"}:
        day = around.now("day")
        return _made(day, time, PUBLISHED) if day else Meant(type="TIME", value=f"XXXX-XX-XX{time}")
    meant = dates.on_day(rest, around) or dates.on_day(bare, around)
    if meant and meant.first is None:
        return Meant(type="TIME", value=f"{meant.value}{time}" if meant.value[0] == "X" else meant.value)
    return _made(meant.value, time, meant.anchor) if meant else None


def _made(day: str, time: str, anchor: str | None) -> Meant:
    """A time of a day; a night lasts into the next one."""
    first, last = bounds(day)
    with suppress(OffCalendar):
        last = bounds(shift(day, 1))[1] if time == "TNI" else last
    return Meant(type="TIME", value=f"{day}{time}", first=first, last=last, anchor=anchor)
