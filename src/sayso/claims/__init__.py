"""Claims: events under attributions, each with the chain of those on whose word it rests.

In: the report, its analysis, attributions, actors, times, places and events. Out: `Attribution`s and `Claim`s of the contract.
Pure. Imports: model, encoder, attribution, actors, events. Imported by: pipeline, export.
"""

import datetime as dt
import re
from collections.abc import Sequence

from sayso.actors import Cast
from sayso.attribution import Found, quotations
from sayso.claims.chains import chain_of, lineage, passed_on
from sayso.claims.when import interval, time_of
from sayso.claims.where import main_place, place_of, sites
from sayso.encoder import Layout
from sayso.encoder.analysis import Analysis
from sayso.events import Event
from sayso.model import Attribution, Claim, Place, PloverType, Report, Span, Status, Time, meeting

__all__ = ["attributions", "chain_of", "claims", "lineage", "passed_on"]

_HEADLINE_SPEAKER = re.compile(r"(?::|\s[-–—])\s+\S+(?:\s+\S+){0,3}\s*$")  # "Two killed in ambush: army"
_DOUBTED = re.compile(r"\b(?:untrue|false|fake|rumou?rs?|rumou?red|hoax|novel|film|movie)\b", re.I)
_SOMEWHERE: frozenset[PloverType] = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID"})
"""Events that happen in a place even where their sentence names none: then it is that of the sentence before, or of the report."""
_OLD_DAYS = 60  # what happened longer before publication than this is background


def attributions(found: Sequence[Found], cast: Cast) -> tuple[Attribution, ...]:
    """The contract's attributions: what was found, with its speaker."""
    return tuple(
        Attribution(
            id=i,
            source=one.source,
            cue=one.cue,
            content=one.content,
            voice=one.voice,
            act=one.act,
            negated=one.negated,
            speaker=speaker,
            within=one.within,
            basis=one.basis,
            score=round(one.score, 3),
        )
        for i, (one, speaker) in enumerate(zip(found, cast.speakers, strict=True))
    )


def claims(
    report: Report,
    analysis: Analysis,
    said: Sequence[Attribution],
    cast: Cast,
    times: Sequence[Time],
    events: Sequence[Event],
    places: tuple[Place, ...] = (),
) -> tuple[Claim, ...]:
    """One claim an event, in text order."""
    layout = analysis.layout
    contents = _by_sentence(layout, said)
    titles = [section.span for section in report.sections if section.kind == "title"]
    cues = sorted({cue for one in said for cue in one.cue})
    first = passed_on(report)
    here = sites(analysis, places, sorted({source for one in said for source in one.source}))
    main = main_place(analysis, here)
    made: list[Claim] = []
    for event in events:
        sentence = layout.sentence_at(event.trigger.start)
        if sentence is None or meeting(event.trigger, cues) is not None:
            continue
        attribution, part = _innermost(event.trigger, contents.get(sentence.start, ()))
        if attribution is None and (
            _somebodys(event, sentence, layout.text)
            or (meeting(sentence, titles) is not None and _HEADLINE_SPEAKER.search(sentence.of(layout.text)))
        ):
            continue
        content = sentence if part is None else _shared(sentence, part)
        line = lineage(attribution, said) if attribution else []
        time, status = time_of(event.trigger, content, analysis, times), _status(event, line)
        first_day, last_day = interval(time, status, report.published)
        background = _is_background(time, report.published)
        about = main if event.type in _SOMEWHERE and not background else None
        where = place_of(event.trigger, content, analysis, here, about)
        made.append(
            Claim(
                id=len(made),
                start=event.trigger.start,
                end=event.trigger.end,
                content=content,
                type=event.type,
                place=where.place.id if where else None,
                place_score=where.score if where else None,
                time=time.id if time else None,
                from_=first_day,
                to=last_day,
                status=status,
                attribution=attribution.id if attribution else None,
                chain=(*first, *chain_of(line, cast.actors)),
                background=background,
            )
        )
    return tuple(made)


def _by_sentence(layout: Layout, said: Sequence[Attribution]) -> dict[int, list[tuple[Attribution, Span]]]:
    """The pieces of contents that each sentence, by where it starts, has a part in."""
    found: dict[int, list[tuple[Attribution, Span]]] = {}
    for one in said:
        for part in one.content:
            first = layout.sentence_at(part.start)
            for sentence in (
                *([first] if first else []),
                *layout.sentences_in(Span(part.start + 1, part.end)),
            ):
                found.setdefault(sentence.start, []).append((one, part))
    return found


def _innermost(
    trigger: Span, near: Sequence[tuple[Attribution, Span]]
) -> tuple[Attribution | None, Span | None]:
    """The attribution with the smallest content that holds an event, and the piece of content that does."""
    holding = [(one, part) for one, part in near if part.holds(trigger)]
    if not holding:
        return None, None
    return min(
        holding, key=lambda found: (sum(part.end - part.start for part in found[0].content), -found[0].id)
    )


def _status(event: Event, line: Sequence[Attribution]) -> Status:
    """The event's own, unless who speaks of it denies it, or will not say it."""
    if event.status != "happened":
        return event.status
    if any(one.act in {"denied", "denied responsibility"} and not one.negated for one in line):
        return "denied"
    return "possible" if any(one.negated for one in line) else event.status


def _somebodys(event: Event, sentence: Span, text: str) -> bool:
    """Whether the sentence shows that somebody is quoted, though not who, or doubts it: then it is not the outlet's own claim."""
    quoted = any(quotation.span.holds(event.trigger) for quotation in quotations(text, sentence))
    return quoted or bool(_DOUBTED.search(text, sentence.start, sentence.end))


def _shared(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _is_background(time: Time | None, published: str | None) -> bool:
    if time is None or not time.to or not published or len(published) < len("2022-02-08"):
        return False
    day, written = dt.date.fromisoformat(time.to[:10]), dt.date.fromisoformat(published[:10])
    return (written - day).days > _OLD_DAYS
