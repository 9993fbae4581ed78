"""The registry: everybody who is named in a report, each under all their names. Filled while a report is read, then frozen.

Imports: model, names. Imported by: references, actors.
"""

from msgspec import Struct, field

from sayso.actors import names
from sayso.model import EntityKind, Role


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

    def __init__(self, outlet: str | None = None) -> None:
        self._outlet = names.bare(outlet or "")
        self.entries: list[Entry] = []
        self._by_word: dict[str, list[int]] = {}
        self._by_role: dict[str, list[int]] = {}
        self._by_words: dict[str, int] = {}

    def named(self, words: str, kind: EntityKind | None) -> int:
        """The actor with a name, a new one if none has it yet. A longer form becomes the name to show."""
        name = names.bare(words)
        own, outlet = names.key(name), names.key(self._outlet)
        if kind != "person" and self._outlet and own != outlet and names.organisation_fits(outlet, own):
            name, own, kind = self._outlet, outlet, "organisation"
        found = self._match(own, kind)
        if found is None:
            found = len(self.entries)
            self.entries.append(Entry(name=name, names={}, kind=kind, named=True, roles={}, part_of={}))
            for word in set(own):
                self._by_word.setdefault(word, []).append(found)
            if kind != "person" and len(own) > 1:
                for short in {
                    "".join(w[0] for w in own),
                    "".join(w[0] for w in own if w not in names.PARTICLES),
                }:
                    self._by_word.setdefault(short, []).append(found)
        entry = self.entries[found]
        entry.names.setdefault(name)
        if len(own) > len(names.key(entry.name)):
            entry.name = name
            for word in set(own):
                if found not in self._by_word.setdefault(word, []):
                    self._by_word[word].append(found)
        entry.kind = entry.kind or kind
        return found

    def near(self, word: str) -> list[int]:
        """Those who have a word in a name or for a role, in the order of their ids."""
        return sorted({*self._by_word.get(word, ()), *self._by_role.get(word, ())})

    def add_role(self, actor: int, role: Role) -> None:
        """One more role of an actor, who has none of that name yet."""
        self.entries[actor].roles[role.role] = role
        self._by_role.setdefault(role.role, []).append(actor)

    def _match(self, own: tuple[str, ...], kind: EntityKind | None) -> int | None:
        """The one entry whose name this may be: the same, else a longer or shorter form that no other shares."""
        initials = "".join(word[0] for word in own) if len(own) > 1 else ""
        near = [number for word in dict.fromkeys((*own, initials)) for number in self._by_word.get(word, ())]
        fitting = []
        for number in dict.fromkeys(near):
            entry = self.entries[number]
            theirs = [names.key(name) for name in entry.names]
            if own in theirs:
                return number
            if any(_fits(one, own, kind, entry.kind) or _fits(own, one, kind, entry.kind) for one in theirs):
                fitting.append(number)
        return fitting[-1] if len(fitting) == 1 else None

    def unnamed(self, words: str) -> int:
        """The actor that only these words are for."""
        low = words.lower()
        if low not in self._by_words:
            self._by_words[low] = len(self.entries)
            self.entries.append(
                Entry(name=words, names={words: None}, kind=None, named=False, roles={}, part_of={})
            )
        return self._by_words[low]
