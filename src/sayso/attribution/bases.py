"""Bases: on what a source rests what it says: received information, documents, its own eyes, an inference, hearsay.

By patterns over the words of an attribution: its source and cue, and the opening of its content, where it speaks of
itself. Imports: model. Imported by: attribution.
"""

import re
from collections.abc import Iterator, Sequence

from sayso.model import Basis, BasisKind, Span

_SELF = r"(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Ii]t)"
_HAD = r"(?:(?:has|have|had|’ve|'ve|was|were|also|just|only|been|personally|still|even)\s+)*"
_NEWS = r"(?:information|reports?|intelligence|word|tips?|messages?|calls?|accounts?|details|news|testimon(?:y|ies)|complaints?|warnings?)"
_PAPER = (
    r"(?:documents?|files?|memos?|memorand(?:um|a)|letters?|e-?mails?|videos?|footage|photos?|photographs?|pictures?|images?|recordings?|"
    r"records?|reports?|stud(?:y|ies)|surveys?|polls?|transcripts?|logs?|data|figures|statistics|cables?|minutes|filings?|tapes?|cop(?:y|ies))"
)
_THEIRS = r"(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y)"
_KIN = r"(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)\s+(?:brother|sister|cousin|father|mother|son|daughter|uncle|aunt|wife|husband|neighbour|neighbor|friend|colleague)s?"
_OWN: tuple[tuple[BasisKind, str], ...] = (
    (
        "received",
        rf"{_SELF}\s+(?P<w>{_HAD}(?:received|obtained|got|gathered|collected|intercepted)\s+(?:[\w-]+\s+){{0,3}}?{_NEWS})",
    ),
    (
        "received",
        rf"(?P<w>{_THEIRS}\s+[\w-]+\s+{_HAD}(?:received|obtained|gathered|collected|intercepted)\s+(?:[\w-]+\s+){{0,3}}?{_NEWS})",
    ),
    ("hearsay", rf"{_SELF}\s+(?P<w>{_HAD}(?:told|informed)\b(?=\s+(?:that|of|by|about|the|he|she|they)\b))"),
    ("hearsay", rf"{_SELF}\s+(?P<w>{_HAD}heard\b(?=\s+(?:that|of|from|about|the same)\b))"),
    ("hearsay", rf"[Tt]hey\s+(?P<w>{_HAD}told\s+(?:us|me|him|her|them))"),
    ("hearsay", rf"(?P<w>(?:[Tt]he\s+)?(?:[\w-]+\s+){{0,2}}?[\w-]+\s+{_HAD}told\s+(?:us|me|him|her|them))"),
    (
        "witnessed",
        r"(?P<w>(?:officers|soldiers|inspectors|police|investigators|fighters|reporters|officials|rescuers|scouts|guards)\s+(?:had\s+|have\s+)?(?:found|seen|saw|counted|heard))(?!\s+that)",
    ),
    ("hearsay", rf"(?P<w>{_THEIRS}\s+(?:[\w-]+\s+)?[\w-]+\s+{_HAD}told\s+(?:him|her|them|us|me))"),
    ("hearsay", rf"(?P<w>{_KIN}\s+{_HAD}(?:told|said|saw|heard|seen))"),
    (
        "witnessed",
        rf"(?P<w>{_THEIRS}\s+[\w-]+\s+{_HAD}(?:saw|seen|heard|counted|watched|witnessed)\b(?!\s+(?:that|of|from)\b))",
    ),
    (
        "witnessed",
        rf"{_SELF}\s+(?:\w+self\s+)?(?P<w>{_HAD}(?:saw|seen|heard|counted|watched|witnessed|found|smelled|noticed|spotted)\b(?!\s+(?:that|of|from)\b))",
    ),
    (
        "inferred",
        r"(?P<w>(?:\w+\s+)?(?:intelligence|evidence|analysis|traces|clues|indications)\s+(?:(?:had|has|have)\s+)?(?:suggest\w*|indicat\w+|point\w*|show\w*))",
    ),
)
"""Patterns that must begin with the content, or stand in the cue."""
_ANYWHERE: tuple[tuple[BasisKind, str], ...] = (
    (
        "received",
        rf"(?P<w>(?i:{_NEWS})\s+(?:received|obtained|gathered|collected)(?:\s+by\s+(?:the\s+)?[\w-]+)?)",
    ),
    (
        "document",
        rf"(?P<w>(?:an?\s+|the\s+|two\s+|several\s+)?(?:[\w-]+\s+){{0,2}}?{_PAPER}\s+(?:seen|obtained|reviewed|viewed|leaked|verified)(?:\s+by\s+(?:the\s+)?[\w-]+(?:\s+[A-Z][\w-]+)?)?)",
    ),
    ("hearsay", r"(?P<w>(?:by hearsay|from hearsay|rumou?rs?\s+(?:that|of|say|suggest)))"),
)
_AHEAD = re.compile(r"(?P<w>(?:based on|on the basis of|judging (?:by|from))\s+[^,.;:“”\"]{2,80})", re.I)
_RUMOUR = re.compile(r"\brumou?rs?\b", re.I)
_WITNESSES = re.compile(r"\b(?:eye-?)?witness(?:es)?\b", re.I)
_DOCUMENT = re.compile(rf"\b{_PAPER}\b", re.I)
_INTELLIGENCE = re.compile(
    r"\b(?:intelligence|evidence|traces|clues|findings|indications|signs|analysis|assessment)\b", re.I
)
_INFERS = frozenset({"suggest", "indicate", "infer", "deduce", "assess", "point", "appear", "seem", "imply"})
_SHOWS = frozenset(
    {
        "show",
        "find",
        "reveal",
        "record",
        "capture",
        "depict",
        "suggest",
        "indicate",
        "say",
        "read",
        "state",
        "list",
        "confirm",
        "prove",
        "document",
        "describe",
        "detail",
        "put",
    }
)
_OPENING = 90
"""Characters of a content in which its speaker tells how they know."""


def basis_of(
    text: str,
    source: Sequence[Span],
    cue: Sequence[Span],
    content: Sequence[Span],
    lemmas: Sequence[str],
    head: str,
) -> Basis | None:
    """The basis of an attribution: `lemmas` are its cue's, `head` is the head word of its source, "" if it has none."""
    for kind, found in (*_of_source(source, cue, lemmas, head), *_of_words(text, source, cue, content)):
        return Basis(kind=kind, start=found.start, end=found.end)
    return None


def _of_source(
    source: Sequence[Span], cue: Sequence[Span], lemmas: Sequence[str], head: str
) -> Iterator[tuple[BasisKind, Span]]:
    """What kind of source it is: footage, documents, witnesses, intelligence."""
    if not source:
        return
    low = {lemma.lower() for lemma in lemmas}
    if _RUMOUR.search(head):
        yield "hearsay", source[0]
    if _WITNESSES.search(head):
        yield "witnessed", source[0]
    if _INTELLIGENCE.search(head) and (low & (_INFERS | _SHOWS)):
        yield "inferred", _joined(source[0], cue)
    if _DOCUMENT.search(head) and (low & _SHOWS):
        yield "document", _joined(source[0], cue)


def _joined(source: Span, cue: Sequence[Span]) -> Span:
    return (
        Span(source.start, cue[-1].end)
        if cue and 0 <= cue[-1].end - source.end < _OPENING and cue[-1].start >= source.end
        else source
    )


def _of_words(
    text: str, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]
) -> Iterator[tuple[BasisKind, Span]]:
    """What its words say: "we have received information", "a document seen by the paper"."""
    opening = [Span(one.start, min(one.end, one.start + _OPENING)) for one in content[:2]]
    for kind, pattern in _OWN:
        for where in (*opening, *cue):
            if match := _compiled(rf"[“\"'‘]?(?:that\s+)?{pattern}").match(text, where.start, where.end):
                yield kind, Span(*match.span("w"))
    begin, end = (
        min(where.start for where in (*source, *cue, *content)),
        max(where.end for where in (*cue, *source, *content[:1])),
    )
    begin = max(text.rfind("\n", 0, begin), text.rfind(". ", 0, begin)) + 1
    if ahead := _AHEAD.search(text, begin, end):
        yield "inferred", Span(*ahead.span("w"))
    for kind, pattern in _ANYWHERE:
        for where in (*source, *cue, *opening):
            if match := _compiled(rf"\b{pattern}").search(text, where.start, where.end):
                yield kind, Span(*match.span("w"))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)  # Python keeps those it has compiled
