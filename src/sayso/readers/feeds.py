"""Feeds: RSS, RDF and Atom through feedparser, and JSON Feed; a report an entry.

Of a feed's entries each stands for itself: what is wrong with one is a refusal of that one. feedparser is
given bytes, never an address, and neither sanitises nor rewrites: only text is taken from what it finds.
"""

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urljoin

import msgspec
from msgspec import Raw, Struct

from sayso.boundary import attempt
from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report
from sayso.readers.assembling import Piece, assemble
from sayso.readers.credits import agencies_of, byline_of, host_of, is_url
from sayso.readers.dates import iso_prefix
from sayso.readers.making import make_report
from sayso.readers.markup import HTML, PLAIN, line_of, pieces_of
from sayso.readers.streams import Stream
from sayso.readers.xml import clean, refuse_deep, refuse_entities
from sayso.settings import Settings

JSON_FEED = "https://jsonfeed.org/version/"
_TEXT_TYPES = {HTML, PLAIN, "application/xhtml+xml"}
_STARTS = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_ENDS = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_ROOT = re.compile(r"<([A-Za-z_][^\s/>]{0,60})")


class _Content(Struct, frozen=True):
    value: str
    kind: str = HTML


class _Feed(Struct, frozen=True, kw_only=True):
    """What a feed says for all its entries."""

    title: str | None = None
    link: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class _Entry(Struct, frozen=True, kw_only=True):
    """An entry of a feed of any kind, as the feed has it. `summary` may repeat the content."""

    id: str | None = None
    link: str | None = None
    title: _Content | None = None
    published: str | None = None
    content: _Content | None = None
    summary: _Content | None = None
    authors: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    language: str | None = None
    notes: tuple[str, ...] = ()


def read_feed(stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    """A report or refusal for each entry of an RSS, RDF or Atom feed.

    Raises: BadInput, if the feed is no feed, has no entries, or could do harm.
    """
    data, notes = clean(stream.whole(settings))
    refuse_entities(data)
    refuse_deep(data, settings)
    parsed = _parse(data)
    entries = parsed.get("entries", [])
    if not entries:
        raise _no_entries(data, parsed)
    torn = _torn(data) if parsed.get("bozo") else False
    if parsed.get("bozo"):
        notes = (
            *notes,
            f"the feed is not well-formed XML ({_fault(parsed)}); it was read as far as it could be",
        )
    feed = _parse_head(parsed.get("feed", {}), notes, atom=str(parsed.get("version")).startswith("atom"))
    for number, raw in enumerate(entries, start=1):
        cut = torn and number == len(entries)
        work = partial(_read_entry, raw, feed, stream.file, cut=cut)
        yield attempt(
            work, stage="reading", file=stream.file, seconds=settings.max_seconds, uri=_link(raw, feed)
        )


def _parse(data: bytes) -> Any:
    """What feedparser makes of `data`.

    Raises: BadInput, for what is so broken that feedparser itself fails.
    """
    import feedparser

    try:
        return feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        detail = f"the feed is broken in a way that it cannot be read ({type(error).__name__}: {error})"
        raise BadInput(Reason.UNREADABLE, detail) from error


def _no_entries(data: bytes, parsed: Any) -> BadInput:
    if not parsed.get("version"):
        root = _ROOT.search(data.decode("utf-8", "replace"))
        detail = f"XML, but no feed that is known{f': its first element is <{root[1]}>' if root else ''}"
        return BadInput(Reason.UNREADABLE if parsed.get("bozo") else Reason.UNSUPPORTED_FORMAT, detail)
    if parsed.get("bozo"):
        return BadInput(Reason.UNREADABLE, f"the feed is not well-formed XML: {_fault(parsed)}")
    return BadInput(Reason.EMPTY, "the feed has no entries")


def _fault(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    message = getattr(error, "getMessage", lambda: str(error))()
    line = getattr(error, "getLineNumber", lambda: None)()
    return f"{message}, line {line}" if line else str(message)


def _torn(data: bytes) -> bool:
    """Whether the feed breaks off within an entry."""
    starts = [found.start() for found in _STARTS.finditer(data)]
    ends = [found.start() for found in _ENDS.finditer(data)]
    return bool(starts) and (not ends or starts[-1] > ends[-1])


def _parse_head(head: Any, notes: tuple[str, ...], *, atom: bool) -> _Feed:
    """Atom's feed gives its author to entries that have none; RSS names an editor there, who wrote none of them."""
    title = _content(head.get("title_detail")) or _plain(head.get("title"))
    return _Feed(
        title=line_of(title.value, title.kind) if title else None,
        link=_words(head.get("link")),
        language=_words(head.get("language")),
        authors=_names(head) if atom else (),
        notes=notes,
    )


def _read_entry(raw: Any, feed: _Feed, file: str, *, cut: bool) -> Report:
    notes = ("the feed breaks off within this entry: it is not whole",) if cut else ()
    return _report(_parse_entry(raw, feed, notes), feed, file)


def _parse_entry(raw: Any, feed: _Feed, notes: tuple[str, ...]) -> _Entry:
    found = dict(raw)  # a plain one: feedparser's own answers for keys that are not there
    contents = [content for detail in found.get("content", []) if (content := _content(detail))]
    details = [*found.get("content", []), found.get("summary_detail") or {}, found.get("title_detail") or {}]
    inner = next((language for detail in details if (language := _words(detail.get("language")))), None)
    source = found.get("source") or {}
    named = (source.get("title"), found.get("dc_source"), *(name for name in _names(source)))
    return _Entry(
        id=_words(found.get("id")),
        link=_link(found, feed),
        title=_content(found.get("title_detail")) or _plain(found.get("title")),
        published=_words(found.get("published"))
        or _words(found.get("updated"))
        or _words(found.get("created")),
        content=max(contents, key=lambda content: len(content.value), default=None),
        summary=_content(found.get("summary_detail")) or _plain(found.get("summary"), HTML),
        authors=_names(found),
        suppliers=tuple(line for name in named if (line := line_of(_words(name)))),
        language=_words(found.get("language")) or inner,
        notes=notes,
    )


def _link(raw: Any, feed: _Feed) -> str | None:
    """The entry's address: its link, made absolute by the feed's, or its id where that is one."""
    link, name = _words(raw.get("link")), _words(raw.get("id"))
    if link and not is_url(link) and feed.link:
        try:
            link = urljoin(feed.link, link)
        except ValueError:  # brackets that hold no IPv6 address
            link = None
    return next((uri for uri in (link, name) if uri and is_url(uri)), None)


def _content(detail: Any) -> _Content | None:
    """The text in one of feedparser's details; None if there is none, or it is no text but a picture."""
    if not detail or not isinstance(detail.get("value"), str) or not detail["value"].strip():
        return None
    kind = detail.get("type") or HTML
    return _Content(detail["value"], kind) if kind in _TEXT_TYPES else None


def _plain(words: Any, kind: str = PLAIN) -> _Content | None:
    given = _words(words)
    return _Content(given, kind) if given else None


def _words(given: Any) -> str | None:
    return given.strip() or None if isinstance(given, str) else None


def _names(context: Any) -> tuple[str, ...]:
    authors = context.get("authors", [])
    return tuple(name for author in authors if (name := line_of(_words(author.get("name")))))


def _report(entry: _Entry, feed: _Feed, file: str) -> Report:
    title = line_of(entry.title.value, entry.title.kind) if entry.title else None
    pieces, lack = _pieces(entry)
    assembled = assemble(title, pieces)
    outlet = feed.title or host_of(feed.link) or host_of(entry.link)
    language = entry.language or feed.language
    taken = entry.content or entry.summary
    own = [entry.id, entry.link, title, entry.published, taken.value if taken else None]
    return make_report(
        file=file,
        key=msgspec.json.encode(own),
        text=assembled.text,
        uri=entry.link,
        outlet=outlet,
        title=title,
        byline=byline_of(entry.authors or (name for name in feed.authors if name != outlet), language),
        dateline=assembled.dateline,
        published=iso_prefix(entry.published) if entry.published else None,
        language=language,
        agencies=agencies_of(entry.suppliers, outlet),
        notes=(*feed.notes, *entry.notes, *lack),
        sections=assembled.sections,
    )


def _pieces(entry: _Entry) -> tuple[list[Piece], tuple[str, ...]]:
    """The entry's text, and a note if that is not all of the report.

    feedparser files a second summary (a picture's caption) as content; so the longer of the two is taken.
    """
    whole = pieces_of(entry.content.value, entry.content.kind) if entry.content else []
    short = pieces_of(entry.summary.value, entry.summary.kind) if entry.summary else []
    if whole and _length(whole) >= _length(short):
        return whole, ()
    return short, ("the feed gives only a summary" if short else "the feed gives only a title",)


def _length(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


class _JsonAuthor(Struct, frozen=True):
    name: str | None = None


class _JsonFeed(Struct, frozen=True):
    version: str
    items: list[Raw]
    title: str | None = None
    home_page_url: str | None = None
    feed_url: str | None = None
    language: str | None = None
    author: _JsonAuthor | None = None
    authors: list[_JsonAuthor] | None = None


class _JsonItem(Struct, frozen=True):
    id: str | int | float | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    language: str | None = None
    author: _JsonAuthor | None = None
    authors: list[_JsonAuthor] | None = None


def read_json_feed(data: bytes, stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    """A report or refusal for each item of a JSON Feed, version 1 or 1.1.

    Raises: BadInput, if `data` is no JSON Feed or has no items.
    """
    try:
        parsed = msgspec.json.decode(data, type=_JsonFeed)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadInput(Reason.UNREADABLE, f"it is no JSON Feed: {error}") from error
    if not parsed.items:
        raise BadInput(Reason.EMPTY, "the feed has no entries")
    feed = _Feed(
        title=line_of(parsed.title, PLAIN),
        link=parsed.home_page_url or parsed.feed_url,
        language=parsed.language,
        authors=_json_names(parsed),
    )
    for number, item in enumerate(parsed.items, start=1):
        work = partial(_read_json_item, bytes(item), feed, stream.file, f"item {number}")
        yield attempt(work, stage="reading", file=stream.file, seconds=settings.max_seconds)


def _read_json_item(item: bytes, feed: _Feed, file: str, where: str) -> Report:
    try:
        found = msgspec.json.decode(item, type=_JsonItem)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadInput(Reason.BAD_RECORD, f"{where} of the feed cannot be read: {error}") from error
    name = None if found.id is None else str(found.id)
    entry = _Entry(
        id=name,
        link=_link({"link": found.url or found.external_url, "id": name}, feed),
        title=_plain(found.title),
        published=found.date_published or found.date_modified,
        content=_plain(found.content_html, HTML) or _plain(found.content_text),
        summary=_plain(found.summary),
        authors=_json_names(found),
        language=found.language,
    )
    return _report(entry, feed, file)


def _json_names(context: _JsonFeed | _JsonItem) -> tuple[str, ...]:
    authors = context.authors or ([context.author] if context.author else [])
    return tuple(author.name for author in authors if author.name)
