"""Nesting: which attributions stand in the contents of others.

The outermost come from the layout and from the head that knows PolNeAR, which has no inner ones; inside of contents,
what the heads that know GUM mark and what the tree shows is taken up. Contents of one level never overlap.
Imports: acts, found, sheet, subjects. Imported by: attribution; the benchmarks use `parents`.
"""

from collections.abc import Iterable, Sequence

from msgspec import structs

from sayso.attribution.acts import HEARERS
from sayso.attribution.found import Draft, Piece
from sayso.attribution.sheet import Sheet
from sayso.attribution.subjects import head_of

_KEPT = 0.5
"""How much of a content has to be left for it to stand."""
_CLAUSES = frozenset({"but", "and", "so"})
_SUBJECTS = ("nsubj", "csubj", "expl")


def outermost(layouts: Sequence[Draft], proposals: Iterable[Draft]) -> list[Draft]:
    """The attributions of the first level: what the layout shows, and what is proposed outside of that."""
    found = list(layouts)
    taken = set().union(*(one.words() for one in found))
    for draft in sorted(proposals, key=lambda one: -one.score):
        one = _clear(draft, taken)
        if one is not None:
            found.append(one)
            taken |= one.words()
    return sorted(found, key=lambda one: one.content)


def _clear(draft: Draft, taken: set[int]) -> Draft | None:
    """The draft without pieces that are taken; None if most of it is."""
    kept = tuple(piece for piece in draft.content if not any(word in taken for word in range(*piece)))
    size = sum(past - first for first, past in kept)
    return structs.replace(draft, content=kept) if size > _KEPT * len(draft.words()) else None


def apart(drafts: Sequence[Draft], more: Iterable[Draft]) -> list[Draft]:
    """Those of `more` that share no word of content or cue with `drafts`, nor with one another."""
    taken = set().union(*(one.words() | one.cued() for one in drafts))
    found = []
    for draft in more:
        own = draft.words() | draft.cued()
        if not own & taken:
            found.append(draft)
            taken |= own
    return found


def inner(sheet: Sheet, outer: Sequence[Draft], proposals: Iterable[Draft]) -> list[Draft]:
    """Those of `proposals`, the surest sort first, that stand in contents of `outer` and say something of their own."""
    contents = Contents(outer)
    cues = set().union(*(one.cued() for one in outer))
    found: list[Draft] = []
    for proposal in proposals:
        draft = _closed(sheet, _with_object(sheet, proposal))
        own, cue = draft.words(), draft.cued()
        met = contents.meeting(own)
        holders = [theirs for theirs in met if own < theirs]
        spoken = all(any(word in theirs for theirs in holders) for word in cue)
        odd = any(own == theirs or (not own < theirs and not theirs < own) for theirs in met)
        if draft.cue and holders and spoken and not odd and not cue & cues:
            found.append(draft)
            contents.add(own)
            cues |= cue
    return found


class Contents:
    """Contents as sets of words, found by the words that they share."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self.words: list[set[int]] = []
        self._at: dict[int, list[int]] = {}
        for draft in drafts:
            self.add(draft.words())

    def add(self, words: set[int]) -> None:
        """One more content."""
        for word in words:
            self._at.setdefault(word, []).append(len(self.words))
        self.words.append(words)

    def numbers(self, words: set[int]) -> set[int]:
        """The numbers of those that share a word with `words`."""
        return {number for word in words for number in self._at.get(word, ())}

    def meeting(self, words: set[int]) -> list[set[int]]:
        """Those that share a word with `words`."""
        return [self.words[number] for number in sorted(self.numbers(words))]


def _with_object(sheet: Sheet, draft: Draft) -> Draft:
    """With the object of its cue for content, where that was passed over: "suspected | a cell | , “but we arrested nobody”"."""
    if not draft.cue or draft.first <= draft.cue[-1][1]:
        return draft
    verb = head_of(sheet, draft.cue[-1])
    objects = [
        i
        for i in sheet.children[verb]
        if draft.cue[-1][1] <= i < draft.first and sheet.words[i].relation == "obj"
    ]
    passed = objects and sheet.form(draft.first - 1) == "," and sheet.lemma(verb) not in HEARERS
    return structs.replace(draft, content=(sheet.phrase(objects[0]),)) if passed else draft


def _closed(sheet: Sheet, draft: Draft) -> Draft:
    """The draft with its contents ending where a clause with a subject of its own goes on behind a comma.

    A quotation that begins in a content belongs to it to its end.
    """
    return structs.replace(
        draft, content=tuple(_quotation(sheet, _clause(sheet, piece)) for piece in draft.content)
    )


def _quotation(sheet: Sheet, piece: Piece) -> Piece:
    first, past = piece
    if sheet.quoted[first] or not sheet.quoted[past - 1]:
        return piece
    end = past
    while (
        end < len(sheet.words) and sheet.quoted[end] and sheet.paragraph_at(end) == sheet.paragraph_at(first)
    ):
        end += 1
    return (first, end)


def _clause(sheet: Sheet, piece: Piece) -> Piece:
    first, past = piece
    for word in range(first + 2, past - 2):
        if sheet.form(word) != "," or sheet.quoted[word]:
            continue
        following = sheet.form(word + 1).lower()
        verb = sheet.words[word + 1].head
        subject = any(
            sheet.words[child].relation.startswith(_SUBJECTS) and child > word
            for child in sheet.children[verb]
        )
        if following == "which" or (
            following in _CLAUSES and subject and sheet.form(word + 2).lower() != "that"
        ):
            return (first, word)
    return piece


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the smallest other whose content holds its own, and None if none does."""
    contents = Contents(drafts)
    found: list[int | None] = []
    for number, own in enumerate(contents.words):
        first = {next(iter(own))}  # whoever holds the whole holds this word
        near = [(k, contents.words[k]) for k in contents.numbers(first) if k != number]
        holders = [(len(theirs), k) for k, theirs in near if own < theirs]
        found.append(min(holders)[1] if holders else None)
    return found
