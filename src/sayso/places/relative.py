"""Relative: places told from others: "nearly 400 km northwest of Baghdad", "between Tikrit and Baiji", "the Iraqi–Syrian border".

In: the layout and the places that are named. Out: those and the ones told from them, numbered anew in text order. A name of which
something is told ("al-Qaim, nearly 400 km …") keeps its place and says how that agrees with the map; one that no gazetteer has gets
the point that the words give. Pure. Imports: model, encoder, marking, reckoning, relations, subjects. Imported by: places.
"""

from collections.abc import Collection, Sequence

from msgspec import structs

from sayso.encoder import Layout
from sayso.model import Place, Relative, Span
from sayso.places.marking import Marked
from sayso.places.reckoning import Spot, country_of, relative_of, spot_of
from sayso.places.relations import Told, borders, relations
from sayso.places.subjects import subject_of

_DIGITS = 4
"""Of a reckoned degree: ten metres."""


def with_relatives(
    layout: Layout, places: Sequence[Place], refused: Collection[int] = ()
) -> tuple[Place, ...]:
    """The places and those told from them.

    `refused`: ids of places that no gazetteer has and that have the point of their region; they get a better one, if it is told.
    """
    marked = Marked(layout.text, places)
    known = {place.id: place for place in places}
    sentences = _with_places(layout.sentences, places)
    free = max(known, default=-1) + 1
    for told in [told for sentence in sentences for told in borders(marked, sentence)]:
        border = _made(told, layout.text, free)
        free += 1
        known[border.id] = border
        marked.mark(border)
    for sentence, told in [(one, told) for one in sentences for told in relations(marked, one)]:
        subject = subject_of(told, marked, sentence)
        if subject is None and not (told.how == "near" and told.anchor.kind == "border"):
            known[free] = _made(told, layout.text, free)
            free += 1
        elif subject is not None and _tells_more(told, known[subject.id]):
            known[subject.id] = _told_of(told, known[subject.id], refused=subject.id in refused)
    return _numbered(list(known.values()))


def _with_places(sentences: Sequence[Span], places: Sequence[Place]) -> list[Span]:
    starts = sorted(place.start for place in places)
    found: list[Span] = []
    at = 0
    for sentence in sentences:
        while at < len(starts) and starts[at] < sentence.start:
            at += 1
        if at < len(starts) and starts[at] < sentence.end:
            found.append(sentence)
    return found


def _made(told: Told, text: str, number: int) -> Place:
    """A place that only the wording names."""
    place = Place(
        id=number,
        start=told.span.start,
        end=told.span.end,
        name=" ".join(told.span.of(text).split()),
        kind="border" if told.how == "border" else "relative",
        country=country_of(told),
        score=told.anchor.score,
        relative=relative_of(told),
    )
    return _at(place, spot_of(told))


def _at(place: Place, spot: Spot | None) -> Place:
    if spot is None:
        return place
    lat, lon = (round(degrees, _DIGITS) for degrees in spot.point)
    return structs.replace(place, lat=lat, lon=lon, precision_km=round(spot.precision_km, 1))


def _tells_more(told: Told, place: Place) -> bool:
    """Whether it is the first that is told of the place, or the first with a distance."""
    return place.relative is None or (place.relative.distance_km is None and told.length is not None)


def _told_of(told: Told, place: Place, *, refused: bool) -> Place:
    """A named place with what is told of it; without a point of its own it gets the one that the words give, and that kind."""
    if not refused and place.lat is not None:
        return structs.replace(place, relative=relative_of(told, place))
    place, spot = structs.replace(place, relative=relative_of(told)), spot_of(told)
    if spot is None or (place.precision_km is not None and place.precision_km <= spot.precision_km):
        return place
    country, score = place.country or country_of(told), place.score
    score = told.anchor.score if score is None else score
    return _at(structs.replace(place, kind="relative", country=country, score=score, geonameid=None), spot)


def _numbered(places: list[Place]) -> tuple[Place, ...]:
    """The places in text order, with ids that follow on one another."""
    places.sort(key=lambda place: (place.start, -place.end))
    new = {place.id: number for number, place in enumerate(places)}
    return tuple(
        structs.replace(place, id=new[place.id], relative=_renumbered(place.relative, new))
        for place in places
    )


def _renumbered(relative: Relative | None, new: dict[int, int]) -> Relative | None:
    if relative is None:
        return None
    anchor, other = (new.get(one) if one is not None else None for one in (relative.anchor, relative.other))
    return structs.replace(relative, anchor=anchor, other=other)
