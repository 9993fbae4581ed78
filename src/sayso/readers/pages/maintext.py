"""Main text: the paragraphs of a page that are the report.

trafilatura finds them. What calls itself furniture is cut out before, and what repeats the head, or trails behind
the last sentence, after.
"""

import re
from typing import Any

from sayso.readers.assembling import Piece
from sayso.readers.fragments import paragraphs, tree_paragraphs
from sayso.readers.furniture import kind_of
from sayso.readers.pages.elements import text_of
from sayso.readers.pages.head import PageHead

_MARKED = re.compile(  # one class, id or role of an element that is furniture, whatever its site calls it
    r"(?:.*[_-])?(cookies?|consent|gdpr|newsletters?|paywall|sharing|share|social|related|recommended|recommendations|"
    r"promos?|advert|adverts|advertisement|sponsored|comments?|breadcrumbs?|pull-?quote|tweets?|twitter-tweet|"
    r"instagram-media|most-?read|most-?popular|trending|read-?more|read-?also|also-?read|read-?next|see-?also|"
    r"sidebar|footer|infobox|fact-?box|correction|author-?(?:bio|box|info)|about-the-author|bio|donate|donation|"
    r"subscribe|subscription|signup|sign-up|skip-link|topbar|dialog)(?:[_-](?:\w|-)*)?"
    r"|hidden|visually-hidden|sr-only|screen-reader-text|teasers|tags|ads?|menu|navbar|navigation|complementary|banner",
    re.I,
)
_HIDDEN = "(hidden)"
_MOST = 0.4  # of a page's characters
_MARKED_BODY = re.compile(r"(?:article|story|entry|post|main)-?_?(?:body|content|text)|articleBody", re.I)
_BOILERPLATE = re.compile(  # the heading of what follows a press release or a report
    r"(?:about (?:us|the author|[A-Z].{1,40})|notes? to (?:the )?editors?|for (?:media|press|more|further) (?:enquiries|inquiries|information)"
    r"|(?:media|press) contacts?|contacts?|more (?:from|in) .{2,40}|related internet links|top .{2,30} stories)\W*",
    re.I,
)
_READ_ON = re.compile(r"\W*(?:continue reading|read more|read on|full story|more)\W*", re.I)
_CONTAINERS = (
    "div", "section", "aside", "ul", "ol", "p", "blockquote", "form", "nav", "footer", "header", "figure", "span",
    "a", "td", "table", "dl",
)  # fmt: skip
_TEI_BLOCKS = frozenset(
    {"p", "head", "list", "item", "quote", "table", "row", "cell", "div", "main", "body", "ab"}
)


def main_text(tree: Any, head: PageHead) -> tuple[list[Piece], tuple[str, ...]]:
    """The paragraphs that are the report, and a note if they are not what the page shows.

    trafilatura finds them, in its precise mode first; marked furniture is cut out before, the rest of it after.
    """
    prune(tree)
    pieces = _extracted(tree, head.uri, precise=True) or _extracted(tree, head.uri, precise=False)
    if pieces:
        return trimmed(pieces, head) or pieces, ()
    return paragraphs(head.body or ""), ("the page shows no text; this is what its metadata gives",)


def _extracted(tree: Any, uri: str | None, *, precise: bool) -> list[Piece]:
    import trafilatura

    document = trafilatura.bare_extraction(
        tree,
        url=uri,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        favor_precision=precise,
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    found = tree_paragraphs(body, blocks=_TEI_BLOCKS, dropped=frozenset({"graphic"}))
    return [Piece(kind_of(piece.text), piece.text) for piece in found]


def prune(tree: Any) -> None:
    """Cut out what is hidden, and what its class, id or role calls furniture unless it holds the report.

    A mark that most of the text bears (a site that calls its own paragraphs "paywall") is no sign of furniture.
    """
    marked: dict[str, list[Any]] = {}
    for element in tree.iter(*_CONTAINERS):
        mark = _mark(element)
        if mark and not (mark != _HIDDEN and _holds_report(element)):
            marked.setdefault(mark, []).append(element)
    whole = len(text_of(tree))
    for elements in marked.values():
        if sum(len(text_of(element)) for element in elements) < whole * _MOST:
            for element in elements:
                if element.getparent() is not None:
                    element.drop_tree()


def _mark(element: Any) -> str | None:
    """The word by which an element is marked as furniture; None if it is not."""
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    if "hidden" in element.attrib or "display:none" in style or "visibility:hidden" in style:
        return _HIDDEN
    marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}".split()
    if any(_MARKED_BODY.search(mark) for mark in marks):
        return None
    return next((found[1] or found[0] for mark in marks if (found := _MARKED.fullmatch(mark))), None)


def _holds_report(element: Any) -> bool:
    return any(
        inner.tag in {"h1", "article", "main"}
        or inner.get("itemprop") == "articleBody"
        or _MARKED_BODY.search(inner.get("class") or "")
        for inner in element.iter()
        if isinstance(inner.tag, str)
    )


def trimmed(pieces: list[Piece], head: PageHead) -> list[Piece]:
    """`pieces` without what stands before the headline, byline and date, and short lines behind the last sentence."""
    for i, piece in enumerate(pieces):
        if head.is_title(piece.text):
            pieces = pieces[i + 1 :]
            break
        if len(piece.text.split()) > 25:
            break  # a paragraph of the report: what follows is no head
    pieces = _without_teasers([piece for piece in pieces if not head.repeats(piece.text)])
    for i, piece in enumerate(pieces):
        if i * 2 > len(pieces) and _BOILERPLATE.match(piece.text):
            pieces = pieces[:i]
            break
    while pieces and not _is_sentence(pieces[-1].text):
        pieces.pop()
    return pieces


def _without_teasers(pieces: list[Piece]) -> list[Piece]:
    """`pieces` without paragraphs that a "Continue reading" follows, where a page has several such."""
    marks = [i for i, piece in enumerate(pieces) if _READ_ON.fullmatch(piece.text)]
    if len(marks) < 2:
        return pieces
    teasers = {j for i in marks for j in (i - 1, i)}
    return [piece for i, piece in enumerate(pieces) if i not in teasers]


def _is_sentence(line: str) -> bool:
    return len(line.split()) > 12 or re.search(r"[.!?…؟][”»’\"')\]]*$", line) is not None
