"""Plain text and Markdown: the text stays as it is; its head is read for title, byline, dateline and date."""

import re
from collections.abc import Iterator

from msgspec import Struct

from sayso.model import Refused, Report, Section, SectionKind, Span
from sayso.model.spans import trim
from sayso.readers.assembling import cut_dateline, joined
from sayso.readers.credits import BY_WORDS
from sayso.readers.datelines import find_dateline
from sayso.readers.dates import clock_after, dates_in, iso_prefix
from sayso.readers.decoding import decode
from sayso.readers.furniture import kind_of
from sayso.readers.making import make_report
from sayso.readers.streams import Stream
from sayso.settings import Settings

_HEAD_LINES = 12  # non-empty lines in which a byline or date may still stand
_LONGEST_TITLE = 250
_BYLINE = re.compile(
    rf"^\s*[*_]{{0,2}}(?:{BY_WORDS})\s+(?P<names>[^\W\d_].{{1,118}}?)[*_]{{0,2}}\s*$",
    re.I,
)
_JOINING = frozenset(  # small words a byline may have
    "and et und y for in of the de del van von bin der la with at our own staff agencies agency correspondent "
    "correspondents reporter reporters wire services special to writer writers desk news bureau".split()
)
_DATE_BEFORE = re.compile(r"^\s*date:?\s+(?=\d{4}-\d\d)", re.I)
_LABEL = re.compile(
    r"^\s*(?:[*_]{2})?(?P<key>title|headline|date|published|publication date|pubdate|author|byline|by|outlet|publisher"
    r"|publication|site|source|url|link|uri|lang|language)(?:[*_]{2})?\s*:(?:[*_]{2})?\s+(?P<value>\S.*?)\s*$",
    re.I,
)
_DATE_WORDS = re.compile(
    r"\b(?:published|posted|updated|last|on|at|date|first|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|day|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|am|pm|a\.m|p\.m|gmt|utc|local|time|est|edt|cet|the)\b",
    re.I,
)
_AGENCY_ENDS = re.compile(r"\w \((?!VIDEO|PHOTO|UPDATE|LIVE|WATCH|AUDIO)[A-Z][A-Z/ -]{1,20}\)$")
_PUT_OUT = re.compile(r"\s(?:updated?|published|posted|created|found)\b", re.I)
_PERSON = re.compile(
    r"[^\W\d_][^\W\d_.’'-]{2,}(?:[ .’'-]+[^\W\d_]+){1,3}|[^\W\d_]\.?(?: ?[^\W\d_]\.)* [^\W\d_’'-]{3,}"
)
_ADDRESS = re.compile(r"https?://\S+", re.I)
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029\x85]")
_STOPPED = re.compile(r"[.…:,;][\"”’»]?$")
_ABBREVIATED = re.compile(r"\b(?:U\.S|U\.N|U\.K|Inc|Jr|Sr)\.$")
_UNFINISHED = re.compile(
    r"\b(?:the|an?|of|to|in|on|at|by|for|with|from|and|or|that|as|but|his|her|its|their)$"
)
_BEFORE_DATE = re.compile(r"(?:[\s,|·–—(-]|\b(?:on|published|posted|\w+day)\b:?)*$", re.I)
_FIELDS = {
    "title": "title", "headline": "title", "date": "published", "published": "published",
    "publication date": "published", "pubdate": "published", "author": "byline", "byline": "byline", "by": "byline",
    "outlet": "outlet", "publisher": "outlet", "publication": "outlet", "site": "outlet", "source": "outlet",
    "url": "uri", "link": "uri", "uri": "uri", "lang": "language", "language": "language",
}  # fmt: skip


class Head(Struct, frozen=True, kw_only=True):
    """What the head of a text says of the report, and the sections of the whole text."""

    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    outlet: str | None = None
    uri: str | None = None
    language: str | None = None
    sections: tuple[Section, ...] = ()


def read_text(stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    """The one report in a text or Markdown file."""
    key = stream.whole(settings)
    text, notes = decode(key)
    head = read_head(text)
    yield make_report(
        file=stream.file,
        key=key,
        text=text,
        uri=stream.uri or head.uri,
        outlet=head.outlet,
        title=head.title,
        byline=head.byline,
        dateline=head.dateline,
        published=head.published,
        language=head.language,
        notes=notes,
        sections=head.sections,
    )


def read_head(text: str, title: str | None = None) -> Head:
    """What `text` says of itself before its first paragraph. A `title` known from elsewhere is looked for."""
    lines = _lines(text)
    front, found = _front_matter(text, lines)
    spans: list[tuple[SectionKind, int, int]] = [("furniture", front.start, front.end)] if front else []
    lines = [line for line in lines if not front or line.start >= front.end]
    body_from = 0
    for i, line in enumerate(lines[:_HEAD_LINES]):
        parts = _head_line(text, line, found, lines[i + 1 :], title)
        if parts is None:
            break
        spans.extend(parts)
        body_from = i + 1
    spans.extend((kind_of(line.of(text)), line.start, line.end) for line in lines[body_from:])
    dateline_day = _dateline_day(text, spans)
    dateline, sections = cut_dateline(text, joined(spans))
    head_dateline = next((text[s.start : s.end] for s in sections if s.kind == "dateline"), None)
    if "published" not in found and dateline_day:
        found["published"] = dateline_day
    return Head(dateline=dateline or head_dateline, sections=sections, **found)


def _dateline_day(text: str, spans: list[tuple[SectionKind, int, int]]) -> str | None:
    for kind, start, end in spans:
        if kind == "body":
            line = find_dateline(text[start:end])
            return line.published if line else None
    return None


def _lines(text: str) -> list[Span]:
    """The lines that are not blank, trimmed."""
    spans = [trim(text, m.start(), m.end()) for m in re.finditer(r"[^\r\n\u2028\u2029\x85]+", text)]
    return [span for span in spans if span.start < span.end]


def _front_matter(text: str, lines: list[Span]) -> tuple[Span | None, dict[str, str]]:
    """The block between two lines `---` at the top of a Markdown file, and what it says."""
    if not lines or lines[0].of(text) != "---":
        return None, {}
    for i, line in enumerate(lines[1:60], start=1):
        if line.of(text) in {"---", "..."}:
            found: dict[str, str] = {}
            for inner in lines[1:i]:
                _take_label(inner.of(text), found)
            return Span(lines[0].start, line.end), found
    return None, {}


def _take_label(line: str, found: dict[str, str]) -> bool:
    """Take "Date: 8 February 2022" into `found`; whether the line was such a one."""
    label = _LABEL.match(line)
    if not label:
        return False
    field = _FIELDS[label["key"].lower()]
    value = label["value"].strip("\"'*_ ")
    if field == "published":
        date = iso_prefix(value)
        if not date:
            return False
        value = date
    if field in {"byline", "outlet"} and (
        len(value) > 100 or (value.endswith(".") and len(value.split()) > 5)
    ):
        return False  # a sentence that begins like a label
    if field == "byline":
        value = _PUT_OUT.split(re.sub(r"^by\s+", "", value, flags=re.I))[0].strip(" *_|,-–—·•")
    if value:
        found.setdefault(field, value)
    return True


def _head_line(
    text: str, line: Span, found: dict[str, str], after: list[Span], title: str | None
) -> list[tuple[SectionKind, int, int]] | None:
    """The sections a line of the head makes, its facts put into `found`; None: the body has begun."""
    words = line.of(text)
    if any(take(words, found) for take in (_take_byline, _take_label, _take_date, _take_address)):
        return [("furniture", line.start, line.end)]
    if kind_of(words) != "body":
        return [(kind_of(words), line.start, line.end)]
    if _is_dateline_alone(words):
        return [("dateline", line.start, line.end)]
    known = title or found.get("title")
    if _is_title(text, line, after, known):
        return _title_line(text, line, found)
    if known and _take_imprint(words, after[0].of(text) if after else "", found):
        return [("furniture", line.start, line.end)]
    return None


def _is_dateline_alone(words: str) -> bool:
    """Whether a line is "Telmar (RNA)" and nothing else."""
    if len(words) > 100 or not _AGENCY_ENDS.search(words):
        return False
    found = find_dateline(f"{words} — ")
    return found is not None and found.words == len(words)


def _take_byline(words: str, found: dict[str, str]) -> bool:
    byline = _BYLINE.match(words)
    names = _PUT_OUT.split(byline["names"])[0].strip(" *_|,-–—·•") if byline else ""
    if not names or "byline" in found or not _only_names(names):
        return False
    found["byline"] = names
    return True


def _take_date(words: str, found: dict[str, str]) -> bool:
    date = _date_line(words)
    if date:
        found.setdefault("published", date)
    return date is not None


def _take_address(words: str, found: dict[str, str]) -> bool:
    address = _ADDRESS.fullmatch(words) is not None
    if address:
        found.setdefault("uri", words)
    return address


def _take_imprint(words: str, following: str, found: dict[str, str]) -> bool:
    """Take "The Courier, 7 November 2022", or a name alone above a date or dateline, into `found`."""
    dates = dates_in(words) if len(words) <= 100 else []
    if dates:
        name = _BEFORE_DATE.sub("", words[: dates[0][0]])
        published = _date_line(words[len(name) :])
        if not name or not published or not _is_name(name):
            return False
        found.setdefault("outlet", name)
        found.setdefault("published", published)
        return True
    if not _is_name(words):
        return False
    if _date_line(following):
        found.setdefault("outlet", words)
        return True
    if find_dateline(following) and _are_people(words):
        found.setdefault("byline", words)
        return True
    return False


def _is_name(words: str) -> bool:
    return (
        2 <= len(words) <= 60
        and words[-1] not in ".!?:;"
        and not _PUT_OUT.search(f" {words}")
        and _only_names(words)
    )


def _are_people(words: str) -> bool:
    """Whether each name in a line without "By" is of two to four words, as people's are."""
    names = re.split(r",\s+|\s+(?:and|&|et|und|y)\s+", words)
    return all(_PERSON.fullmatch(name) for name in names)


def _title_line(text: str, line: Span, found: dict[str, str]) -> list[tuple[SectionKind, int, int]]:
    words = line.of(text)
    parts: list[tuple[SectionKind, int, int]] = []
    start = line.start
    if dated := _DATE_BEFORE.match(words):
        dates = dates_in(words)
        if dates and dates[0][0] == dated.end():
            found.setdefault("published", dates[0][2])
            parts.append(("dateline", line.start, line.start + dates[0][1]))
            start = line.start + dates[0][1]
    elif mark := re.match(r"#{1,6}\s+|\*\*|__|=+\s+", words):
        start = line.start + mark.end()
    span = trim(text, start, line.end)
    clean = span.of(text).rstrip("#*_= ")
    if clean:
        found.setdefault("title", clean)
        parts.append(("title", span.start, span.start + len(clean)))
    return parts


def _is_title(text: str, line: Span, after: list[Span], title: str | None) -> bool:
    words = line.of(text)
    if title is not None:
        return words.strip("#* ").casefold() == title.strip().casefold()
    if not after or not re.search(r"[^\W\d_]{2}", words):
        return False
    if words.startswith("#") or _DATE_BEFORE.match(words):
        return True
    return len(words) <= _LONGEST_TITLE and not find_dateline(words) and _stands_as_title(text, line, after)


def _stands_as_title(text: str, line: Span, after: list[Span]) -> bool:
    """Whether a line without a mark is a title by how it ends, and how it stands to what follows."""
    words = line.of(text)
    following = after[0].of(text)
    apart = len(_LINE_END.findall(text[line.end : after[0].start])) > 1
    if _STOPPED.search(words) and not _ABBREVIATED.search(words):
        return (
            apart and _one_sentence(words) and (_capitalised(words) or find_dateline(following) is not None)
        )
    goes_on = following[0].islower() and not dates_in(following) and not _ADDRESS.fullmatch(following)
    if _UNFINISHED.search(words) or (goes_on and not apart):
        return False  # a paragraph broken into lines
    underlined = re.fullmatch(r"[=-]{3,}", following) is not None
    longest = max(len(span.of(text)) for span in after)
    return underlined or apart or longest > 1.2 * len(words)


def _one_sentence(words: str) -> bool:
    return words.endswith(".") and not re.search(r"[.?!][\"”’»]?\s+[^\W\d_a-z]", words[:-1])


def _capitalised(words: str) -> bool:
    """Whether nearly all longer words begin with a capital, and are not capitals alone."""
    longer = [word for word in re.findall(r"[^\W\d_][\w’'-]*", words) if len(word) > 3]
    capital = [word for word in longer if word[0].isupper() and not word.isupper()]
    return len(longer) > 2 and len(capital) * 5 >= len(longer) * 4


def _only_names(words: str) -> bool:
    """Whether a byline's words are names, so that "By noon the army had left the town" is none."""
    if len(words.split()) > 16 or re.search(r"[:?!]$|(?<!Jr)(?<!Sr)\.$", words):
        return False
    found = re.findall(r"[^\W\d_][\w’'.-]*", words)
    small = [word for word in found if word[0].islower() and word[0].isascii()]
    return len(small) < len(found) and all(w in _JOINING or w.startswith(("al-", "el-")) for w in small)


def _date_line(words: str) -> str | None:
    """The date of a line that gives a date and nothing else."""
    if len(words) > 100:
        return None
    dates = dates_in(words)
    if not dates:
        return None
    start, end, value = dates[0]
    rest = words[:start] + " " + " ".join(words[a:b] for a, b in _gaps(dates, len(words)))
    clock = clock_after(words, end)
    rest = re.sub(
        r"\d{1,2}[:.]\d{2}(?::\d{2})?|[ap]\.?m\b\.?|[+-]\d{2}:?\d{2}\b|\bZ\b", " ", rest, flags=re.I
    )
    if re.search(r"[^\W_]", _DATE_WORDS.sub(" ", rest)):
        return None
    return f"{value}T{clock}" if clock and len(value) == len("2022-02-08") else value


def _gaps(dates: list[tuple[int, int, str]], length: int) -> Iterator[tuple[int, int]]:
    for i, (_, end, _value) in enumerate(dates):
        yield end, dates[i + 1][0] if i + 1 < len(dates) else length
