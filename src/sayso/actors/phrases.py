"""Phrases: what the words of a source are: a pronoun, a name, a role; one or many; of what institution and country.

Imports: encoder, model, attribution (its sheet), names, nations. Imported by: registry, references, actors.
"""

import re
from typing import Literal

from msgspec import Struct

from sayso.actors import nations
from sayso.actors.names import TITLES
from sayso.attribution.found import Piece
from sayso.attribution.sheet import Sheet
from sayso.attribution.subjects import head_of
from sayso.encoder.analysis import Marked

Sort = Literal["pronoun", "name", "noun", "none"]

_TO_NAME = frozenset({"appos", "flat", "compound", "list", "dep", "parataxis", "nmod:desc", "nummod", "name"})
_DEFINITE = frozenset("the this that these those his her its their our my".split())
_INDEFINITE = frozenset(
    "a an one some several two three four five six seven eight nine ten many another other few no".split()
)
_PARTICLES = frozenset({"ADP", "DET", "PUNCT", "NUM"})
_SINGULAR_DETERMINERS = frozenset({"a", "an", "one", "another", "this", "that"})
_NUMBERS = {
    word: i
    for i, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        1,
    )
} | {
    word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_NOUNS_IN_CAPITALS = frozenset({"TV", "PM", "MP", "MPs", "CEO", "NGO", "NGOs", "PR"})
_NO_NAME = frozenset({"i", "we", "mr", "mrs", "ms", "dr"})


class Phrase(Struct, frozen=True, kw_only=True):
    """The words of a source [first, past), its head word, and what they say."""

    piece: Piece
    head: int
    sort: Sort
    name: Piece | None = None
    """The proper name of who is meant, the head itself or beside it: not that of an institution."""
    kind: str = ""
    """"PER", "ORG", "LOC" or "MISC" of the name, by the network; "" if it says nothing."""
    definite: bool = False
    plural: bool = False
    count: int | None = None


def read_phrase(sheet: Sheet, piece: Piece) -> Phrase:
    """What a source's words are."""
    first, past = piece
    core = next((word for word in range(first + 1, past) if sheet.form(word) in {",", "(", "–", "—"}), past)
    head = head_of(sheet, (first, core))
    name, kind = _name(sheet, piece, head)
    low = sheet.form(first).lower()
    if sheet.words[head].upos == "PRON" and name is None:
        return Phrase(
            piece=piece,
            head=head,
            sort="pronoun",
            plural=low in {"they", "we", "these", "those", "both", "all", "many", "some"},
        )
    people = name is not None and is_plural(sheet, head) and kind in {"MISC", "LOC"}
    if name is not None and not people:
        return Phrase(piece=piece, head=head, sort="name", name=name, kind=kind, count=1, definite=True)
    if (
        sheet.words[head].upos == "PROPN"
        and sheet.form(head) not in _NOUNS_IN_CAPITALS
        and not sheet.form(head).islower()
        and not (is_plural(sheet, head) and nations.country_of(sheet.form(head)))
    ):
        return Phrase(
            piece=piece,
            head=head,
            sort="name",
            name=_run(sheet, piece, head),
            kind="",
            count=1,
            definite=True,
        )
    unmarked = _named_behind(sheet, (first, core), head)
    if unmarked is not None:
        return Phrase(piece=piece, head=head, sort="name", name=unmarked, kind="PER", count=1, definite=True)
    plural = is_plural(sheet, head)
    count = number(low)
    owner = any(sheet.words[i].relation == "nmod:poss" for i in sheet.children[head])
    return Phrase(
        piece=piece,
        head=head,
        sort="noun",
        definite=low in _DEFINITE or (owner and low not in _INDEFINITE),
        plural=plural,
        count=count or (None if plural or low not in _SINGULAR_DETERMINERS | _DEFINITE else 1),
    )


def _named_behind(sheet: Sheet, core: Piece, head: int) -> Piece | None:
    """The name that ends a phrase behind the noun of its role, though no head marks it: "Screenwriter | Dale Holm"."""
    past = first = core[1]
    while first > head + 1 and sheet.words[first - 1].upos == "PROPN" and sheet.form(first - 1)[0].isupper():
        first -= 1
    alone = past - first >= 2 and first == head + 1 and not is_plural(sheet, head)
    return (first, past) if alone and _leads_to(sheet, _top(sheet, (first, past)), head) else None


def kind_of(sheet: Sheet, mark: Marked) -> str:
    """What a marked name is, by the head of names or, where that takes it for a person or an organisation, by that of mentions."""
    kind = next(
        (sheet.mentioned[word] for word in range(mark.first, mark.past) if word in sheet.mentioned), ""
    )
    return {"person": "PER", "organization": "ORG"}.get(kind, mark.kind)


def _name(sheet: Sheet, piece: Piece, head: int) -> tuple[Piece | None, str]:
    """The marked name that is the head or stands in apposition to it, persons before others."""
    found: list[tuple[int, Piece, str]] = []
    for one in sheet.marked_in("entities", piece):
        if one.first < piece[0] or one.past > piece[1] or sheet.of((one.first, one.past)).islower():
            continue
        top, kind = _top(sheet, (one.first, one.past)), kind_of(sheet, one)
        if kind == "PER" and _begins(sheet, piece, one.first):
            return (one.first, one.past), kind
        if _leads_to(sheet, top, head) and not (one.kind in {"LOC", "MISC"} and top != head):
            if (
                top != head
                and kind == "ORG"
                and sheet.words[head].upos == "NOUN"
                and sheet.words[top].relation == "compound"
            ):
                continue  # "a Reuters reporter": the name is not who speaks
            found.append(({"PER": 0, "ORG": 1}.get(kind, 2), (one.first, one.past), kind))
    best = min(found, default=None) or _set_apart(sheet, piece)
    return (best[1], best[2]) if best else (None, "")


def _begins(sheet: Sheet, piece: Piece, word: int) -> bool:
    """Whether nothing but titles stands before a word in a phrase: "Colonel | Nadia Verin of the river police"."""
    return all(sheet.form(i).strip(".").lower() in TITLES for i in range(piece[0], word))


def _set_apart(sheet: Sheet, piece: Piece) -> tuple[int, Piece, str] | None:
    """A person's name alone between commas at the end of a phrase, or what one "calls itself" or "uses" for a name."""
    first, past = piece
    end = past - (sheet.form(past - 1) == ",")
    for one in sheet.marked_in("entities", piece):
        if one.kind not in {"PER", "ORG", "MISC"} or not first < one.first < one.past <= past:
            continue
        begin = one.first
        while begin > first and (
            sheet.form(begin - 1).lower() in TITLES or sheet.form(begin - 1).lower() == "the"
        ):
            begin -= 1
        before = sheet.of((max(first, begin - 3), begin)).lower()
        kind = kind_of(sheet, one)
        if kind == "PER" and one.past == end and sheet.form(begin - 1) == ",":
            return 0, (one.first, one.past), kind
        if one.past == end and before.endswith(
            ("calls itself", "call themselves", "uses the name", "known as", "goes by")
        ):
            return 0, (one.first, one.past), kind if kind != "MISC" else "ORG"
    return None


def _top(sheet: Sheet, piece: Piece) -> int:
    return next(
        (
            w
            for w in range(*piece)
            if not piece[0] <= sheet.words[w].head < piece[1] or sheet.words[w].head == w
        ),
        piece[1] - 1,
    )


def _leads_to(sheet: Sheet, word: int, head: int) -> bool:
    """Whether a name is the head's own, by relations of names and appositions alone."""
    for _ in range(6):
        if word == head:
            return True
        if sheet.words[word].relation not in _TO_NAME:
            return False
        word = sheet.words[word].head
    return False


def _run(sheet: Sheet, piece: Piece, head: int) -> Piece:
    """The proper words around a head."""
    first, past = head, head + 1
    while first > piece[0] and (sheet.words[first - 1].upos == "PROPN" or sheet.form(first - 1) == "-"):
        first -= 1
    while past < piece[1] and (
        sheet.words[past].upos == "PROPN"
        or (
            sheet.words[past].upos in _PARTICLES
            and past + 1 < piece[1]
            and sheet.words[past + 1].upos == "PROPN"
            and sheet.form(past) not in {",", "(", ")"}
        )
    ):
        past += 1
    while first < past - 1 and sheet.form(first).strip(".").lower() in TITLES | _NO_NAME:
        first += 1
    return (first, past)


def is_plural(sheet: Sheet, head: int) -> bool:
    """Whether a noun means several."""
    form, lemma = sheet.form(head).lower(), sheet.words[head].lemma.lower()
    return form != lemma and form.endswith(("s", "men", "people", "women"))


def number(word: str) -> int | None:
    """How many a word says, in one word or in digits: "two", "forty", "1,200"."""
    low = word.lower()
    if re.fullmatch(r"[1-9]\d{0,3}|[1-9]\d{0,2}(?:,\d{3})+", low):
        return int(low.replace(",", ""))
    return _NUMBERS.get(low)


def modifiers(sheet: Sheet, phrase: Phrase) -> set[str]:
    """The words that tell one bearer of a noun from another: "the | regional civil defence | office"."""
    return {
        sheet.words[i].lemma.lower()
        for i in sheet.subtree(phrase.head)
        if phrase.piece[0] <= i < phrase.head
        and sheet.words[i].upos in {"ADJ", "NOUN", "PROPN"}
        and sheet.words[i].relation in {"amod", "compound", "nmod", "obl:npmod"}
    }


def label(sheet: Sheet, phrase: Phrase) -> str:
    """What somebody without a name is called: the words without article, and without what is set apart by a comma."""
    first, past = phrase.piece
    end = next(
        (
            word
            for word in range(phrase.head + 1, past)
            if sheet.form(word) in {",", "(", "–", "—"}
            or sheet.form(word).lower() in {"who", "whose", "which", "that"}
        ),
        past,
    )
    words = sheet.span((first, end)).of(sheet.text)
    words = re.sub(r"\s+", " ", words).strip(' ,;:“”"')
    words = re.sub(r"[’']s?$", "", words) if end == past else words
    return re.sub(r"^(?:[Tt]he|[Aa]n?)\s+(?=\S)", "", words)


def role(sheet: Sheet, phrase: Phrase) -> tuple[str, Piece] | None:
    """The noun that says what somebody is ("spokesman"), with its place; of a name the one in apposition to it."""
    first, past = phrase.piece
    if phrase.sort == "noun":
        return sheet.words[phrase.head].lemma.lower(), (phrase.head, phrase.head + 1)
    if phrase.name is None:
        return None
    inside = range(*phrase.name)
    for word in range(first, past):
        if word in inside or sheet.words[word].upos not in {"NOUN", "PROPN"}:
            continue
        if _leads_to(sheet, word, phrase.head) or _leads_to(sheet, _top(sheet, phrase.name), word):
            relation = sheet.words[word].relation
            if sheet.words[word].upos == "NOUN" or relation in {"appos", "compound"}:
                return sheet.form(word).lower(), (word, word + 1)
    return None


def country(sheet: Sheet, phrase: Phrase) -> str | None:
    """The country that is named in a phrase, outside of the name itself."""
    first, past = phrase.piece
    return nations.country_of(sheet.of((first, min(past, first + 14))))


def institution(sheet: Sheet, phrase: Phrase) -> Piece | None:
    """What somebody is said to belong to: "a source in the | interior ministry", "the | group’s | spokesman", "a hospital | source"."""
    tops = [phrase.head]
    found = role(sheet, phrase)
    if found and found[1][0] != phrase.head:
        tops.insert(0, found[1][0])
    for top in tops:
        for child in sheet.children[top]:
            relation = sheet.words[child].relation
            if not phrase.piece[0] <= child < phrase.piece[1] or sheet.words[child].upos not in {
                "NOUN",
                "PROPN",
            }:
                continue
            if relation == "nmod:poss" or (
                relation == "nmod" and _case(sheet, child) in {"of", "for", "in", "at", "from", "with"}
            ):
                one, end = sheet.phrase(child)
                stop = next(
                    (w for w in range(child + 1, end) if sheet.form(w) in {",", "’s", "'s", "’"}), end
                )
                begin = max(one, top + 1) if child > top else one
                while (begin < stop and sheet.words[begin].upos in {"ADP", "DET"}) or (
                    begin < stop and sheet.words[begin].relation == "case"
                ):
                    begin += 1
                if begin <= child < stop:
                    return (begin, stop)
    return None


def _case(sheet: Sheet, word: int) -> str:
    return next(
        (sheet.form(i).lower() for i in sheet.children[word] if sheet.words[i].relation == "case"), ""
    )
