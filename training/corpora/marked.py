"""Marked: corpora whose texts have marked spans: entities, times, predicates with their certainty, events.

In: JSON Lines files. Out: documents with labels of words. Imports: document, segment.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from training.corpora.segment import Segment, Segments, bio, lines, segment, words_over
from training.document import Document


class _Typed(Struct, frozen=True):
    start: int
    end: int
    type: str


class _Entities(Struct, frozen=True):
    id: str
    text: str
    entities: list[_Typed]


class _Times(Struct, frozen=True):
    id: str
    text: str
    times: list[_Typed]


class _Predicate(Struct, frozen=True):
    start: int
    end: int
    score: float


class _Predicates(Struct, frozen=True):
    id: str
    text: str
    predicates: list[_Predicate]


class _Event(Struct, frozen=True):
    start: int
    end: int
    tag: str


class _Events(Struct, frozen=True):
    id: str
    text: str
    sentences: list[tuple[int, int]]
    validated: list[int]
    events: list[_Event]


def entities(path: Path, segment: Segment = segment) -> list[Document]:
    """Head "entities_conflict": re3d's own types, without its entities of low confidence."""
    return [
        _spans(line.id, "re3d", line.text, segment(line.text), "entities_conflict", line.entities)
        for line in lines(path, _Entities)
    ]


def times(path: Path, corpus: str, segment: Segment = segment) -> list[Document]:
    """Head "times": TIMEX3 types."""
    return [
        _spans(line.id, corpus, line.text, segment(line.text), "times", line.times)
        for line in lines(path, _Times)
    ]


def certainty(path: Path, corpus: str, segment: Segment = segment) -> list[Document]:
    """Head "predicate" and the certainty of each predicate. A line is a document of one sentence, tokenised."""
    return [
        _certain(line, corpus, segment(line.text).words)
        for line in lines(path, _Predicates)
        if line.text.strip()
    ]


def events(path: Path, segment: Segment = segment) -> list[Document]:
    """Head "event": the class of each event on the one word that carries it, negated or not.

    Only sentences that annotators validated are labelled. They and their neighbours are kept: each run of such
    sentences is a document.
    """
    return [
        _eventful(line, number, first, last, segment)
        for line in lines(path, _Events)
        for number, (first, last) in enumerate(_runs(line.validated, len(line.sentences)))
    ]


def _spans(
    name: str, corpus: str, text: str, segments: Segments, head: str, marked: Iterable[_Typed]
) -> Document:
    """The longest span wins where some overlap, and the first of the longest."""
    owners: list[tuple[str, int] | None] = [None] * len(segments.words)
    for number, span in enumerate(sorted(marked, key=lambda it: (it.start - it.end, it.start))):
        over = words_over(segments.words, span.start, span.end)
        if all(owners[word] is None for word in over):
            for word in over:
                owners[word] = (span.type, number)
    return Document(name, corpus, text, *segments, tags={head: bio(owners, segments.breaks())})


def _certain(line: _Predicates, corpus: str, words: list[tuple[int, int]]) -> Document:
    labels: list[str | None] = ["O"] * len(words)
    scores: dict[int, float] = {}
    for predicate in line.predicates:
        over = words_over(words, predicate.start, predicate.end)
        if over:
            labels[over[0]] = "B"
            scores[over[0]] = predicate.score
    whole = Segments(words, [(0, len(words))], [0])
    return Document(line.id, corpus, line.text, *whole, tags={"predicate": labels}, certainty=scores)


def _runs(validated: Iterable[int], count: int) -> Iterator[tuple[int, int]]:
    """The first and last of each run of sentences that are validated or stand beside one."""
    kept = sorted({near for i in validated for near in (i - 1, i, i + 1) if 0 <= near < count})
    cuts = [k for k, (one, other) in enumerate(pairwise(kept), 1) if other > one + 1]
    for first, past in pairwise([0, *cuts, len(kept)] if kept else []):
        yield kept[first], kept[past - 1]


def _eventful(line: _Events, number: int, first: int, last: int, segment: Segment) -> Document:
    start, end = line.sentences[first][0], line.sentences[last][1]
    text = line.text[start:end]
    segments = segment(text)
    labels: list[str | None] = [None] * len(segments.words)
    for i in line.validated:
        if first <= i <= last:
            for word in words_over(segments.words, *(at - start for at in line.sentences[i])):
                labels[word] = "O"
    for event in line.events:
        over = words_over(segments.words, event.start - start, event.end - start)
        if over and start <= event.start < end:
            forms = [text[slice(*segments.words[word])] for word in over]
            labels[over[carrier(forms)]] = event.tag.removeprefix("NEG_").removeprefix("ACTION_").lower()
    return Document(f"{line.id}.{number}", "ecbplus", text, *segments, tags={"event": labels})


_SMALL = frozenset(
    "a an the this that its his her their my your it him them himself herself itself themselves is are was were be been "
    "being has have had to of in on at by for from with into onto under over out off up down away back about as and or "
    "not no against behind through together - ’s 's".split()
)
_LIGHT = frozenset(
    "take takes took taken taking make makes made making open opens opened opening set sets setting catch catches caught "
    "give gives gave given giving go goes went gone going get gets got getting part parts parted parting pull pulls "
    "pulled pulling break breaks broke breaking win wins won winning try tries tried trying pave paves paved".split()
)


def carrier(forms: Sequence[str]) -> int:
    """Which word of a phrase carries the event: the verb of "checked into" and "took place", the last of "car bomb".

    Without parts of speech: the first word that is not small, if a small one follows or it is a light verb;
    else the last.
    """
    small = [form.lower() in _SMALL or not any(map(str.isalnum, form)) for form in forms]
    first = small.index(False) if False in small else 0
    if any(small[first + 1 :]) and not _compound(forms[first:]):
        return first
    if forms[first].lower() in _LIGHT:
        return first
    return max((i for i, it in enumerate(small) if not it), default=0)


def _compound(forms: Sequence[str]) -> bool:
    """Whether the only small words are hyphens between others ("first-degree murder")."""
    return "-" in forms and not any(form.lower() in _SMALL - {"-"} for form in forms)
