"""Proposals: the attributions that a head of the network marks, joined by its links.

Contents that link to one cue are one attribution, with the source that the cue links to. Links stay in their paragraph.
Imports: encoder, found, sheet. Imported by: attribution; the benchmarks score its drafts.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from msgspec import structs

from sayso.attribution.found import Draft, Piece, Why
from sayso.attribution.sheet import Sheet
from sayso.encoder.analysis import Marked

REACH = 100
"""Words that a link may span in a paragraph; some texts have but one. Chosen on PolNeAR's development half."""


def proposed(sheet: Sheet, head: str) -> tuple[list[Draft], list[Draft]]:
    """What a head marks, in text order of first contents; and beside it the cues that no content links to, with their sources."""
    contents, cues, sources = (_of(sheet, head, kind) for kind in ("content", "cue", "source"))
    cue_of = _linked(sheet, "cue", contents, cues)
    source_of = dict(zip(cues, _linked(sheet, "source", cues, sources), strict=True))
    under: dict[Marked, list[tuple[Marked, float]]] = {}
    for content, (cue, sure) in zip(contents, cue_of, strict=True):
        under.setdefault(cue or content, []).append((content, sure))
    found = []
    for key, mine in under.items():
        cue = key if key in source_of else None
        source, link = source_of[cue] if cue else (None, 1.0)
        reasons = [Why(f"head {head}: content", sheet.of(_piece(one)), one.score) for one, _ in mine]
        if cue:
            reasons += [Why(f"head {head}: cue", sheet.of(_piece(cue)), cue.score)]
            reasons += [Why("link from content to cue", "", min(sure for _, sure in mine))]
        if source:
            reasons += [
                Why(f"head {head}: source", sheet.of(_piece(source)), source.score),
                Why("link from cue to source", "", link),
            ]
        found.append(
            Draft(
                source=(_piece(source),) if source else (),
                cue=(_piece(cue),) if cue else (),
                content=tuple(_piece(one) for one, _ in mine),
                score=min(one.score for one, _ in mine),
                reasons=tuple(reasons),
            )
        )
    left = [
        Draft(source=(_piece(source),) if source else (), cue=(_piece(cue),), content=(), score=cue.score)
        for cue, (source, _) in source_of.items()
        if cue not in under
    ]
    return found, left


def _piece(marked: Marked) -> Piece:
    return (marked.first, marked.past)


def _of(sheet: Sheet, head: str, kind: str) -> list[Marked]:
    """The spans of a kind, cut at the ends of paragraphs."""
    return [
        structs.replace(marked, first=max(marked.first, first), past=min(marked.past, past))
        for marked in sheet.analysis.marked[head]
        if marked.kind == kind
        for first, past in sheet.paragraphs[
            sheet.paragraph_at(marked.first) : sheet.paragraph_at(marked.past - 1) + 1
        ]
    ]


def _linked(
    sheet: Sheet, link: Literal["cue", "source"], children: Sequence[Marked], parents: Sequence[Marked]
) -> list[tuple[Marked | None, float]]:
    """The most likely parent of each child, if that is any, and how likely it is."""
    if not children or not parents:
        return [(None, 1.0)] * len(children)
    froms, tos = [one.first for one in children], [one.first for one in parents]
    likely = sheet.analysis.parents(link, froms, tos)
    of_child, of_parent = ([sheet.paragraph_at(at) for at in ends] for ends in (froms, tos))
    apart = np.not_equal.outer(of_child, of_parent) | (np.abs(np.subtract.outer(froms, tos)) > REACH)
    likely[:, :-1][apart] = 0
    return [
        (parents[at] if at < len(parents) else None, float(row[at]))
        for at, row in zip(likely.argmax(1).tolist(), likely, strict=True)
    ]
