"""Bylines: who a page names as author, as declared or as shown."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sayso.readers.credits import BY_WORDS
from sayso.readers.dates import dates_in
from sayso.readers.pages.declared import Declared, names_in, types_of
from sayso.readers.pages.elements import plain, text_of

_AUTHORS = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
)
BY = re.compile(rf"^\s*(?:{BY_WORDS})\s+(?=\S)", re.I)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|writer|auteur|autor|reporter|contributors?|firma|auteurs?|verfasser)(?:$|[\s_-])",
    re.I,
)
_NOT_BYLINE = re.compile(
    r"bio|box|avatar|image|photo|card|related|comment|follow|social|more|about|desc", re.I
)


def byline_of(tree: Any, declared: Declared, outlet: str | None) -> str | None:
    """Who is named as author: what is declared, unless it is a login or the outlet, or what is shown names more."""
    lines = [
        ", ".join(dict.fromkeys(names))
        for article in declared.articles
        if "ClaimReview" not in types_of(article) and (names := names_in(article.get("author")))
    ]
    lines += (meta for meta in declared.first_meta(_AUTHORS) if not meta.startswith(("http", "@")))
    shown = list(islice((line for line in _shown_bylines(tree) if _is_author(line, outlet)), 1))
    for line in lines:
        byline = _tidy_byline(line)
        if byline and _is_author(byline, outlet):
            return shown[0] if shown and plain(byline) in plain(shown[0]) and "," in shown[0] else byline
    return shown[0] if shown else None


def _is_author(byline: str, outlet: str | None) -> bool:
    """Whether a byline is more than the outlet's name or the login of whoever put the page in."""
    return (
        len(byline) <= 120
        and plain(byline) != plain(outlet or "")
        and not re.fullmatch(
            r"(?:super ?user|\w*admin\w*|administrator|webmaster|root|user\d*|author|unknown|none|null)",
            byline,
            re.I,
        )
    )


def _shown_bylines(tree: Any) -> Iterator[str]:
    return (byline for line in _byline_elements(tree) if (byline := _tidy_byline(line)))


def _byline_elements(tree: Any) -> Iterator[str]:
    """The texts of elements that are marked or worded as a byline, best first."""
    for marked in ("//*[@itemprop='author']", "//*[@rel='author' or contains(@class, 'byline__name')]"):
        names = [_named_inside(element) for element in tree.xpath(marked)]
        if names := list(dict.fromkeys(name for name in names if name)):
            yield ", ".join(names)
    for element in tree.iter(
        "p", "div", "span", "a", "address", "td", "font", "em", "i", "strong", "b", "li", "small"
    ):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        text = text_of(element)
        if not text or len(text) > 150:
            continue
        if (
            (_BYLINE_CLASS.search(marks) and not _NOT_BYLINE.search(marks))
            or is_worded(text)
            or _before_date(text)
        ):
            yield text


def _named_inside(element: Any) -> str:
    """The name in an element marked as author: that of the part marked as name, if it has one."""
    inner = element.xpath(".//*[@itemprop='name']")
    return (
        (inner[0].get("content") or text_of(inner[0]))
        if inner
        else element.get("content") or text_of(element)
    )


def _before_date(text: str) -> bool:
    """Whether a line is a name, a bar, and somewhere behind it a date ("Ana Belić · Telmar · 8 February 2022")."""
    first, bar, rest = (
        re.split(r"(\s[·•|]\s)", text, maxsplit=1) if re.search(r"\s[·•|]\s", text) else (text, "", "")
    )
    words = first.split()
    return bool(bar and dates_in(rest)) and 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)


def is_worded(text: str) -> bool:
    """Whether a line begins as bylines do: "By", then a name."""
    names = BY.sub("", text, count=1)
    return names != text and re.match(r"[^\W\d_]", names) is not None and names[0] != names[0].lower()


def _tidy_byline(line: str) -> str | None:
    """Names alone: without "By", date, place of work and the like."""
    names = BY.sub("", line, count=1)
    if dates := dates_in(names):
        names = names[: dates[0][0]]
    names = re.split(r"\s+[@(]|\s+[|•·/]\s+|\s+[–—]\s+|\s+(?:on|in)\s|\s+\d|\n", names)[0]
    names = re.sub(r",\s+[a-z][\w ]*$", "", names)  # ", staff correspondent"
    names = re.sub(r"\s*(?:;|,?\s+(?:and|et|und|y|&))\s+", ", ", names)
    names = re.sub(
        r"(?:[\s,|•·–—(-]|\b(?:published|updated|posted|first)\b:?|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)*$",
        "",
        names,
        flags=re.I,
    )
    return names.strip() or None
