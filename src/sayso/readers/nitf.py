"""NITF: the markup agencies write their stories in, as NewsML-G2 and ninjs items carry it."""

from typing import Any

from msgspec import Struct

from sayso.errors import BadInput
from sayso.model import Reason
from sayso.readers.assembling import Piece
from sayso.readers.fragments import tree_paragraphs
from sayso.readers.xml import clean, refuse_entities

# NITF's own elements, by the HTML element that tree_paragraphs reads alike.
_AS_HTML = {
    "block": "div",
    "media-caption": "figcaption",
    "media-producer": "figcaption",
    "media-reference": "object",
    "media-metadata": "object",
    "media-object": "object",
    "body.content": "div",
    "tagline": "p",
    "datasource": "p",
}


class Nitf(Struct, frozen=True, kw_only=True):
    """What a story in NITF says of itself, and its paragraphs."""

    title: str | None
    byline: str | None
    dateline: str | None
    pieces: tuple[Piece, ...]


def parse_nitf(markup: str) -> Nitf:
    """The story in a string of NITF; broken markup is mended.

    Raises: BadInput, if it declares entities or there is no element in it.
    """
    from lxml import etree

    data, _ = clean(markup.encode("utf-8", "replace"))
    refuse_entities(data)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(Reason.UNREADABLE, f"its NITF cannot be read: {error}") from error
    if root is None:
        raise BadInput(Reason.UNREADABLE, "its NITF has no element in it")
    return read_nitf(root)


def read_nitf(root: Any) -> Nitf:
    """The story in an lxml tree whose root is <nitf>, or holds one. The tree is changed."""
    content = root.find(".//{*}body.content")
    for element in root.iter("{*}*"):
        local = element.tag.rpartition("}")[2]
        element.tag = _AS_HTML.get(local, local)
    if content is not None:
        pieces = tree_paragraphs(content)
    else:
        body = root.find(".//body")
        pieces = tree_paragraphs(root if body is None else body)
    below = [Piece("title", words) for line in root.iterfind(".//hedline/hl2") if (words := words_in(line))]
    dateline = words_in(root.find(".//body.head/dateline"))
    printed = [Piece("dateline", dateline)] if dateline else []
    return Nitf(
        title=words_in(root.find(".//hedline/hl1")),
        byline=words_in(root.find(".//body.head/byline")),
        dateline=dateline,
        pieces=(*below, *printed, *pieces),
    )


def words_in(element: Any) -> str | None:
    """All the text inside an lxml element, white space folded; None if there is no element or no text."""
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None
