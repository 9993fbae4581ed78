"""Markup: what a feed or agency item calls its content, in one of three types, becomes paragraphs or a line."""

import html
import re

from sayso.readers.assembling import Piece
from sayso.readers.fragments import paragraphs

HTML, PLAIN = "text/html", "text/plain"
_TAG = re.compile(r"<[a-zA-Z/!?]")
_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.I | re.S)
_BLANK = re.compile(r"\n\s*\n")


def pieces_of(content: str, kind: str = HTML) -> list[Piece]:
    """The paragraphs of `content`, which is HTML or, if `kind` is text/plain, to be taken as it is.

    HTML without a single tag is plain text with entities: its blank lines part paragraphs. So do line ends,
    where plain text has no blank line.
    """
    if kind != PLAIN and _TAG.search(content):
        body = _BODY.search(content)
        return paragraphs(body[1] if body else content)
    text = content if kind == PLAIN else html.unescape(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    blocks = _BLANK.split(text) if _BLANK.search(text) else text.split("\n")
    return (
        paragraphs("".join(f"<p>{html.escape(block)}</p>" for block in blocks if block.strip()))
        if text
        else []
    )


def line_of(words: str | None, kind: str = HTML) -> str | None:
    """A title or name as one line of plain text; None if nothing is left."""
    if not words:
        return None
    if kind != PLAIN and ("<" in words or "&" in words):
        words = " ".join(piece.text for piece in pieces_of(words))
    return " ".join(words.split()) or None
