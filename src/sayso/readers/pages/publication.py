"""Publication: when a page says it was published, as declared or as shown, never when it was updated."""

import re
from itertools import chain
from typing import Any

from sayso.readers.dates import date_in, dates_in, iso_prefix
from sayso.readers.pages.bylines import is_worded
from sayso.readers.pages.declared import Declared
from sayso.readers.pages.elements import plain, text_of

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "dc.date.issued", "dc.date",
    "dcterms.created", "dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date", "article.published",
    "cxenseparse:recs:publishtime", "citation_publication_date", "originalpublicationdate", "published",
)  # fmt: skip
_DATE_CLASS = re.compile(r"(?:date|time|publish|posted|dateline|meta|stamp|info)", re.I)
_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](\d{1,2}|[a-z]{3})(?:[/-](\d{1,2}))?(?=[/_-])")
_POSTED = re.compile(r"publi(?:shed|é|cado|c)\w*|posted|submitted|veröffentlicht|نشر", re.I)
_UPDATED = re.compile(r"updat|modif|mis à jour|aktualisiert|actualizado|تحديث", re.I)


def published_of(tree: Any, declared: Declared, title: str | None) -> str | None:
    """The first date that says it is that of publication; a guess only where the page shows that very day."""
    given = chain(
        declared.each("datePublished"), declared.each("dateCreated"), declared.first_meta(_PUBLISHED)
    )
    for value in given:
        if date := iso_prefix(str(value)):
            return date
    return _visible_date(tree, title) or _url_date(declared.address) or _guessed_date(tree, declared.address)


def _visible_date(tree: Any, title: str | None) -> str | None:
    """The date in an element marked as a date, machine-readable ones first, updates passed over."""
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        for value in (element.get("datetime"), element.get("content"), text_of(element)):
            if value and (date := iso_prefix(value)):
                return date
    for element in tree.iter("time"):
        if not _UPDATED.search(_around(element)) and (date := _time_element(element)):
            return date
    return _date_line(tree, title)


def _date_line(tree: Any, title: str | None) -> str | None:
    """The date in a short line that is marked or worded as one: the first behind the headline, else before it."""
    before: str | None = None
    behind = title is None
    for element in tree.iter(
        "h1",
        "h2",
        "p",
        "div",
        "span",
        "td",
        "font",
        "small",
        "em",
        "i",
        "li",
        "h6",
        "b",
        "strong",
        "abbr",
        "a",
    ):
        text = text_of(element)
        if title and plain(text) == plain(title):
            behind = True
        if not 6 <= len(text) <= 160 or (_UPDATED.search(text) and not _POSTED.search(text)):
            continue
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not (_DATE_CLASS.search(marks) or _POSTED.search(text) or is_worded(text) or _mostly_date(text)):
            continue
        if date := _date_of(text):
            if behind:
                return date
            before = before or date
    return before


def _date_of(text: str) -> str | None:
    """The date behind "Published" where a line has several, else its first."""
    if updated := _UPDATED.search(text):
        text = text[: updated.start()] if _POSTED.search(text[: updated.start()]) else text
    posted = _POSTED.search(text)
    return (date_in(text[posted.end() :]) if posted else None) or date_in(text)


def _around(element: Any) -> str:
    parent = element.getparent()
    marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    before = element.getprevious()
    told = (before.tail if before is not None else parent.text if parent is not None else None) or ""
    return f"{marks} {told} {element.text or ''}"


def _time_element(element: Any) -> str | None:
    for value in (element.get("datetime"), text_of(element)):
        if value and (date := iso_prefix(value)):
            return date
    return None


def _mostly_date(text: str) -> bool:
    dates = dates_in(text)
    return bool(dates) and sum(end - start for start, end, _ in dates) * 2.5 >= len(text)


def _url_date(address: str | None) -> str | None:
    found = _URL_DATE.search(address or "")
    return iso_prefix("-".join(part.zfill(2) for part in found.groups() if part)) if found else None


def _guessed_date(tree: Any, address: str | None) -> str | None:
    """Htmldate's guess, if the page shows that very day and not just its month."""
    from htmldate import find_date

    guess = find_date(tree, extensive_search=False, original_date=True, url=address)
    if not guess:
        return None
    shown = {value for _, _, value in dates_in(text_of(tree))}
    return guess if guess in shown else None
