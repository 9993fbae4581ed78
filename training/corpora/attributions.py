"""Attributions: PolNeAR and GUM with their sources, cues and contents as labels of words and links between them.

In: a JSON Lines file `{"id", "text", "attributions": [{"source", "cue", "content": [[start, end], …], "nested_in"}]}`.
Out: documents with "cue" and "source" links; GUM's are added to the documents of its treebank. Where spans meet in a word, source wins over cue and cue over content;
of two spans of one role, the later attribution's. Imports: document, segment.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct, structs

from training.corpora.segment import Segment, Segments, bio, lines, segment, words_over
from training.document import Document

Role = Literal["content", "cue", "source"]


class _Attribution(Struct, frozen=True):
    content: list[tuple[int, int]]
    cue: list[tuple[int, int]] | None = None
    source: list[tuple[int, int]] | None = None
    nested_in: int | None = None

    def fragments(self, role: Role) -> list[tuple[int, int]]:
        return (self.content if role == "content" else self.cue if role == "cue" else self.source) or []


class _Line(Struct, frozen=True):
    id: str
    text: str
    attributions: list[_Attribution]


class _Owner(NamedTuple):
    role: Role
    fragment: int
    attribution: int


def polnear(path: Path, segment: Segment = segment) -> list[Document]:
    """Head "attribution": the outermost attributions, the only ones there are."""
    return [
        _document(line, "polnear", segment(line.text), {"attribution": [0]}) for line in lines(path, _Line)
    ]


WHOLE = 0.5
"""A content that holds more than this share of its text is the text itself: a letter is its writer's from end to end."""


def add_gum(documents: Iterable[Document], path: Path) -> None:
    """Add to the documents of GUM's treebank the heads "attribution_gum", outermost, and "attribution_inner", what stands in another's content.

    Contents that are the whole text are passed over, and what is in them taken for outermost: no word in it says so. Of the
    inner ones, those of the first level hide what is nested in them. Links serve both heads; where an outer
    and an inner content or cue begin with the same word, the outer link stands. A document that the file lacks has None.
    """
    layers = {"attribution_gum": [0], "attribution_inner": [1, 2, 3, 4, 5]}
    by_id = {line.id: line for line in lines(path, _Line)}
    for document in documents:
        line = by_id.get(document.id)
        if line is None:
            document.tags |= {head: [None] * len(document.words) for head in layers}
            continue
        segments = Segments(document.words, document.sentences, document.paragraphs)
        said = _document(_moved(_unwrapped(line), document.text), "gum", segments, layers)
        document.tags |= said.tags
        document.links = said.links


def _unwrapped(line: _Line) -> _Line:
    """Without the attributions whose content is the text itself."""
    said = line.attributions
    size = len(line.text)
    whole = [sum(end - start for start, end in one.content) > WHOLE * size for one in said]
    places = list(accumulate((not it for it in whole), initial=0))
    kept = []
    for one in (one for one, it in zip(said, whole, strict=True) if not it):
        above = one.nested_in
        while above is not None and whole[above]:
            above = said[above].nested_in
        kept.append(structs.replace(one, nested_in=None if above is None else places[above]))
    return structs.replace(line, attributions=kept)


def _moved(line: _Line, text: str) -> _Line:
    """The same on `text`, which has the same characters but for white space."""
    before = list(accumulate((not character.isspace() for character in line.text), initial=0))
    there = [at for at, character in enumerate(text) if not character.isspace()]

    def moved(spans: list[tuple[int, int]] | None) -> list[tuple[int, int]]:
        filled = [(before[start], before[end]) for start, end in spans or ()]
        return [(there[start], there[end - 1] + 1) for start, end in filled if start < end]

    said = [
        structs.replace(one, content=moved(one.content), cue=moved(one.cue), source=moved(one.source))
        for one in line.attributions
    ]
    return structs.replace(line, text=text, attributions=said)


def _document(line: _Line, corpus: str, segments: Segments, layers: dict[str, list[int]]) -> Document:
    """The document with a head for each of `layers`, given as levels of nesting from the one that wins down."""
    breaks = segments.breaks()
    tags: dict[str, list[str | None]] = {}
    to_cue: dict[int, int] = {}
    to_source: dict[int, int] = {}
    for head, levels in layers.items():
        owners = _owners(line.attributions, segments, levels)
        tags[head] = bio([owner and (owner.role, owner.fragment) for owner in owners], breaks)
        for links, found in (
            (to_cue, _content_links(line.attributions, segments, owners, tags[head])),
            (to_source, _cue_links(line.attributions, segments, owners)),
        ):
            for first, second in found:
                links.setdefault(first, second)
    return Document(
        id=line.id,
        corpus=corpus,
        text=line.text,
        words=segments.words,
        sentences=segments.sentences,
        paragraphs=segments.paragraphs,
        tags=tags,
        links={"cue": sorted(to_cue.items()), "source": sorted(to_source.items())},
    )


def _owners(
    attributions: Sequence[_Attribution], segments: Segments, levels: Iterable[int]
) -> list[_Owner | None]:
    """Whose fragment holds each word."""
    owners: list[_Owner | None] = [None] * len(segments.words)
    fragment = 0
    roles: tuple[Role, ...] = ("content", "cue", "source")
    for level in sorted(levels, reverse=True):
        here = [i for i, it in enumerate(attributions) if _level(it, attributions) == level]
        for role in roles:
            for i in here:
                for start, end in attributions[i].fragments(role):
                    fragment += 1
                    for word in words_over(segments.words, start, end):
                        owners[word] = _Owner(role, fragment, i)
    return owners


def _level(attribution: _Attribution, among: Sequence[_Attribution]) -> int:
    """In how many other attributions one stands."""
    return 0 if attribution.nested_in is None else 1 + _level(among[attribution.nested_in], among)


def _content_links(
    attributions: Sequence[_Attribution],
    segments: Segments,
    owners: Sequence[_Owner | None],
    labels: Sequence[str | None],
) -> Iterator[tuple[int, int]]:
    """From wherever a content begins in the labels, so at each paragraph and after each gap, to its cue."""
    for word, owner in enumerate(owners):
        if owner and labels[word] == "B-content":
            cue = _first(attributions[owner.attribution], "cue", segments, owners)
            yield word, word if cue is None else cue


def _cue_links(
    attributions: Sequence[_Attribution], segments: Segments, owners: Sequence[_Owner | None]
) -> Iterator[tuple[int, int]]:
    for i in sorted({owner.attribution for owner in owners if owner}):
        cue = _first(attributions[i], "cue", segments, owners)
        if cue is not None:
            source = _first(attributions[i], "source", segments, owners)
            yield cue, cue if source is None else source


def _first(
    attribution: _Attribution, role: Role, segments: Segments, owners: Sequence[_Owner | None]
) -> int | None:
    """The first word of a role that the labels show in it; attributions may share a source or a cue."""
    for start, end in sorted(attribution.fragments(role)):
        for word in words_over(segments.words, start, end):
            owner = owners[word]
            if owner and owner.role == role:
                return word
    return None
