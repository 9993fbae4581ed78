"""Headlines: the title of a report among all that a page calls its title."""

import re
from typing import Any
from urllib.parse import urlsplit

from sayso.readers.pages.declared import Declared
from sayso.readers.pages.elements import clean, plain, text_of

_SEPARATORS = re.compile(r"\s+(?:[|–—·•»«-]|::|»)\s+|\s*\|\s*|(?<=\w):\s+")
_BANNER = re.compile(
    r"(?:^|[\s_-])(?:banner|masthead|site-?(?:header|head|title|name)|logo|top|brand|strap(?:line)?|slogan|tagline)(?:$|[\s_-])",
    re.I,
)


def title_of(tree: Any, declared: Declared, outlet: str | None) -> str | None:
    """The headline: the heading that the declared title holds, else what is declared, without the outlet."""
    address = declared.address
    headings = {
        text: heading
        for heading in tree.iter("h1", "h2")
        if (text := text_of(heading)) and not _names_outlet(text, outlet, address)
    }
    titles = [
        title for title in _declared_titles(tree, declared) if not _names_outlet(title, outlet, address)
    ]
    for title in titles:
        for heading in headings:
            if len(heading) > 12 and plain(heading) in plain(title) and len(heading) * 2 > len(title):
                return heading
    if titles:
        return _part_shown(titles[0], tree) or _without_outlet(titles[0], outlet, address)
    return next((text for text, heading in headings.items() if not _in_furniture(heading)), None)


def _declared_titles(tree: Any, declared: Declared) -> list[str]:
    titles = [clean(value) for value in declared.each("headline")]
    titles += declared.first_meta(("og:title", "twitter:title", "dc.title", "title"))
    titles.append(clean(tree.findtext(".//title")))
    return [title for title in titles if title]


def _in_furniture(element: Any) -> bool:
    return any(
        around.tag in {"nav", "aside", "footer"}
        or _BANNER.search(around.get("class") or around.get("id") or "")
        for around in (element, *element.iterancestors())
    )


def _part_shown(title: str, tree: Any) -> str | None:
    """The part of "Outlet: headline" that the page shows as a line by itself."""
    lines = {plain(line) for line in tree.itertext() if len(line) <= 2 * len(title)}
    for bar in _SEPARATORS.finditer(title):
        for part in (title[bar.end() :], title[: bar.start()]):
            if len(part) * 2 > len(title) and plain(part) in lines:
                return part.strip()
    return None


def _without_outlet(title: str, outlet: str | None, address: str | None) -> str:
    """The title without its first or last part, if that names the outlet ("Bridge closed | The Courier")."""
    bars = list(_SEPARATORS.finditer(title))
    if bars and _names_outlet(title[bars[-1].end() :], outlet, address):
        return title[: bars[-1].start()].strip()
    if bars and _names_outlet(title[: bars[0].start()], outlet, address):
        return title[bars[0].end() :].strip()
    if bars and "|" in bars[-1][0] and len(title) - bars[-1].end() < bars[-1].start():
        return title[: bars[-1].start()].strip()
    return title


def _names_outlet(words: str, outlet: str | None, address: str | None) -> bool:
    """Whether `words` are the outlet's name, or what its host is called ("Black Sea Press", blackseapress.org)."""
    squashed = re.sub(r"\W+", "", words).casefold()
    if outlet and squashed == re.sub(r"\W+", "", outlet).casefold():
        return True
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return False
    return len(squashed) > 4 and squashed.removeprefix("the") in re.sub(r"\W+", "", host)
