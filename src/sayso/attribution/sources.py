"""Sources: their spans brought into the form of the rule book. Imports: found, sheet, clauses, subjects. Imported by: forms."""

from msgspec import structs

from sayso.attribution import clauses
from sayso.attribution.found import Draft, Piece, Why
from sayso.attribution.sheet import Sheet
from sayso.attribution.subjects import head_of

_CLAUSE = 40
"""Words that a relative clause between source and cue may have."""


def cited(sheet: Sheet, draft: Draft) -> list[Draft]:
    """The attribution in "Radio Ostmark, citing the coastguard, said": what stands in the source behind "citing"."""
    for first, past in draft.source:
        for word in range(first + 2, past - 1):
            if sheet.form(word).lower() in {"citing", "quoting"} and sheet.form(word - 1) == ",":
                content = clauses.trimmed(sheet, (word + 1, past))
                if content:
                    why = Why("a source cites another", sheet.of((word, past)))
                    return [
                        Draft(
                            source=((first, word - 1),),
                            cue=((word, word + 1),),
                            content=(content,),
                            score=draft.score,
                            reasons=(why,),
                        )
                    ]
    return []


def whole_source(sheet: Sheet, draft: Draft) -> Draft:
    """With the noun before a relative clause that was taken for the whole source: "the spokesman, | whose group …"."""
    if len(draft.source) != 1 or not draft.cue:
        return draft
    first, past = draft.source[0]
    if (
        sheet.form(first).lower() not in {"whose", "who", "which", "where"}
        or past - first < 2
        or first == 0
        or sheet.form(first - 1) != ","
    ):
        return draft
    nouns = [
        i
        for i in range(max(0, first - 40), first)
        if any(sheet.words[k].relation == "acl:relcl" and first <= k < past for k in sheet.children[i])
    ]
    if not nouns:
        return draft
    top = nouns[-1]
    while (
        sheet.words[top].relation.partition(":")[0] in {"nmod", "appos", "compound", "flat"}
        and sheet.words[top].head < first
    ):
        top = sheet.words[top].head
    begin = min(i for i in sheet.subtree(top) if i <= top)
    why = Why("the relative clause belongs to its noun", sheet.of((begin, past)))
    return structs.replace(draft, source=((begin, past),), reasons=(*draft.reasons, why))


def to_source(sheet: Sheet, draft: Draft) -> Draft:
    """With what a cue holds of its source's phrase in that: "Economists | at the bank | forecast"; and the source cut before "citing"."""
    source = tuple(_before_verb(sheet, piece) for piece in draft.source)
    for number, (first, past) in enumerate(source):
        citing = [
            w
            for w in range(first + 1, past)
            if sheet.form(w).lower() in {"citing", "quoting"} and sheet.form(w - 1) == ","
        ]
        if citing and draft.cue[0][0] >= past:
            source = (*source[:number], (first, citing[0] - 1), *source[number + 1 :])
    cue = draft.cue
    if len(source) == 1 and len(cue) == 1 and source[0][1] == cue[0][0]:
        verb = head_of(sheet, cue[0])
        at = cue[0][0]
        while at < verb and _hangs(sheet, at, source[0]):
            at += 1
        source, cue = ((source[0][0], at),), ((at, cue[0][1]),)
    return (
        structs.replace(draft, source=source, cue=cue)
        if (source, cue) != (draft.source, draft.cue)
        else draft
    )


def _before_verb(sheet: Sheet, piece: Piece) -> Piece:
    """The piece up to a verb with an object that the tree hangs on its noun, as it does with some main verbs."""
    first, past = piece
    for word in range(first + 1, past):
        verb = sheet.words[word]
        own = verb.upos == "VERB" and verb.relation == "acl" and not sheet.form(word).endswith("ing")
        if (
            own
            and sheet.form(word - 1) != ","
            and any(sheet.words[i].relation == "obj" for i in sheet.children[word])
        ):
            return (first, word)
    return piece


def _hangs(sheet: Sheet, word: int, on: Piece) -> bool:
    """Whether a word hangs on one of some words in the tree."""
    for _ in range(8):
        above = sheet.words[word].head
        if on[0] <= above < on[1]:
            return True
        if above == word:
            return False
        word = above
    return False


def with_clause(sheet: Sheet, draft: Draft) -> Draft:
    """With the relative clause between a source and its cue: "A doctor, | who asked not to be named, | said"."""
    if len(draft.source) != 1 or len(draft.cue) != 1:
        return draft
    first, past = draft.source[0]
    start = draft.cue[0][0]
    if start < first:
        return _with_clause_behind(sheet, draft)
    at = past if past < start and sheet.form(past) == "," else past - 1
    opens = (
        at + 1 < start and sheet.form(at) == "," and sheet.form(at + 1).lower() in {"who", "which", "whose"}
    )
    opens = opens or (past < start and sheet.form(past - 1).lower() in {"who", "which", "whose"})
    if not opens or start - past > _CLAUSE or any(word in draft.words() for word in range(past, start)):
        return draft
    if sheet.form(start - 1) != "," or any(
        sheet.form(word) in {".", ";", ":"} for word in range(past, start)
    ):
        return draft
    why = Why("a relative clause stands between source and cue", sheet.of((first, start)))
    return structs.replace(draft, source=((first, start),), reasons=(*draft.reasons, why))


def _with_clause_behind(sheet: Sheet, draft: Draft) -> Draft:
    """As `with_clause`, where the source stands behind the cue and ends the sentence: "said a nurse, | who saw it"."""
    first, past = draft.source[0]
    end = sheet.sentences[sheet.sentence_at(first)][1]
    if (
        past + 1 >= end
        or sheet.form(past) != ","
        or sheet.form(past + 1).lower() not in {"who", "whose", "which"}
        or end - past > _CLAUSE
    ):
        return draft
    stop = next(
        (
            word
            for word in range(past + 1, end)
            if sheet.quoted[word] or sheet.form(word) in {".", ";", ":", ","}
        ),
        end,
    )
    if (stop < end - 1 and sheet.form(stop) != ".") or draft.words() & set(range(past, stop)):
        return draft
    return structs.replace(draft, source=((first, stop),))


def closed(sheet: Sheet, draft: Draft) -> Draft:
    """With the comma that closes an apposition at the end of its source."""

    def close(piece: Piece) -> Piece:
        first, past = piece
        while past - first > 1 and sheet.form(first) in {",", ";", "–", "—"}:
            first += 1
        if (
            past - first > 1
            and sheet.form(past - 1) == ","
            and not any(sheet.form(word) in {",", "("} for word in range(first, past - 1))
        ):
            return (first, past - 1)
        comma = past < len(sheet.words) and sheet.form(past) == "," and sheet.form(past - 1) != ","
        if not comma or not any(sheet.form(word) == "," for word in range(first, past)):
            return (first, past)
        return (first, past + 1) if past + 1 < len(sheet.words) and not sheet.quoted[past] else (first, past)

    return structs.replace(draft, source=tuple(map(close, draft.source)))
