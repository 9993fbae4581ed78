"""Sentences: where they end inside a paragraph of news.

In: a text and where to look. Out: spans. Linear in time. Pure. Imports: model, words. Imported by: layout, paragraphs, and through the room's door attribution.
Tuned on the news of GUM train; `python -m benchmarks segmentation` measures.
"""

import re

from sayso.encoder.words import CAPITALISED, is_abbreviation
from sayso.model import trim

CLOSERS = "”»’›\"')]"
_END = re.compile(
    r"(?<![.!?…؟])[.!?…؟]+[”»’›\"')\]*]*(?:\s[)\]]+)?(?:\s?\[\d{1,3}\])*(?=\s)"  # [1] is a note
    r"|[。！？।]+[”»’›」』]*"
)
_GOES_ON = re.compile(r"\s+(?:[-–—]|\[?(?:\.\.\.|…)\]|[)\]])")
_NEXT = re.compile(r"\s+[“«„‘\"'(\[]*([^\W\d_])?")
_SAYS = re.compile(
    r"\s+(?:I|[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})\s(?:say|said|says|asked|asks|told|added|replied|wrote|shouted|cried|"
    r"wondered|exclaimed|answered|continued|tweeted|insisted)\b"
)
_BEGINS = re.compile(
    r"\s+[“«„‘\"'(\[]*(?:The|A|An|He|She|It|They|We|I|You|But|And|Or|So|Yet|In|On|At|For|From|By|With|As|If|To|His|Her|Its|"
    r"Their|Our|My|This|That|These|Those|There|Here|Then|Now|Two|Three|Some|Many|Most|Both|All|Another|Other|No|Not|When|"
    r"While|After|Before|Since|Although|Though|Despite|During|Under|However|Meanwhile|Earlier|Later|Also|According|What|"
    r"Why|How|Who|Where|One)\b"
)
_CLOCK = re.compile(
    r"\s+(?:[(\[]|\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\b"
    r"|(?:Eastern|Pacific|Central|Mountain|Greenwich|[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:time|Time)))"
)  # what goes on behind "7 a.m."
_BEFORE = re.compile(r"[^\s(\[“„«\"‘]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBER = re.compile(r"[(*]*(?:\d{1,3}(?:\.\d{1,3})*|[a-z])")
_LONGEST = 40  # characters looked at before a full stop; no abbreviation is that long


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences between `start` and `end`, in text order: they hold every character there but white space, once."""
    found: list[tuple[int, int]] = []
    for match in _END.finditer(text, start, end):
        if _ends(text, start, match, end):
            found.append(_trimmed(text, start, match.end()))
            start = match.end()
    found.append(_trimmed(text, start, end))
    return [(at, to) for at, to in found if at < to]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    span = trim(text, start, end)
    return span.start, span.end


def _ends(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a mark ends the sentence from `start`, and is no part of an abbreviation, number or quotation inside."""
    mark, at = match[0], match.end()
    if _GOES_ON.match(text, at, end):
        return False
    if mark[-1] in CLOSERS and mark[0] in "!?…" and _SAYS.match(text, at, end):
        return False
    following = _NEXT.match(text, at, end)
    lower = bool(following and following[1] and following[1].islower())
    if mark[0] != "." or mark.startswith(".."):
        return not lower
    before = _BEFORE.search(text, max(start, match.start() - _LONGEST), match.start())
    word = before[0].lstrip("“«„‘\"'(") if before else ""
    if lower:
        return mark == "." and len(word) > 2 and word.isalpha() and not is_abbreviation(word)
    return not _belongs(text, start, word, match, end)


def _belongs(text: str, start: int, word: str, match: re.Match[str], end: int) -> bool:
    """Whether a full stop belongs to the word before it, and ends no sentence."""
    low, at = word.lower(), match.end()
    if low in {"no", "nos"}:
        return text[at : at + 2].strip().isdigit()
    if low in CAPITALISED and is_abbreviation(word):
        return True
    begins = _BEGINS.match(text, at, end)
    if low in {"a.m", "p.m"} and not begins:
        return bool(_CLOCK.match(text, at, end))
    if is_abbreviation(word):
        return not begins
    if _INITIALS.fullmatch(word):
        named = (
            len(word) == 1
            and not text[max(start, match.start() - 3) : match.start() - 1].rstrip()[-1:].islower()
        )
        return named or not begins
    return match.start() - len(word) == start and bool(_NUMBER.fullmatch(word))
