"""Subjects: who the tree says is the source of a cue. Imports: found, sheet. Imported by: attribution's modules."""

from msgspec import structs

from sayso.attribution.found import Draft, Piece, Why
from sayso.attribution.sheet import Sheet

SUBJECTS = frozenset({"nsubj"})
_NAMING = frozenset("label know call dub name title describe term brand style nickname mark entitle".split())
_ASKED = frozenset({"asked", "pressed", "questioned", "quoted", "told"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BROUGHT = frozenset({"conj", "xcomp", "advcl", "acl", "ccomp", "parataxis"})


def with_source(sheet: Sheet, draft: Draft) -> Draft:
    """With the subject of its cue for a source, if it has none."""
    if draft.source or not draft.cue:
        return draft
    inside = draft.words() | {word for piece in draft.cue for word in range(*piece)}
    piece = source_of(sheet, draft.cue[0], inside)
    if piece is None:
        return draft
    why = Why("subject of the cue, by the tree", sheet.of(piece))
    return structs.replace(draft, source=(piece,), reasons=(*draft.reasons, why))


def head_of(sheet: Sheet, piece: Piece) -> int:
    """The word of a piece that all others hang on; the last of several."""
    first, past = piece
    tops = [
        word
        for word in range(first, past)
        if not first <= sheet.words[word].head < past or sheet.words[word].head == word
    ]
    verbs = [word for word in tops if sheet.words[word].upos in {"VERB", "NOUN"}]
    return (verbs or tops)[-1]


def source_of(sheet: Sheet, cue: Piece, without: set[int]) -> Piece | None:
    """The subject of a cue, or of the clause that it goes on; the agent of a passive, the phrase behind "according to".

    `without`: words that are no part of it, the content above all.
    """
    head = head_of(sheet, cue)
    if any(sheet.words[word].lemma == "accord" for word in range(*cue)):
        return _accorded(sheet, cue, without)
    if sheet.form(head).lower() in _ASKED and sheet.words[head].relation == "advcl" and cue[1] - cue[0] == 1:
        return None  # "Asked whether it was true, she left": who asked is not told
    seen: set[int] = set()
    while head not in seen:
        seen.add(head)
        word = _own(sheet, head, without)
        if word is not None:
            relative = sheet.words[word].lemma in {"that", "which", "who"} and sheet.words[
                head
            ].relation.startswith("acl")
            return (word, word + 1) if relative else _free(sheet, sheet.phrase(word), without, cue)
        above = _above(sheet, head)
        if above is None or above in without:
            return None
        if sheet.words[head].relation.startswith("acl") and sheet.words[above].upos in {
            "NOUN",
            "PROPN",
            "PRON",
        }:
            return _free(sheet, sheet.phrase(above), without | set(range(*cue)), cue)
        head = above
    return None


def _accorded(sheet: Sheet, cue: Piece, without: set[int]) -> Piece | None:
    """The phrase behind "according to"."""
    behind = range(cue[1], min(cue[1] + 30, len(sheet.words)))
    nouns = [i for i in behind if cue[0] <= sheet.words[i].head < cue[1] and sheet.words[i].upos in _NOMINAL]
    return _free(sheet, sheet.phrase(nouns[0]), without, cue) if nouns else None


def _own(sheet: Sheet, head: int, without: set[int]) -> int | None:
    """The head word of the subject that a verb has itself, of the agent of a passive, or of the owner of a noun."""
    children = sheet.children[head]
    if any(sheet.words[i].relation == "aux:pass" for i in children):
        return next(
            (i for i in children if sheet.words[i].relation.startswith("obl") and _by(sheet, i)), None
        )
    subjects = [i for i in sheet.below(head, SUBJECTS) if i not in without]
    if subjects:
        return subjects[0]
    before = [i for i in children if i < head and sheet.words[i].relation in {"obj", "iobj"}]
    if before and sheet.words[head].upos == "VERB":
        return before[-1]  # the tree took the subject for an object
    owners = (
        [i for i in children if sheet.words[i].relation == "nmod:poss"]
        if sheet.words[head].upos == "NOUN"
        else []
    )
    return owners[0] if owners else None


def _by(sheet: Sheet, word: int) -> bool:
    return any(sheet.form(i).lower() == "by" for i in sheet.children[word])


def _above(sheet: Sheet, head: int) -> int | None:
    """The word whose subject a clause shares, or that it tells something of; None if there is none."""
    relation = sheet.words[head].relation
    passive = any(sheet.words[i].relation == "aux:pass" for i in sheet.children[head])
    if passive or relation.partition(":")[0] not in _BROUGHT:
        return None
    named = relation == "acl" and not sheet.form(head).endswith("ing") and sheet.lemma(head) in _NAMING
    return None if named else sheet.words[head].head  # "a box labelled …": who did so is not told


def _free(sheet: Sheet, piece: Piece, without: set[int], cue: Piece) -> Piece | None:
    """The piece cut where it runs into the content or cue, commas at its edges left out."""
    first, past = piece
    bad = [
        word
        for word in range(first, past)
        if word in without or cue[0] <= word < cue[1] or _acts(sheet, word, first)
    ]
    if bad:
        past = bad[0]
    while past > first and sheet.form(past - 1) in {",", "(", "-", "—", "–", "“", '"'}:
        past -= 1
    return (first, past) if first < past else None


def _acts(sheet: Sheet, word: int, first: int) -> bool:
    """Whether a word is a verb that the tree takes for a part of the noun before it, as it does of main verbs with an object."""
    verb = sheet.words[word]
    if verb.upos != "VERB" or verb.relation != "acl" or word == first or sheet.form(word - 1) == ",":
        return False
    return sheet.form(word).endswith("ing") or any(
        sheet.words[i].relation == "obj" for i in sheet.children[word]
    )
