"""Chains: on whose word a claim rests: the outlet, agencies that supplied the report, then each who is quoted.

Imports: model, readers (datelines). Imported by: claims, export.
"""

import re
from collections.abc import Iterator, Sequence

from sayso.model import Actor, Attribution, Link, Reading, Report, Span
from sayso.readers.datelines import find_dateline

_AGENCIES = frozenset(
    "afp reuters ap upi dpa irna tass interfax ria xinhua anadolu aa sana mehr fars tasnim isna wafa efe ansa pti ani yonhap kyodo "
    "antara petra bernama belga apa agerpres mti ukrinform unian rfe/rl voa agencies wires".split()
)
"""Agencies that bylines and credits name by one word, as of 2026."""
_KIND = re.compile(
    r"\b(?:Press|Agency|Agencies|Wire|Wires|News Service|Newswire|Associated Press|Agence France-Presse)\b",
    re.I,
)
_NO_AGENCY = re.compile(r"\b(?:staff|writer|reporter|correspondent|editor|desk|contributor|special)\b", re.I)
_PARTS = re.compile(r"\s*(?:,|;|/|&|\band\b|\bwith\b|\|)\s*", re.I)
_CREDIT = re.compile(r"[(\[](?P<names>[^()\[\]]{2,60})[)\]]\s*\.?\s*$")
_SOURCE = re.compile(r"^(?:source|credit|agency)\s*:\s*(?P<names>[^\n]{2,60})$", re.I | re.M)
_HEAD = 800
"""Characters at the top of a text in which its byline stands."""


def lineage(attribution: Attribution, said: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that one stands in, outermost first, and itself last."""
    line = [attribution]
    while (within := line[0].within) is not None and said[within] not in line:
        line.insert(0, said[within])
    return line


def chain_of(line: Sequence[Attribution], actors: Sequence[Actor]) -> tuple[Link, ...]:
    """A link for each who is quoted, outermost first, with the words they were read from."""
    return tuple(
        Link(
            name=actors[one.speaker].name if one.speaker is not None else None,
            actor=one.speaker,
            act=f"not {one.act}" if one.negated else one.act,
            start=one.source[0].start if one.source else None,
            end=one.source[0].end if one.source else None,
        )
        for one in line
    )


def passed_on(report: Report | Reading) -> tuple[Link, ...]:
    """The links every chain of a report begins with: its outlet, and the agencies that metadata, byline, dateline or credit name."""
    links = [Link(name=report.outlet, act="published")]
    links += [Link(name=name, act="supplied") for name in report.agencies]
    known = {_same(name) for name in (report.outlet, *report.agencies) if name}
    for span in _named(report):
        name = span.of(report.text)
        if _same(name) not in known:
            known.add(_same(name))
            links.append(Link(name=name, act="supplied", start=span.start, end=span.end))
    text = report.text[:_HEAD]
    for name in _agencies(report.byline or ""):
        if _same(name) not in known:
            known.add(_same(name))
            at = text.find(name)
            links.append(
                Link(
                    name=name,
                    act="supplied",
                    start=at if at >= 0 else None,
                    end=at + len(name) if at >= 0 else None,
                )
            )
    return tuple(links)


def _same(name: str) -> str:
    return re.sub(r"^the\s+", "", name.strip().lower())


def _named(report: Report | Reading) -> Iterator[Span]:
    """Where dateline and closing credit name an agency."""
    bodies = [section.span for section in report.sections if section.kind == "body"]
    for section in report.sections:
        line = find_dateline(f"{section.span.of(report.text)} — ") if section.kind == "dateline" else None
        if line and line.agency:
            start = report.text.index(line.agency, section.start)
            yield Span(start, start + len(line.agency))
    for body in bodies[-1:]:
        last = body.of(report.text).rstrip()
        line_start = last.rfind("\n") + 1
        for pattern in (_CREDIT, _SOURCE):
            if match := pattern.search(last, line_start):
                for name in _agencies(match["names"]):
                    start = body.start + match.start("names") + match["names"].index(name)
                    yield Span(start, start + len(name))


def _agencies(words: str) -> list[str]:
    """The agencies among the names of a byline or credit: "Staff, Agencies" → "Agencies"."""
    parts = [part.strip(" .()[]") for part in _PARTS.split(re.sub(r"^\s*by\s+", "", words, flags=re.I))]
    return [
        part
        for part in parts
        if part and not _NO_AGENCY.search(part) and (part.lower() in _AGENCIES or _KIND.search(part))
    ]
