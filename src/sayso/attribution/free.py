"""Free indirect speech: sentences without a cue that go on with what their paragraph's speaker is reported to say.

Offered with a low score, and only where the verb says so: "would", "could" or "might" behind reported speech, and no new
subject with a name. Imports: found, sheet. Imported by: attribution.
"""

from collections.abc import Sequence

from sayso.attribution.found import Draft, Piece, Why
from sayso.attribution.sheet import Sheet

SCORE = 0.3
_SHIFTED = frozenset({"would", "could", "might", "’d", "'d"})
_PRONOUNS = frozenset(
    {
        "he",
        "she",
        "they",
        "it",
        "his",
        "her",
        "their",
        "its",
        "there",
        "the",
        "this",
        "that",
        "these",
        "those",
        "no",
        "any",
        "all",
    }
)


def continued(sheet: Sheet, found: Sequence[Draft]) -> list[Draft]:
    """The sentences that go on with the indirect speech right before them, each in the name of that."""
    taken = set().union(*(one.words() | one.told() for one in found))
    ends: dict[int, Draft] = {}
    for one in found:
        said = one.content[-1][1] - 1
        told = max([said, *(word for word in one.told())])
        if one.cue and one.source and not one.signed and not any(sheet.quoted[word] for word in one.words()):
            ends[sheet.sentence_at(told)] = one
    offered = []
    for number, piece in enumerate(sheet.sentences):
        before = ends.get(number - 1)
        if before is None or sheet.paragraph_at(before.first) != sheet.paragraph_at(piece[0]):
            continue
        if not taken & set(range(*piece)) and _goes_on(sheet, piece):
            why = Why("the speaker before goes on, by the tense", sheet.of(before.cue[0]))
            content = (piece[0], piece[1] - (sheet.form(piece[1] - 1) in {".", "!", "?"}))
            one = Draft(content=(content,), score=SCORE, reasons=(why,), follows=before.content)
            offered.append(one)
            ends[number] = before
    return offered


def _goes_on(sheet: Sheet, piece: Piece) -> bool:
    """Whether a sentence has the shifted tense of reported speech and begins with nobody new."""
    roots = [word for word in range(*piece) if sheet.words[word].relation == "root"]
    if not roots or any(sheet.quoted[slice(*piece)]):
        return False
    verbs = {
        sheet.form(i).lower() for i in sheet.children[roots[0]] if sheet.words[i].relation.startswith("aux")
    }
    subjects = [i for i in sheet.children[roots[0]] if sheet.words[i].relation.startswith(("nsubj", "expl"))]
    named = any(
        one.first < piece[1] and piece[0] <= one.first <= (subjects or [piece[0]])[0]
        for one in sheet.marked_in("entities", piece)
    )
    return (
        bool(verbs & _SHIFTED) and bool(subjects) and not named and sheet.form(piece[0]).lower() in _PRONOUNS
    )
