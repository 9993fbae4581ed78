"""Actors: who is meant by the sources of attributions, and who else is spoken of, by name or without one.

In: the attributions found, the analysis. Out: `Cast`: actors, the actor of each attribution with the reasons, and the
mentions of actors in the text. Who cannot be told stays unknown; who is not named is an actor without a name.
Pure but for the list of actors, read when it is first asked for. Imports: errors, model, encoder, attribution. Imported by:
claims, pipeline, cli.

names, genders, nations   what words say      phrases      what a source's words are
registry, known           who is named        references   who is meant, with pronouns and nouns
relations                 who leads or belongs to whom
clusters, wording         what refers to the same      mentions   which of it are actors, and where
listed, checking          the list of actors  directory    its names, with spelling and periods
sectors, cities           what nouns say      coding       country and sector of a phrase; identities: of a reading's actors
"""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from sayso.actors import phrases
from sayso.actors.clusters import gather
from sayso.actors.directory import NOBODY, Directory
from sayso.actors.identities import identified, known_day
from sayso.actors.known import Choice, Known
from sayso.actors.mentions import mentioned
from sayso.actors.phrases import Phrase
from sayso.actors.references import ordered, resolve
from sayso.actors.registry import Entry, Registry
from sayso.actors.relations import relate
from sayso.attribution import Found
from sayso.attribution.found import Piece
from sayso.attribution.sheet import Sheet
from sayso.encoder.analysis import Analysis
from sayso.model import Actor, Entity, Span

__all__ = ["Cast", "Choice", "cast"]

_SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
_SPEAKERS = _SPEAKER | {"we", "us", "our", "ours", "ourselves"}
_SPOKEN_TO = frozenset({"you", "your", "yours", "yourself", "yourselves"})


class Cast(Struct, frozen=True):
    """The actors, the actor's id (or None) of each attribution and why it is that one, and the mentions."""

    actors: tuple[Actor, ...]
    speakers: tuple[int | None, ...]
    choices: tuple[Choice, ...]
    entities: tuple[Entity, ...]
    clusters: Mapping[int, int]
    """Head word of each mention of anything → the head word of the first that refers to the same."""


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
    clustered = gather(known, _meant(known, found, read, choices))
    mentions = mentioned(known, clustered)
    ids = _kept(registry.entries, [choice.actor for choice in choices], [actor for _, actor in mentions])
    actors = tuple(
        identified(
            _actor(registry.entries[old], ids, new), registry.entries[old].described, directory, published
        )
        for old, new in ids.items()
    )
    choices = [
        one if one.actor is None else Choice(ids[one.actor], one.rule, one.runners_up) for one in choices
    ]
    return Cast(
        actors,
        tuple(choice.actor for choice in choices),
        tuple(choices),
        _entities(sheet, [(piece, ids[actor]) for piece, actor in mentions], actors),
        clustered.of,
    )


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


def _kept(
    entries: Sequence[Entry], speakers: Sequence[int | None], mentioned: Sequence[int]
) -> dict[int, int]:
    """The actors to show, by their ids while they were gathered, with new ids in that order.

    Those who speak, are mentioned, or are what another of them belongs to; some were thought of only to tell whom a pronoun means.
    """
    kept: set[int] = set()
    ahead = {one for one in speakers if one is not None} | set(mentioned)
    while ahead:
        kept |= ahead
        bodies = {
            body
            for one in ahead
            for body in (*entries[one].part_of, *(r.of for r in entries[one].roles.values()))
        }
        ahead = {body for body in bodies if body is not None} - kept
    return {old: new for new, old in enumerate(sorted(kept))}


def _actor(entry: Entry, ids: Mapping[int, int], number: int) -> Actor:
    return Actor(
        id=number,
        name=entry.name,
        names=tuple(entry.names),
        kind=entry.kind,
        country=entry.country,
        roles=tuple(
            msgspec.structs.replace(role, of=ids[role.of]) if role.of is not None else role
            for role in entry.roles.values()
        ),
        part_of=tuple(ids[body] for body in entry.part_of),
        named=entry.named,
        count=entry.count,
    )


def _meant(
    known: Known, found: Sequence[Found], read: Sequence[Phrase | None], choices: Sequence[Choice]
) -> dict[int, int]:
    """Whom the sources mean, by their head words, and whom "I" means in a quotation: the one who is quoted."""
    sheet, meant = known.sheet, dict[int, int]()
    size: dict[int, int] = {}
    for one, phrase, choice in zip(found, read, choices, strict=True):
        if choice.actor is None:
            continue
        if phrase is not None and sheet.form(phrase.head).lower() not in _SPEAKERS | _SPOKEN_TO:
            meant[phrase.head] = choice.actor
        for first, past in map(sheet.piece_of, one.content if one.voice != "indirect" else ()):
            for word in range(first, past):
                inner = word not in size or past - first < size[word]
                if inner and sheet.form(word).lower() in _SPEAKER and sheet.quote_at(word) is not None:
                    meant[word], size[word] = choice.actor, past - first
    speakers = {choice.actor for choice in choices}
    return {word: actor for word, actor in known.made.items() if actor in speakers} | meant


def _entities(
    sheet: Sheet, mentions: Sequence[tuple[Piece, int]], actors: Sequence[Actor]
) -> tuple[Entity, ...]:
    """Where actors are mentioned, in text order."""
    spans: dict[Span, int] = {}
    for piece, actor in mentions:
        spans.setdefault(sheet.span(piece), actor)
    return tuple(
        Entity(id=i, start=span.start, end=span.end, kind=actors[actor].kind or "other", actor=actor)
        for i, (span, actor) in enumerate(sorted(spans.items()))
    )
