"""Fragments: a piece of HTML or XML markup, as feeds and agency items carry it, becomes paragraphs."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sayso.readers.assembling import Piece
from sayso.readers.furniture import kind_of

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hl1 hl2 hr li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
DROPPED = frozenset(
    "audio button canvas embed head iframe input math noscript object script select style svg template textarea video".split()
)
_MARKS = {
    "q": ("“", "”"),
    "br": ("\n", ""),
    "lb": ("\n", ""),
}  # what stands for the begin and the end of an element
_SPACE = re.compile(r"[\s\u200b]+")


def paragraphs(markup: str) -> list[Piece]:
    """The paragraphs of an HTML fragment, white space folded, each with its kind; plain text is one too.

    Raises: nothing for broken markup; lxml mends it.
    """
    from lxml import html

    if "<" not in markup and "&" not in markup:
        return [
            piece for block in re.split(r"\r?\n[^\S\n]*\r?\n", markup) if (piece := _piece("body", block))
        ]
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = html.fromstring(f"<div>{markup}</div>".encode(), parser=parser)
    return tree_paragraphs(root)


def tree_paragraphs(
    root: Any, *, blocks: frozenset[str] = BLOCKS, dropped: frozenset[str] = DROPPED
) -> list[Piece]:
    """The paragraphs of an lxml tree (HTML, XHTML, NITF), in document order; <q> keeps its quotation marks."""
    pieces: list[Piece] = []
    held: list[str] = []
    caption = False
    for part in _parts(root, dropped):
        if isinstance(part, str):
            held.append(part)
        elif part.tag in blocks:
            if piece := _piece("caption" if caption else "body", "".join(held)):
                pieces.append(piece)
            held.clear()
            caption = part.tag == "figcaption" and not part.ends
        elif part.tag in _MARKS:
            held.append(_MARKS[part.tag][part.ends])
    if piece := _piece("body", "".join(held)):
        pieces.append(piece)
    return pieces


class _Edge(Struct, frozen=True):
    """Where an element begins or ends."""

    tag: str
    ends: bool


def _parts(root: Any, dropped: frozenset[str]) -> Iterator[str | _Edge]:
    """Text and edges of elements in document order; with a stack of our own, for a tree may be deeper than Python's."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, ends = stack.pop()
        tag = _tag(element)
        if not ends and tag and tag not in dropped and "hidden" not in element.attrib:
            yield _Edge(tag, ends=False)
            yield element.text or ""
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if ends:
            yield _Edge(tag, ends=True)
        if element is not root:
            yield element.tail or ""


def _tag(element: Any) -> str:
    """The element's name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _piece(kind: str, block: str) -> Piece | None:
    lines = [_SPACE.sub(" ", line).strip() for line in block.split("\n")]
    text = " ".join(line for line in lines if line)
    if not text:
        return None
    return Piece("caption", text) if kind == "caption" else Piece(kind_of(text), text)
