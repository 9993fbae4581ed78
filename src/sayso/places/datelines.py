"""Datelines: the places that a report was filed from: "KIRKUK, Iraq", "SPRINGFIELD, Mo.".

In: the dateline's words, the gazetteer. Out: spans of its names and what they mean. Pure but for the look-ups. Imports: model,
gazetteer, mentions. Imported by: places.
"""

import re

from sayso.model import Span
from sayso.places.gazetteer import Gazetteer, Hit
from sayso.places.mentions import foremost

_PART = re.compile(r"[^,/;()\n–—]+")
_NAMING = frozenset({"name", "other", "bare", "code"})


def filed_from(text: str, dateline: Span, gazetteer: Gazetteer) -> tuple[tuple[Span, Hit], ...]:
    """The names in a dateline that the gazetteer has, each with the place meant: the one that lies in a region named after it."""
    parts = [
        Span(
            dateline.start + part.start() + len(part[0]) - len(part[0].lstrip()),
            dateline.start + part.start() + len(part[0].rstrip()),
        )
        for part in _PART.finditer(dateline.of(text))
        if part[0].strip()
    ]
    named = [(part, hits) for part in parts if (hits := _hits(part.of(text), gazetteer))]
    found: list[tuple[Span, Hit]] = []
    for i, (part, hits) in enumerate(named):
        after = {hit.entry.id for _, others in named[i + 1 :] for hit in others}
        above = {region for _, hit in found for region in gazetteer.above(hit.entry)}
        around = [hit for hit in hits if hit.entry.id in above]
        within = [hit for hit in hits if after.intersection(gazetteer.above(hit.entry))]
        best = max(around or within or hits, key=lambda hit: (hit.prior, -hit.entry.id))
        found.append((part, best))
    return tuple(found)


def _hits(name: str, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    return foremost([hit for hit in gazetteer.find(name) if hit.match in _NAMING], gazetteer)
