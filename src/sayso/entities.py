"""Entities: what a report names, from the network's heads: people, organisations, places, weapons, times and more.

In: the analysis and the mentions of actors already found. Out: `Entity` values; none overlap, but a nationality may stand
inside a phrase for somebody ("Iraqi troops"). Pure. Imports: model, encoder. Imported by: pipeline.
"""

from collections.abc import Iterator, Mapping, Sequence

from sayso.encoder.analysis import Analysis, Marked
from sayso.model import Entity, EntityKind, Span, meeting

KINDS: dict[str, dict[str, EntityKind]] = {
    "entities": {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"},
    "times": {"DATE": "time", "TIME": "time", "DURATION": "time", "SET": "time"},
    "entities_conflict": {
        "Weapon": "weapon",
        "Vehicle": "vehicle",
        "MilitaryPlatform": "vehicle",
        "Money": "money",
        "Quantity": "quantity",
        "DocumentReference": "document",
        "Nationality": "nationality",
    },
}
"""Head → what its labels are in the contract; labels that are not here are left to another head. The heads stand in
the order in which they are believed."""
SURE = 0.5
"""The score from which a span is believed."""


def entities(analysis: Analysis, mentions: Sequence[Entity]) -> tuple[Entity, ...]:
    """The mentions, and what the heads mark beside them."""
    found: list[tuple[Span, EntityKind, int | None]] = [
        (Span(one.start, one.end), one.kind, one.actor) for one in mentions
    ]
    outer = [span for span, _, _ in found]
    for head, kinds in KINDS.items():
        taken, inner = sorted(outer), {span for span, _, _ in found}
        for span, kind in _marked(analysis, head, kinds):
            met = meeting(span, taken)
            if met is None:
                outer.append(span)
            elif span in inner or not (kind == "nationality" and _says_more(taken[met], span, analysis)):
                continue
            found.append((span, kind, None))
    return tuple(
        Entity(id=i, start=span.start, end=span.end, kind=kind, actor=actor)
        for i, (span, kind, actor) in enumerate(sorted(found, key=lambda one: one[0]))
    )


def _says_more(phrase: Span, inside: Span, analysis: Analysis) -> bool:
    """Whether a phrase that is no name begins with other words or goes on behind them: "Iraqi | troops"."""
    reaches = phrase.start <= inside.start and inside.end < phrase.end
    return reaches and phrase.of(analysis.layout.text).split()[-1].islower()


def _marked(
    analysis: Analysis, head: str, kinds: Mapping[str, EntityKind]
) -> Iterator[tuple[Span, EntityKind]]:
    for one in analysis.marked[head]:
        if one.kind in kinds and one.score >= SURE:
            yield analysis.span(one), _nationality(analysis, one) or kinds[one.kind]


def _nationality(analysis: Analysis, one: Marked) -> EntityKind | None:
    """Of "Iraqi" and "Syrian": the kind of a name that CoNLL files among many others."""
    last = analysis.words[one.past - 1]
    single = one.kind == "MISC" and one.past - one.first == 1
    return "nationality" if single and (last.upos == "ADJ" or last.relation == "amod") else None
