"""Claims: events under attributions, each with the chain of those on whose word it rests.

In: the report, its attributions, actors, times and events. Out: `Attribution`s and `Claim`s of the contract.
Pure. Imports: model, encoder, attribution, actors, events. Imported by: pipeline.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.actors import Cast
from sayso.attribution import CUE, Found, quotations
from sayso.encoder import Layout
from sayso.events import Event
from sayso.model import Attribution, Claim, Link, Reading, Report, Span, Status, Time, meeting
from sayso.readers.datelines import find_dateline

_OTHER_CLAUSE = re.compile(
    r"[;:]|\b(?:who|whom|whose|which|that|after|before|when|since|while|because|where|although)\b", re.I
)
_HEADLINE_SPEAKER = re.compile(r"(?::|\s[-–—])\s+\S+(?:\s+\S+){0,3}\s*$")  # "Two killed in ambush: army"
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
            speaker=speaker,
        )
        for i, (one, speaker) in enumerate(zip(found, cast.speakers, strict=True))
    )


def claims(
    report: Report,
    layout: Layout,
    said: Sequence[Attribution],
    cast: Cast,
    times: Sequence[Time],
    events: Sequence[Event],
) -> tuple[Claim, ...]:
    """One claim an event, in text order."""
    contents = sorted((span, one.id) for one in said for span in one.content)
    spans = [span for span, _ in contents]
    titles = [section.span for section in report.sections if section.kind == "title"]
    cues = sorted(cue for one in said for cue in one.cue)
    made: list[Claim] = []
    for event in events:
        sentence = layout.sentence_at(event.trigger.start)
        if sentence is None or meeting(event.trigger, cues) is not None:
            continue
        at = meeting(event.trigger, spans)
        attribution = said[contents[at][1]] if at is not None else None
        if attribution is None and (
            _somebodys(event, sentence, layout.text)
            or (meeting(sentence, titles) is not None and _HEADLINE_SPEAKER.search(sentence.of(layout.text)))
        ):
            continue
        content = sentence if at is None else _shared(sentence, contents[at][0])
        time = _time(event.trigger, content, layout.text, times)
        made.append(
            Claim(
                id=len(made),
                start=event.trigger.start,
                end=event.trigger.end,
                content=content,
                type=event.type,
                time=time.id if time else None,
                from_=time.from_ if time else None,
                to=time.to if time else None,
                status=_status(event, attribution),
                attribution=attribution.id if attribution else None,
                chain=_chain(report, attribution, cast),
                background=_is_background(time, report.published),
            )
        )
    return tuple(made)


def _status(event: Event, attribution: Attribution | None) -> Status:
    """The event's own, unless who speaks of it denies it."""
    denied = attribution is not None and attribution.act == "denied" and event.status == "happened"
    return "denied" if denied else event.status


def _somebodys(event: Event, sentence: Span, text: str) -> bool:
    """Whether the sentence shows that somebody is quoted, though not who: then it is not the outlet's own claim."""
    if any(quotation.span.holds(event.trigger) for quotation in quotations(text, sentence)):
        return True
    return any(
        not event.trigger.meets(Span(*cue.span())) for cue in CUE.finditer(text, sentence.start, sentence.end)
    )


def _shared(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _time(trigger: Span, content: Span, text: str, times: Sequence[Time]) -> Time | None:
    """The content's one time expression, if it stands in the trigger's clause; else it may be another event's."""
    first = bisect_left(times, content.start, key=lambda time: time.start)
    inside = [time for time in times[first : first + 2] if time.end <= content.end]
    if len(inside) != 1:
        return None
    between = text[min(trigger.end, inside[0].end) : max(trigger.start, inside[0].start)]
    return None if _OTHER_CLAUSE.search(between) else inside[0]


def _is_background(time: Time | None, published: str | None) -> bool:
    if time is None or not time.to or not published or len(published) < len("2022-02-08"):
        return False
    day, written = dt.date.fromisoformat(time.to[:10]), dt.date.fromisoformat(published[:10])
    return (written - day).days > _OLD_DAYS


def _chain(report: Report, attribution: Attribution | None, cast: Cast) -> tuple[Link, ...]:
    """Who passed the report on, then who is quoted."""
    if attribution is None:
        return passed_on(report)
    source = attribution.source[0] if attribution.source else None
    speaker = cast.actors[attribution.speaker].name if attribution.speaker is not None else None
    quoted = Link(
        name=speaker,
        actor=attribution.speaker,
        act=attribution.act,
        start=source.start if source else None,
        end=source.end if source else None,
    )
    return (*passed_on(report), quoted)


def passed_on(report: Report | Reading) -> tuple[Link, ...]:
    """The links every chain of a report begins with: its outlet, and agencies named in metadata or dateline."""
    links = [Link(name=report.outlet, act="published")]
    links += [Link(name=name, act="supplied") for name in report.agencies]
    for section in report.sections:
        line = find_dateline(f"{section.span.of(report.text)} — ") if section.kind == "dateline" else None
        if line and line.agency and line.agency not in report.agencies:
            start = report.text.index(line.agency, section.start)
            links.append(Link(name=line.agency, act="supplied", start=start, end=start + len(line.agency)))
    return tuple(links)
