"""Elements: the words in a page's elements, and words made comparable."""

import html
import re
from typing import Any

_SPACE = re.compile(r"\s+")


def plain(words: str) -> str:
    """The words alone, in small letters, one space between: for comparing."""
    return re.sub(r"\W+", " ", words).strip().casefold()


def clean(words: object) -> str | None:
    """White space folded, markup entities left over resolved; None if nothing is left."""
    if not isinstance(words, str):
        return None
    return _SPACE.sub(" ", html.unescape(words)).strip() or None


def text_of(element: Any) -> str:
    """The element's words, with a space where one element ends and the next begins."""
    return _SPACE.sub(" ", " ".join(element.itertext())).strip()
