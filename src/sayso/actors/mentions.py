"""Mentions: which clusters mean somebody, named or not, and the words of each of their mentions.

In: what is known of the report's actors, and what refers to the same. Out: the mentions of all actors; who is none so far but
spoken of, "two farmers", "American troops", becomes one. Things, places, times and happenings do not.
Imports: known, clusters, phrases, pronouns, nations, sectors, genders, model. Imported by: actors.
"""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sayso.actors import nations, phrases, sectors
from sayso.actors.clusters import Clusters
from sayso.actors.genders import gender_of
from sayso.actors.known import Known
from sayso.actors.phrases import Phrase
from sayso.actors.pronouns import MANY, MASSES, PERSONS, THINGS
from sayso.attribution.found import Piece
from sayso.attribution.sheet import Sheet
from sayso.encoder.analysis import Mention
from sayso.model import EntityKind

KINDS: dict[str, EntityKind] = {"person": "person", "organization": "organisation"}
_ANYBODY = frozenset(
    "people person man woman human other individual public world society nation country member hand".split()
)
"""Nouns for people in general: nobody in particular, unless more is said of them."""
_SHARES = frozenset(
    "name part side lot number rest majority minority one hundred thousand million dozen score everyone someone anyone nobody "
    "everybody somebody anybody".split()
)
"""Nouns for a share of others, who are told behind them, and for nobody."""
_TELLING = frozenset({"amod", "nummod", "compound", "nmod"})
_NONE = frozenset({"no", "any", "every", "each", "neither", "either", "what", "which", "whose"})
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_OWNING = frozenset({"PRON", "PART", "DET"})
_FROM = frozenset({"from", "in", "at"})
_APART = frozenset(
    "ally partner backer enemy opponent rival supporter victim friend neighbour neighbor critic counterpart".split()
)
"""Nouns for those who are no part of whose they are."""
_SAME_OR_MORE = frozenset({"least", "most", "such", "same"})
_SHORT = 6
"""Words behind a head word that its label may have."""
_I = frozenset({"i", "me", "my", "mine", "myself"})


def mentioned(known: Known, clustered: Clusters) -> list[tuple[Piece, int]]:
    """The mentions of actors, names first, with whom they mean; those who are no actor yet become one."""
    actors, firsts = dict(clustered.actors), dict[int, Mention]()
    for cluster, those in _by_cluster(known, clustered).items():
        first = those[0] if cluster in actors else _introducing(known, those)
        if first is None:
            continue
        if cluster not in actors:
            actors[cluster] = _enter(known, first)
        _say_kind(known, those, actors[cluster])
        firsts[actors[cluster]] = first
    of_head = {head: actors[cluster] for head, cluster in clustered.of.items() if cluster in actors}
    for actor, first in firsts.items():
        if not known.registry.entries[actor].named:
            _add_body(known, first.head, actor, of_head)
    return [*known.mentions, *_others(known, of_head)]


def _say_kind(known: Known, those: Sequence[Mention], actor: int) -> None:
    """What somebody without a name is, by the network, if that is a person or an organisation."""
    entry = known.registry.entries[actor]
    if not entry.named and entry.kind is None and not entry.thing:
        kinds = Counter(_kind(known, one) for one in those if known.sheet.words[one.head].upos == "NOUN")
        entry.kind = next((kind for kind, _ in kinds.most_common(1)), None)


def _by_cluster(known: Known, clustered: Clusters) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for one in known.order:
        found.setdefault(clustered.of[one.head], []).append(one)
    return found


def _introducing(known: Known, those: Sequence[Mention]) -> Mention | None:
    """The mention that says best who a cluster is; None if it is nobody."""
    nouns = [one for one in those if known.sheet.words[one.head].upos in {"NOUN", "PROPN"}]
    kinds = Counter(_kind(known, one) for one in nouns)
    if not nouns or kinds.most_common(1)[0][0] is None:
        return None
    return next((one for one in nouns if _kind(known, one) and _tells(known, one)), None)


def _kind(known: Known, one: Mention) -> EntityKind | None:
    """A person or a body, by the network; None if it is neither."""
    return "person" if known.is_people(one.head) else KINDS.get(one.kind)


def _tells(known: Known, one: Mention) -> bool:
    """Whether a mention by itself brings somebody up, and does not just say what sort somebody or something is."""
    sheet, word = known.sheet, known.sheet.words[one.head]
    if word.relation.partition(":")[0] in {"compound", "amod", "flat"} or one.head in known.of_word:
        return False
    below = sheet.children[one.head]
    if any(sheet.words[i].relation == "cop" or sheet.form(i).lower() in _NONE for i in below):
        return False
    if word.upos == "PROPN":
        return phrases.is_plural(sheet, one.head)
    return _is_somebody(known, one)


def _is_somebody(known: Known, one: Mention) -> bool:
    """Whether a noun says who somebody is: a body only of some trade or side, no share of others, people only if more is said of them."""
    sheet, lemma = known.sheet, known.sheet.words[one.head].lemma.lower()
    words = [sectors.plain(sheet.form(i)) for i in range(*_core(known, one, frozenset()))]
    if lemma in _SHARES or (one.kind == "organization" and not sectors.said(words)):
        return False
    return lemma not in _ANYBODY or any(sheet.words[i].relation in _TELLING for i in sheet.children[one.head])


def _enter(known: Known, one: Mention) -> int:
    """Somebody without a name as a new actor, called as the first who speaks of them does."""
    sheet = known.sheet
    phrase = phrases.read_phrase(sheet, (one.first, one.head + 1))
    words = _label(known, one)
    actor = known.registry.another(words, _kind(known, one))
    entry, noun = known.registry.entries[actor], sheet.words[one.head].lemma.lower()
    entry.plural = phrases.is_plural(sheet, one.head)
    entry.count = _count(known, one, phrase)
    entry.gender = "" if entry.plural else gender_of(noun)
    entry.country = None if words.islower() else nations.country_of(words)
    return actor


def _label(known: Known, one: Mention) -> str:
    """What somebody is called: the words up to the head word, article left out, and a short "of …" behind it, or "in" and "from" a name."""
    sheet = known.sheet
    first, past = _begin(known, one, _OWNING, frozenset()), one.head + 1
    while first < one.head and sheet.form(first).lower() in {"the", "a", "an", "some"}:
        first += 1
    behind: int | None = one.head
    while behind is not None and past - one.head < _SHORT:
        behind = next((i for i in sheet.children[behind] if _follows(known, i, past)), None)
        past = past if behind is None else behind + 1
    return re.sub(r"\s+", " ", sheet.of((first, past)))


def _follows(known: Known, word: int, past: int) -> bool:
    """Whether a noun ends a phrase with a preposition that begins right behind a word: "troops | of the Guard"."""
    sheet = known.sheet
    case = sheet.form(past).lower() if past < len(sheet.words) else ""
    return (
        past < word < past + _SHORT
        and sheet.words[word].relation == "nmod"
        and (case == "of" or (case in _FROM and sheet.words[word].upos == "PROPN"))
        and all(sheet.words[i].upos != "PUNCT" for i in range(past, word))
    )


def _begin(known: Known, one: Mention, more: frozenset[str], taken: AbstractSet[int]) -> int:
    """Where the words right before a head word begin that say more of it; `more`: parts of speech that count too."""
    sheet, first = known.sheet, one.head
    for i in range(one.head - 1, one.first - 1, -1):
        word = sheet.words[i]
        joined = sheet.form(i) == "-" or sheet.form(i + 1) == "-"
        of_it = one.first <= word.head <= one.head and (
            word.upos in _INSIDE | more or word.relation == "amod"
        )
        if i in taken or not (of_it or joined):
            break
        first = i
    while first < one.head and (
        sheet.words[first].upos in {"ADV", "PUNCT"} or sheet.form(first).lower() in _SAME_OR_MORE
    ):
        first += 1
    return first


def _count(known: Known, one: Mention, phrase: Phrase) -> int | None:
    """How many people somebody is said to be."""
    numbers = [
        phrases.number(known.sheet.form(i))
        for i in known.sheet.children[one.head]
        if known.sheet.words[i].relation == "nummod"
    ]
    one_person = (
        one.kind == "person" and phrase.sort == "noun" and not known.sheet.form(one.head).endswith("s")
    )
    alone = one_person and known.sheet.words[one.head].lemma.lower() not in MASSES
    return next((number for number in numbers if number is not None), phrase.count if alone else None)


def _add_body(known: Known, head: int, actor: int, of_head: dict[int, int]) -> None:
    """The body that somebody without a name is of, if that is an actor: "troops of the | Guard", "the group's | fighters", "Guard | fighters"."""
    sheet, entries = known.sheet, known.registry.entries
    if sheet.words[head].lemma.lower() in _APART:
        return
    for child in sheet.children[head]:
        body = of_head.get(child, known.of_word.get(child))
        if body not in {None, actor} and entries[body].kind == "organisation" and _owns(sheet, child):
            entries[actor].part_of.setdefault(body)


def _owns(sheet: Sheet, word: int) -> bool:
    """Whether a noun says whose its head is."""
    relation = sheet.words[word].relation
    if sheet.words[word].upos == "PRON" or relation in {"nmod:poss", "compound"}:
        return sheet.words[word].upos != "PRON"
    return relation == "nmod" and any(
        sheet.words[i].relation == "case" and sheet.form(i).lower() == "of" for i in sheet.children[word]
    )


def _others(known: Known, of_head: dict[int, int]) -> list[tuple[Piece, int]]:
    """The mentions that are no names."""
    places = [(one.first, one.past) for one in known.sheet.analysis.marked["entities"] if one.kind == "LOC"]
    names = [piece for piece, _ in known.mentions]
    taken = {word for piece in (*names, *places) for word in range(*piece)} | set(of_head)
    found = []
    for one in known.order:
        actor = of_head.get(one.head)
        if actor is None or one.head in known.of_word:
            continue
        upos, low = known.sheet.words[one.head].upos, known.sheet.form(one.head).lower()
        is_one = _kind(known, one) is not None
        if (upos == "PROPN" and is_one) or (
            upos == "NOUN" and (is_one or known.registry.entries[actor].kind is None)
        ):
            found.append((_core(known, one, taken), actor))
        elif low in PERSONS | THINGS | MANY | _I:
            found.append(((one.head, one.head + 1), actor))
    return found


def _core(known: Known, one: Mention, taken: AbstractSet[int]) -> Piece:
    """The head word of a mention with what stands right before it, but for articles, names and other mentions."""
    return (_begin(known, one, frozenset(), taken), one.head + 1)
