"""Dates of publication: from what pages, feeds and bylines write to an ISO prefix of the same precision."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar enero ene janv jän كانون-الثاني يناير",
            "february feb février februar febrero févr شباط فبراير",
            "march mar mars märz marzo mär آذار مارس",
            "april apr avril abril avr abr نيسان أبريل إبريل",
            "may mai mayo أيار مايو",
            "june jun juin juni junio حزيران يونيو",
            "july jul juillet juli julio juil تموز يوليو",
            "august aug août agosto ago آب أغسطس",
            "september sep sept septembre septiembre أيلول سبتمبر",
            "october oct octobre oktober octubre okt تشرين-الأول أكتوبر",
            "november nov novembre noviembre تشرين-الثاني نوفمبر",
            "december dec décembre dezember diciembre déc dez dic كانون-الأول ديسمبر",
        ),
        start=1,
    )
    for name in (n.replace("-", " ") for n in names.split())
}
_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_ISO = re.compile(
    r"\b(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?)?)?(?![\d-])"
)
_COMPACT = re.compile(r"\b(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\b")
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+|of\s+)?({_MONTH})\b\.?,?\s+(?:de\s+)?(\d{{4}})\b", re.I
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\b\.?,?\s+(?:de\s+)?(\d{{4}})\b", re.I)
_AGENCY_DAY = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})\.? (\d{{2}})\b(?!:)", re.I)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d])")
_CLOCK = re.compile(
    r"^\D{0,12}?(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.I | re.A
)
_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.I)
_ORDERS = (
    (_DAY_MONTH, "dmy"),
    (_MONTH_DAY, "mdy"),
    (_MONTH_YEAR, "my"),
    (_AGENCY_DAY, "dmy"),
    (_NUMERIC, "numeric"),
    (_ISO, "iso"),
)
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def iso_prefix(written: str) -> str | None:
    """The date a piece of metadata gives, as precise as it is written; None if it gives none.

    Takes ISO 8601 with or without time, RFC 822 as feeds write it, and dates in words. A day that is in no
    calendar ("2022-02-31", "0000-00-00") is no date.
    """
    written = written.strip().translate(_ARABIC_DIGITS)
    found = _ISO.match(written)
    if found:
        year, _, month, day, clock, seconds, zone = found.groups()
        return _prefix(year, month, day, (clock or "") + (seconds or "") if clock else None, zone)
    if found := _COMPACT.match(written):
        year, month, day, hour, minute, second, zone = found.groups()
        clock = ":".join(part for part in (hour, minute, second) if part)
        return _prefix(year, month, day, clock or None, zone)
    if _HALF_DAY.search(written):  # which RFC 822 does not know
        return date_in(written)
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return date_in(written)
    precision = "seconds" if re.search(r"\d:\d\d:\d\d", written) else "minutes"
    return moment.isoformat(timespec=precision).replace("+00:00", "Z")


def date_in(line: str) -> str | None:
    """The first date written out in a line of text ("8 February 2022", "Feb. 2022"), or None."""
    found = dates_in(line)
    return found[0][2] if found else None


def dates_in(line: str) -> list[tuple[int, int, str]]:
    """Start, end and ISO prefix of each date written out in a line, in order; years alone are none."""
    line = line.translate(_ARABIC_DIGITS)
    taken = bytearray(len(line))  # 1 where a date stands, or a day in no calendar, which is no month either
    seen: list[tuple[int, int, str]] = []
    for pattern, order in _ORDERS:
        for found in pattern.finditer(line):
            start, end = found.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            if value := _value(found, order):
                seen.append((start, end, value))
    return sorted(seen)


def _value(found: re.Match[str], order: str) -> str | None:
    if order == "iso":
        year, _, month, day = found.groups()[:4]
        return _prefix(year, month, day) if month and (day or found[2] == "-") else None
    if order == "numeric":
        return _numeric(int(found[1]), int(found[3]), found[4], dots=found[2] == ".")
    parts = dict(zip(order, found.groups(), strict=True))
    year = parts["y"]
    if len(year) == 2:
        year = f"{'20' if int(year) < 69 else '19'}{year}"  # as POSIX reads two digits
    return _prefix(year, str(MONTHS.get(parts["m"].lower(), "")), parts.get("d"))


def _numeric(first: int, second: int, year: str, *, dots: bool) -> str | None:
    """The date in "14.03.2023" or "08/15/2022"; "03/04/2022" may be two, so it is none."""
    if dots or first > 12 or first == second:
        return _prefix(year, str(second), str(first))
    return _prefix(year, str(first), str(second)) if second > 12 else None


def clock_after(line: str, end: int) -> str | None:
    """The time of day written right behind a date that ends at `end` (", 14:30 GMT"), as "14:30Z", or None."""
    found = _CLOCK.match(line[end:])
    if not found:
        return None
    hour, minute, half, zone = found.groups()
    number = int(hour) % 12 + (12 if half and half.lower().startswith("p") else 0) if half else int(hour)
    clock = f"{number:02}:{minute}{_zone(zone)}"
    try:
        dt.time.fromisoformat(clock)
    except ValueError:
        return None
    return clock


def _prefix(
    year: str,
    month: str | None = None,
    day: str | None = None,
    clock: str | None = None,
    zone: str | None = None,
) -> str | None:
    """The ISO prefix of these parts; None for a day no calendar has. A wrong time of day is left out."""
    try:
        date = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if date.year < 1000:
        return None
    if not month:
        return f"{date:%Y}"
    if not day:
        return f"{date:%Y-%m}"
    time = f"{clock}{_zone(zone)}" if clock else ""
    try:
        dt.time.fromisoformat(time or "00:00")
    except ValueError:
        time = ""
    return f"{date:%Y-%m-%d}" + (f"T{time}" if time else "")


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
