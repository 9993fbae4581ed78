"""Forms: spans brought into the form of the rule book, where the heads leave too much or too little.

Imports: found, sheet, sources, cues, contents. Imported by: attribution, speech.
"""

from sayso.attribution import contents, cues, sources
from sayso.attribution.found import Draft
from sayso.attribution.sheet import Sheet

STEPS = (
    sources.whole_source,
    sources.to_source,
    sources.with_clause,
    sources.closed,
    contents.without_expletive,
    contents.without_hearer,
    contents.from_that,
    contents.within_noun,
    cues.refusing,
    cues.with_object,
    cues.without_time,
    cues.without_medium,
    contents.without_marks,
    cues.adverbial,
    cues.passive,
    contents.around,
    contents.with_conjunct,
)
"""What each attribution goes through, in this order; a step leaves alone what it has nothing to say of."""


def formed(sheet: Sheet, draft: Draft, taken: set[int]) -> list[Draft]:
    """The draft in form, and further ones that it had swallowed. `taken`: the words of other drafts."""
    found = []
    for each in (*sources.cited(sheet, draft), draft) if draft.cue else (draft,):
        one = each
        for step in STEPS:
            one = step(sheet, one)
        found += contents.parted(sheet, contents.before(sheet, one, taken))
    return found
