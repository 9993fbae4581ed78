"""Known: all that is known of a report's actors while it is gone through: who is named where, and whom each mention means.

Imports: encoder, attribution (its sheet), registry, phrases, genders, names. Imported by: pronouns, nouns, references.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from sayso.actors import nations, phrases
from sayso.actors.genders import gender_of
from sayso.actors.glosses import is_gloss
from sayso.actors.names import TITLES
from sayso.actors.phrases import Phrase
from sayso.actors.registry import Registry
from sayso.attribution.found import Piece
from sayso.attribution.sheet import Sheet
from sayso.model import EntityKind, Role

STEP = 100
"""Mentions among which a mention's antecedent is looked for, before it."""
FAINT = 0.001
"""Probabilities below it count for nothing; most antecedents have less."""
SURE, LIKELY = 0.2, 0.5
"""From which sum a pronoun means somebody, from which probability another phrase does, and a name is one. Chosen on GUM's sources."""
KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation"}
GENERIC = frozenset(
    "group organisation organization movement body agency company firm institution party union network channel station paper newspaper outlet bank club militia faction service".split()
)
"""Nouns that bring an organisation back that was named before."""
_GLOSS = 60
"""Characters between a name and another that is said to be its own."""
_REACH = 3000
"""Words back to which the bearer of a role is looked for."""


class Choice(Struct, frozen=True):
    """Whom a source means, by which rule, and who else was thought of, best first."""

    actor: int | None
    rule: str
    runners_up: tuple[tuple[str, float], ...] = ()


class Near(Struct, frozen=True):
    """Mentions, by their numbers, with how likely another one refers to the same, and how likely it does to nothing before."""

    mentions: list[int]
    shares: list[float]
    none: float


class Known:
    """What is known so far. `mentions`: the names in the text and whom they name; `means`: head word of a mention → whom it means."""

    def __init__(self, sheet: Sheet, registry: Registry) -> None:
        self.sheet, self.registry = sheet, registry
        self.mentions: list[tuple[Piece, int]] = []
        """Names in the text: words, and the actor they name."""
        self.of_word: dict[int, int] = {}
        self.means: dict[int, int] = {}
        """Head word of a mention → the actor it means."""
        self.made: dict[int, int] = {}
        """Nouns that somebody without a name was made an actor by, and that actor."""
        self.loose: list[tuple[int, str, int]] = []
        """Actors with a role of "the group" and the like: actor, role, the noun's word."""
        self.order = sorted(self.sheet.analysis.mentions, key=lambda one: one.head)
        self.at = {one.head: i for i, one in enumerate(self.order)}
        self.heads = [one.head for one in self.order]
        self._nouns = [self.sheet.words[head].upos == "NOUN" for head in self.heads]
        self._near: list[Near] = []
        self._take_names()
        self._take_roles()

    def _take_names(self) -> None:
        for one in self.sheet.analysis.marked["entities"]:
            kind = KINDS.get(phrases.kind_of(self.sheet, one))
            if kind is None or one.score < (LIKELY if one.kind in KINDS else SURE):
                continue
            past = one.past
            while (
                past < len(self.sheet.words)
                and self.sheet.words[past - 1].span.end == self.sheet.words[past].span.start
                and (self.sheet.form(past)[0] in "-0123456789" or self.sheet.form(past - 1).endswith("-"))
            ):
                past += 1  # "Vakhsh-24", "Haras al-Shamal"
            words = self.sheet.of((one.first, past))
            if not any(char.isalpha() and not char.islower() for char in words) or (
                one.past - one.first == 1 and self.is_people(one.first)
            ):
                continue
            actor = self._glossed((one.first, past), words)
            if actor is None:
                actor = self.registry.named(words, kind)
            self.mentions.append(((one.first, past), actor))
            for word in range(one.first, past):
                self.of_word[word] = actor
            entry = self.registry.entries[actor]
            before = self.sheet.of((max(0, one.first - 1), one.first)) if one.first else ""
            if entry.kind == "person" and not entry.gender:
                entry.gender = gender_of(f"{before} {words}") or gender_of(words)

    def is_people(self, word: int) -> bool:
        """Whether a word is a country's people: "Syrians". They are many, and it is nobody's name."""
        form = self.sheet.form(word)
        return (
            phrases.is_plural(self.sheet, word)
            and nations.country_of(form) is not None
            and nations.name_of(form) is None
        )

    def _glossed(self, piece: Piece, words: str) -> int | None:
        """The actor of the name right before, if the report says that both are one's."""
        if not self.mentions:
            return None
        before, actor = self.mentions[-1]
        end, start = self.sheet.words[before[1] - 1].span.end, self.sheet.words[piece[0]].span.start
        stop = self.sheet.words[piece[1] - 1].span.end
        if not 0 < start - end <= _GLOSS or not is_gloss(
            self.sheet.text[end:start], words, self.sheet.text[stop : stop + 3]
        ):
            return None
        self.registry.also(actor, words)
        return actor

    def _take_roles(self) -> None:
        """The nouns in apposition to names, of persons and of organisations."""
        for piece, actor in self.mentions:
            top = next(
                (w for w in range(*piece) if not piece[0] <= self.sheet.words[w].head < piece[1]),
                piece[1] - 1,
            )
            word = self.sheet.words[top]
            nouns = [
                i
                for i in self.sheet.children[top]
                if self.sheet.words[i].relation in {"appos", "compound", "nmod:desc"}
                and self._is_role(i, piece)
            ]
            if (
                word.relation in {"appos", "compound", "flat"}
                and (
                    word.relation != "compound"
                    or word.head < piece[0]
                    or self.sheet.words[word.head].lemma.lower() in GENERIC
                )  # "the Dawn movement", but not "the Dawn attack"
                and self._is_role(word.head, piece)
                and not self._is_anothers(word.head)
            ):
                nouns.append(word.head)
            before = piece[0] - 1
            if (
                before >= 0
                and before not in nouns
                and self.sheet.form(before).lower() in TITLES
                and self.sheet.words[before].upos == "PROPN"
            ):
                nouns.append(before)
            for noun in nouns:
                self.add_role(actor, noun)

    def body_at(self, place: Piece) -> int:
        """The actor that an institution's words are: named if they are a name, even one that the network did not mark."""
        of = self.of_word.get(place[1] - 1)
        if of is not None:
            return of
        words = self.sheet.of(place)
        named = self.sheet.words[place[1] - 1].upos == "PROPN" and not self.sheet.form(place[1] - 1).islower()
        return self.registry.named(words, "organisation") if named else self.registry.unnamed(words)

    def _take_loose(self, actor: int, role: str, place: Piece | None) -> None:
        """Remember of which noun for a body somebody has a role, to ask later whom it means."""
        if (
            place
            and place[1] - 1 not in self.of_word
            and self.sheet.words[place[1] - 1].lemma.lower() in GENERIC
        ):
            self.loose.append((actor, role, place[1] - 1))

    def _is_role(self, word: int, name: Piece) -> bool:
        """Whether a word says what somebody is: a noun, or a title written like a name."""
        if name[0] <= word < name[1]:
            return False
        return self.sheet.words[word].upos == "NOUN" or self.sheet.form(word).lower() in TITLES

    def _is_anothers(self, noun: int) -> bool:
        """Whether a noun is set before another name: "Front | commander | Salim Haddan"."""
        word = self.sheet.words[noun]
        return word.relation in {"compound", "nmod:desc", "flat"} and word.head in self.of_word

    def _body_before(self, noun: int) -> int | None:
        """The named body that is set before a noun: "Front" of "Front commander"."""
        named = [
            self.of_word[child]
            for child in self.sheet.children[noun]
            if self.sheet.words[child].relation == "compound" and child in self.of_word
        ]
        return next((one for one in named if self.registry.entries[one].kind == "organisation"), None)

    def add_role(self, actor: int, noun: int) -> None:
        """What a noun says that somebody is, and of whom."""
        entry = self.registry.entries[actor]
        role = self.sheet.words[noun].lemma.lower()
        if role in entry.roles or not role.isalpha():
            return
        phrase = Phrase(piece=self.sheet.phrase(noun), head=noun, sort="noun")
        place = phrases.institution(self.sheet, phrase)
        of = self.body_at(place) if place else self._body_before(noun)
        span = self.sheet.span((noun, noun + 1))
        own = Role(role=role, of=of if of != actor else None, start=span.start, end=span.end)
        self.registry.add_role(actor, own)
        self._take_loose(actor, role, place)
        if role in GENERIC:
            entry.kind = "organisation"
        elif role in TITLES or gender_of(role):
            entry.kind = "person"
        entry.described |= phrases.modifiers(self.sheet, phrase)
        entry.gender = entry.gender or (gender_of(role) if entry.kind == "person" else "")

    def sums(self, word: int) -> tuple[dict[int, float], float]:
        """How likely a mention means each actor that is meant before it, and nobody before."""
        if word not in self.at:
            return {}, 1.0
        near = self.near(self.at[word])
        sums: dict[int, float] = {}
        for k, share in zip(near.mentions, near.shares, strict=True):
            head = self.heads[k]
            who = self.means.get(head)
            if who is None:
                if not self._nouns[k]:
                    continue
                who = -head - 1
            sums[who] = sums.get(who, 0.0) + share
        return sums, near.none

    def who(self, word: int) -> int | None:
        """The actor that a head word means; below zero, a noun that means somebody who is no actor yet."""
        if word in self.means:
            return self.means[word]
        return -word - 1 if self.sheet.words[word].upos == "NOUN" and word in self.at else None

    def near(self, i: int) -> Near:
        """The mentions before mention `i` that it may refer to the same as."""
        while len(self._near) <= i:
            self._near += self._block(len(self._near))
        return self._near[i]

    def _block(self, first: int) -> list[Near]:
        """As `near`, of the next mentions, up to STEP."""
        low = max(0, first - STEP)
        table = self.sheet.analysis.antecedents(self.order[low : first + STEP])[first - low :]
        rows, columns = np.nonzero(table[:, :-1] > FAINT)
        mentions, shares = (columns + low).tolist(), table[rows, columns].tolist()
        ends = np.searchsorted(rows, np.arange(1, len(table) + 1)).tolist()
        return [
            Near(mentions[begin:end], shares[begin:end], none)
            for begin, end, none in zip([0, *ends[:-1]], ends, table[:, -1].tolist(), strict=True)
        ]

    def runners(self, ranked: Sequence[tuple[int, float]]) -> tuple[tuple[str, float], ...]:
        """The first few by what they are called, with their scores."""
        return tuple((self._called(who), round(score, 2)) for who, score in ranked[:4])

    def _called(self, who: int) -> str:
        return self.registry.entries[who].name if who >= 0 else self.sheet.form(-who - 1)

    def actor_of(self, who: int) -> int:
        """The actor, made now if a noun alone stands for it."""
        if who >= 0:
            return who
        word = -who - 1
        phrase = phrases.read_phrase(self.sheet, self.sheet.phrase(word))
        actor = self.registry.unnamed(phrases.label(self.sheet, phrase) or self.sheet.form(word))
        if phrase.head == word:
            self.describe(actor, phrase)
        self.means[word] = self.made[word] = actor
        return actor

    def before(self, word: int, first: int | None = None) -> Iterator[int]:
        """Who is meant before a word, back to another or as far as is looked, the last one first."""
        begin = max(0, word - _REACH) if first is None else first
        for at in range(word - 1, begin - 1, -1):
            if at in self.means:
                yield self.means[at]

    def is_body(self, actor: int) -> bool:
        """Whether somebody is a named organisation."""
        entry = self.registry.entries[actor]
        return entry.named and entry.kind == "organisation"

    def describe(self, actor: int, phrase: Phrase) -> None:
        """What a phrase says of an actor that it is the first to speak of."""
        entry = self.registry.entries[actor]
        noun = self.sheet.words[phrase.head].lemma.lower()
        entry.plural = entry.plural or phrase.plural
        entry.count = entry.count or phrase.count
        kind = self.order[self.at[phrase.head]].kind if phrase.head in self.at else "person"
        entry.thing = kind not in {"person", "animal", "organization"} and not gender_of(noun)
        entry.gender = entry.gender or ("" if phrase.plural else gender_of(noun))
        entry.country = entry.country or phrases.country(self.sheet, phrase)
        place = phrases.institution(self.sheet, phrase)
        of = None
        if place is not None:
            of = self.body_at(place)
            if of != actor:
                entry.part_of.setdefault(of)
        if noun not in entry.roles and noun.isalpha():
            span = self.sheet.span((phrase.head, phrase.head + 1))
            own = Role(role=noun, of=of if of != actor else None, start=span.start, end=span.end)
            self.registry.add_role(actor, own)
            self._take_loose(actor, noun, place)
