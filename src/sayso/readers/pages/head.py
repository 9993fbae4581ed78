"""The head of a page: title, outlet, byline, date and language from what the page declares and shows."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sayso.readers.dates import dates_in
from sayso.readers.pages.bylines import BY, byline_of, is_worded
from sayso.readers.pages.declared import Declared, names_in, read_declared, types_of
from sayso.readers.pages.elements import clean, plain
from sayso.readers.pages.headlines import title_of
from sayso.readers.pages.publication import published_of

_SITES = (
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "al:android:app_name",
    "apple-mobile-web-app-title",
)


class PageHead(Struct, frozen=True, kw_only=True):
    """What a page says of its report."""

    title: str | None
    uri: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    language: str | None
    body: str | None = None
    """The text as JSON-LD gives it, for pages that show none without their scripts."""
    notes: tuple[str, ...] = ()

    def is_title(self, line: str) -> bool:
        """Whether a line of the page's text only repeats its title."""
        return bool(self.title) and plain(line) == plain(self.title or "")

    def repeats(self, line: str) -> bool:
        """Whether a line of the page's text only repeats its title, byline or date."""
        if self.is_title(line) or (
            is_worded(line) and len(line) < 80 and not re.search(r"[.!?:;]\W*$", line)
        ):
            return True
        if len(line) > 160:
            return False
        rest = BY.sub("", line)
        if self.byline and plain(self.byline) and plain(rest).startswith(plain(self.byline)):
            rest = plain(rest).removeprefix(plain(self.byline))
            return len(rest.split()) < 9
        dates = dates_in(line)
        shown = sum(end - start for start, end, _ in dates)
        return bool(dates) and (
            shown * 2 >= len(line)
            or re.match(r"\W*(?:first |last )?(?:publi|updat|post)", line, re.I) is not None
        )


def read_page_head(tree: Any, uri: str | None) -> PageHead:
    """The head of the page `tree` that was found at `uri`."""
    declared = read_declared(tree, uri)
    outlet = _outlet(declared)
    title = title_of(tree, declared, outlet)
    return PageHead(
        title=title,
        uri=declared.address,
        outlet=outlet,
        byline=byline_of(tree, declared, outlet),
        published=published_of(tree, declared, title),
        language=_language(tree, declared),
        body=next((body for body in declared.each("articleBody") if isinstance(body, str)), None),
        notes=tuple(_reviews(declared)),
    )


def _outlet(declared: Declared) -> str | None:
    for article in declared.articles:
        publisher = article.get("publisher") or ("ClaimReview" in types_of(article) and article.get("author"))
        for name in names_in(publisher):
            return name
    return next((name for name in declared.first_meta(_SITES) if not name.startswith("http")), None)


def _language(tree: Any, declared: Declared) -> str | None:
    """The language the page says it is in: on its root, in JSON-LD, as the hreflang of its own address, in a tag."""
    root = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if root:
        return str(root)
    for value in declared.each("inLanguage"):
        for name in names_in(value):
            return name
    for link in tree.iter("link"):
        if link.get("hreflang") and declared.address and link.get("href") == declared.address:
            return str(link.get("hreflang"))
    return next(declared.first_meta(("og:locale", "content-language", "dc.language")), None)


def _reviews(declared: Declared) -> Iterator[str]:
    """What a fact-check says it checks, as notes: whose claim it was is metadata, not the report's words."""
    for article in declared.articles:
        claim = clean(article.get("claimReviewed"))
        if claim:
            item = article.get("itemReviewed")
            names = names_in(item.get("author")) if isinstance(item, dict) else []
            yield f"the page reviews the claim “{claim}”" + (f" by {', '.join(names)}" if names else "")
