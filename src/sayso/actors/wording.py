"""Wording: what a mention's own words say: a name or a noun, by what it is told from others, how many, of what country.

Imports: encoder, known, names, nations, phrases, sectors. Imported by: clusters.
"""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from sayso.actors import nations, phrases, sectors
from sayso.actors.known import Known
from sayso.actors.names import TITLES
from sayso.encoder.analysis import Mention

REPEATED, RECALLED = 3.0, 7.0
"""How many times as likely as the network has it two mentions are the same, if both are one noun, of one number, and no words tell
them apart; and if "the", "this" or "their" brings it back. Chosen on GUM's development half."""
_BACK = frozenset("the this that these those his her its their my our your".split())
_ANEW = frozenset("a an another some any no".split())
_AGAINST = frozenset({"anti", "pro", "non", "ex", "former", "other", "another"})
"""Words that make of a noun somebody or something else."""
_OPPOSED = frozenset({"anti", "pro", "non"})
_MANY = frozenset("people police troops children men women".split())
_SIDES = {"MIL": "forces", "COP": "forces", "REB": "rebels", "CVL": "civilians"}
_IN_NAMES = frozenset({"PROPN", "NUM"})
_TELLING = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


class Wording(Struct, frozen=True):
    """What a mention's own words say."""

    name: tuple[str, ...]
    """Its words, if it is a proper name."""
    noun: str
    """Its lemma, if it is a noun."""
    told: frozenset[str]
    """Words that tell it from others of the noun."""
    plural: bool
    first: str
    """Its first word in lower case."""
    form: str
    """Its head word in lower case."""
    said: dict[str, str | int]
    """Its number and side, the country before its head ("Iraqi | forces") and, by the noun, "anti-" or the like: those that are told."""

    @property
    def key(self) -> tuple[object, ...] | None:
        """What two mentions of the same words share; None for pronouns and others that say nothing by themselves."""
        return self.name or ((self.noun, self.told, self.plural) if self.noun else None)

    @property
    def may_recall(self) -> bool:
        """Whether it may mean what the same noun meant long before: not "another mill"."""
        return bool(self.noun) and self.first not in _ANEW


def times(one: Wording, other: Wording) -> float:
    """How many times as likely the words of a mention and of another before it make it that both are the same; 0, if they cannot be."""
    if one.name and other.name:
        return 0.0 if set(one.name).isdisjoint(other.name) else 1.0
    if not one.noun or one.noun != other.noun:
        return 1.0
    if (one.told ^ other.told) & _AGAINST:
        return 0.0
    alike = one.plural == other.plural and (one.told <= other.told or not other.told)
    return (RECALLED if one.first in _BACK else REPEATED) if alike else 1.0


def wording(known: Known, one: Mention) -> Wording:
    """What a mention's words say."""
    sheet = known.sheet
    word, form = sheet.words[one.head], sheet.form(one.head).lower()
    lemma, is_noun = word.lemma.lower(), word.upos == "NOUN"
    before = [i for i in range(one.first, one.head) if sheet.words[i].head == one.head] if is_noun else []
    return Wording(
        name=_name(known, one) if word.upos == "PROPN" else (),
        noun=lemma if is_noun else "",
        told=_told(known, one, before) if is_noun else frozenset(),
        plural=(form != lemma and form.endswith("s")) or form in _MANY,
        first=sheet.form(one.first).lower(),
        form=form,
        said=_said(known, one, before) if is_noun else {},
    )


def _said(known: Known, one: Mention, before: Sequence[int]) -> dict[str, str | int]:
    """What is told of a noun that is one thing or another: two who differ in it are not the same."""
    sheet = known.sheet
    against = sorted({sheet.form(i).lower() for i in range(one.first, one.head)} & _OPPOSED)
    noun = sheet.words[one.head].lemma.lower()
    found: dict[str, str | int] = {noun: " ".join(against)}
    if (side := _side(noun)) is not None:
        found["side"] = side
    for i in before:
        word = sheet.words[i]
        if word.relation == "nummod" and (number := phrases.number(sheet.form(i))) is not None:
            found["count"] = number
        elif word.case != "lower" and (country := nations.country_of(sheet.form(i))) is not None:
            found["country"] = country
    return found


@lru_cache(maxsize=10_000)
def _side(noun: str) -> str | None:
    """Of those who fight and those who do not, whom a noun by itself means: "troops", "terrorists", "civilians"."""
    said = sectors.said([sectors.plain(noun)])
    return _SIDES.get(said[-1].sector or "") if said and said[-1].strength == "noun" else None


def _told(known: Known, one: Mention, before: Sequence[int]) -> frozenset[str]:
    """The words before a noun that tell it from others of its sort."""
    sheet = known.sheet
    told = {sheet.words[i].lemma.lower() for i in before if sheet.words[i].upos in _TELLING}
    return frozenset(told | ({sheet.form(i).lower() for i in range(one.first, one.head)} & _AGAINST))


def _name(known: Known, one: Mention) -> tuple[str, ...]:
    """The words of a proper name around its head, without titles unless it is but that."""
    sheet = known.sheet
    first, past = one.head, one.head + 1
    while first > one.first and _in_name(known, first - 1):
        first -= 1
    while past < one.past and _in_name(known, past):
        past += 1
    words = tuple(sheet.form(i).lower().rstrip(".") for i in range(first, past))
    return tuple(word for word in words if word not in TITLES) or words


def _in_name(known: Known, word: int) -> bool:
    upos = known.sheet.words[word].upos
    return upos in _IN_NAMES or (upos in {"ADJ", "NOUN"} and known.sheet.form(word)[0].isupper())
