"""Assembling: paragraphs with their kinds become one text with its sections."""

from collections.abc import Iterable

from msgspec import Struct

from sayso.model import Section, SectionKind
from sayso.readers.datelines import find_dateline


class Piece(Struct, frozen=True):
    """A paragraph and what kind of section it belongs to."""

    kind: SectionKind
    text: str


class Assembled(Struct, frozen=True):
    """A text, its sections in order, and the dateline its body opens with, if it does."""

    text: str
    sections: tuple[Section, ...]
    dateline: str | None


def assemble(title: str | None, pieces: Iterable[Piece]) -> Assembled:
    """Title and paragraphs as one text, a blank line between them; neighbours of one kind share a section."""
    parts: list[str] = []
    spans: list[tuple[SectionKind, int, int]] = []
    at = 0
    titled = [Piece("title", title)] if title else []
    for piece in (*titled, *pieces):
        if not piece.text:
            continue
        at += 2 if parts else 0
        parts.append(piece.text)
        spans.append((piece.kind, at, at + len(piece.text)))
        at += len(piece.text)
    text = "\n\n".join(parts)
    sections = joined(spans)
    dateline, sections = cut_dateline(text, sections)
    return Assembled(text, sections, dateline)


def joined(spans: Iterable[tuple[SectionKind, int, int]]) -> tuple[Section, ...]:
    """Sections from spans in order: neighbours of one kind become one, white space between them included."""
    sections: list[Section] = []
    for kind, start, end in spans:
        if sections and sections[-1].kind == kind:
            sections[-1] = Section(kind=kind, start=sections[-1].start, end=end)
        else:
            sections.append(Section(kind=kind, start=start, end=end))
    return tuple(sections)


def cut_dateline(text: str, sections: tuple[Section, ...]) -> tuple[str | None, tuple[Section, ...]]:
    """The dateline the first body section opens with, and the sections with that made a section of its own."""
    for i, section in enumerate(sections):
        if section.kind == "body":
            end = find_dateline(text[section.start : section.end])
            if not end:
                break
            line = Section(kind="dateline", start=section.start, end=section.start + end.words)
            rest = Section(kind="body", start=section.start + end.whole, end=section.end)
            body = (rest,) if rest.start < rest.end else ()
            return text[line.start : line.end], (*sections[:i], line, *body, *sections[i + 1 :])
    return None, sections
