"""Credits: who wrote, published and supplied a report, from the ways metadata say it; and who took it back."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from sayso.errors import BadInput
from sayso.model import Reason

BY_WORDS = (  # what stands before the names in a line that is a byline
    r"by:?|par|von|por|(?:written|reported|submitted|checked|posted)\s+by:?|words:|text:|author:|بقلم:?|كتب:?|إعداد:?"
)
_BY = re.compile(r"^(?:(?:written|reported)\s+)?by:?\s+(?=\S)", re.I)
_BY_IN = {
    "de": re.compile(r"^von\s+(?=\S)", re.I),
    "es": re.compile(r"^por\s+(?=\S)", re.I),
    "fr": re.compile(r"^par\s+(?=\S)", re.I),
    "pt": re.compile(r"^por\s+(?=\S)", re.I),
}
_WITHDRAWN = {
    "canceled": "canceled",
    "cancelled": "canceled",
    "cancel": "canceled",
    "withheld": "withheld",
    "kill": "killed",
    "killed": "killed",
    "withdrawn": "withdrawn",
    "takedown": "withdrawn",
}


def byline_of(names: Iterable[str | None], language: str | None = None) -> str | None:
    """The names as a byline, each once, without "By" (or "von", "par", "por", if that is the `language`)."""
    written_by = _BY_IN.get((language or "").lower()[:2])
    found: dict[str, None] = {}
    for given in names:
        name = _BY.sub("", " ".join((given or "").split()))
        name = written_by.sub("", name) if written_by else name
        if name:
            found[name] = None
    return ", ".join(found) or None


def agencies_of(names: Iterable[str | None], outlet: str | None) -> tuple[str, ...]:
    """Those of `names` that supplied the report to its outlet: each once, in order, the outlet itself not."""
    folded = (" ".join((name or "").split()) for name in names)
    known = (outlet or "").casefold()
    return tuple(
        dict.fromkeys(name for name in folded if name and name.casefold() != known and not is_url(name))
    )


def host_of(uri: str | None) -> str | None:
    """The host in a URL, without "www."; None if there is none."""
    if not uri or not is_url(uri):
        return None
    try:
        host = urlsplit(uri).hostname
    except ValueError:  # brackets that hold no IPv6 address
        return None
    return host.removeprefix("www.") if host else None


def is_url(text: str) -> bool:
    """Whether `text` is a web address."""
    return re.match(r"https?://[^\s/]", text, re.I) is not None


def refuse_withdrawn(code: str | None, uri: str | None, version: str | None) -> None:
    """Raise BadInput (withdrawn), if `code` ("canceled", "stat:canceled", ".../signal/kill") takes the item back."""
    word = _WITHDRAWN.get(last_part(code).lower())
    if word:
        item = f"{uri or 'the item'}{f', version {version},' if version else ''}"
        raise BadInput(Reason.WITHDRAWN, f"{item} is marked as {word} by its publisher; it is not to be used")


def last_part(code: str | None) -> str:
    """What a QCode or URI says behind its scheme: "canceled" of "stat:canceled"; "" of None."""
    return re.split(r"[:/#]", (code or "").strip())[-1]
