"""Web pages: bytes become the report on the page.

What a page says of itself in JSON-LD is believed before its meta tags, those before its visible words. How well this
does, beside trafilatura alone, is measured by `python -m benchmarks readers` (docs/readers.md).
"""

import re
import sys
from collections.abc import Iterator
from typing import Any

from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report
from sayso.readers.assembling import assemble
from sayso.readers.credits import host_of
from sayso.readers.decoding import decode
from sayso.readers.making import make_report
from sayso.readers.pages.head import read_page_head
from sayso.readers.pages.maintext import main_text
from sayso.readers.streams import Stream
from sayso.settings import Settings

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
DEEPEST = 2000  # lxml leaves out what stands deeper than 2048


def read_html(stream: Stream, settings: Settings) -> Iterator[Report | Refused]:
    """The one report in an HTML file."""
    data = stream.whole(settings)
    yield read_page(data, file=stream.file, uri=stream.uri, settings=settings)


def read_page(
    data: bytes, *, file: str, uri: str | None, settings: Settings, charset: str | None = None
) -> Report:
    """The report on the page `data`; `charset` is what its HTTP header declared.

    Raises: BadInput, if it is nested too deeply, in no known encoding, or has no main text.
    """
    declared = _CHARSET.search(data[:4096])
    markup, notes = decode(data, charset or (declared[1].decode() if declared else None))
    markup, taken_out = _without_controls(markup)
    refuse_deep(markup, settings)
    tree = _tree(markup)
    head = read_page_head(tree, uri)
    pieces, told = main_text(tree, head)
    if all(piece.kind == "furniture" for piece in pieces):
        raise BadInput(Reason.EMPTY, "the page has no main text that could be told from its furniture")
    whole = assemble(head.title, pieces)
    return make_report(
        file=file,
        key=data,
        text=whole.text,
        uri=uri or head.uri,
        outlet=head.outlet or host_of(uri or head.uri),
        title=head.title,
        byline=head.byline,
        dateline=whole.dateline,
        published=head.published,
        language=head.language,
        notes=(*notes, *taken_out, *head.notes, *told),
        sections=whole.sections,
    )


def _without_controls(markup: str) -> tuple[str, tuple[str, ...]]:
    """`markup` without the control characters that a tree cannot hold, written out or by number, and a note on them."""
    markup = markup.replace("\f", " ").replace("\v", " ")  # white space to HTML
    clean = _NUMBERED.sub(_unless_control, _CONTROL.sub("", markup))
    return clean, ("control characters in it were taken out",) if clean != markup else ()


def _unless_control(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else int(found[2])
    if number in {11, 12}:
        return " "
    return "" if number <= sys.maxunicode and _CONTROL.match(chr(number)) else found[0]


def refuse_deep(markup: str, settings: Settings) -> None:
    """Raise BadInput (too deep), if more elements stand inside one another than the settings or lxml allow.

    Counts as the parser nests them, which is not as the tags are written: it closes many by itself, and takes
    none in scripts for tags. Stops at the first that is too deep, whatever the size of the page.
    """
    from lxml import etree

    deepest = min(settings.max_depth, DEEPEST)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=_Depth(deepest))
    etree.fromstring(markup.encode("utf-8", "replace") or b"<html/>", parser=parser)


class _Depth:
    """Hears where elements begin and end, and keeps nothing but how many are open."""

    def __init__(self, deepest: int) -> None:
        self._deepest = deepest
        self._open = 0

    def start(self, _tag: str, _attributes: object) -> None:
        self._open += 1
        if self._open > self._deepest:
            detail = f"its elements are nested more than {self._deepest} deep"
            cure = (
                "; raise the limit with --max-depth"
                if self._deepest < DEEPEST
                else ", which none can be read"
            )
            raise BadInput(Reason.TOO_DEEP, detail + cure)

    def end(self, _tag: str) -> None:
        self._open -= 1

    def close(self) -> None:
        """Nothing is built, so nothing is handed back."""


def _tree(markup: str) -> Any:
    from lxml import etree, html

    # As bytes with a stated encoding: lxml refuses text that carries an XML encoding declaration.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise BadInput(Reason.EMPTY, "the page has no element at all") from error
    for quotation in list(tree.iter("q")):
        _mark_quotation(quotation)
    return tree


def _mark_quotation(element: Any) -> None:
    """Put the quotation marks that browsers draw around <q> into its text."""
    element.text = "“" + (element.text or "")
    last = element[-1] if len(element) else None
    if last is None:
        element.text += "”"
    else:
        last.tail = (last.tail or "") + "”"
    element.drop_tag()
