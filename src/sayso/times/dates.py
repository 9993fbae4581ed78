"""Dates: what words for days, weeks, months, quarters, seasons, years and ages mean: the table of their rules. Pure.

In a rule's pattern the words stand in one way of writing, without what leads in. Imports: around, calendars, wording,
stated, counted. Imported by: meanings, clocks, durations.
"""

import re
from collections.abc import Callable

from sayso.times import calendars, counted, stated
from sayso.times.around import Around, Meant, stretch, vague
from sayso.times.calendars import HOLIDAYS, ISLAMIC_DAYS, OTHER_MONTHS, bounds, holding, years_on
from sayso.times.counted import LAST, NEXT
from sayso.times.stated import DAY, MONTH, SEASON, WEEKDAY, YEAR
from sayso.times.wording import WEEKDAYS, Wording

_Match = re.Match[str]
_UNIT = r"day|week|weekend|month|quarter|half|year|decade|century"
_PERIOD = r"quarter|period|half|month|week|season|year"
_REFERENCES = {
    "PRESENT_REF": "now|right now|current|currently|present|presently|the present|at present|the present time|the moment|at the moment|these days|nowadays|"
    "to date|yet|already|so far|this time|the time being|date|current time|today's world",
    "PAST_REF": "recently|recent|more recently|most recently|lately|of late|previously|previous|formerly|former|once|the past|past|long ago|"
    "earlier|ago|in the past|the recent past|the old days|the time|that time|at the time|then|the then|a long time ago|before|some time ago|"
    "not long ago|(?:the )?(?:recent|past|earlier|previous) (?:days|weeks|months|quarters|years|decades)(?: and (?:months|years))?|"
    "the (?:past|last) X (?:days|weeks|months|quarters|years|decades)|ancient times|a while ago",
    "FUTURE_REF": "soon|sooner|shortly|the future|future|the near future|the near term|the short term|the long term|the longer term|later|"
    "in future|1 day|some day|someday|eventually|(?:the )?(?:coming|future|next X|following) (?:days|weeks|months|quarters|years|decades)|"
    "the (?:days|weeks|months|years) (?:ahead|to come)|as soon as possible|a later date|the next X (?:days|weeks|months|quarters|years|decades)|from time to time|"
    "the foreseeable future|the coming X (?:days|weeks|months|years)|imminently|any time soon|anytime soon|(?:a )?(?:X )?(?:days|weeks|months|years) from now",
}
_LENGTH = re.compile(r"\b(?:day|days|weeks|months|quarters|years|decades)$")
"""Words that are a length or a vague date, as the network takes them."""
_REFERENCE = {name: re.compile(words) for name, words in _REFERENCES.items()}


def date(wording: Wording, around: Around) -> Meant | None:
    """The date that an expression means. Raises: OffCalendar."""
    for pattern, rule in _RULES:
        if (found := pattern.fullmatch(wording.core)) and (meant := rule(found, around)):
            return _bounded(meant, wording, around)
    if wording.part or (around.kind in {"DURATION", "SET"} and _LENGTH.search(wording.core)):
        return None
    return next(
        (vague(name, around) for name, words in _REFERENCE.items() if words.fullmatch(wording.core)), None
    )


def _bounded(meant: Meant, wording: Wording, around: Around) -> Meant:
    """Bounded by publication: "earlier this year" ends with the day of publication, "later this year" begins with it."""
    today = around.today()
    if (
        not wording.compared
        or not today
        or not meant.first
        or not meant.last
        or not meant.first <= today <= meant.last
    ):
        return meant
    first = today if wording.compared == "later" else meant.first
    last = today if wording.compared == "earlier" else meant.last
    return Meant(type=meant.type, value=meant.value, first=first, last=last, anchor=meant.anchor)


def on_day(words: str, around: Around) -> Meant | None:
    """As `date`, of one day."""
    meant = date(Wording(words), around)
    open_ = meant is not None and (meant.value.startswith("XX") or meant.value.endswith("_REF"))
    return meant if meant and (open_ or calendars.unit_of(meant.value) == "day") else None


def _between(found: _Match, around: Around) -> Meant | None:
    """As in "2014 to 2016", "March to May 2022", "Monday and Wednesday"."""
    last = date(Wording(found["b"]), around)
    year = last.value[:4] if last and last.anchor is None and last.first else None
    first = (date(Wording(f"{found['a']} {year}"), around) if year else None) or date(
        Wording(found["a"]), around
    )
    return stated.ranged(first, last) if first and last else None


def _of_year(found: _Match, around: Around) -> Meant | None:
    """As in "June last year", "the third quarter of this year", "the summer of 1998": a part of a year that is named."""
    year = date(Wording(found["of"]), around)
    if not year or calendars.unit_of(year.value) != "year":
        return None
    part = stated.part_of_year(found["part"])
    return stretch(f"{year.value}-{part}", year.anchor) if part else None


def _dated_weekday(found: _Match, around: Around) -> Meant | None:
    """As in "Friday, Oct. 23": the weekday says nothing more than the date does, but may tell its year."""
    meant = date(Wording(found["rest"]), around)
    if meant is None or not meant.first or meant.anchor is None:
        return meant
    number = WEEKDAYS.index(found["w"])
    years = [years_on(meant.value, by) for by in (0, -1, 1)]
    fitting = [one for one in years if bounds(one)[0].weekday() == number]
    return stretch(fitting[0], meant.anchor) if fitting else meant


def _week_of(found: _Match, around: Around) -> Meant | None:
    day = on_day(found["rest"], around)
    return stretch(holding(day.first, "week"), day.anchor) if day and day.first else None


def _day_from(found: _Match, around: Around) -> Meant | None:
    """As in "the day before last Tuesday", "two days after 5 March"."""
    day = on_day(found["rest"], around)
    if not day or not day.first:
        return None
    count = int(found["n"]) if found["n"] and found["n"].isdigit() else 1
    way = 1 if found["way"] in {"after", "from", "following"} else -1
    unit = found["u"].rstrip("s")
    return stretch(
        holding(calendars.moved(day.first, way * count, unit), unit),
        found["rest"] if not day.anchor else day.anchor,
    )


def _within(found: _Match, around: Around) -> Meant | None:
    """As in "the last days of May", "the latter half of the '80s": the whole, for what part of it is not told to the day."""
    return date(Wording(found["rest"]), around)


_Rule = Callable[[_Match, Around], Meant | None]
_PART_WORDS = rf"(?:the )?(?:fiscal )?(?:[1-4](?:st|nd|rd|th) (?:fiscal )?quarter|q[1-4]|(?:1st|2nd|last|final|latter) half|h[12]|{MONTH}|{SEASON})"
_YEAR_WORDS = rf"(?:the )?(?:year |fiscal year |fiscal )?{YEAR}|(?:this|last|next|the (?:same|following|previous|current)|that|the) (?:fiscal |calendar )?year"
_SPEC: list[tuple[str, _Rule]] = [
    (rf"(?:this |next |last |this coming |this past )?(?P<w>{WEEKDAY}) (?P<rest>(?:the )?(?:(?:{MONTH})|{DAY}).*)", _dated_weekday),
    (rf"(?P<m>{MONTH}) (?P<d>{DAY})(?:st|nd|rd|th)?(?: of)?(?: (?P<y>{YEAR}))?", stated.day_of_month),
    (rf"(?:the )?(?P<d>{DAY})(?:st|nd|rd|th)?(?: day)?(?: of)? (?P<m>{MONTH})(?: (?P<y>{YEAR}))?", stated.day_of_month),
    (rf"(?P<d>{DAY})(?:st|nd|rd|th)?(?: to| and| through| until)? (?P<e>{DAY})(?:st|nd|rd|th)? (?P<m>{MONTH})(?: (?P<y>{YEAR}))?", stated.days_of_month),
    (rf"(?P<m>{MONTH}) (?P<d>{DAY})(?:st|nd|rd|th)?(?: to| and| through| until)? (?P<e>{DAY})(?:st|nd|rd|th)?(?: (?P<y>{YEAR}))?", stated.days_of_month),
    (rf"(?P<part>{MONTH}) (?:of )?(?P<of>{YEAR})", _of_year),
    (rf"(?P<part>{_PART_WORDS}|(?:{MONTH}) {DAY}(?:st|nd|rd|th)?|{DAY}(?:st|nd|rd|th)? (?:of )?(?:{MONTH}))(?: of| in)? (?P<of>{_YEAR_WORDS})", _of_year),
    (rf"(?:the )?(?P<of>{YEAR}|next year|last year|this year) (?P<part>{_PART_WORDS})", _of_year),
    (rf"(?P<m>{MONTH})", stated.month_alone),
    (rf"(?:the )?month of (?P<m>{MONTH})", stated.month_alone),
    (rf"(?P<r>(?:this )?(?:last|past|next|coming)|this|the (?:previous|following)) (?P<m>{MONTH})", counted.month_near),
    (r"(?:the |a |its |their )?(?:\S+ )?(?P<part>(?:fiscal )?[1-4](?:st|nd|rd|th) (?:fiscal )?quarter|q[1-4]|(?:1st|2nd) half)", stated.part_alone),
    (rf"(?:the )?(?P<part>{SEASON})(?: months| season)?", stated.part_alone),
    (rf"(?P<r>(?:this )?(?:last|past|next|coming)|this|the (?:past|coming)) (?P<s>{SEASON})", counted.season_near),
    (rf"(?:(?P<r>(?:this )?(?:last|past|next|coming)|this|(?:the |on )?(?:previous|following|preceding|upcoming)) )?(?P<w>{WEEKDAY})", counted.day_of_week),
    (rf"(?P<w>{WEEKDAY}) (?:of )?(?P<r>last|next|this) week", counted.weekday_in_week),
    (r"(?P<more>(?:the )?day (?:before|after) )?(?P<t>yesterday|today|tomorrow)", counted.next_to_day),
    (rf"(?P<r>same|that same|the same|that|this same|the very same)(?: fiscal| calendar)? (?P<u>{_UNIT})", counted.that_unit),
    (rf"(?:the )?(?:comparable |corresponding |year ago |year earlier |like |same )*(?:{_PERIOD})? ?(?:a|the|1) year (?:ago|earlier|before)", counted.year_before),
    (rf"(?:the |a )?(?:comparable |corresponding |like |same )?year (?:ago|earlier|before)(?: (?P<part>[1-4](?:st|nd|rd|th) quarter)| (?:{_PERIOD}))?", counted.year_before),
    (rf"(?:the )?(?:comparable|corresponding|like|same) (?:{_PERIOD}) (?:of )?(?:last year|a year (?:ago|earlier)|the (?:previous|prior) year)", counted.year_before),
    (rf"last year (?:{_PERIOD})", counted.year_before),
    (r"(?P<more>the next|the following|next|the previous|the day before|the day after|a day (?:earlier|later|before|after)|1 day (?:earlier|later|before|after)|the preceding|the prior)(?: day)?", counted.day_by),
    (r"(?P<n>\d+(?:\.5)?|a|an|X|half a) (?:\S+ )?(?P<u>seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries) (?P<way>ago|earlier|before|later|after|from now|hence|afterwards?|thereafter)", counted.so_far),
    (r"(?P<n>X)? ?(?P<u>days|weeks|months|years|decades|centuries) (?P<way>ago|earlier|later)", lambda found, around: vague(counted.vaguely(1 if found["way"] == "later" else -1), around)),
    (rf"(?P<the>the )?(?P<r>{LAST}|{NEXT}|this|current|present|this current|this very)(?: full| fiscal| calendar| trading| whole)? (?P<u>{_UNIT})", counted.unit_near),
    (r"(?P<the>the )?(?P<r>)(?P<u>weekend)", counted.unit_near),
    (rf"(?:the|its)(?: fiscal)? (?P<u>{_UNIT})", counted.the_unit),
    (r"(?P<u>quarter)", counted.the_unit),
    (r"(?:the )?(?:latest|current) period", lambda _, around: counted.latest_unit("quarter", around)),
    (r"year end|(?:the )?years? end|(?:the )?year's end", lambda _, around: counted.next_to(around, "year")),
    (r"(?:the )?(?:late |early |mid )?(?P<d>[12]\d{2}0s|\d0s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)", stated.stated_decade),
    (r"(?:the )?(?P<c>\d{1,2})(?:st|nd|rd|th) century", stated.stated_century),
    (rf"(?:the )?(?:year |fiscal year |fiscal |calendar |school year )?(?P<y>{YEAR})(?: fiscal year| season| year)?", stated.stated_year),
    (rf"(?:the )?(?P<y>{YEAR}) (?:quarter|period)", stated.like_in),
    (rf"(?P<y>{YEAR}) (?:to |and |through )?(?P<z>{YEAR}|\d\d)", stated.years),
    (rf"(?P<r>last |next |this |the )?(?P<h>{'|'.join(sorted(map(re.escape, HOLIDAYS), key=len, reverse=True))})(?: day)?(?: (?:of )?(?P<y>{YEAR}))?", stated.holiday),
    (rf"(?:the )?(?:(?P<d>{DAY})(?:st|nd|rd|th)?(?: of)? )?(?:(?:the )?(?:holy |fasting )?month of )?(?P<o>{'|'.join(map(re.escape, OTHER_MONTHS))})(?: (?P<y>1[0-9]{{3}})(?: ah| hijri)?)?", stated.other_month),
    (rf"(?:the )?(?P<e>{'|'.join(map(re.escape, ISLAMIC_DAYS))})(?: (?:holiday|festival|feast))?(?: (?:of )?(?P<y>{YEAR}))?", stated.islamic_day),
    (rf"the (?P<d>{DAY})(?:st|nd|rd|th)(?: of the month)?", counted.of_month),
    (r"(?:the )?week of (?P<rest>.+)", _week_of),
    (r"(?:the )?(?P<n>\d+|a|1)? ?(?P<u>days?|weeks?) (?P<way>before|after|following|from) (?P<rest>.+)", _day_from),
    (r"(?:the )?(?:1st|2nd|last|latter|early|late) (?:half|part|days|weeks|months) of (?P<rest>.+)", _within),
    (r"(?P<a>.+?) (?:to|and|through|until) (?P<b>.+)", _between),
]  # fmt: skip
_RULES = tuple((re.compile(pattern), rule) for pattern, rule in _SPEC)
