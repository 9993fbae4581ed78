"""Coding: country and sector of any noun phrase, and the listed actor that it names.

In: a phrase as a report has it, with the day it was said on. Out: `Coded`; what is not known is None. Pure.
Imports: cities, directory, listed, nations, periods, sectors. Imported by: actors, cli.
"""

import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from sayso.actors import cities, nations, sectors
from sayso.actors.directory import Directory
from sayso.actors.listed import Listed
from sayso.actors.names import TITLES
from sayso.actors.periods import FORMER, OFFICES, days_of, sector_at
from sayso.actors.sectors import Said

_BEHIND = frozenset(
    "of in at for from across with on near to against by who that which within inside behind around under".split()
)
"""Words behind which stands what somebody belongs to, and no more who they are."""
_POINTERS = frozenset(
    "he she it they we i you him her them us me his its their this that these those who which".split()
)
_SMALL = _BEHIND | {"the", "a", "an", "and"}
"""Words that no name begins with, where it stands in a phrase."""
_STATES = frozenset({"state", "unrecognised state", "people"})
_TOKEN = re.compile(r"\w+(?:[.'’]\w+)*[.'’]?")
_LONGEST = 9
"""Words that a listed name may have, to be found inside a phrase."""
_ARMED = frozenset({"REB", "PRM", "UAF", "CRM", "MIL"})


class Coded(Struct, frozen=True, kw_only=True):
    """What is known of a phrase."""

    text: str
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    """ISO 3166-1, three letters."""
    sector: str | None = None
    known_as: str | None = None
    """Id of the listed actor that it names, itself or its people."""
    of: str | None = None
    """Id of the listed actor that it belongs to, or is."""


class _Inside(Struct, frozen=True):
    """A listed actor that the words [first, past) of a phrase name."""

    first: int
    past: int
    actor: Listed


def code(text: str, directory: Directory, when: str | None = None) -> Coded:
    """What a noun phrase says of somebody. `when`: an ISO prefix; without one, as the list ends.

    Raises: ValueError, if `when` is no date.
    """
    if when is not None:
        days_of(when)
    words = _tidy(text)
    if not words or words.lower() in _POINTERS:
        return Coded(text=text)
    if words.islower():
        return _unnamed(text, words)
    whole = directory.find(words, when, respelt=False)
    if whole is not None:
        return _listed(text, whole, when)
    alone = _place(text, words)
    if alone is not None:
        return alone
    near = directory.head_called(words, when) or directory.find(words, when)
    if near is not None:
        return _listed(text, near, when)
    core, rest = _parts(words)
    found = _phrase(text, core, directory, when)
    if rest and (found.country is None or found.sector is None):
        found = _filled(found, _phrase(text, rest, directory, when))
    return found


def _unnamed(text: str, words: str) -> Coded:
    """What a phrase says that names nobody and nothing: a sector, by its head noun or, where that says none, behind a comma."""
    sectors_said = [_sector_of(part) for part in _parts(words)]
    return Coded(text=text, sector=next((one for one in sectors_said if one), None))


def _sector_of(words: str) -> str | None:
    former, plain = sectors.left_office(
        [sectors.plain(token) for token in _TOKEN.findall(words.replace("-", " "))]
    )
    past = next((i for i, word in enumerate(plain) if i and word in _BEHIND), len(plain))
    said = sectors.said(plain)
    head = next((one for one in reversed(said) if one.first < past), None)
    sector = _sector(head, said, None, None)
    return after_office(sector) if former else sector


def _tidy(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip(' ,;:."“”')
    words = re.sub(r"(?<=\w)['’]s?$", "", words)
    return re.sub(r"^(?:the|an?)\s+(?=\S)", "", words, flags=re.I)


def _parts(words: str) -> tuple[str, str]:
    """Who it is, and what is said of them behind a comma or in brackets."""
    core, _, rest = re.sub(r"\s*[(–—]\s*|,\s+", "\0", words).partition("\0")
    return core, rest.replace("\0", " ")


def _listed(text: str, actor: Listed, when: str | None) -> Coded:
    place = cities.place_of(actor.name) if actor.kind == "unrecognised state" else None
    return Coded(
        text=text,
        name=actor.name,
        kind=actor.kind,
        country=actor.country or place,
        sector=sector_at(actor, when),
        known_as=actor.id,
        of=actor.id,
    )


def _place(text: str, words: str) -> Coded | None:
    """A state, its people, its capital or another of its places, by itself."""
    cased = words.title() if words.isupper() and len(words) > 3 else words
    named = nations.name_of(words) or nations.name_of(cased)
    if named is not None:
        return Coded(text=text, name=named[1], kind="state", country=named[0])
    capital = cities.capital_of(words)
    if capital is not None:
        return Coded(text=text, country=capital, sector="GOV")
    place = cities.place_of(words) or cities.place_of(cased)
    return None if place is None else Coded(text=text, country=place)


def _filled(found: Coded, other: Coded) -> Coded:
    """What is known, and what is not known filled from what is said beside it, if both are of one country."""
    if None not in {found.country, other.country} and found.country != other.country:
        return found
    return Coded(
        text=found.text,
        name=found.name or other.name,
        kind=found.kind or other.kind,
        country=found.country or other.country,
        sector=found.sector or other.sector,
        known_as=found.known_as or other.known_as,
        of=found.of or other.of,
    )


def _phrase(text: str, words: str, directory: Directory, when: str | None) -> Coded:
    """The sector by the head noun, else by who it belongs to; the country by whatever names one."""
    tokens = _TOKEN.findall(words.replace("-", " "))
    former, plain = sectors.left_office([sectors.plain(token) for token in tokens])
    country = nations.country_of(words)
    past = next((i for i, word in enumerate(plain) if i and word in _BEHIND), len(plain))
    said = sectors.said(plain)
    inside = _inside(words, tokens, directory, when, country) or _titled(
        tokens[:past], said, directory, when, country
    )
    if inside is not None:
        said = [one for one in said if one.past <= inside.first or one.first >= inside.past]
    head = next((one for one in reversed(said) if one.first < past), None)
    sector = _sector(head, said, inside, when)
    if former:
        sector = after_office(sector)
    if inside is None:
        around = country or _around(words, found=head is not None)
        return Coded(text=text, country=around, sector=sector)
    actor = inside.actor
    country = actor.country or (country if actor.kind == "person" else None)
    coded = Coded(text=text, country=country, sector=sector, of=actor.id)
    if not _means(head, inside, past, former=former):
        return coded
    return msgspec.structs.replace(coded, name=actor.name, kind=actor.kind, known_as=actor.id)


def _titled(
    tokens: Sequence[str], said: Sequence[Said], directory: Directory, when: str | None, country: str | None
) -> _Inside | None:
    """The listed person whom an office and a surname behind it mean: "Chancellor | Merkel"."""
    last = len(tokens) - 1
    office = next((one for one in reversed(said) if one.past == last and one.sector in OFFICES), None)
    if office is None or office.sector is None or not tokens[last][0].isupper():
        return None
    person = directory.in_office(tokens[last], office.sector, when, country)
    return None if person is None else _Inside(last, last + 1, person)


def _around(words: str, *, found: bool) -> str | None:
    """The country of the places that are named beside a noun for somebody, or behind a preposition."""
    if not found and not re.search(r"\b(?:in|of|at|from|across|near)\s+(?:\w+\s+)?[A-Z]", words):
        return None
    return cities.country_around(words) or (cities.country_misspelt(words) if found else None)


def _sector(head: Said | None, said: Sequence[Said], inside: _Inside | None, when: str | None) -> str | None:
    """What the head says; a weak one gives way to a listed actor, then to the words before it, then behind it."""
    listed = sector_at(inside.actor, when) if inside else None
    if head is None:
        return listed
    if head.strength == "nobody":
        return None
    if head.strength == "noun":
        return head.sector
    if listed is not None:
        return listed
    before = [one for one in said if one.past <= head.first and one.strength == "noun"]
    behind = [one for one in said if one.first >= head.past and one.strength == "noun"]
    near = before[-1] if before else behind[0] if behind else None
    return near.sector if near else head.sector


def _means(head: Said | None, inside: _Inside, past: int, *, former: bool) -> bool:
    """Whether a phrase means the listed actor in it, or its people: "Boko Haram gunmen", "members of the SANDF"."""
    if inside.actor.kind == "person":
        return inside.first < past and (head is None or head.first < inside.first)
    if former:
        return False
    return head is None or (head.strength == "weak" and (head.sector is None or head.sector in _ARMED))


def after_office(sector: str | None) -> str | None:
    """What somebody is behind an office: the former elite. Who has left rebels or an unknown side is nothing that is known."""
    if sector in OFFICES:
        return FORMER
    return None if sector in _ARMED else sector


def _inside(
    words: str, tokens: Sequence[str], directory: Directory, when: str | None, country: str | None
) -> _Inside | None:
    """The longest listed name in a phrase, of two the last."""
    spans = [match.span() for match in _TOKEN.finditer(words.replace("-", " "))]
    for length in range(min(_LONGEST, len(tokens)), 0, -1):
        for first in range(len(tokens) - length, -1, -1):
            name = words[spans[first][0] : spans[first + length - 1][1]]
            if (
                name.islower()
                or tokens[first].lower() in _SMALL
                or _in_a_longer_name(tokens, first, first + length)
            ):
                continue
            actor = _looked_up(name, directory, when, country, respelt=length > 1)
            if actor is not None and actor.kind not in _STATES and _fits(actor, name, words, country):
                return _Inside(first, first + length, actor)
    return None


def _looked_up(
    name: str, directory: Directory, when: str | None, country: str | None, *, respelt: bool
) -> Listed | None:
    """The listed actor of a name in a phrase; the country of the phrase settles which of several. Names of peoples are none."""
    if not nations.without_countries(name).strip():
        return None
    found = directory.find(name, when, respelt=respelt)
    return found or (directory.find(name, when, country, respelt=respelt) if country else None)


def _in_a_longer_name(tokens: Sequence[str], first: int, past: int) -> bool:
    """Whether a capital beside some words makes them part of a name that is not known: "Harry | Times | Tseng"."""
    return any(
        tokens[i][0].isupper()
        and tokens[i].strip(".").lower() not in TITLES
        and not sectors.said([sectors.plain(tokens[i])])
        and not nations.country_of(tokens[i])
        and not cities.country_around(tokens[i])
        for i in (first - 1, past)
        if 0 <= i < len(tokens) and not _ends_name(tokens, i, first)
    )


def _ends_name(tokens: Sequence[str], beside: int, first: int) -> bool:
    """Whether a possessive stands between: "Iraq's | Badr"."""
    return beside < first and bool(re.search(r"['’]s?$", tokens[beside]))


def _fits(actor: Listed, name: str, words: str, country: str | None) -> bool:
    """Whether the phrase, the name apart, speaks of no other country."""
    if actor.country is None or country is None or actor.country == country:
        return True
    return nations.country_of(words.replace(name, " ")) in {None, actor.country}
