"""Nouns: whom phrases without a name mean: who bears a role, who issued a statement, the body that was named last; else somebody new.

Imports: known, phrases. Imported by: references.
"""

from bisect import bisect_left

from sayso.actors import phrases
from sayso.actors.known import GENERIC, LIKELY, Choice, Known
from sayso.actors.phrases import Phrase

_LOCAL = frozenset({"local", "senior", "former", "young", "old"})
_WRITTEN = frozenset("statement letter message communique communiqué release declaration post tweet".split())
_FAR = 4
"""Sentences back to which a body is looked for."""


def noun(known: Known, phrase: Phrase, last: int | None) -> Choice:
    """Whom a source that is no name and no pronoun means; `last` is who spoke before."""
    told = _told_by_words(known, phrase, last)
    if told is not None:
        return told
    sums, none = known.sums(phrase.head)
    ranked = sorted(((who, score) for who, score in sums.items() if who >= 0), key=lambda one: -one[1])
    runners = known.runners(ranked)
    if phrase.definite and ranked and ranked[0][1] > max(none, LIKELY):
        return Choice(ranked[0][0], "the network refers it back", runners[1:])
    earlier = _introduced(known, phrase) or phrase
    actor = known.registry.unnamed(phrases.label(known.sheet, earlier))
    known.describe(actor, earlier)
    known.registry.entries[actor].described |= phrases.modifiers(known.sheet, earlier)
    return Choice(actor, "a source without a name", runners)


def _told_by_words(known: Known, phrase: Phrase, last: int | None) -> Choice | None:
    """Whom a phrase means by its own words: an issuer, a role, a body; the first rule that knows."""
    word = known.sheet.form(phrase.head).lower()
    rules = [(_issuer(known, phrase), "who issued it")]
    if phrase.definite:
        rules += [
            (bearer(known, phrase), f"who bears the role “{word}”"),
            (_body(known, phrase, last), "the organisation that was named last"),
            (last if _issued(known, phrase) else None, "who spoke before did so in a statement"),
        ]
    else:
        rules.append((_named_later(known, phrase), "the only one of that role, named later"))
    return next((Choice(actor, rule) for actor, rule in rules if actor is not None), None)


def _issuer(known: Known, phrase: Phrase) -> int | None:
    """Whose statement or letter it is, the last who is named: "a statement sent to the paper in the name of the Sand Falcons"."""
    if known.sheet.words[phrase.head].lemma.lower() not in _WRITTEN:
        return None
    inside = [known.of_word[word] for word in range(*phrase.piece) if word in known.of_word]
    return inside[-1] if inside else None


def _named_later(known: Known, phrase: Phrase) -> int | None:
    """Whom "a local teacher" means if just one person has that role, and is named behind it: "The teacher, Amadou Barrima,"."""
    if phrase.plural or phrase.count != 1:
        return None
    noun = known.sheet.words[phrase.head].lemma.lower()
    having = [n for n in known.registry.near(noun) if noun in known.registry.entries[n].roles]
    if len(having) != 1 or not known.registry.entries[having[0]].named:
        return None
    entry = known.registry.entries[having[0]]
    role = entry.roles[noun]
    behind = role.start > known.sheet.span(phrase.piece).end
    definite = known.sheet.text[max(0, role.start - 4) : role.start].lower() == "the "
    alike = phrases.modifiers(known.sheet, phrase) - _LOCAL <= entry.words()
    return having[0] if behind and definite and alike else None


def _issued(known: Known, phrase: Phrase) -> bool:
    """Whether "the statement" is the one that the sentence before tells of."""
    noun = known.sheet.words[phrase.head].lemma.lower()
    sentence = known.sheet.sentence_at(phrase.head)
    first = known.sheet.sentences[max(0, sentence - 2)][0]
    return noun in _WRITTEN and any(
        known.sheet.words[w].lemma.lower() == noun for w in range(first, phrase.piece[0])
    )


def bearer(known: Known, phrase: Phrase) -> int | None:
    """The actor with the role, or of the sort, that a definite phrase names: the one meant last, else the only one."""
    if not phrase.definite or phrase.plural:
        return None
    noun = known.sheet.words[phrase.head].lemma.lower()
    having = [n for n in known.registry.near(noun) if _is_called(known, n, noun)]
    wanted = phrases.modifiers(known.sheet, phrase)
    having = [n for n in having if wanted <= known.registry.entries[n].words()]
    place = phrases.institution(known.sheet, phrase)
    of = known.of_word.get(place[1] - 1) if place else None
    if of is not None:
        having = [
            n for n in having if (role := known.registry.entries[n].roles.get(noun)) and role.of in {of, None}
        ]
    if len(having) <= 1:
        return having[0] if having else None
    return next((actor for actor in known.before(phrase.head) if actor in having), None)


def _body(known: Known, phrase: Phrase, last: int | None) -> int | None:
    """The organisation that "the group" brings back: the one the last speaker speaks for, else the one named last, not far before."""
    if (
        phrase.plural
        or known.sheet.words[phrase.head].lemma.lower() not in GENERIC
        or phrases.institution(known.sheet, phrase)
    ):
        return None
    of = (
        [role.of for role in known.registry.entries[last].roles.values() if role.of is not None]
        if last is not None
        else []
    )
    if of:
        return of[0]
    sentence = known.sheet.sentence_at(phrase.head)
    first = known.sheet.sentences[max(0, sentence - _FAR)][0]
    return next((actor for actor in known.before(phrase.head, first) if known.is_body(actor)), None)


def _is_called(known: Known, actor: int, noun: str) -> bool:
    """Whether somebody has a role, or an organisation's name has a noun: "the Desert Mission" for "the mission"."""
    entry = known.registry.entries[actor]
    if noun in entry.roles:
        return True
    return known.is_body(actor) and any(noun in name.lower().split() for name in entry.names)


def _introduced(known: Known, phrase: Phrase) -> Phrase | None:
    """The phrase that brought up whom "the doctor" means: "a doctor in Kulob", before it."""
    if not phrase.definite or phrase.plural or phrases.institution(known.sheet, phrase):
        return None
    noun = known.sheet.words[phrase.head].lemma.lower()
    wanted = phrases.modifiers(known.sheet, phrase)
    for mention in reversed(known.order[: bisect_left(known.heads, phrase.head)]):
        if (
            known.sheet.words[mention.head].lemma.lower() == noun
            and known.sheet.words[mention.head].upos == "NOUN"
        ):
            found = phrases.read_phrase(known.sheet, known.sheet.phrase(mention.head))
            same = wanted <= phrases.modifiers(known.sheet, found)
            if (
                same
                and found.head == mention.head
                and not found.definite
                and not found.plural
                and found.name is None
            ):
                return found
    return None


def with_role(known: Known, role: str) -> int | None:
    """The one actor with a role."""
    having = [number for number in known.registry.near(role) if role in known.registry.entries[number].roles]
    return having[0] if len(having) == 1 else None
