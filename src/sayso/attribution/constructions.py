"""Constructions: sayings that the tree shows where a head may mark nothing: nouns with their clauses, impersonal passives, "citing".

Each function looks at one word and answers with the attribution that it makes, if it makes one. Imports: found, sheet,
subjects, clauses. Imported by: attribution.
"""

from collections.abc import Iterator

from sayso.attribution.clauses import cue_at, has_clause, stated, trimmed
from sayso.attribution.found import Draft, Piece, Pieces, Why
from sayso.attribution.sheet import Sheet
from sayso.attribution.subjects import SUBJECTS, source_of

_CONTENTFUL = frozenset(
    "claim allegation accusation promise pledge vow threat denial statement belief fear hope warning demand announcement intention intent "
    "assertion suggestion insistence admission confession report rumour rumor offer declaration prediction assurance suspicion "
    "speculation contention charge complaint plan proposal".split()
)
_TREATING = frozenset(
    "condemn denounce deny welcome praise reject confirm claim accuse blame criticise criticize demand deplore".split()
)
_IMPERSONAL = frozenset(
    "say believe report think expect allege fear know understand announce claim estimate suppose rumour accuse blame hope suspect confirm".split()
)
_HIDDEN = frozenset({"named", "identified", "quoted"})


def quoted_as(sheet: Sheet, word: int) -> Draft | None:
    """The inner attribution of "quoted the ministry as saying that …"; `word` is "saying"."""
    if (
        word < 2
        or sheet.form(word).lower() not in {"saying", "stating", "telling"}
        or sheet.form(word - 1).lower() != "as"
    ):
        return None
    verb = sheet.words[word].head
    objects = {"obj", "iobj", "nsubj"}  # a subject behind its verb is an object that the tree took for one
    named = [
        i
        for i in sheet.children[verb]
        if (verb < i < word - 1 and sheet.words[i].relation in objects)
        or sheet.words[i].relation == "nsubj:pass"
    ]
    sentence = sheet.sentences[sheet.sentence_at(word)]
    if not named or verb == word:
        return None
    first, past = sheet.phrase(named[0])
    end = sentence[1]
    begin = word + 1 + (sheet.form(word + 1) in {":", ","}) if word + 1 < end else end
    content = trimmed(sheet, (begin, end)) if begin < end else None
    if content is None or past > word:
        past = min(past, word - 1)
    if content is None or first >= past:
        return None
    why = Why("quoted as saying, by the tree", sheet.of((first, word + 1)))
    return Draft(
        source=((first, past),), cue=((word - 1, word + 1),), content=(content,), score=0.6, reasons=(why,)
    )


def noun_clause(sheet: Sheet, word: int) -> Draft | None:
    """What a noun of saying has for its clause, with its owner for source: "their threat to leave", "the claim that he lied"."""
    noun = sheet.words[word]
    if noun.upos != "NOUN" or noun.lemma.lower() not in _CONTENTFUL:
        return None
    after = [i for i in sheet.children[word] if i > word and sheet.words[i].relation in {"acl", "ccomp"}]
    if not after:
        return None
    clause = sheet.subtree(after[0])
    begins = sheet.form(clause[0]).lower()
    if begins not in {"that", "to"} or clause[0] != word + 1:
        return None
    owners = [i for i in sheet.children[word] if sheet.words[i].relation == "nmod:poss"]
    content = trimmed(sheet, (clause[0], max(clause) + 1))
    if content is None or (not owners and begins == "to"):
        return None
    source = _owner(sheet, owners[0]) if owners else None
    first = word
    while (
        first > 0
        and sheet.words[first - 1].head == word
        and sheet.words[first - 1].relation in {"det", "amod"}
    ):
        first -= 1
    why = Why("a noun with what it says, by the tree", sheet.of((first, word + 1)))
    return Draft(
        source=(source,) if source else (),
        cue=((first, word + 1),),
        content=(content,),
        score=0.5,
        reasons=(why,),
    )


def _owner(sheet: Sheet, word: int) -> Piece:
    """The phrase of an owner with its ’s."""
    first, past = sheet.phrase(word)
    if past < len(sheet.words) and sheet.form(past) in {"’s", "'s", "’", "'"}:
        past += 1
    return (first, past)


def treated(sheet: Sheet, word: int) -> Draft | None:
    """What a verb such as "condemned" or "denied" says with a bare object: "The union condemned the kidnapping"."""
    verb = sheet.words[word]
    if verb.upos != "VERB" or (verb.lemma.lower() not in _TREATING and sheet.lemma(word) not in _TREATING):
        return None
    objects = [i for i in sheet.children[word] if i > word and sheet.words[i].relation == "obj"]
    subjects = [i for i in sheet.below(word, SUBJECTS) if i < word and sheet.words[i].relation == "nsubj"]
    if (
        not objects
        or not subjects
        or any(sheet.words[i].relation == "aux:pass" for i in sheet.children[word])
    ):
        return None
    if sheet.lemma(word) == "claim" and sheet.words[objects[0]].lemma in {"life", "victim"}:
        return None  # "The flood claimed nine lives"
    cue = cue_at(sheet, word, set())
    source = source_of(sheet, cue, set())
    end = sheet.subtree(objects[0])
    if verb.lemma.lower() in {"accuse", "blame"}:
        end = [i for child in sheet.children[word] if child >= objects[0] for i in sheet.subtree(child)]
    content = trimmed(sheet, (cue[1], max(end) + 1))
    if source is None or content is None or content[0] < cue[1]:
        return None
    why = Why("a verb of saying with its object, by the tree", sheet.of(cue))
    return Draft(source=(source,), cue=(cue,), content=(content,), score=0.5, reasons=(why,))


def anonymous(sheet: Sheet, word: int) -> Draft | None:
    """What somebody says who "asked not to be named": the heads may take that for the saying."""
    if sheet.words[word].relation != "root" or not has_clause(sheet, word):
        return None
    first, past = sheet.sentences[sheet.sentence_at(word)]
    low = [sheet.form(i).lower() for i in range(first, past)]
    hidden = any(
        low[i : i + 3] == ["not", "to", "be"] and low[i + 3 : i + 4] and low[i + 3] in _HIDDEN
        for i in range(len(low))
    )
    return stated(sheet, word) if hidden else None


def quotes_within(sheet: Sheet) -> Iterator[Draft]:
    """Quotations inside of others, with the verb of saying right before or behind them."""
    for first, past in sheet.inner_quotes:
        near = [
            word for word in (first - 1, first - 2, past, past + 1, past + 2) if 0 <= word < len(sheet.words)
        ]
        verb = next((w for w in near if sheet.words[w].upos == "VERB" and sheet.says(w)), None)
        if verb is not None and sheet.quoted[verb]:
            cue = cue_at(sheet, verb, set(range(first, past)))
            source = source_of(sheet, cue, set(range(first, past)))
            why = Why("a quotation within another", sheet.of((first, past)))
            yield Draft(
                source=(source,) if source else (),
                cue=(cue,),
                content=((first, past),),
                score=0.6,
                reasons=(why,),
            )


def citing(sheet: Sheet, word: int) -> Draft | None:
    """Whose word the speaker passes on: "…, citing the coastguard"."""
    if sheet.form(word).lower() not in {"citing", "quoting"} or sheet.words[word].upos != "VERB":
        return None
    objects = [i for i in sheet.children[word] if i > word and sheet.words[i].relation == "obj"]
    source = source_of(sheet, (word, word + 1), set())
    if not objects or source is None:
        return None
    content = trimmed(sheet, sheet.phrase(objects[0]))
    if content is None or content[0] <= word or (source[0] <= word < source[1]):
        return None
    why = Why("citing, by the tree", sheet.of((word, content[1])))
    return Draft(source=(source,), cue=((word, word + 1),), content=(content,), score=0.5, reasons=(why,))


def impersonal(sheet: Sheet, word: int) -> Draft | None:
    """What is said, and nobody who says it: "It is believed that …", "The driver is believed to have …"."""
    verb = sheet.words[word]
    children = sheet.children[word]
    passive = any(sheet.words[i].relation == "aux:pass" for i in children)
    if verb.upos != "VERB" or not passive or sheet.lemma(word) not in _IMPERSONAL:
        return None
    subjects = [
        i
        for i in children
        if sheet.words[i].relation in {"nsubj:pass", "expl", "expl:pass", "nsubj", "csubj:pass"} and i < word
    ]
    clause = [
        i
        for i in children
        if i > word and sheet.words[i].relation in {"ccomp", "csubj", "csubj:pass", "xcomp"}
    ]
    if sheet.lemma(word) in {"accuse", "blame"}:
        clause = [
            i for i in children if i > word and sheet.words[i].relation.startswith(("obl", "advcl"))
        ] or clause
    if (
        not subjects
        or not clause
        or any(
            sheet.words[i].relation == "obl:agent"
            and any(sheet.form(k).lower() == "by" for k in sheet.children[i])
            for i in children
        )
    ):
        return None
    low = sheet.form(subjects[0]).lower()
    begins = sheet.form(min(sheet.subtree(clause[0]))).lower()
    cue = cue_at(sheet, word, set())
    rest = trimmed(sheet, (min(sheet.subtree(clause[0])), max(sheet.subtree(clause[0])) + 1))
    if rest is None or rest[0] < cue[1]:
        return None
    if low == "it" and begins in {"that", "whether"}:
        content: Pieces = (rest,)
    elif low != "it" and begins in {"to", "of", "on", "for"}:
        content = (sheet.phrase(subjects[0]), rest)
    else:
        return None
    if begins in {"of", "on", "for"} and rest[0] == cue[1] and rest[0] + 1 < rest[1]:
        cue, content = (cue[0], cue[1] + 1), (content[0], (rest[0] + 1, rest[1]))
    why = Why("a passive that names nobody who says it", sheet.of(cue))
    return Draft(cue=(cue,), content=content, score=0.6, reasons=(why,))
