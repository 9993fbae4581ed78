"""Directory: the listed actors by name, whatever the spelling. Two who may be meant are none, unless a country settles it.

In: a name as a report has it. Out: the one listed actor, or None. Pure. Imports: checking, listed, periods, spelling.
Imported by: coding, actors, pipeline, cli.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from sayso.actors import checking, listed
from sayso.actors.listed import Listed
from sayso.actors.periods import is_there, sector_at
from sayso.actors.spelling import alike, fold, is_acronym, same_name, skeleton

_SHORTEST = 5
"""Letters from which a name is looked for under other spellings."""
_HEADS = frozenset(
    "president|prime minister|chancellor|premier|taoiseach|king|queen|emperor|emir|sultan|supreme leader".split(
        "|"
    )
)
"""Offices of those whom news calls by the surname alone."""
_ONE_WORD = 0.75
"""How alike names of one word must be to be looked up as one."""
_SPOKEN = 4
"""Letters from which an acronym may be written as a word is: "Nato"."""


class Directory:
    """Actors under all their names. Built once and never changed."""

    def __init__(self, actors: Iterable[Listed]) -> None:
        self.actors = tuple(actors)
        self.by_id = {one.id: one for one in self.actors}
        self._named: dict[str, list[tuple[Listed, str]]] = {}
        self._surnamed: dict[str, list[Listed]] = {}
        for one in self.actors:
            for name in dict.fromkeys((one.name, *one.names)):
                self._named.setdefault(fold(name), []).append((one, name))
            if one.kind == "person":
                self._surnamed.setdefault(fold(one.name.split(" ")[-1]), []).append(one)

    @cached_property
    def _by_bones(self) -> dict[str, list[tuple[Listed, str]]]:
        found: dict[str, list[tuple[Listed, str]]] = {}
        for pairs in self._named.values():
            for actor, name in pairs:
                if not is_acronym(name):
                    found.setdefault(_bones(name), []).append((actor, name))
        return found

    def find(
        self, name: str, when: str | None = None, country: str | None = None, *, respelt: bool = True
    ) -> Listed | None:
        """The one actor that a name means. `when`: an ISO prefix; `country`: three letters, to choose between several.

        An actor of another country than `country` is never meant; one of no country may be. `respelt`: its names are looked
        for in other spellings too, if none is the same.
        """
        written = _tidy(name)
        same = [
            (actor, known) for actor, known in self._named.get(fold(written), ()) if _cased(written, known)
        ]
        if (
            respelt
            and not same
            and len(fold(written)) >= _SHORTEST
            and not written.islower()
            and not is_acronym(written)
        ):
            near = self._by_bones.get(_bones(written), ())
            same = [
                (actor, known) for actor, known in near if same_name(written, known) and _sure(written, known)
            ]
        return _one(same, written, when, country)

    def in_office(
        self, surname: str, sector: str, when: str | None = None, country: str | None = None
    ) -> Listed | None:
        """The one person of a surname who held an office of a sector, at a time if one is given: "Chancellor | Merkel"."""
        found = [
            one
            for one in self._surnamed.get(fold(surname), ())
            if country in {None, one.country}
            and (sector_at(one, when) == sector if when else sector in {at.sector for at in one.periods})
        ]
        return found[0] if len(found) == 1 else None

    def head_called(self, surname: str, when: str | None = None) -> Listed | None:
        """The one head of a state or government of a surname, in office at a time or before: "Merkel"."""
        if not surname.istitle() or len(surname) < _SPOKEN:
            return None
        found = [
            one
            for one in self._surnamed.get(fold(surname), ())
            if any(at.office in _HEADS for at in one.periods) and sector_at(one, when) is not None
        ]
        return found[0] if len(found) == 1 else None


NOBODY = Directory(())
"""No one is listed."""


def open_directory(paths: Sequence[str] = ()) -> Directory:
    """The directory of the packaged list and of users' own files. Raises: BadRequest, BadActors."""
    return Directory(checking.load(paths)) if paths else _packaged()


@cache
def _packaged() -> Directory:
    return Directory(listed.packaged())


def _bones(name: str) -> str:
    return skeleton(name).replace(" ", "")


def _tidy(name: str) -> str:
    words = re.sub(r"\s+", " ", name).strip(' ,;:"“”')
    words = re.sub(r"(?<=\w)['’]s?$", "", words)
    return re.sub(r"^(?:[Tt]he|THE)\s+(?=\S)", "", words)


def _one(
    pairs: Sequence[tuple[Listed, str]], written: str, when: str | None, country: str | None
) -> Listed | None:
    """The one actor of several that fits country and time, else the one that is written so, or shown by this name."""
    if country is not None:
        here = [pair for pair in pairs if pair[0].country == country]
        pairs = here or [pair for pair in pairs if pair[0].country is None]
    for fits in (
        lambda actor, _: when is None or is_there(actor, when),
        lambda _, known: known.casefold() == written.casefold(),
        lambda actor, _: same_name(actor.name, written),
    ):
        if len({actor.id for actor, _ in pairs}) > 1:
            pairs = [pair for pair in pairs if fits(*pair)] or pairs
    return pairs[0][0] if len({actor.id for actor, _ in pairs}) == 1 else None


def _sure(written: str, known: str) -> bool:
    """Whether a name of one word is so like another that no country or person is taken for it: "Kabul" is no "Kaibil"."""
    return " " in fold(written) or alike(fold(written), fold(known)) >= _ONE_WORD


def _cased(written: str, known: str) -> bool:
    """Whether capitals are as the name's: all of an acronym's, one at least of another's."""
    if not is_acronym(known):
        return not written.islower() or known.islower()
    letters = "".join(filter(str.isalpha, written))
    capitals = "".join(filter(str.isalpha, known))
    return letters == capitals or (len(letters) >= _SPOKEN and letters == capitals.capitalize())
