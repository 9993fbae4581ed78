"""Rows: one line for each statement of a reading: who says, what, status, where, when.

In: a `Reading`. Out: `Row`s, the words of the report first and their reading beside them; `None` where it is not
known, so that each view says so in its own way. Pure. Imports: model, claims. Imported by: export.page, cli.table.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from msgspec import Struct

from sayso.claims import lineage, passed_on
from sayso.model import Actor, Attribution, Claim, Count, Link, Place, Reading, Span, Time, words_of

OUTLET_UNKNOWN = "outlet unknown"
SOMEONE = "someone not named"
GOES_ON = "perhaps the outlet’s own words"


class Row(Struct, frozen=True, kw_only=True):
    """A statement in plain words. `said_by` is the words that show who says it (source and cue), "" if none do.

    `what` is verbatim, in three parts: before, the words that name the event, after.
    """

    chain: tuple[str, ...]
    said_by: str
    what: tuple[str, str, str]
    labels: tuple[str, ...]
    status: str
    where_words: str | None = None
    where: str | None = None
    when_words: str | None = None
    when: str | None = None
    claim: int | None = None
    attribution: int | None = None

    @property
    def handle(self) -> str:
        """What `sayso why` calls it: "c1" for a claim, "a3" for an attribution."""
        return f"a{self.attribution}" if self.claim is None else f"c{self.claim}"

    @property
    def words(self) -> str:
        """What is said, whole; "" if the words for it were not found."""
        return "".join(self.what)

    @property
    def own_voice(self) -> bool:
        """Whether the outlet itself says it."""
        return len(self.chain) == 1


def rows_of(reading: Reading) -> Iterator[Row]:
    """A row for each claim, then one for each attribution that claims do not show whole, both in text order."""
    attributions = {attribution.id: attribution for attribution in reading.attributions}
    places = {place.id: place for place in reading.places}
    times = {time.id: time for time in reading.times}
    for claim in reading.claims:
        yield _claim_row(reading, claim, attributions, places, times)
    referred = {claim.attribution for claim in reading.claims}
    told = {(claim.attribution, claim.content) for claim in reading.claims}
    actors = {actor.id: actor for actor in reading.actors}
    for attribution in reading.attributions:
        whole = all((attribution.id, span) in told for span in attribution.content)
        if attribution.id not in referred or not whole:
            yield _attribution_row(reading, attribution, actors)


def _claim_row(
    reading: Reading,
    claim: Claim,
    attributions: dict[int, Attribution],
    places: dict[int, Place],
    times: dict[int, Time],
) -> Row:
    text = reading.text
    place = None if claim.place is None else places[claim.place]
    time = None if claim.time is None else times[claim.time]
    return Row(
        chain=tuple(_link_name(link, at) for at, link in enumerate(claim.chain)),
        said_by="" if claim.attribution is None else _said_by(attributions[claim.attribution], text),
        what=_around(text, claim.content, claim.trigger),
        labels=_labels(claim),
        status=f"{claim.status}, background" if claim.background else claim.status,
        where_words=None if place is None else text[place.start : place.end],
        where=None if place is None else place_name(place),
        when_words=None if time is None else text[time.start : time.end],
        when=interval(claim.from_, claim.to),
        claim=claim.id,
        attribution=claim.attribution,
    )


def _attribution_row(reading: Reading, attribution: Attribution, actors: dict[int, Actor]) -> Row:
    speakers = [_speaker(each, actors, reading.text) for each in lineage(attribution, reading.attributions)]
    return Row(
        chain=(*(_link_name(link, at) for at, link in enumerate(passed_on(reading))), *speakers),
        said_by=_said_by(attribution, reading.text),
        what=(words_of(reading.text, attribution.content), "", ""),
        labels=_grounds(attribution, reading.text),
        status=f"not {attribution.act}" if attribution.negated else attribution.act,
        attribution=attribution.id,
    )


def _grounds(attribution: Attribution, text: str) -> tuple[str, ...]:
    """On what it rests, and that it is offered with a doubt."""
    basis = attribution.basis
    rests = [f"{basis.kind}: “{text[basis.start : basis.end]}”"] if basis else []
    doubts = [] if attribution.cue or attribution.source else [GOES_ON]
    return (*rests, *doubts)


def _speaker(attribution: Attribution, actors: dict[int, Actor], text: str) -> str:
    if attribution.speaker is not None:
        return actors[attribution.speaker].name
    return words_of(text, attribution.source) or SOMEONE


def _link_name(link: Link, at: int) -> str:
    return link.name or (SOMEONE if at else OUTLET_UNKNOWN)


def _said_by(attribution: Attribution, text: str) -> str:
    return words_of(text, sorted((*attribution.source, *attribution.cue)))


def _around(text: str, content: Span, trigger: Span) -> tuple[str, str, str]:
    if not content.holds(trigger):
        return content.of(text), "", ""
    return text[content.start : trigger.start], trigger.of(text), text[trigger.end : content.end]


def _labels(claim: Claim) -> tuple[str, ...]:
    kind = " ".join(part for part in (claim.type, claim.mode) if part)
    return tuple(filter(None, (kind, *claim.contexts, *map(_count, claim.numbers))))


def _count(count: Count) -> str:
    if count.low is not None and count.high is not None and count.low != count.high:
        return f"{count.of} {count.low}–{count.high}"
    known = [number for number in (count.best, count.low, count.high) if number is not None]
    return f"{count.of} {known[0]}" if known else f"{count.of}, number unknown"


def place_name(place: Place) -> str:
    """The place's name, with the region it lies in where that is known."""
    return f"{place.name}, in {place.inside}" if place.inside else place.name


def interval(first: str | None, last: str | None) -> str | None:
    """Two ends in words, a whole month or year as such; `None` if neither is known."""
    if first and last:
        return _whole(first, last) or f"{first} – {last}"
    if first:
        return f"from {first}"
    return f"until {last}" if last else None


def _whole(first: str, last: str) -> str | None:
    """The day, month or year that both ends together are, if they are just one."""
    if first == last:
        return first
    if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
        return first[:4]
    ends = re.fullmatch(r"(\d{4})-(\d\d)-01", first)
    if ends and last == f"{first[:7]}-{monthrange(int(ends[1]), int(ends[2]))[1]}":
        return first[:7]
    return None
