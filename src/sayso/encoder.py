"""Encoder: what a text is made of, before any meaning: paragraphs, sentences, words.

In: a text and its sections. Out: an `Analysis`; its spans never lose or overlap a character of a word. By rules
so far; the network that will stand here answers with the same `Analysis` and its heads' scores beside it.
Imports: model. Imported by: every stage, pipeline.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sayso.model import Section, Span, trim

CLOSERS = "”»’›\"')]"
_WORD = re.compile(r"[^\W_]+(?:[.’'\-‑/][^\W_]+)*(?:[.’'](?=[^\W_]))?|\d+(?:[.,:]\d+)*|[^\w\s]|_+")
_END = re.compile(r"(?:[.!?…؟。]+|(?<=[^\W_])[.])[”»’›\"')\]]*(?=\s)")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st gen lt col maj capt sgt cpl cmdr adm brig pte rev hon gov sen rep pres supt insp det "
    "dep sec asst no nos vs etc inc ltd co corp dept est approx fig vol pp ed al u.s u.k u.n e.u p.m a.m e.g i.e "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun op cit ave blvd".split()
)
_MAY_END = frozenset(
    {"a.m", "p.m", "u.s", "u.n", "u.k", "e.u", "inc", "ltd", "co", "corp", "jr", "sr", "etc"}
)
_BEGINS = re.compile(
    r"\s+[“«„\"'(\[]*(?:The|A|An|He|She|It|They|We|I|But|And|In|On|At|His|Her|Its|Their|This|That|There|Two|Three)\b"
)
_LONGEST = 20  # characters an abbreviation may have
_STARTS_LOWER = re.compile(r"\s+[“«„\"'(\[]*[a-zß-ÿ]")


class Analysis(Struct, frozen=True, kw_only=True):
    """The text with its paragraphs, sentences and words as spans in text order.

    Only sections that speak are analysed: titles, bodies, captions; furniture and datelines are left out.
    """

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]

    def words_in(self, span: Span) -> tuple[Span, ...]:
        """The words that begin in `span`."""
        return _beginning_in(span, self.words)

    def sentences_in(self, span: Span) -> tuple[Span, ...]:
        """The sentences that begin in `span`."""
        return _beginning_in(span, self.sentences)

    def sentence_at(self, at: int) -> Span | None:
        """The sentence that character `at` stands in."""
        i = bisect_right(self.sentences, Span(at, len(self.text))) - 1
        return self.sentences[i] if i >= 0 and at < self.sentences[i].end else None


def _beginning_in(span: Span, among: tuple[Span, ...]) -> tuple[Span, ...]:
    return among[bisect_left(among, Span(span.start, 0)) : bisect_left(among, Span(span.end, 0))]


def analyse(text: str, sections: Iterable[Section]) -> Analysis:
    """The analysis of `text`."""
    paragraphs = tuple(
        paragraph
        for section in sections
        if section.kind in {"title", "body", "caption"}
        for paragraph in _paragraphs(text, section.span)
    )
    return Analysis(
        text=text,
        paragraphs=paragraphs,
        sentences=tuple(sentence for paragraph in paragraphs for sentence in _sentences(text, paragraph)),
        words=tuple(
            Span(found.start(), found.end())
            for paragraph in paragraphs
            for found in _WORD.finditer(text, paragraph.start, paragraph.end)
        ),
    )


def _paragraphs(text: str, section: Span) -> Iterator[Span]:
    """The lines of a section; lines broken by hand in the middle of a sentence belong together."""
    start = end = section.start
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", text[section.start : section.end]):
        span = trim(text, section.start + line.start(), section.start + line.end())
        if span.start == span.end:
            continue
        between = text[end : span.start]
        if end > start and not _goes_on(text, end, between):
            yield Span(start, end)
            start = span.start
        elif end == start:
            start = span.start
        end = span.end
    if end > start:
        yield Span(start, end)


def _goes_on(text: str, end: int, between: str) -> bool:
    """Whether a line that ends at `end` goes on after `between`: a single line break, no sentence end, a full line."""
    breaks = between.replace("\r\n", "\n").count("\n") + between.count("\r") - between.count("\r\n")
    line_start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    full = 50 <= end - line_start <= 100
    return breaks == 1 and full and text[end - 1] not in ".!?…:;" + CLOSERS


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for found in _END.finditer(text, paragraph.start, paragraph.end):
        if _really_ends(text, start, found, paragraph.end):
            span = trim(text, start, found.end())
            if span.start < span.end:
                yield span
            start = found.end()
    span = trim(text, start, paragraph.end)
    if span.start < span.end:
        yield span


def _really_ends(text: str, start: int, found: re.Match[str], limit: int) -> bool:
    """Whether a full stop ends its sentence, and no abbreviation, initial or number."""
    if _STARTS_LOWER.match(text, found.end(), limit):
        return False
    if not found[0].startswith(".") or len(found[0].rstrip(CLOSERS)) > 1:
        return True
    last = re.search(r"[^\s(“\"]*$", text[max(start, found.start() - _LONGEST) : found.start()])
    word = last[0].lower() if last else ""
    if word in _MAY_END and _BEGINS.match(text, found.end(), limit):
        return True
    return not (word in _ABBREVIATIONS or re.fullmatch(r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]", word))
