"""Relations: which actor leads, belongs to or is part of which, where the report says so.

In: all that is known of the report's actors. They get roles, with the words that say so, and organisations what they are part of.
What is denied, asked or not yet so is none. Imports: known, registry, model. Imported by: actors.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import msgspec

from sayso.actors.known import SURE, Known
from sayso.model import Role

PARTS = frozenset(
    "part wing arm branch faction unit division subsidiary member component battalion brigade regiment chapter cell".split()
)
"""What one body is of another that it is part of."""
_TIES = PARTS | {"affiliate", "offshoot", "ally", "rival", "successor"}
"""The same, and what is no part of it."""
_LEADS = {
    "lead": "leader",
    "head": "head",
    "command": "commander",
    "chair": "chair",
    "found": "founder",
    "run": "head",
}
_BELONGS = {
    "belong": ("member", "to"),
    "affiliate": ("affiliate", "with"),
    "ally": ("ally", "with"),
    "join": ("member", ""),
}
"""Verbs, with what they make of somebody, and the preposition before what that one belongs to; without one it is the object."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_PASSIVE = frozenset({"nsubj:pass", "aux:pass"})
_OPEN = frozenset({"future", "conditional", "infinitive", "imperative"})
"""Tenses of what is not so yet."""


def relate(known: Known) -> None:
    """Add what the report's clauses and the roles of its names say."""
    for actor, role, noun in known.loose:
        _settle(known, actor, role, noun)
    for word in range(len(known.sheet.words)):
        for one, role, other in _told(known, word):
            _add(known, one, role, other, word)
    for entry in known.registry.entries:
        if entry.kind != "person":
            entry.part_of |= {
                role.of: None for role in entry.roles.values() if role.of is not None and role.role in PARTS
            }


def _told(known: Known, word: int) -> Iterator[tuple[int, str, int]]:
    """Who is what of whom, by the clause of a word."""
    lemma = known.sheet.words[word].lemma.lower()
    if lemma in _LEADS:
        yield from ((one, _LEADS[lemma], other) for one, other in _leading(known, word))
    elif lemma in _BELONGS:
        role, preposition = _BELONGS[lemma]
        yield from ((one, role, other) for one, other in _belonging(known, word, preposition))
    elif lemma in _TIES:
        yield from ((one, lemma, other) for one, other in _being(known, word))


def _settle(known: Known, actor: int, role: str, noun: int) -> None:
    """Of whom somebody has a role, where only "the group" is said: the named body that the noun likely means.

    It has to be twice as likely as any other body.
    """
    bodies = [(share, who) for who, share in known.sums(noun)[0].items() if who >= 0 and known.is_body(who)]
    bodies.sort(reverse=True)
    if not bodies or bodies[0][0] < SURE or bodies[0][1] == actor:
        return
    if len(bodies) > 1 and bodies[1][0] * 2 > bodies[0][0]:
        return
    entry, body = known.registry.entries[actor], bodies[0][1]
    before = entry.roles[role].of
    entry.roles[role] = msgspec.structs.replace(entry.roles[role], of=body)
    if before in entry.part_of:
        entry.part_of = {(body if of == before else of): None for of in entry.part_of}


def _add(known: Known, one: int, role: str, of: int, word: int) -> None:
    if one == of or role in known.registry.entries[one].roles:
        return
    span = known.sheet.span((word, word + 1))
    known.registry.add_role(one, Role(role=role, of=of, start=span.start, end=span.end))


def _leading(known: Known, verb: int) -> Iterator[tuple[int, int]]:
    """Who leads whom: "Haddan leads the Front", "Haddan, who leads it", "the Front, led by Haddan"."""
    if known.sheet.words[verb].upos != "VERB" or not _is_so(known, verb):
        return
    agents = _named(known, verb, {"obl:agent", "obl"}, "by")
    if agents:
        led = _named(known, verb, {"nsubj:pass"}) or _above(known, verb, {"acl", "acl:relcl"})
        yield from ((one, other) for one in agents for other in led if _is_body(known, other))
        return
    if any(known.sheet.words[child].relation in _PASSIVE for child in known.sheet.children[verb]):
        return
    leaders = _named(known, verb, _SUBJECTS) or _above(known, verb, {"acl:relcl"})
    led = _named(known, verb, {"obj"})
    yield from ((one, other) for one in leaders for other in led if _is_body(known, other))


def _belonging(known: Known, verb: int, preposition: str) -> Iterator[tuple[int, int]]:
    """Who belongs to whom: "the Brigades belong to the Front", "are affiliated with it", "Haddan joined it"."""
    if known.sheet.words[verb].upos not in {"VERB", "ADJ"} or not _is_so(known, verb):
        return
    bodies = (
        _named(known, verb, {"obl", "obl:arg"}, preposition) if preposition else _named(known, verb, {"obj"})
    )
    members = _named(known, verb, _SUBJECTS) or _above(known, verb, {"acl", "acl:relcl"})
    yield from ((one, other) for one in members for other in bodies if _is_body(known, other))


def _being(known: Known, noun: int) -> Iterator[tuple[int, int]]:
    """Who is part of whom, by a clause: "the Brigades are part of the Front"."""
    if not any(known.sheet.words[child].relation == "cop" for child in known.sheet.children[noun]):
        return
    if not _is_so(known, noun):
        return
    bodies = _named(known, noun, {"nmod"}, "of")
    for one in _named(known, noun, _SUBJECTS):
        yield from ((one, other) for other in bodies if _is_body(known, other))


def _is_so(known: Known, word: int) -> bool:
    """Whether it is told as so: neither denied nor to come, and no question."""
    sheet = known.sheet
    around = {sheet.words[child].lemma.lower() for child in sheet.children[word]}
    return not around & {
        "not",
        "n't",
        "n’t",
        "never",
        "no",
        "may",
        "might",
        "could",
        "would",
        "will",
        "if",
    } and (sheet.words[word].tense not in _OPEN)


def _named(known: Known, word: int, relations: AbstractSet[str], preposition: str = "") -> list[int]:
    """The named actors that hang on a word by such a relation, behind a preposition if one is given; "who" is who it is about."""
    sheet, found = known.sheet, []
    for child in sheet.children[word]:
        if sheet.words[child].relation not in relations:
            continue
        cases = {sheet.form(i).lower() for i in sheet.children[child] if sheet.words[i].relation == "case"}
        if preposition and preposition not in cases:
            continue
        actor = known.of_word.get(child)
        if actor is not None and known.registry.entries[actor].named:
            found.append(actor)
    return found


def _above(known: Known, word: int, relations: set[str]) -> list[int]:
    """The named actor that a clause hangs on."""
    above = known.sheet.words[word]
    actor = known.of_word.get(above.head) if above.relation in relations else None
    return [] if actor is None else [actor]


def _is_body(known: Known, actor: int) -> bool:
    return known.registry.entries[actor].kind != "person"
