"""Pronouns: whom they mean: by the network, by who spoke last and whom the sentences before are about, by gender, number and kind.

Imports: known, phrases, genders. Imported by: references.
"""

from sayso.actors import phrases
from sayso.actors.genders import gender_of
from sayso.actors.known import SURE, Choice, Known

TURN, SUBJECT, NEAR = 0.5, 0.8, 0.3
"""What it counts, beside the network's probability, that somebody spoke last; was the subject of the sentence before, or of this
one before; was spoken of there. Chosen on GUM's sources, as the next two."""
CLEAR = 1.1
"""How many times as likely as the next one somebody must be."""
PERSONS = frozenset("he him his himself she her hers herself".split())
THINGS = frozenset("it its itself".split())
MANY = frozenset("they them their theirs themselves".split())
PRONOUNS = PERSONS | THINGS | MANY
MASSES = frozenset(
    "police people staff crew army military government team family group public media press crowd union party company committee council population".split()
)
"""Nouns for many that stand in the singular."""
_SPEAKING = frozenset({"organization", "object", "abstract"})
"""Kinds of nouns that "it" may mean where it speaks: bodies and what is written."""


def pronoun(known: Known, word: int, low: str, last: int | None) -> Choice:
    """Whom a personal pronoun, `low` in lower case, means; `last` is who spoke before, if it is a source."""
    sums, _ = known.sums(word)
    for actor, counts in _salient(known, word, last).items():
        sums[actor] = sums.get(actor, 0.0) + counts
    fitting = {actor: score for actor, score in sums.items() if fits(known, actor, low)}
    ranked = sorted(fitting.items(), key=lambda one: -one[1])
    runners = known.runners(ranked)
    if not ranked or ranked[0][1] < SURE:
        return Choice(None, "nobody before is likely enough", runners[:3])
    if len(ranked) > 1 and ranked[0][1] < CLEAR * ranked[1][1]:
        return Choice(None, "two could be meant", runners[:3])
    actor, runners = known.actor_of(ranked[0][0]), runners[1:]
    entry = known.registry.entries[actor]
    if low in PERSONS and not entry.gender:
        entry.gender = gender_of(low)
    return Choice(actor, f"“{low}” by the network and by who spoke last", runners)


def _salient(known: Known, word: int, last: int | None) -> dict[int, float]:
    """Who stands out before a word: who spoke last, and whom this sentence and the one before are about."""
    found: dict[int, float] = {}
    sheet = known.sheet
    sentence = sheet.sentence_at(word)
    begin = sheet.sentences[max(0, sentence - 1)][0]
    for at in range(begin, word):
        actor = known.who(at)
        if actor is None:
            continue
        subject = sheet.words[at].relation.startswith("nsubj")
        found[actor] = max(found.get(actor, 0.0), SUBJECT if subject else NEAR)
    if last is not None:
        found[last] = found.get(last, 0.0) + TURN
    return found


def fits(known: Known, actor: int, low: str) -> bool:
    """Whether a pronoun may mean an actor, by gender, number and kind."""
    if actor < 0:
        return _noun_fits(known, -actor - 1, low)
    entry = known.registry.entries[actor]
    if low in PERSONS:
        gender = gender_of(low)
        return (
            entry.kind != "organisation"
            and not entry.plural
            and not entry.thing
            and entry.gender in {"", gender}
        )
    if low in THINGS:
        return entry.kind != "person" and not entry.gender and not entry.plural
    return low not in MANY or entry.kind != "person"


def _noun_fits(known: Known, word: int, low: str) -> bool:
    """Whether a noun may be what a pronoun means: of its number, gender and kind."""
    lemma, plural = known.sheet.words[word].lemma.lower(), phrases.is_plural(known.sheet, word)
    if low in PERSONS:
        return not plural and (
            gender_of(lemma) == gender_of(low)
            or (not gender_of(lemma) and known.order[known.at[word]].kind == "person")
        )
    if low in THINGS:
        return not plural and not gender_of(lemma) and known.order[known.at[word]].kind in _SPEAKING
    return plural or lemma in MASSES or low not in MANY
