"""Places: where. Toponyms with their entries in the gazetteer, what is refused, and how precise each is.

In: the report's analysis, its outlet and address, the gazetteer, the learnt chances. Out: `Place` values in text order; names do
not overlap, and stand inside of places told from them. Pure but for the look-ups. Imports: model, encoder, actors (genders),
times (numbers). Imported by: claims, pipeline, cli.

kinds, naming, store, own, gazetteer           what is on the map, under which names
adding, geonames, part, blocks, finishing      a user's own gazetteer
page, mentions                                 which words may name a place
context, ranking, recognition, elsewhere       what is known of them, as numbers
trees                                          what was learnt of such numbers
hints, datelines, locating                     the outlet's whereabouts, where a report was filed; each name settled, refused, or told by another
relative, marking, relations, subjects, wordings, lengths, reckoning   places told from others
globe, distances, precision                    how far, which way, how exactly
"""

from sayso.encoder.analysis import Analysis
from sayso.model import Place, Span
from sayso.places.datelines import filed_from
from sayso.places.elsewhere import SITES, Settled
from sayso.places.gazetteer import Gazetteer, Hit
from sayso.places.hints import hints
from sayso.places.locating import Chances, Located, locate
from sayso.places.page import Page
from sayso.places.relative import with_relatives
from sayso.places.store import Entry

__all__ = ["NEARBY_KM", "read_places"]

NEARBY_KM = 90
"""Within which what is told by the place that it stands by lies, if that is right: 39 of 41 (`benchmarks places-reach`)."""


def read_places(
    analysis: Analysis,
    gazetteer: Gazetteer,
    learnt: Chances,
    *,
    outlet: str | None = None,
    uri: str | None = None,
    dateline: Span | None = None,
) -> tuple[Place, ...]:
    """All places that a report names. `outlet` and `uri`, its address, tell where it was published.

    `dateline`: a part of the text that is not laid out; its places have no score, for they follow from its form.
    """
    page = Page(analysis)
    filed = filed_from(page.text, dateline, gazetteer) if dateline else ()
    told = (*(hit for _, hit in filed[:1]), *hints(outlet, uri, gazetteer))
    found = locate(page, gazetteer, learnt, told)
    named = [_place(number, one, page, gazetteer) for number, one in enumerate(found)]
    named += [
        _known(len(named) + i, span.start, span.end, hit, None, gazetteer)
        for i, (span, hit) in enumerate(filed)
    ]
    named.sort(key=lambda place: place.start)
    return with_relatives(
        analysis.layout, named, [number for number, one in enumerate(found) if one.by is not None]
    )


def _place(number: int, one: Located, page: Page, gazetteer: Gazetteer) -> Place:
    span = page.span(one.first, one.past)
    words = page.of(one.first, one.past)
    if one.hit:
        return _known(number, span.start, span.end, one.hit, one.chance, gazetteer)
    if one.by:
        return _by(number, one, one.by, page, gazetteer)
    return Place(id=number, start=span.start, end=span.end, name=words)


def _known(number: int, start: int, end: int, hit: Hit, chance: float | None, gazetteer: Gazetteer) -> Place:
    entry = hit.entry
    return Place(
        id=number,
        start=start,
        end=end,
        name=entry.name,
        kind=entry.kind,
        lat=entry.lat,
        lon=entry.lon,
        precision_km=entry.km,
        country=entry.country or None,
        geonameid=entry.geonameid,
        inside=_inside(entry, gazetteer),
        score=chance,
        demonym=hit.match == "demonym",
    )


def _by(number: int, one: Located, by: Settled, page: Page, gazetteer: Gazetteer) -> Place:
    """What no gazetteer has, where the place lies that it stands by: a street in the town, a village in the region."""
    span = page.span(one.first, one.past)
    entry = by.entry
    local = page.low[one.past - 1].rstrip(".") in SITES or page.low[one.first] in SITES
    region = entry.name if local or entry.kind in {"province", "district"} else _inside(entry, gazetteer)
    return Place(
        id=number,
        start=span.start,
        end=span.end,
        name=page.of(one.first, one.past),
        lat=entry.lat,
        lon=entry.lon,
        precision_km=max(entry.km, NEARBY_KM),
        country=entry.country or None,
        inside=region or entry.name,
        score=one.chance,
    )


def _inside(entry: Entry, gazetteer: Gazetteer) -> str | None:
    """The region of the first level that a place lies in, or the country of such a region; None for a country."""
    above = gazetteer.above(entry)
    region = gazetteer.by_id(above[-2] if len(above) > 1 else above[-1]) if above else None
    return region.name if region else None
