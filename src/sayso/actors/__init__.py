"""Actors: who is meant by the sources of attributions, and who else is named.

In: the attributions found, the analysis. Out: `Cast`: actors, the actor of each attribution with the reasons, and the
mentions of actors in the text. Who cannot be told stays unknown; who is not named is an actor without a name.
Pure but for the list of actors, read when it is first asked for. Imports: errors, model, encoder, attribution. Imported by:
claims, pipeline, cli.

names, genders, nations   what words say      phrases      what a source's words are
registry, known           who is named        references   who is meant, with pronouns and nouns
relations                 who leads or belongs to whom
listed, checking          the list of actors  directory    its names, with spelling and periods
sectors, cities           what nouns say      coding       country and sector of a phrase; identities: of a reading's actors
"""

from collections.abc import Sequence

from msgspec import Struct

from sayso.actors import phrases
from sayso.actors.directory import NOBODY, Directory
from sayso.actors.identities import identified, known_day
from sayso.actors.known import Choice, Known
from sayso.actors.phrases import Phrase
from sayso.actors.references import ordered, resolve
from sayso.actors.registry import Entry, Registry
from sayso.actors.relations import relate
from sayso.attribution import Found
from sayso.attribution.sheet import Sheet
from sayso.encoder.analysis import Analysis
from sayso.model import Actor, Entity, Span

__all__ = ["Cast", "Choice", "cast"]

_SPEAKERS = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})


class Cast(Struct, frozen=True):
    """The actors, the actor's id (or None) of each attribution and why it is that one, and the mentions."""

    actors: tuple[Actor, ...]
    speakers: tuple[int | None, ...]
    choices: tuple[Choice, ...]
    entities: tuple[Entity, ...]


def cast(
    found: Sequence[Found],
    analysis: Analysis,
    outlet: str | None = None,
    *,
    directory: Directory = NOBODY,
    published: str | None = None,
) -> Cast:
    """Who speaks in `found`, in that order, and who is named in the text. `outlet`: who published it, by its full name.

    `directory`: the listed actors that named ones may be, as of when it was `published`, an ISO prefix.
    """
    sheet, registry = Sheet(analysis), Registry(outlet, directory, known_day(published))
    known = Known(sheet, registry)
    read = [_phrase(sheet, one) for one in found]
    by_head = resolve(known, ordered([(one.head, one) for one in read if one]))
    choices: list[Choice] = []
    for one, phrase in zip(found, read, strict=True):
        choices.append(_choice(one, phrase, by_head, choices, sheet))
    relate(known)
    entries = registry.entries
    actors = tuple(
        identified(_actor(number, entry), entry.described, directory, published)
        for number, entry in enumerate(entries)
    )
    entities = _entities(known, actors)
    return Cast(actors, tuple(choice.actor for choice in choices), tuple(choices), entities)


def _phrase(sheet: Sheet, one: Found) -> Phrase | None:
    """The source as words; None if there is none."""
    if not one.source:
        return None
    first, past = sheet.piece_of(one.source[0])
    while past - 1 > first and sheet.form(past - 1) in {",", "’s", "'s", "’"}:
        past -= 1
    return phrases.read_phrase(sheet, (first, past)) if first < past else None


def _choice(
    one: Found,
    phrase: Phrase | None,
    by_head: dict[int, Choice],
    before: Sequence[Choice],
    sheet: Sheet,
) -> Choice:
    if phrase is None:
        if one.continues is None:
            return Choice(None, "no source is told")
        return Choice(before[one.continues].actor, "the speaker before goes on")
    if sheet.form(phrase.head).lower() in _SPEAKERS:
        if one.within is None:
            return Choice(None, "the writer of the report, who is no actor of it")
        return Choice(before[one.within].actor, "who says “I” is who is quoted")
    return by_head[phrase.head]


def _actor(number: int, entry: Entry) -> Actor:
    return Actor(
        id=number,
        name=entry.name,
        names=tuple(entry.names),
        kind=entry.kind,
        country=entry.country,
        roles=tuple(entry.roles.values()),
        part_of=tuple(entry.part_of),
        named=entry.named,
        count=entry.count,
    )


def _entities(known: Known, actors: Sequence[Actor]) -> tuple[Entity, ...]:
    """Where actors are named, in text order."""
    spans: dict[Span, int] = {}
    for piece, actor in known.mentions:
        spans.setdefault(known.sheet.span(piece), actor)
    return tuple(
        Entity(id=i, start=span.start, end=span.end, kind=actors[actor].kind or "other", actor=actor)
        for i, (span, actor) in enumerate(sorted(spans.items()))
    )
