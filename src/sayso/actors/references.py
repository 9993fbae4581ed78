"""References: whom each source means. A report is gone through once, in text order: names, then pronouns and roles.

Imports: known, pronouns, nouns, phrases. Imported by: actors.
"""

from collections.abc import Mapping, Sequence

from sayso.actors import nouns, phrases, pronouns
from sayso.actors.known import KINDS, LIKELY, Choice, Known
from sayso.actors.phrases import Phrase

_RELATIVE = frozenset("who which that whose whom".split())
_NOT_SPEAKING = frozenset("this that these those there".split())
_ANYBODY = frozenset(
    "anybody anyone everybody everyone somebody someone nobody none one some many others all both each few most".split()
)


def resolve(known: Known, sources: Mapping[int, tuple[Phrase, int | None]]) -> dict[int, Choice]:
    """Whom each source means. `sources`: the head word of each → its phrase, and the head word of the source that spoke before."""
    found: dict[int, Choice] = {}
    for word in sorted({*known.at, *sources}):
        if word in sources:
            phrase, before = sources[word]
            last = found[before].actor if before in found else None
            found[word] = _choose(known, phrase, last)
            if (actor := found[word].actor) is not None:
                known.means[word] = actor
        elif word in known.of_word:
            known.means[word] = known.of_word[word]
        elif (meant := _mention(known, word)) is not None:
            known.means[word] = meant
    return found


def _mention(known: Known, word: int) -> int | None:
    """Whom a mention that is no source means, if that is anybody."""
    low = known.sheet.form(word).lower()
    if low in pronouns.PERSONS | pronouns.THINGS | pronouns.MANY:
        return pronouns.pronoun(known, word, low, None).actor
    if (named := apposed(known, word)) is not None:
        return named
    sums, none = known.sums(word)
    sums = {actor: score for actor, score in sums.items() if actor >= 0}
    best = max(sums, key=lambda actor: sums[actor], default=None)
    if best is not None and sums[best] > max(none, LIKELY):
        return best
    said = known.sheet.words[word]
    if said.upos == "NOUN" and known.registry.near(said.lemma.lower()):
        phrase = phrases.read_phrase(known.sheet, known.sheet.phrase(word))
        if phrase.head == word:
            return nouns.bearer(known, phrase)
    return None


def apposed(known: Known, word: int) -> int | None:
    """Who is named beside a noun, in apposition to it or it to them: "Nadia Verin, the | engineer"."""
    near = [i for i in known.sheet.children[word] if known.sheet.words[i].relation in {"appos", "flat"}]
    if known.sheet.words[word].relation in {"appos", "compound", "flat"}:
        near.append(known.sheet.words[word].head)
    return next((known.of_word[i] for i in near if i in known.of_word), None)


def _choose(known: Known, phrase: Phrase, last: int | None) -> Choice:
    """Whom a source means; `last` is who spoke before."""
    word = phrase.head
    if known.sheet.form(phrase.piece[0]).lower() in {"no", "nobody", "none", "neither"}:
        return Choice(None, "nobody says it")
    low = known.sheet.form(word).lower()
    if known.sheet.form(word) in {"Q", "A"}:
        return _interviewed(known, word)
    bare = (
        phrase.piece[1] - phrase.piece[0] == 1 and known.sheet.form(word)[0].isupper() and not phrase.plural
    )
    if bare and word not in known.of_word and (bearer := nouns.with_role(known, low)) is not None:
        return Choice(bearer, f"who bears the role “{low}”")
    if phrase.sort == "name" and phrase.name is not None:
        return _named(known, phrase)
    return _pointed(known, word, low, last) if phrase.sort == "pronoun" else nouns.noun(known, phrase, last)


def _pointed(known: Known, word: int, low: str, last: int | None) -> Choice:
    """Whom a pronoun of any kind means."""
    if low in _RELATIVE:
        return _relative(known, word)
    if low in _NOT_SPEAKING | _ANYBODY:
        return Choice(None, "a word that points to no speaker")
    return pronouns.pronoun(known, word, low, last)


def _interviewed(known: Known, word: int) -> Choice:
    """Who answers ("A:"), the one person named before; who asks ("Q:"), the one organisation."""
    kind = "person" if known.sheet.form(word) == "A" else "organisation"
    named = {
        actor
        for piece, actor in known.mentions
        if piece[0] < word and known.registry.entries[actor].kind == kind
    }
    return Choice(named.pop() if len(named) == 1 else None, "the one who can be asking or answering")


def _named(known: Known, phrase: Phrase) -> Choice:
    assert phrase.name is not None  # noqa: S101  # for mypy: the caller has seen it
    actor = known.of_word.get(phrase.name[0])
    if actor is None:
        kind = KINDS.get(phrase.kind)
        actor = known.registry.named(known.sheet.of(phrase.name), kind)
        known.mentions.append((phrase.name, actor))
    found = phrases.role(known.sheet, phrase)
    if found and found[1][0] not in known.of_word:
        known.add_role(actor, found[1][0])
    return Choice(actor, "the source is a name")


def _relative(known: Known, word: int) -> Choice:
    """Whom "who" means: the noun whose clause it stands in."""
    at = word
    for _ in range(6):
        at = known.sheet.words[at].head
        if known.sheet.words[at].relation == "acl:relcl":
            noun = known.sheet.words[at].head
            if noun in known.of_word:
                return Choice(known.of_word[noun], "the relative clause is the name’s")
            if noun in known.means:
                return Choice(known.means[noun], "the relative clause is of who was meant")
            phrase = phrases.read_phrase(known.sheet, known.sheet.phrase(noun))
            choice = _choose(known, phrase, None) if phrase.sort != "pronoun" else Choice(None, "")
            return Choice(choice.actor, "the relative clause is the noun’s")
    return Choice(None, "no antecedent found")


def ordered(sources: Sequence[tuple[int, Phrase]]) -> dict[int, tuple[Phrase, int | None]]:
    """Sources by head word, each with the head word of the one before it."""
    found: dict[int, tuple[Phrase, int | None]] = {}
    before: int | None = None
    for head, phrase in sorted(sources, key=lambda one: one[0]):
        found[head] = (phrase, before)
        before = head
    return found
