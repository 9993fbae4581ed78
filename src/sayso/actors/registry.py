"""The registry: everybody who is named in a report, each under all their names. Filled while a report is read, then frozen.

Imports: model, names, directory. Imported by: references, actors.
"""

from msgspec import Struct, field

from sayso.actors import names
from sayso.actors.directory import NOBODY, Directory
from sayso.actors.listed import Listed
from sayso.actors.spelling import same_name, skeleton
from sayso.model import EntityKind, Role

_STATES = frozenset({"state", "people"})


class Entry(Struct):
    """An actor being gathered. It changes while that goes on, and never leaves this room."""

    name: str
    names: dict[str, None]
    kind: EntityKind | None
    named: bool
    roles: dict[str, Role]
    part_of: dict[int, None]
    country: str | None = None
    count: int | None = None
    gender: str = ""
    """"he" or "she", where the words say so."""
    plural: bool = False
    described: set[str] = field(default_factory=set)
    """Lemmas by which a phrase tells it from others of its sort."""
    listed: Listed | None = None
    """Who it is in the list of actors, by a name that means nobody else."""
    thing: bool = False
    """Whether it is nobody, but speaks all the same: a report, a film."""

    def words(self) -> set[str]:
        """The words of its names and of what describes it, in lower case."""
        return self.described | {word for name in self.names for word in names.key(name)}


def _fits(
    longer: tuple[str, ...], shorter: tuple[str, ...], one: EntityKind | None, other: EntityKind | None
) -> bool:
    """Whether one name is a short form of another, by what either is thought to be."""
    kinds = {one, other} - {None}
    if kinds == {"person"} or (len(kinds) != 1 and len(shorter) == 1 and len(longer) == 2):
        return names.person_fits(longer, shorter)
    return len(kinds) < 2 and names.organisation_fits(longer, shorter)


class Registry:
    """All entries by id, looked up by name or by the words of who has none."""

    def __init__(
        self, outlet: str | None = None, directory: Directory = NOBODY, published: str | None = None
    ) -> None:
        """`directory`: those whose names are known to be one actor's, as of when the report was `published`."""
        self._outlet = names.bare(outlet or "")
        self._directory, self._when = directory, published
        self.entries: list[Entry] = []
        self._by_word: dict[str, list[int]] = {}
        self._by_role: dict[str, list[int]] = {}
        self._by_words: dict[str, int] = {}
        self._by_bones: dict[str, list[int]] = {}
        self._by_listed: dict[str, int] = {}

    def named(self, words: str, kind: EntityKind | None) -> int:
        """The actor with a name, a new one if none has it yet. A longer form becomes the name to show."""
        name = names.bare(words)
        own, outlet = names.key(name), names.key(self._outlet)
        if kind != "person" and self._outlet and own != outlet and names.organisation_fits(outlet, own):
            name, own, kind = self._outlet, outlet, "organisation"
        listed = self._listed(name, kind)
        kind = kind if listed is None or listed.kind == "person" else "organisation"
        found = self._match(own, kind, listed)
        if found is None:
            found = self._new(name, own, kind)
        entry = self.entries[found]
        if name not in entry.names:
            self._by_bones.setdefault(skeleton(" ".join(own)), []).append(found)
        entry.names.setdefault(name)
        if len(own) > len(names.key(entry.name)):
            entry.name = name
            self._index(found, own)
        entry.kind = entry.kind or kind
        entry.listed = entry.listed or listed
        if entry.listed is not None:
            self._by_listed.setdefault(entry.listed.id, found)
        return found

    def _new(self, name: str, own: tuple[str, ...], kind: EntityKind | None) -> int:
        """An actor that is named for the first time, to be found by its words and its initials."""
        found = len(self.entries)
        self.entries.append(Entry(name=name, names={}, kind=kind, named=True, roles={}, part_of={}))
        self._index(found, own)
        if kind != "person" and len(own) > 1:
            initials = ("".join(w[0] for w in own), "".join(w[0] for w in own if w not in names.PARTICLES))
            self._index(found, initials)
        return found

    def _index(self, actor: int, words: tuple[str, ...]) -> None:
        for word in words:
            if actor not in self._by_word.setdefault(word, []):
                self._by_word[word].append(actor)

    def _listed(self, name: str, kind: EntityKind | None) -> Listed | None:
        """The listed actor of a name; no person, where the network takes it for an organisation."""
        found = self._directory.find(name, self._when, respelt=len(names.key(name)) > 1)
        if found is None or found.kind in _STATES or (found.kind == "person") > (kind == "person"):
            return None
        return found

    def also(self, actor: int, words: str) -> None:
        """One more name of an actor, by the report's own word."""
        name = names.bare(words)
        self.entries[actor].names.setdefault(name)
        self._index(actor, names.key(name))

    def near(self, word: str) -> list[int]:
        """Those who have a word in a name or for a role, in the order of their ids."""
        return sorted({*self._by_word.get(word, ()), *self._by_role.get(word, ())})

    def add_role(self, actor: int, role: Role) -> None:
        """One more role of an actor, who has none of that name yet."""
        self.entries[actor].roles[role.role] = role
        self._by_role.setdefault(role.role, []).append(actor)

    def _match(
        self, own: tuple[str, ...], kind: EntityKind | None, listed: Listed | None = None
    ) -> int | None:
        """The one entry whose name this may be: the same or another of the same listed actor, else a longer or shorter form.

        Two who are in the list under different ids are never one.
        """
        if listed is not None and listed.id in self._by_listed:
            return self._by_listed[listed.id]
        initials = "".join(word[0] for word in own) if len(own) > 1 else ""
        near = [number for word in dict.fromkeys((*own, initials)) for number in self._by_word.get(word, ())]
        fitting = []
        for number in dict.fromkeys(near):
            entry = self.entries[number]
            theirs = [names.key(name) for name in entry.names]
            if own in theirs:
                return number
            if listed is not None and entry.listed is not None:
                continue
            if any(_fits(one, own, kind, entry.kind) or _fits(own, one, kind, entry.kind) for one in theirs):
                fitting.append(number)
        if not fitting and listed is None:
            fitting = self._respelt(own, kind)
        return fitting[-1] if len(fitting) == 1 else None

    def _respelt(self, own: tuple[str, ...], kind: EntityKind | None) -> list[int]:
        """Those of the same sort whose name is this one in another spelling."""
        return [
            number
            for number in self._by_bones.get(skeleton(" ".join(own)), ())
            if self.entries[number].kind == kind
            and self.entries[number].listed is None
            and any(
                same_name(" ".join(own), " ".join(names.key(name))) for name in self.entries[number].names
            )
        ]

    def unnamed(self, words: str) -> int:
        """The actor that only these words are for."""
        low = words.lower()
        if low not in self._by_words:
            self._by_words[low] = self.another(words, None)
        return self._by_words[low]

    def another(self, words: str, kind: EntityKind | None) -> int:
        """A new actor without a name, whoever else these words are for."""
        entry = Entry(name=words, names={words: None}, kind=kind, named=False, roles={}, part_of={})
        self.entries.append(entry)
        return len(self.entries) - 1
