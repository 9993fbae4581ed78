"""Tense: whether the clause of a time expression speaks of what is to come or of what is over.

Pure. Imports: encoder. Imported by: the room's door.
"""

from collections.abc import Sequence

from sayso.encoder.analysis import Word

_TO_COME = frozenset({"future", "conditional", "imperative", "infinitive"})
_OVER = frozenset({"past", "participle"})
_PLANNED = frozenset("schedule plan expect slate set due postpone delay await upcoming".split())
"""What is over of these is that somebody had it in mind, not what was to happen."""
_AS_PLANNED = frozenset(
    "resume begin start open convene meet leave arrive depart end expire vote hold go travel visit return".split()
)
"""What is to come is told of these in the present, too: "The talks resume Wednesday"."""
_STEPS = 6


def ahead(words: Sequence[Word], first: int, past: int) -> bool | None:
    """True if the nearest predicate above the words is of the future, False if of the past, None if neither says.

    "Wednesday's ruling" is told as known, whatever the tense.
    """
    at = next((i for i in range(past - 1, first - 1, -1) if not first <= words[i].head < past), past - 1)
    owned = (
        words[at].relation.startswith("nmod") and past < len(words) and words[past].lemma in {"'s", "’s", "'"}
    )
    for _ in range(_STEPS):
        above = words[at].head
        if above == at:
            break
        at = above
        if words[at].lemma.lower() in _PLANNED:
            return True
        if words[at].tense == "present" and words[at].lemma.lower() in _AS_PLANNED:
            return True
        if words[at].tense in _OVER:
            return False
        if words[at].tense == "conditional" and any(
            one.head == at and one.lemma in {"could", "can"} for one in words[max(0, at - 4) : at]
        ):
            return False  # "could not be reached Wednesday"
        if words[at].tense in _TO_COME:
            return None if owned else True
    return None
