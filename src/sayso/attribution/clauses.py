"""Clauses: what a verb of saying says by the tree, and the cue that it makes. Imports: acts, found, sheet, subjects. Imported by: attribution's modules."""

from sayso.attribution import acts
from sayso.attribution.found import Draft, Piece, Pieces, Why
from sayso.attribution.sheet import Sheet
from sayso.attribution.subjects import source_of

_OPENING, _CLOSING = frozenset("“\"‘'«„(["), frozenset("”\"’'»“)]?!")
_BINDING = frozenset("promise threaten vow pledge swear".split())


def cue_at(sheet: Sheet, word: int, without: set[int]) -> Piece:
    """The verb with the auxiliaries, negation and adverbs that stand right before it, and its particle behind."""
    first, past = word, word + 1
    while first > 0:
        before = sheet.words[first - 1]
        mine = before.head == word and before.relation.partition(":")[0] in {"aux", "advmod", "cop", "mark"}
        if not mine or first - 1 in without or before.lemma in {"that", "when", "as", "how", "why", "if"}:
            break
        first -= 1
    if past < len(sheet.words) and sheet.words[past].relation == "compound:prt":
        past += 1
    return (first, past)


def pieces(words: list[int]) -> Pieces:
    """Words as pieces."""
    found: list[list[int]] = []
    for word in sorted(words):
        if found and found[-1][1] == word:
            found[-1][1] = word + 1
        else:
            found.append([word, word + 1])
    return tuple((first, past) for first, past in found)


def trimmed(sheet: Sheet, piece: Piece) -> Piece | None:
    """Without punctuation at its edges but quotation marks."""
    first, past = piece
    while first < past and sheet.words[first].upos == "PUNCT" and sheet.form(first) not in _OPENING:
        first += 1
    while first < past and sheet.words[past - 1].upos == "PUNCT" and sheet.form(past - 1) not in _CLOSING:
        past -= 1
    return (first, past) if first < past else None


def stated(sheet: Sheet, word: int) -> Draft | None:
    """The attribution that a verb of saying makes with its clause, by the tree alone."""
    verb = sheet.words[word]
    if verb.upos not in {"VERB", "AUX"} or not sheet.says(word):
        return None
    clause = [i for i in sheet.below(word, frozenset({"ccomp", "xcomp"})) if _whole(sheet, i, verb.lemma)]
    if not clause and verb.relation.partition(":")[0] == "parataxis":
        inside = set(sheet.subtree(word))
        content = [i for i in sheet.subtree(verb.head) if i not in inside]
        behind = [i for i in content if i > word and sheet.words[i].upos != "PUNCT"]
        if behind and sheet.form(behind[0]).endswith("ing"):
            content = [
                i for i in content if i < word
            ]  # "…, officials said, raising the toll": the outlet's words again
    elif clause:
        content = sheet.subtree(clause[0])
    else:
        return None
    cue = cue_at(sheet, word, set(content))
    content = _in_quotation(sheet, word, _to_quote_end(sheet, content))
    sentence = sheet.sentences[sheet.sentence_at(word)]
    content = [i for i in content if sentence[0] <= i < sentence[1] and not cue[0] <= i < cue[1]]
    source = source_of(sheet, cue, set(content))
    if source:
        content = [i for i in content if not source[0] <= i < source[1]]
    found = tuple(piece for one in pieces(content) if (piece := trimmed(sheet, one)))
    if not found:
        return None
    why = Why("a verb of saying with its clause, by the tree", sheet.of(cue))
    return Draft(source=(source,) if source else (), cue=(cue,), content=found, score=0.5, reasons=(why,))


def has_clause(sheet: Sheet, word: int) -> bool:
    """Whether a word has a subject and a clause of its own: "the ministry said that …"."""
    relations = {sheet.words[child].relation for child in sheet.children[word]}
    bound = "xcomp" in relations and sheet.lemma(word) in _BINDING
    subject = relations & {"nsubj", "nsubj:pass"} or any(
        child < word and sheet.words[child].relation in {"obj", "iobj"} for child in sheet.children[word]
    )
    return ("ccomp" in relations or bound) and bool(subject)


def _whole(sheet: Sheet, word: int, cue: str) -> bool:
    """Whether a clause says something: it has a subject or "that" of its own, or the cue wants an infinitive."""
    own = any(
        sheet.words[i].relation.startswith(("nsubj", "mark", "expl", "csubj")) for i in sheet.children[word]
    )
    infinitive = any(sheet.form(i).lower() == "to" for i in sheet.children[word])
    return (own and not infinitive) or (infinitive and acts.wants(cue)) or sheet.quoted[word]


def _to_quote_end(sheet: Sheet, words: list[int]) -> list[int]:
    """The words, and those up to the end of a quotation that begins among them: the tree may break off inside."""
    last = words[-1]
    if not sheet.quoted[last] or sheet.quoted[words[0]]:
        return words
    end = last + 1
    while (
        end < len(sheet.words) and sheet.quoted[end] and sheet.paragraph_at(end) == sheet.paragraph_at(last)
    ):
        end += 1
    return [*words, *range(last + 1, end)]


def _in_quotation(sheet: Sheet, verb: int, words: list[int]) -> list[int]:
    """Of the words those in the quotation that the verb stands in, if it stands in one."""
    if not sheet.quoted[verb]:
        return words
    first = past = verb
    while first > 0 and sheet.quoted[first - 1]:
        first -= 1
    while past < len(sheet.words) and sheet.quoted[past]:
        past += 1
    return [word for word in words if first <= word < past]


def last_cue(sheet: Sheet, within: Piece) -> Draft | None:
    """The last verb of saying in some words, with its source, as an attribution without content."""
    for word in range(within[1] - 1, within[0] - 1, -1):
        if sheet.words[word].upos == "VERB" and sheet.says(word) and not sheet.quoted[word]:
            cue = cue_at(sheet, word, set())
            source = source_of(sheet, cue, set())
            return Draft(source=(source,) if source else (), cue=(cue,), content=(), score=0.5)
    return None


def last_verb(sheet: Sheet, within: Piece) -> Draft | None:
    """The last main verb before a colon with what follows it ("made the following comment:"), as `last_cue`."""
    end = within[1] - 1
    tops = [w for w in range(*within) if sheet.words[w].upos == "VERB" and sheet.words[w].relation == "root"]
    if not tops or sheet.quoted[tops[-1]]:
        return None
    cue = (cue_at(sheet, tops[-1], set())[0], end)
    source = source_of(sheet, cue, set())
    return Draft(source=(source,), cue=(cue,), content=(), score=0.5) if source else None
