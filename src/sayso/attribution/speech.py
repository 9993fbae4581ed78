"""Speech: what quotation marks say of attributions, beyond what the network proposes.

Contents end with their paragraph, unless a quotation is left open there; a quotation without a speaker goes on what
was said just before, or has its speaker beside it, behind a dash, or in the line that ends with a colon above it.
Imports: found, sheet, clauses. Imported by: attribution.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from msgspec import structs

from sayso.attribution import acts, clauses, forms, subjects
from sayso.attribution.found import Draft, Piece, Why
from sayso.attribution.sheet import Sheet

_DASHES = frozenset({"-", "–", "—", "―", "--", "~"})
_NAME = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ][\w.’'-]*|de|del|la|van|von|bin|al-\w+|of|the|and)")
_ANONYMOUS = (["not", "to", "be"], ["condition", "of", "anonymity"])
"""How contents begin that only say a speaker is not to be named."""
_TOLL = frozenset({"life", "victim"})
"""What a flood claims."""
_BRIEF = 6
_LONGEST_NAME = 8


def mended(sheet: Sheet, drafts: Sequence[Draft], loose: Sequence[Draft]) -> list[Draft]:
    """The attributions, with contents cut at paragraphs, quotations joined and speakers looked up beside them.

    `loose`: cues that have no content yet.
    """
    found = sorted(drafts, key=lambda one: one.first)
    found = [_without_talk(sheet, _without_told(sheet, one)) for one in _filled(sheet, found)]
    found = [part for one in found for part in _apart(sheet, one)]
    done: list[Draft] = []
    for draft in found:
        into = _goes_on(sheet, draft, done) if not draft.cue else None
        if into is not None:
            done[into] = structs.replace(
                done[into],
                content=(*done[into].content, *draft.content),
                reasons=(*done[into].reasons, Why("the quotation goes on", sheet.of(draft.content[0]))),
            )
        else:
            done.append(draft)
    done = [_with_signature(sheet, draft) for draft in done]
    done = [_with_line_above(sheet, draft, loose) for draft in done]
    done = [_with_cue(sheet, draft) for draft in done]
    done, free = _with_loose(sheet, done, loose)
    done += _of_loose(sheet, done, free)
    done = [subjects.with_source(sheet, draft) for draft in done]
    done = [cut_at_sentences(sheet, draft) for draft in _backwards(sheet, done)]
    done = [draft for draft in done if _speaks(sheet, draft)]
    taken = set().union(*(draft.words() | draft.told() for draft in done))
    return [one for draft in done for one in forms.formed(sheet, draft, taken)]


def _speaks(sheet: Sheet, draft: Draft) -> bool:
    """Whether it is a saying at all: without quotation marks it needs a cue, and one that is no deed done to a thing."""
    words = [word for first, past in draft.content for word in range(first, past)]
    if [sheet.form(word).lower() for word in words[:3]] in _ANONYMOUS:
        return False
    if any(sheet.quoted[word] for word in words):
        return True
    cue = [word for first, past in draft.cue for word in range(first, past)]
    top = subjects.head_of(sheet, draft.content[0])
    if (
        draft.cue
        and sheet.lemma(subjects.head_of(sheet, draft.cue[0])) == "claim"
        and sheet.words[top].lemma in _TOLL
    ):
        return False
    clause = sheet.words[top].upos in {"VERB", "AUX"} or any(
        sheet.words[i].relation in {"cop", "mark"} for i in sheet.children[top]
    )
    deed = acts.done([sheet.words[word].lemma for word in cue], [sheet.form(word) for word in cue])
    return bool(cue) and (clause or not deed)


def _filled(sheet: Sheet, drafts: list[Draft]) -> list[Draft]:
    """Contents that begin with a quotation and end inside it reach to its end, where no other begins before that."""
    taken = sorted(piece for draft in drafts for piece in draft.content)
    found = []
    for draft in drafts:
        pieces = []
        for first, past in draft.content:
            quote = sheet.quote_at(past - 1)
            end = past
            if quote and quote.piece[0] == first:
                at = bisect_right(taken, (first, past))
                end = max(past, min(quote.piece[1], taken[at][0] if at < len(taken) else quote.piece[1]))
            pieces.append((first, end))
        found.append(structs.replace(draft, content=tuple(pieces)))
    return found


def _without_told(sheet: Sheet, draft: Draft) -> Draft:
    """Without its own source and cue, where a content that begins with a quotation runs on over them."""
    told = draft.told()
    content = []
    for first, past in draft.content:
        quote = sheet.quote_at(first)
        end = quote.piece[1] if quote and quote.piece[0] == first else past
        over = end < past and (bool(told & set(range(end, past))) or _ended(sheet, end, past))
        content.append((first, end if over else past))
    return structs.replace(draft, content=tuple(content))


def _ended(sheet: Sheet, end: int, past: int) -> bool:
    """Whether a quotation that ends with a comma inside its marks is all that is said: "“…,” until shots are heard"."""
    return (
        sheet.form(end - 2) == ","
        and not any(sheet.quoted[end:past])
        and sheet.words[end].upos in {"SCONJ", "ADP", "ADV"}
    )


def _apart(sheet: Sheet, draft: Draft) -> list[Draft]:
    """Two of a content that has another cue between its quotations: "“…,” she said. “…”", all behind "scolded him:"."""
    for number, (first, past) in enumerate(draft.content):
        quote = sheet.quote_at(first)
        if not draft.cue or quote is None or quote.piece[0] != first or quote.piece[1] >= past:
            continue
        begin, end = quote.piece[1], quote.piece[1]
        while end < past and not sheet.quoted[end]:
            end += 1
        verbs = [word for word in range(begin, end) if sheet.words[word].upos == "VERB" and sheet.says(word)]
        if len(verbs) == 1 and end - begin <= _BRIEF:
            cue = clauses.cue_at(sheet, verbs[0], set())
            source = subjects.source_of(sheet, cue, set(range(first, begin)))
            rest = ((end, past),) if end < past else ()
            why = Why("another cue between its quotations", sheet.of(cue))
            other = tuple(piece for piece in (*rest, *draft.content[number + 1 :]))
            own = structs.replace(draft, content=(*draft.content[:number], (first, begin)))
            if other and source:
                return [
                    own,
                    Draft(
                        source=(source,),
                        cue=(cue,),
                        content=other,
                        score=draft.score,
                        reasons=(*draft.reasons, why),
                    ),
                ]
    return [draft]


def _without_talk(sheet: Sheet, draft: Draft) -> Draft:
    """Without what stands unquoted behind the cue of a quotation that was whole before it ("said of the vote")."""
    draft = _without_line_before(sheet, draft)
    first, cue = draft.content[0], draft.cue[0] if draft.cue else None
    quote = sheet.quote_at(draft.first)
    if cue is None or len(draft.content) < 2 or quote is None or quote.piece != first or first[1] > cue[0]:
        return draft
    if sheet.form(first[1] - 2) not in {",", "?", "!", "."}:
        return draft
    kept = tuple(p for p in draft.content if p[0] < cue[0] or any(sheet.quoted[w] for w in range(*p)))
    return structs.replace(draft, content=kept)


def _without_line_before(sheet: Sheet, draft: Draft) -> Draft:
    """Without an unquoted sentence before the quotation that the cue follows: that is not said by the same."""
    if len(draft.content) < 2 or not draft.cue:
        return draft
    last = draft.content[1]
    quote = sheet.quote_at(last[0])
    whole = (
        quote is not None
        and quote.piece == last
        and last[1] <= draft.cue[0][0]
        and sheet.form(last[1] - 2) in {",", "?", "!"}
    )
    begins = sheet.sentences[sheet.sentence_at(last[0])][0] == last[0]
    if whole and begins and not any(sheet.quoted[slice(*draft.content[0])]):
        return structs.replace(draft, content=draft.content[1:])
    return draft


def _goes_on(sheet: Sheet, draft: Draft, before: Sequence[Draft]) -> int | None:
    """The one of `before` whose quotation this is the next piece of."""
    quote = sheet.quote_at(draft.first)
    if quote is None or draft.first != quote.piece[0]:
        return None
    first, _ = sheet.paragraphs[quote.paragraph]
    for number in range(len(before) - 1, max(-1, len(before) - 4), -1):
        other = before[number]
        last = other.content[-1][1] - 1
        theirs = sheet.quote_at(last)
        if quote.piece[0] == first:  # it opens its paragraph
            if sheet.paragraph_at(last) != quote.paragraph - 1:
                continue
            alone = quote.piece[1] >= sheet.paragraphs[quote.paragraph][1] - 1
            if (theirs and not theirs.closed) or (
                alone and other.source and (theirs is None or theirs.piece[0] == other.content[-1][0])
            ):
                return number
            continue
        if sheet.paragraph_at(last) != quote.paragraph or theirs is None or not other.cue:
            continue
        past = other.content[-1][1]
        told = any(past <= piece[0] < draft.first for piece in (*other.cue, *other.source))
        if told and sheet.sentence_at(draft.first) - sheet.sentence_at(past) <= 1:
            return number
    return None


def _of_loose(sheet: Sheet, drafts: Sequence[Draft], loose: Sequence[Draft]) -> list[Draft]:
    """What cues without any content say by the tree, where no other content stands."""
    taken = set().union(*(one.words() | one.cued() for one in drafts))
    found = []
    for one in loose:
        draft = clauses.stated(sheet, subjects.head_of(sheet, one.cue[0]))
        if draft is not None and not taken & (draft.words() | draft.cued()):
            found.append(structs.replace(draft, source=one.source or draft.source, score=one.score))
            taken |= draft.words() | draft.cued()
    return found


def _with_cue(sheet: Sheet, draft: Draft) -> Draft:
    """With the verb of saying that stands beside its quotation in the same sentence, if it has no cue."""
    if draft.cue or not sheet.quoted[draft.first]:
        return draft
    content = draft.words()
    past = draft.content[-1][1]
    first, end = sheet.sentences[sheet.sentence_at(draft.first)][0], past
    if past < sheet.paragraphs[sheet.paragraph_at(draft.first)][1]:
        end = sheet.sentences[sheet.sentence_at(past)][1]
    behind = list(takewhile(lambda word: not sheet.quoted[word], range(past, end)))
    for word in [*behind, *range(draft.first - 1, first - 1, -1)]:
        if word in content or sheet.quoted[word]:
            continue
        if sheet.words[word].upos == "VERB" and sheet.says(word):
            cue = clauses.cue_at(sheet, word, content)
            source = subjects.source_of(sheet, cue, content)
            why = Why("a verb of saying beside the quotation", sheet.of(cue))
            return structs.replace(
                draft, cue=(cue,), source=(source,) if source else draft.source, reasons=(*draft.reasons, why)
            )
    return draft


def _with_loose(
    sheet: Sheet, drafts: Sequence[Draft], loose: Sequence[Draft]
) -> tuple[list[Draft], list[Draft]]:
    """With cues that no content links to, each at the one without a cue that ends or begins beside it; and the cues left over."""
    free = list(loose)
    found = []
    for draft in drafts:
        near = [] if draft.cue else [one for one in free if _beside(sheet, draft, one)]
        if not near:
            found.append(draft)
            continue
        cue, source = near[0].cue, near[0].source or draft.source
        free.remove(near[0])
        why = Why("a cue beside it that nothing else links to", sheet.of(cue[0]))
        found.append(structs.replace(draft, cue=cue, source=source, reasons=(*draft.reasons, why)))
    return found, free


def _beside(sheet: Sheet, draft: Draft, loose: Draft) -> bool:
    """Whether a cue stands in the sentence in which a content ends or begins, behind or before it, not in it."""
    cue = loose.cue[0]
    sentence = sheet.sentence_at(cue[0])
    behind = draft.content[-1][1] <= cue[0] and sheet.sentence_at(draft.content[-1][1] - 1) == sentence
    before = cue[1] <= draft.first and sheet.sentence_at(draft.first) == sentence
    return behind or before


def _with_signature(sheet: Sheet, draft: Draft) -> Draft:
    """With its speaker, who signs behind a dash: "“…” — Name"."""
    if draft.source or not sheet.quoted[draft.first]:
        return draft
    past = draft.content[-1][1]
    end = sheet.paragraphs[sheet.paragraph_at(draft.first)][1]
    if past >= end or sheet.form(past) not in _DASHES:
        return draft
    name = past + 1
    while name < end and sheet.form(end - 1) in {".", "…"}:
        end -= 1
    words = [sheet.form(word) for word in range(name, end)]
    if not 1 <= len(words) <= _LONGEST_NAME or not all(_NAME.fullmatch(word) for word in words[:2]):
        return draft
    why = Why("a dash signs the quotation", sheet.of((name, end)))
    return structs.replace(
        draft, source=((name, end),), cue=((past, past + 1),), reasons=(*draft.reasons, why)
    )


def _with_line_above(sheet: Sheet, draft: Draft, loose: Sequence[Draft]) -> Draft:
    """With cue and source of the paragraph above, if that ends with a colon and this opens the next with a quotation."""
    number = sheet.paragraph_at(draft.first)
    quote = sheet.quote_at(draft.first)
    outside = draft.cue and not (quote and quote.piece[0] <= draft.cue[0][0] < quote.piece[1])
    if outside or number == 0 or draft.first != sheet.paragraphs[number][0]:
        return draft
    above = sheet.paragraphs[number - 1]
    if sheet.form(above[1] - 1) != ":":
        return draft
    cues = [one for one in loose if above[0] <= one.cue[0][0] < above[1]]
    found = cues[-1] if cues else clauses.last_cue(sheet, above) or clauses.last_verb(sheet, above)
    if found is None:
        return draft
    why = Why("the line above ends with a colon", sheet.of(above))
    return structs.replace(draft, cue=found.cue, source=found.source, reasons=(*draft.reasons, why))


def _open(sheet: Sheet, draft: Draft) -> bool:
    """Whether its quotation is left open at the end of its paragraph."""
    quote = sheet.quote_at(draft.first)
    return quote is not None and not quote.closed


def _backwards(sheet: Sheet, drafts: list[Draft]) -> list[Draft]:
    """A quotation without a cue that the next one of its paragraph goes on is a piece of that."""
    found: list[Draft] = []
    for draft in reversed(drafts):
        after = found[-1] if found else None
        if (
            after
            and not draft.cue
            and sheet.quoted[draft.first]
            and after.cue
            and sheet.quoted[after.first]
            and draft.content[-1][1] == after.first
            and (sheet.paragraph_at(draft.first) == sheet.paragraph_at(after.first) or _open(sheet, draft))
        ):
            why = Why("the quotation goes on", sheet.of(after.content[0]))
            found[-1] = structs.replace(
                after, content=(*draft.content, *after.content), reasons=(*after.reasons, why)
            )
        else:
            found.append(draft)
    return found[::-1]


def cut_at_sentences(sheet: Sheet, draft: Draft) -> Draft:
    """The draft with contents outside of quotation marks ending with their sentence."""

    def cut(piece: Piece) -> Piece:
        first, past = piece
        end = sheet.sentences[sheet.sentence_at(first)][1]
        return piece if past <= end or any(sheet.quoted[first:past]) else (first, end)

    return structs.replace(draft, content=tuple(map(cut, draft.content)))
