"""Contents: their spans brought into the form of the rule book. Imports: found, sheet, clauses, subjects. Imported by: forms."""

from msgspec import structs

from sayso.attribution import acts, clauses
from sayso.attribution.found import Draft, Piece, Why
from sayso.attribution.sheet import Sheet
from sayso.attribution.subjects import head_of

_MARKS = frozenset({"*", "**", "_", "__"})


def from_that(sheet: Sheet, draft: Draft) -> Draft:
    """Without what stands between a cue and its "that": "warned the club | in June | that …"."""
    if not draft.cue or not draft.content or not 0 <= draft.first - draft.cue[-1][1] <= 4:
        return draft
    first, past = draft.content[0]
    for word in range(first + 1, min(first + 9, past - 1)):
        if sheet.quoted[word] or sheet.words[word - 1].upos in {"VERB", "AUX"}:
            return draft
        if sheet.form(word).lower() == "that" and sheet.words[word].relation == "mark":
            above = sheet.words[sheet.words[word].head].head
            if draft.cue[-1][0] <= above < draft.cue[-1][1]:
                return structs.replace(draft, content=((word, past), *draft.content[1:]))
            return draft
    return draft


def without_marks(sheet: Sheet, draft: Draft) -> Draft:
    """Without the full stop of the sentence, and without asterisks and underscores that set it in another type."""

    def bare(piece: Piece) -> Piece:
        first, past = piece
        while past - first > 1 and sheet.form(first) in _MARKS:
            first += 1
        while past - first > 1 and sheet.form(past - 1) in _MARKS:
            past -= 1
        return (first, past)

    def stopped(piece: Piece) -> Piece:
        first, past = piece
        ends = past - first > 1 and sheet.form(past - 1) == "." and not sheet.quoted[past - 1]
        return (first, past - 1) if ends and not draft.signed else piece

    content = tuple(stopped(bare(piece)) for piece in draft.content)
    return structs.replace(draft, content=content, source=tuple(map(bare, draft.source)))


def with_conjunct(sheet: Sheet, draft: Draft) -> Draft:
    """With a further verb of the same subject: "he had heard the same, | but had not seen any"."""
    if len(draft.content) != 1 or not draft.cue or draft.cue[-1][1] != draft.first:
        return draft
    first, past = draft.content[0]
    sentence = sheet.sentences[sheet.sentence_at(first)]
    if (
        past + 2 >= sentence[1]
        or sheet.form(past) != ","
        or sheet.form(past + 1).lower() not in {"but", "nor", "or"}
        or sheet.quoted[past]
    ):
        return draft
    verbs = [
        w
        for w in range(past + 2, sentence[1])
        if first <= sheet.words[w].head < past and sheet.words[w].relation == "conj"
    ]
    if not verbs or any(sheet.words[i].relation.startswith("nsubj") for i in sheet.children[verbs[0]]):
        return draft
    rest = clauses.trimmed(sheet, (first, max(sheet.subtree(verbs[0])) + 1))
    return structs.replace(draft, content=(rest,)) if rest and rest[1] > past else draft


def before(sheet: Sheet, draft: Draft, taken: set[int]) -> Draft:
    """With what stands before a cue between commas: "The road, he said, was open" marked from "was" on only."""
    if len(draft.content) != 1 or len(draft.cue) != 1 or not draft.source:
        return draft
    told = [*draft.cue, *draft.source]
    start, end = min(told)[0], max(piece[1] for piece in told)
    first, past = draft.content[0]
    sentence = sheet.sentences[sheet.sentence_at(start)]
    commas = (
        start > sentence[0]
        and sheet.form(start - 1) == ","
        and (sheet.form(end) == "," if end < len(sheet.words) else False)
    )
    if not commas or first != end + 1 or sheet.quoted[first] or past > sentence[1]:
        return draft
    begin = sentence[0] + (sheet.words[sentence[0]].upos == "CCONJ")
    rest = clauses.trimmed(sheet, (begin, start - 1))
    if rest is None or taken & set(range(*rest)) or any(sheet.quoted[rest[0] : rest[1]]):
        return draft
    why = Why("the content begins before the cue", sheet.of(rest))
    return structs.replace(draft, content=(rest, (first, past)), reasons=(*draft.reasons, why))


def without_expletive(sheet: Sheet, draft: Draft) -> Draft:
    """Without an "it" that is a piece of its own: "“…,” it was announced"."""
    kept = tuple(piece for piece in draft.content if sheet.of(piece).lower() != "it")
    return structs.replace(draft, content=kept) if kept and len(kept) < len(draft.content) else draft


def without_hearer(sheet: Sheet, draft: Draft) -> Draft:
    """Without the hearer before a clause: "told the paper six had died"."""
    if not draft.cue or len(draft.cue[0]) != 2:
        return draft
    verb = head_of(sheet, draft.cue[0])
    if sheet.words[verb].lemma not in acts.HEARERS:
        return draft
    clause = [i for i in sheet.children[verb] if sheet.words[i].relation in {"ccomp", "xcomp"}]
    content = []
    for first, past in draft.content:
        hearers = [
            i
            for i in range(first, past)
            if sheet.words[i].head == verb and sheet.words[i].relation in {"obj", "iobj"}
        ]
        told = first == draft.cue[-1][1] and hearers and any(first < i < past for i in clause)
        content.append((max(sheet.phrase(hearers[0])[1], first) if told else first, past))
    kept = tuple(piece for piece in content if piece[0] < piece[1])
    return structs.replace(draft, content=kept) if kept else draft


def within_noun(sheet: Sheet, draft: Draft) -> Draft:
    """Without what is said of a noun cue: "the claim | that he lied | drew laughter"."""
    if not draft.cue:
        return draft
    noun = head_of(sheet, draft.cue[0])
    if sheet.words[noun].upos != "NOUN" or not sheet.words[noun].relation.startswith(("nsubj", "obl", "obj")):
        return draft
    own = set(sheet.subtree(noun))
    verb = sheet.words[noun].head
    content = []
    for first, past in draft.content:
        over = first >= draft.cue[-1][1] and first in own and first < verb < past and not sheet.quoted[verb]
        end = next((word for word in range(first, past) if word not in own), past) if over else past
        content.append((first, end))
    return structs.replace(draft, content=tuple(content))


def around(sheet: Sheet, draft: Draft) -> Draft:
    """With what goes on behind a cue between commas: "The convoy, according to two officials, left the base"."""
    if len(draft.content) != 1 or not draft.cue or not draft.source:
        return draft
    first, past = draft.content[0]
    told = [*draft.cue, *draft.source]
    start, end = min(told)[0], max(piece[1] for piece in told)
    if not past <= start <= past + 1 or end >= len(sheet.words):
        return draft
    verb = sheet.words[head_of(sheet, (first, past))].head
    sentence = sheet.sentences[sheet.sentence_at(first)]
    comma = sheet.form(end) == "," or sheet.form(end - 1) == ","
    if not comma or not end <= verb < sentence[1] or any(sheet.quoted[end : sentence[1]]):
        return draft
    begin = end + (sheet.form(end) == ",")
    rest = clauses.trimmed(sheet, (begin, sentence[1]))
    if rest is None:
        return draft
    why = Why("the content goes on behind the cue, by the tree", sheet.of(rest))
    return structs.replace(draft, content=((first, past), rest), reasons=(*draft.reasons, why))


def parted(sheet: Sheet, draft: Draft) -> list[Draft]:
    """The draft without a verb of saying joined to its cue ("citing … and urging …"), and the attribution which that makes."""
    if not draft.cue:
        return [draft]
    verb = head_of(sheet, draft.cue[0])
    for number, (first, past) in enumerate(draft.content):
        for word in range(first + 1, past - 1):
            if sheet.form(verb).endswith("ing"):
                joined = sheet.form(word).endswith("ing") and sheet.words[word - 1].upos == "CCONJ"
            else:
                joined = (
                    sheet.form(clauses.cue_at(sheet, word, set())[0] - 1).lower() == "but"
                    and sheet.words[word].head == verb
                )
            if (
                joined
                and sheet.words[word].upos == "VERB"
                and sheet.says(word)
                and not sheet.quoted[word]
                and first >= draft.cue[-1][1]
            ):
                cue = clauses.cue_at(sheet, word, set())
                end = cue[0]
                while end > first and sheet.words[end - 1].upos in {"CCONJ", "PUNCT"}:
                    end -= 1
                rest = clauses.trimmed(sheet, (cue[1], past))
                if end <= first or rest is None:
                    continue
                why = Why("a verb of saying joined to another", sheet.of(cue))
                second = Draft(
                    source=draft.source,
                    cue=(cue,),
                    content=(rest, *draft.content[number + 1 :]),
                    score=draft.score * 0.8,
                    reasons=(*draft.reasons, why),
                )
                own = structs.replace(draft, content=(*draft.content[:number], (first, end)))
                return [own, *parted(sheet, _without_objects(sheet, second))]
    return [draft]


def _without_objects(sheet: Sheet, draft: Draft) -> Draft:
    """Without the one whom something is asked of: "urging walkers | to avoid the pass"."""
    verb = head_of(sheet, draft.cue[0])
    first, past = draft.content[0]
    to = [
        i
        for i in sheet.children[verb]
        if sheet.words[i].relation in {"xcomp", "ccomp", "advcl"} and first < i < past
    ]
    objects = [
        i for i in sheet.children[verb] if sheet.words[i].relation in {"obj", "iobj"} and first <= i < past
    ]
    if to and objects:
        end = sheet.phrase(objects[0])[1]
        if first < end < to[0] + 1:
            return structs.replace(draft, content=((end, past), *draft.content[1:]))
    return draft
