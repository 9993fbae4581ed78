"""Identities: which listed actor a reading's actor is, of which country and sector. What the report itself says goes first.

Pure. Imports: model, coding, directory, listed, periods, sectors. Imported by: actors.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import msgspec

from sayso.actors import sectors
from sayso.actors.coding import after_office, code
from sayso.actors.directory import Directory
from sayso.actors.listed import Listed
from sayso.actors.periods import days_of, sector_at
from sayso.model import Actor


def identified(
    actor: Actor, described: AbstractSet[str], directory: Directory, published: str | None
) -> Actor:
    """An actor with what the list, or the words for it, say beyond what is known of it.

    `described`: lemmas that tell it from others of its sort.
    """
    when = known_day(published)
    if not actor.named:
        coded = code(actor.name, directory, when)
        agrees = actor.country is None or coded.country in {None, actor.country}
        return msgspec.structs.replace(
            actor, country=actor.country or coded.country, sector=coded.sector if agrees else None
        )
    known = _known(actor, directory, when)
    told = _told(actor, described)
    if known is None:
        return msgspec.structs.replace(actor, sector=told)
    return msgspec.structs.replace(
        actor,
        country=actor.country or known.country,
        sector=told or sector_at(known, when),
        known_as=known.id,
    )


def known_day(published: str | None) -> str | None:
    """The day, month or year when a report was published; None if it does not say so in a way that means one."""
    day = (published or "").split("T")[0]
    try:
        days_of(day)
    except ValueError:
        return None
    return day


def _known(actor: Actor, directory: Directory, when: str | None) -> Listed | None:
    """The one listed actor that its names mean, if none of them means another and it is no other sort of thing."""
    found = {
        one.id: one
        for name in (actor.name, *actor.names)
        if (one := directory.find(name, when, actor.country))
    }
    if len(found) != 1:
        return None
    (one,) = found.values()
    return one if actor.kind is None or (actor.kind == "person") == (one.kind == "person") else None


def _told(actor: Actor, described: AbstractSet[str]) -> str | None:
    """The sector that a person's roles say, all the same one: "the senator", "a former minister"."""
    if actor.kind != "person":
        return None
    said = {sector for role in actor.roles for sector in _of_role(role.role)}
    if len(said) != 1:
        return None
    former, _ = sectors.left_office(sorted(described))
    return after_office(said.pop()) if former else said.pop()


def _of_role(role: str) -> Iterable[str]:
    return [one.sector for one in sectors.said([role]) if one.strength == "noun" and one.sector is not None]
