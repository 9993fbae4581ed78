"""Cues: their spans brought into the form of the rule book. Imports: acts, found, sheet, clauses, subjects. Imported by: forms."""

from msgspec import structs

from sayso.attribution import acts, clauses
from sayso.attribution.found import Draft, Why
from sayso.attribution.sheet import Sheet
from sayso.attribution.subjects import head_of

_PART_OF_CUE = frozenset(
    {
        "responsibility",
        "involvement",
        "credit",
        "part",
        "role",
        "it",
        "alarm",
        "aim",
        "issue",
        "idea",
        "hope",
        "concern",
        "concerns",
        "doubt",
        "doubts",
    }
)
_LATER = frozenset({"afterwards", "later", "earlier", "yesterday", "today", "again", "then", "separately"})
_REFUSING = frozenset({"declin", "refus", "fail"})
_PASSIVE_SPEAKERS = frozenset(
    {"quote", "cite", "overhear", "hear", "concern", "worry", "convince", "determine"}
)
_TOLD = frozenset({"tell", "inform", "ask", "remind", "warn", "notify", "advise"})


def refusing(sheet: Sheet, draft: Draft) -> Draft:
    """With the verb that is refused in the cue: "declined | to confirm that …" → "declined to confirm | that …"."""
    if len(draft.cue) != 1 or not draft.content or draft.first != draft.cue[0][1]:
        return draft
    verb = head_of(sheet, draft.cue[0])
    first, past = draft.content[0]
    refuses = sheet.words[verb].lemma.lower().rstrip("e") in _REFUSING
    if not refuses or past - first < 3 or sheet.form(first).lower() != "to":
        return draft
    if not sheet.says(first + 1) and sheet.form(first + 1).lower() != "rule":
        return draft
    end = first + 2
    while end < past - 1 and (
        sheet.words[end].relation == "compound:prt" or sheet.form(end).lower() in {"on", "out"}
    ):
        end += 1
    return structs.replace(draft, cue=((draft.cue[0][0], end),), content=((end, past), *draft.content[1:]))


def with_object(sheet: Sheet, draft: Draft) -> Draft:
    """With "responsibility for" and "involvement in" in the cue, which make it a claim or a denial of having done it."""
    if len(draft.cue) != 1 or not draft.content or draft.first != draft.cue[0][1]:
        return draft
    first, past = draft.content[0]
    end = first
    while end < past - 1 and sheet.form(end).lower() in {"any", "all", "full", "its", "their", "his", "her"}:
        end += 1
    if sheet.form(end).lower() not in {"responsibility", "involvement", "credit", "part"}:
        return draft
    if end + 2 < past and sheet.form(end + 1).lower() in {"for", "in"}:
        end += 1
    else:
        return draft
    return structs.replace(
        draft, cue=((draft.cue[0][0], end + 1),), content=((end + 1, past), *draft.content[1:])
    )


def without_medium(sheet: Sheet, draft: Draft) -> Draft:
    """Without where and to whom it is said at the end of its cue: "said | in a statement", "told | reporters"."""
    if len(draft.cue) != 1:
        return draft
    first, past = draft.cue[0]
    verb = head_of(sheet, draft.cue[0])
    if sheet.words[verb].upos != "VERB" or not sheet.says(verb):
        return draft
    end = verb + 1
    while end < past and (sheet.words[end].relation == "compound:prt" or sheet.words[end].upos == "PART"):
        end += 1
    rest = range(end, past - (sheet.form(past - 1) == ":"))
    nouns = [word for word in rest if sheet.words[word].upos in {"NOUN", "PROPN", "PRON"}]
    if len(rest) == 0 or not nouns or nouns[-1] != rest[-1] or sheet.form(nouns[-1]).lower() in _PART_OF_CUE:
        return draft
    if sheet.words[rest[0]].upos not in {"ADP", "DET", "NOUN", "PROPN", "PRON", "ADJ"}:
        return draft
    named = [word for word in nouns if sheet.words[word].head == verb and sheet.words[word].relation == "obj"]
    if named and draft.content and draft.first == past and sheet.lemma(verb) not in acts.HEARERS:
        return structs.replace(
            draft, cue=((first, end),), content=((end, draft.content[0][1]), *draft.content[1:])
        )
    return structs.replace(draft, cue=((first, end),))


def without_time(sheet: Sheet, draft: Draft) -> Draft:
    """Without the day at the end of its cue: "was announced | on Thursday"."""
    if len(draft.cue) != 1:
        return draft
    first, past = draft.cue[0]
    times = [
        (one.first, one.past)
        for one in sheet.marked_in("times", (first, past))
        if first < one.first and one.past == past
    ]
    if past - first > 1 and sheet.form(past - 1).lower() in _LATER:
        times = [(past - 1, past)]
    if not times:
        return draft
    end = times[0][0]
    while end - 1 > first and sheet.words[end - 1].upos == "ADP":
        end -= 1
    return structs.replace(draft, cue=((first, end),)) if end > first else draft


def passive(sheet: Sheet, draft: Draft) -> Draft:
    """With the subject of a passive as a piece of its content, not as its source: "He | was accused of | theft"."""
    if len(draft.cue) != 1 or len(draft.source) != 1 or not draft.content:
        return draft
    verb = head_of(sheet, draft.cue[0])
    if sheet.lemma(verb) in _PASSIVE_SPEAKERS or not any(
        sheet.words[i].relation == "aux:pass" for i in sheet.children[verb]
    ):
        return draft
    if any(sheet.says(i) for i in range(verb + 1, draft.cue[0][1]) if sheet.words[i].upos == "VERB"):
        return draft
    subject = [
        i
        for i in range(*draft.source[0])
        if sheet.words[i].head == verb and sheet.words[i].relation == "nsubj:pass"
    ]
    if subject and sheet.lemma(verb) in _TOLD:
        why = Why("the subject of a passive is who hears it", sheet.of(draft.source[0]))
        return structs.replace(draft, source=(), reasons=(*draft.reasons, why))
    if not subject or draft.source[0][1] > draft.cue[0][0] or draft.first < draft.cue[0][1]:
        return draft
    why = Why("the subject of a passive is spoken of", sheet.of(draft.source[0]))
    return structs.replace(
        draft, source=(), content=(draft.source[0], *draft.content), reasons=(*draft.reasons, why)
    )


def adverbial(sheet: Sheet, draft: Draft) -> Draft:
    """With the adverb alone for a cue, and its clause for the content: "he | allegedly | drew a pistol"."""
    adverbs = [
        i
        for piece in draft.cue
        for i in range(*piece)
        if sheet.form(i).lower() in acts.lexicon().adverbs and sheet.words[i].upos in {"ADV", "ADJ"}
    ]
    if len(draft.cue) != 1 or not adverbs or draft.cue[0][1] - draft.cue[0][0] < 2:
        return draft
    adverb = adverbs[0]
    clause = [i for i in sheet.subtree(sheet.words[adverb].head) if i != adverb]
    sentence = sheet.sentences[sheet.sentence_at(adverb)]
    clause = [i for i in clause if sentence[0] <= i < sentence[1]]
    content = tuple(
        piece for piece in (clauses.trimmed(sheet, one) for one in clauses.pieces(clause)) if piece
    )
    if not content or not set(draft.words()) <= {i for piece in content for i in range(*piece)}:
        return draft
    why = Why("an adverb makes it somebody's word", sheet.form(adverb))
    return structs.replace(
        draft, source=(), cue=((adverb, adverb + 1),), content=content, reasons=(*draft.reasons, why)
    )
