"""References: whom the words of a report mean: names to actors, then pronouns and roles to those, in text order.

The network says how likely each mention refers to an earlier one; whose turn to speak it is, gender, number and kind
settle the rest. Imports: encoder, attribution (its sheet), registry, phrases, genders. Imported by: actors.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from sayso.actors import phrases
from sayso.actors.genders import gender_of
from sayso.actors.names import TITLES
from sayso.actors.phrases import Phrase
from sayso.actors.registry import Registry
from sayso.attribution.found import Piece
from sayso.attribution.sheet import Sheet
from sayso.encoder.network import Floats
from sayso.model import EntityKind, Role

STEP = 100
"""Mentions among which a mention's antecedent is looked for, before it."""
TURN, SUBJECT, NEAR = 0.5, 0.8, 0.3
"""What it counts, beside the network's probability, that somebody spoke last; was the subject of the sentence before, or of this
one before; was spoken of there. Chosen on GUM's sources, as the next two."""
SURE, LIKELY, CLEAR = 0.2, 0.5, 1.1
"""From which sum a pronoun means somebody, from which probability another phrase does, and how far ahead of the next one must be."""
_KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation"}
_PERSONS = frozenset("he him his himself she her hers herself".split())
_THINGS = frozenset("it its itself".split())
_MANY = frozenset("they them their theirs themselves".split())
_RELATIVE = frozenset("who which that whose whom".split())
_NOT_SPEAKING = frozenset("this that these those there".split())

_COLLECTIVE = frozenset(
    "police people staff crew army military government team family group public media press crowd union party company committee council".split()
)
_GENERIC = frozenset(
    "group organisation organization movement body agency company firm institution party union network channel station paper newspaper outlet bank club militia faction service".split()
)
"""Nouns that bring an organisation back that was named before."""
_WRITTEN = frozenset("statement letter message communique communiqué release declaration post tweet".split())
_REACH = 3000
"""Words back to which the bearer of a role is looked for."""
_FAR = 4
"""Sentences back to which they do."""
_ANYBODY = frozenset(
    "anybody anyone everybody everyone somebody someone nobody none one some many others all both each few most".split()
)


_SPEAKING = frozenset({"organization", "object", "abstract"})
"""Kinds of nouns that "it" may mean where it speaks: bodies and what is written."""


def _is_person(kind: str) -> bool:
    return kind == "person"


class Choice(Struct, frozen=True):
    """Whom a source means, by which rule, and who else was thought of, best first."""

    actor: int | None
    rule: str
    runners_up: tuple[tuple[str, float], ...] = ()


class References:
    """Goes through a report once: `mentions` is where whom is spoken of, `choose` whom a source means."""

    def __init__(self, sheet: Sheet, registry: Registry) -> None:
        self.sheet, self.registry = sheet, registry
        self.mentions: list[tuple[Piece, int]] = []
        """Names in the text: words, and the actor they name."""
        self._of_word: dict[int, int] = {}
        self._means: dict[int, int] = {}
        """Head word of a mention → the actor it means."""
        self._order = sorted(self.sheet.analysis.mentions, key=lambda one: one.head)
        self._at = {one.head: i for i, one in enumerate(self._order)}
        self._heads = [one.head for one in self._order]
        self._likely: dict[int, tuple[int, Floats]] = {}
        self._take_names()
        self._take_roles()

    def _take_names(self) -> None:
        for one in self.sheet.analysis.marked["entities"]:
            kind = _KINDS.get(phrases.kind_of(self.sheet, one))
            if kind is None or one.score < (LIKELY if one.kind in _KINDS else SURE):
                continue
            past = one.past
            while (
                past < len(self.sheet.words)
                and self.sheet.words[past - 1].span.end == self.sheet.words[past].span.start
                and self.sheet.form(past)[0] in "-0123456789"
            ):
                past += 1  # "Vakhsh-24"
            words = self.sheet.of((one.first, past))
            if not any(char.isalpha() and not char.islower() for char in words):
                continue
            actor = self.registry.named(words, kind)
            self.mentions.append(((one.first, past), actor))
            for word in range(one.first, past):
                self._of_word[word] = actor
            entry = self.registry.entries[actor]
            before = self.sheet.of((max(0, one.first - 1), one.first)) if one.first else ""
            if entry.kind == "person" and not entry.gender:
                entry.gender = gender_of(f"{before} {words}") or gender_of(words)

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
                if self.sheet.words[i].relation in {"appos", "compound"} and self._is_role(i, piece)
            ]
            if word.relation in {"appos", "compound", "flat"} and self._is_role(word.head, piece):
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
                self._add_role(actor, noun)

    def _body_at(self, place: Piece) -> int:
        """The actor that an institution's words are: named if they are a name, even one that the network did not mark."""
        of = self._of_word.get(place[1] - 1)
        if of is not None:
            return of
        words = self.sheet.of(place)
        named = self.sheet.words[place[1] - 1].upos == "PROPN" and not self.sheet.form(place[1] - 1).islower()
        return self.registry.named(words, "organisation") if named else self.registry.unnamed(words)

    def _is_role(self, word: int, name: Piece) -> bool:
        """Whether a word says what somebody is: a noun, or a title written like a name."""
        if name[0] <= word < name[1]:
            return False
        return self.sheet.words[word].upos == "NOUN" or self.sheet.form(word).lower() in TITLES

    def _add_role(self, actor: int, noun: int) -> None:
        entry = self.registry.entries[actor]
        role = self.sheet.words[noun].lemma.lower()
        if role in entry.roles or not role.isalpha():
            return
        phrase = Phrase(piece=self.sheet.phrase(noun), head=noun, sort="noun")
        place = phrases.institution(self.sheet, phrase)
        of = self._body_at(place) if place else None
        span = self.sheet.span((noun, noun + 1))
        own = Role(role=role, of=of if of != actor else None, start=span.start, end=span.end)
        self.registry.add_role(actor, own)
        if role in _GENERIC:
            entry.kind = "organisation"
        elif role in TITLES or gender_of(role):
            entry.kind = "person"
        entry.described |= phrases.modifiers(self.sheet, phrase)
        entry.gender = entry.gender or (gender_of(role) if entry.kind == "person" else "")

    def resolve(self, sources: Mapping[int, tuple[Phrase, int | None]]) -> dict[int, Choice]:
        """Whom each source means. `sources`: the head word of each → its phrase, and the head word of the source that spoke before."""
        found: dict[int, Choice] = {}
        for word in sorted({*self._at, *sources}):
            if word in sources:
                phrase, before = sources[word]
                last = found[before].actor if before in found else None
                found[word] = self._choose(phrase, last)
                if (actor := found[word].actor) is not None:
                    self._means[word] = actor
            elif word in self._of_word:
                self._means[word] = self._of_word[word]
            elif (meant := self._mention(word)) is not None:
                self._means[word] = meant
        return found

    def _mention(self, word: int) -> int | None:
        """Whom a mention that is no source means, if that is anybody."""
        low = self.sheet.form(word).lower()
        if low in _PERSONS | _THINGS | _MANY:
            return self._pronoun(word, low, None).actor
        sums, none = self._sums(word)
        sums = {actor: score for actor, score in sums.items() if actor >= 0}
        best = max(sums, key=lambda actor: sums[actor], default=None)
        if best is not None and sums[best] > max(none, LIKELY):
            return best
        if self.sheet.words[word].upos == "NOUN":
            phrase = phrases.read_phrase(self.sheet, self.sheet.phrase(word))
            if phrase.head == word:
                return self._bearer(phrase)
        return None

    def _choose(self, phrase: Phrase, last: int | None) -> Choice:
        """Whom a source means; `last` is who spoke before."""
        word = phrase.head
        if self.sheet.form(phrase.piece[0]).lower() in {"no", "nobody", "none", "neither"}:
            return Choice(None, "nobody says it")
        low = self.sheet.form(word).lower()
        if self.sheet.form(word) in {"Q", "A"}:
            return self._interviewed(word)
        bare = (
            phrase.piece[1] - phrase.piece[0] == 1
            and self.sheet.form(word)[0].isupper()
            and not phrase.plural
        )
        if bare and word not in self._of_word and (bearer := self._with_role(low)) is not None:
            return Choice(bearer, f"who bears the role “{low}”")
        if phrase.sort == "name" and phrase.name is not None:
            return self._named(phrase)
        return self._pointed(word, low, last) if phrase.sort == "pronoun" else self._noun(phrase, last)

    def _pointed(self, word: int, low: str, last: int | None) -> Choice:
        """Whom a pronoun of any kind means."""
        if low in _RELATIVE:
            return self._relative(word)
        if low in _NOT_SPEAKING | _ANYBODY:
            return Choice(None, "a word that points to no speaker")
        return self._pronoun(word, low, last)

    def _with_role(self, role: str) -> int | None:
        """The one actor with a role."""
        having = [
            number for number in self.registry.near(role) if role in self.registry.entries[number].roles
        ]
        return having[0] if len(having) == 1 else None

    def _interviewed(self, word: int) -> Choice:
        """Who answers ("A:"), the one person named before; who asks ("Q:"), the one organisation."""
        kind = "person" if self.sheet.form(word) == "A" else "organisation"
        named = {
            actor
            for piece, actor in self.mentions
            if piece[0] < word and self.registry.entries[actor].kind == kind
        }
        return Choice(named.pop() if len(named) == 1 else None, "the one who can be asking or answering")

    def _named(self, phrase: Phrase) -> Choice:
        assert phrase.name is not None  # noqa: S101  # for mypy: the caller has seen it
        actor = self._of_word.get(phrase.name[0])
        if actor is None:
            kind = _KINDS.get(phrase.kind)
            actor = self.registry.named(self.sheet.of(phrase.name), kind)
            self.mentions.append((phrase.name, actor))
        found = phrases.role(self.sheet, phrase)
        if found and found[1][0] not in range(*phrase.name):
            self._add_role(actor, found[1][0])
        return Choice(actor, "the source is a name")

    def _relative(self, word: int) -> Choice:
        """Whom "who" means: the noun whose clause it stands in."""
        at = word
        for _ in range(6):
            at = self.sheet.words[at].head
            if self.sheet.words[at].relation == "acl:relcl":
                noun = self.sheet.words[at].head
                if noun in self._of_word:
                    return Choice(self._of_word[noun], "the relative clause is the name’s")
                if noun in self._means:
                    return Choice(self._means[noun], "the relative clause is of who was meant")
                phrase = phrases.read_phrase(self.sheet, self.sheet.phrase(noun))
                choice = self._choose(phrase, None) if phrase.sort != "pronoun" else Choice(None, "")
                return Choice(choice.actor, "the relative clause is the noun’s")
        return Choice(None, "no antecedent found")

    def _sums(self, word: int) -> tuple[dict[int, float], float]:
        """How likely a mention means each actor that is meant before it, and nobody before."""
        if word not in self._at:
            return {}, 1.0
        i = self._at[word]
        row, low = self._row(i)
        sums: dict[int, float] = {}
        for k, likely in enumerate(row[:-1].tolist()):
            if low + k >= i:
                break
            who = self._who(self._order[low + k].head)
            if who is not None and likely > 0.001:
                sums[who] = sums.get(who, 0.0) + likely
        return sums, float(row[-1])

    def _who(self, word: int) -> int | None:
        """The actor that a head word means; below zero, a noun that means somebody who is no actor yet."""
        if word in self._means:
            return self._means[word]
        return -word - 1 if self.sheet.words[word].upos == "NOUN" and word in self._at else None

    def _row(self, i: int) -> tuple[Floats, int]:
        """The likelihoods of the antecedents of mention `i`, and the number of the first mention they are of."""
        block = i // STEP
        low = max(0, block * STEP - STEP)
        if block not in self._likely:
            near = self._order[low : (block + 1) * STEP]
            self._likely[block] = (low, self.sheet.analysis.antecedents(near))
        low, table = self._likely[block]
        row: Floats = np.asarray(table[i - low])
        return row, low

    def _pronoun(self, word: int, low: str, last: int | None) -> Choice:
        sums, _ = self._sums(word)
        for actor, counts in self._salient(word, last).items():
            sums[actor] = sums.get(actor, 0.0) + counts
        fitting = {actor: score for actor, score in sums.items() if self._fits(actor, low)}
        ranked = sorted(fitting.items(), key=lambda one: -one[1])
        runners = self._runners(ranked)
        if not ranked or ranked[0][1] < SURE:
            return Choice(None, "nobody before is likely enough", runners[:3])
        if len(ranked) > 1 and ranked[0][1] < CLEAR * ranked[1][1]:
            return Choice(None, "two could be meant", runners[:3])
        actor, runners = self._actor_of(ranked[0][0]), runners[1:]
        entry = self.registry.entries[actor]
        if low in _PERSONS and not entry.gender:
            entry.gender = gender_of(low)
        return Choice(actor, f"“{low}” by the network and by who spoke last", runners)

    def _runners(self, ranked: Sequence[tuple[int, float]]) -> tuple[tuple[str, float], ...]:
        return tuple((self._called(who), round(score, 2)) for who, score in ranked[:4])

    def _called(self, who: int) -> str:
        return self.registry.entries[who].name if who >= 0 else self.sheet.form(-who - 1)

    def _actor_of(self, who: int) -> int:
        """The actor, made now if a noun alone stands for it."""
        if who >= 0:
            return who
        word = -who - 1
        phrase = phrases.read_phrase(self.sheet, self.sheet.phrase(word))
        actor = self.registry.unnamed(phrases.label(self.sheet, phrase) or self.sheet.form(word))
        if phrase.head == word:
            self._describe(actor, phrase)
        self._means[word] = actor
        return actor

    def _salient(self, word: int, last: int | None) -> dict[int, float]:
        """Who stands out before a word: who spoke last, and whom this sentence and the one before are about."""
        found: dict[int, float] = {}
        sheet = self.sheet
        sentence = sheet.sentence_at(word)
        begin = sheet.sentences[max(0, sentence - 1)][0]
        for at in range(begin, word):
            actor = self._who(at)
            if actor is None:
                continue
            subject = sheet.words[at].relation.startswith("nsubj")
            found[actor] = max(found.get(actor, 0.0), SUBJECT if subject else NEAR)
        if last is not None:
            found[last] = found.get(last, 0.0) + TURN
        return found

    def _fits(self, actor: int, low: str) -> bool:
        if actor < 0:
            return self._noun_fits(-actor - 1, low)
        entry = self.registry.entries[actor]
        if low in _PERSONS:
            gender = gender_of(low)
            return (
                entry.kind != "organisation"
                and not entry.plural
                and not entry.thing
                and entry.gender in {"", gender}
            )
        if low in _THINGS:
            return entry.kind != "person" and not entry.gender and not entry.plural
        return low not in _MANY or entry.kind != "person"

    def _noun_fits(self, word: int, low: str) -> bool:
        """Whether a noun may be what a pronoun means: of its number, gender and kind."""
        lemma, plural = self.sheet.words[word].lemma.lower(), phrases.is_plural(self.sheet, word)
        if low in _PERSONS:
            return not plural and (
                gender_of(lemma) == gender_of(low)
                or (not gender_of(lemma) and _is_person(self._order[self._at[word]].kind))
            )
        if low in _THINGS:
            return not plural and not gender_of(lemma) and self._order[self._at[word]].kind in _SPEAKING
        return plural or lemma in _COLLECTIVE or low not in _MANY

    def _issued(self, phrase: Phrase) -> bool:
        """Whether "the statement" is the one that the sentence before tells of."""
        noun = self.sheet.words[phrase.head].lemma.lower()
        sentence = self.sheet.sentence_at(phrase.head)
        first = self.sheet.sentences[max(0, sentence - 2)][0]
        return noun in _WRITTEN and any(
            self.sheet.words[w].lemma.lower() == noun for w in range(first, phrase.piece[0])
        )

    def _noun(self, phrase: Phrase, last: int | None) -> Choice:
        word = phrase.head
        label = phrases.label(self.sheet, phrase)
        if phrase.definite and (bearer := self._bearer(phrase)) is not None:
            return Choice(bearer, f"who bears the role “{self.sheet.form(word).lower()}”")
        if phrase.definite and (body := self._body(phrase, last)) is not None:
            return Choice(body, "the organisation that was named last")
        if phrase.definite and last is not None and self._issued(phrase):
            return Choice(last, "who spoke before did so in a statement")
        sums, none = self._sums(word)
        ranked = sorted(((who, score) for who, score in sums.items() if who >= 0), key=lambda one: -one[1])
        runners = self._runners(ranked)
        if phrase.definite and ranked and ranked[0][1] > max(none, LIKELY):
            return Choice(ranked[0][0], "the network refers it back", runners[1:])
        earlier = self._introduced(phrase)
        actor = self.registry.unnamed(phrases.label(self.sheet, earlier) if earlier else label)
        self._describe(actor, earlier or phrase)
        self.registry.entries[actor].described |= phrases.modifiers(self.sheet, earlier or phrase)
        return Choice(actor, "a source without a name", runners)

    def _introduced(self, phrase: Phrase) -> Phrase | None:
        """The phrase that brought up whom "the doctor" means: "a doctor in Kulob", before it."""
        if not phrase.definite or phrase.plural or phrases.institution(self.sheet, phrase):
            return None
        noun = self.sheet.words[phrase.head].lemma.lower()
        wanted = phrases.modifiers(self.sheet, phrase)
        for mention in reversed(self._order[: bisect_left(self._heads, phrase.head)]):
            if (
                self.sheet.words[mention.head].lemma.lower() == noun
                and self.sheet.words[mention.head].upos == "NOUN"
            ):
                found = phrases.read_phrase(self.sheet, self.sheet.phrase(mention.head))
                same = wanted <= phrases.modifiers(self.sheet, found)
                if (
                    same
                    and found.head == mention.head
                    and not found.definite
                    and not found.plural
                    and found.name is None
                ):
                    return found
        return None

    def _bearer(self, phrase: Phrase) -> int | None:
        """The actor with the role, or of the sort, that a definite phrase names: the one meant last, else the only one."""
        if not phrase.definite or phrase.plural:
            return None
        noun = self.sheet.words[phrase.head].lemma.lower()
        having = [n for n in self.registry.near(noun) if self._is_called(n, noun)]
        wanted = phrases.modifiers(self.sheet, phrase)
        having = [n for n in having if wanted <= self.registry.entries[n].words()]
        place = phrases.institution(self.sheet, phrase)
        of = self._of_word.get(place[1] - 1) if place else None
        if of is not None:
            having = [
                n
                for n in having
                if (role := self.registry.entries[n].roles.get(noun)) and role.of in {of, None}
            ]
        if len(having) <= 1:
            return having[0] if having else None
        return next((actor for actor in self._before(phrase.head) if actor in having), None)

    def _body(self, phrase: Phrase, last: int | None) -> int | None:
        """The organisation that "the group" brings back: the one the last speaker speaks for, else the one named last, not far before."""
        if (
            phrase.plural
            or self.sheet.words[phrase.head].lemma.lower() not in _GENERIC
            or phrases.institution(self.sheet, phrase)
        ):
            return None
        of = (
            [role.of for role in self.registry.entries[last].roles.values() if role.of is not None]
            if last is not None
            else []
        )
        if of:
            return of[0]
        sentence = self.sheet.sentence_at(phrase.head)
        first = self.sheet.sentences[max(0, sentence - _FAR)][0]
        return next((actor for actor in self._before(phrase.head, first) if self._is_body(actor)), None)

    def _is_body(self, actor: int) -> bool:
        entry = self.registry.entries[actor]
        return entry.named and entry.kind == "organisation"

    def _before(self, word: int, first: int | None = None) -> Iterator[int]:
        """Who is meant before a word, back to another or as far as is looked, the last one first."""
        begin = max(0, word - _REACH) if first is None else first
        for at in range(word - 1, begin - 1, -1):
            if at in self._means:
                yield self._means[at]

    def _is_called(self, actor: int, noun: str) -> bool:
        """Whether somebody has a role, or an organisation's name has a noun: "the Desert Mission" for "the mission"."""
        entry = self.registry.entries[actor]
        if noun in entry.roles:
            return True
        return self._is_body(actor) and any(noun in name.lower().split() for name in entry.names)

    def _describe(self, actor: int, phrase: Phrase) -> None:
        """What a phrase says of an actor that it is the first to speak of."""
        entry = self.registry.entries[actor]
        noun = self.sheet.words[phrase.head].lemma.lower()
        entry.plural = entry.plural or phrase.plural
        entry.count = entry.count or phrase.count
        kind = self._order[self._at[phrase.head]].kind if phrase.head in self._at else "person"
        entry.thing = kind not in {"person", "animal", "organization"} and not gender_of(noun)
        entry.gender = entry.gender or ("" if phrase.plural else gender_of(noun))
        entry.country = entry.country or phrases.country(self.sheet, phrase)
        place = phrases.institution(self.sheet, phrase)
        of = None
        if place is not None:
            of = self._body_at(place)
            if of != actor:
                entry.part_of.setdefault(of)
        if noun not in entry.roles and noun.isalpha():
            span = self.sheet.span((phrase.head, phrase.head + 1))
            own = Role(role=noun, of=of if of != actor else None, start=span.start, end=span.end)
            self.registry.add_role(actor, own)


def ordered(sources: Sequence[tuple[int, Phrase]]) -> dict[int, tuple[Phrase, int | None]]:
    """Sources by head word, each with the head word of the one before it."""
    found: dict[int, tuple[Phrase, int | None]] = {}
    before: int | None = None
    for head, phrase in sorted(sources, key=lambda one: one[0]):
        found[head] = (phrase, before)
        before = head
    return found
