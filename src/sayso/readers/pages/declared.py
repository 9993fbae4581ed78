"""Declared: what a page says of itself for machines, in JSON-LD and meta tags."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from msgspec import Struct

from sayso.readers.pages.elements import clean

ARTICLES = frozenset(
    "NewsArticle ReportageNewsArticle Article BlogPosting LiveBlogPosting AnalysisNewsArticle BackgroundNewsArticle "
    "OpinionNewsArticle ReviewNewsArticle AdvertiserContentArticle SocialMediaPosting ClaimReview WebPage".split()
)


class Declared(Struct, frozen=True):
    """What a page declares: meta tags by name in lower case, JSON-LD articles before the pages they stand on."""

    metas: dict[str, str]
    articles: tuple[dict[str, Any], ...]
    address: str | None
    """The page's own address: its canonical link, else og:url, else where it was found."""

    def each(self, key: str) -> Iterator[Any]:
        """The articles' values of `key`, where they have one."""
        return (article[key] for article in self.articles if article.get(key))

    def first_meta(self, names: tuple[str, ...]) -> Iterator[str]:
        """The contents of the meta tags of these names, in this order."""
        return (self.metas[name] for name in names if name in self.metas)


def read_declared(tree: Any, uri: str | None) -> Declared:
    """What the page `tree`, found at `uri`, declares."""
    metas = _metas(tree)
    articles = [item for item in _json_ld(tree) if types_of(item) & ARTICLES]
    ranked = sorted(articles, key=lambda item: "WebPage" in types_of(item))
    return Declared(metas, tuple(ranked), _address(tree, metas, uri))


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = clean(meta.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object with a type in the page's JSON-LD, outer ones first; broken blocks are passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        block = re.sub(r"[\x00-\x1f]+", " ", script.text or "").strip().removesuffix(";")
        block = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", block)
        try:
            yield from _objects(msgspec.json.decode(block))
        except (msgspec.DecodeError, RecursionError):
            continue


def _objects(value: Any, levels: int = 6) -> Iterator[dict[str, Any]]:
    if levels == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, levels - 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _objects(value.get(key), levels - 1)


def types_of(item: dict[str, Any]) -> set[str]:
    """The names of an object's types, without the vocabulary's address."""
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {str(name).rpartition("/")[2] for name in names if name}


def names_in(value: Any) -> list[str]:
    """The names in a JSON-LD person, organisation, string, or list of them."""
    if isinstance(value, list):
        return [name for item in value for name in names_in(item)]
    if isinstance(value, dict):
        return names_in(value.get("name"))
    name = clean(value)
    return [name] if name and not name.startswith(("http:", "https:")) else []


def _address(tree: Any, metas: dict[str, str], uri: str | None) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return _joined(uri, link.get("href").strip())
    return _joined(uri, metas["og:url"]) if "og:url" in metas else uri


def _joined(base: str | None, href: str) -> str | None:
    try:
        address = urljoin(base or "", href)
        return address if urlsplit(address).scheme in {"http", "https"} else base
    except ValueError:
        return base
