"""Attribution: who says what, in which words, and on what it rests.

In: the analysis and the report's sections. Out: `Found` attributions, outer ones and those within them, not yet resolved
to actors. The network's heads propose; rules read layouts and quotation marks, look up speakers by the tree, nest, and
name act and basis. docs/attribution.md is the rule book. Pure. Imports: model, encoder. Imported by: actors, claims, pipeline.

quotations   quotation marks          proposals    the heads' attributions
sheet        the analysis, read       speech       quotations and their speakers
layouts      turns, headlines, letters  clauses     what the tree shows
nesting      levels                   acts, bases  kinds of saying and of knowing
free         speech that goes on without a cue
"""

from collections.abc import Iterable, Sequence

from msgspec import structs

from sayso.attribution import (
    acts,
    bases,
    clauses,
    constructions,
    forms,
    free,
    layouts,
    nesting,
    proposals,
    speech,
    subjects,
)
from sayso.attribution.found import Draft, Found, Pieces, Why
from sayso.attribution.quotations import Quotation, quotations, voice_of
from sayso.attribution.sheet import Sheet
from sayso.encoder.analysis import Analysis
from sayso.model import Act, Section, Span

__all__ = ["Found", "Quotation", "Why", "attribute", "drafts", "quotations", "voice_of"]

OUTER, INNER = "attribution", ("attribution_gum", "attribution_inner")
"""The head that outermost attributions come from, and those that inner ones do."""


def attribute(analysis: Analysis, sections: Iterable[Section]) -> tuple[Found, ...]:
    """All attributions, in the order of their contents, an outer one before those within it."""
    sheet = Sheet(analysis)
    titles = [section.span for section in sections if section.kind == "title"]
    found = sorted(drafts(sheet, titles), key=lambda one: (one.first, -one.content[-1][1]))
    within = nesting.parents(found)
    at = {draft.content: number for number, draft in enumerate(found)}
    whole = [
        _found(sheet, draft, parent, at.get(draft.follows))
        for draft, parent in zip(found, within, strict=True)
    ]
    return tuple(_with_own_basis(one, whole) for one in whole)


def _with_own_basis(one: Found, among: Sequence[Found]) -> Found:
    """Without a basis that is told of the attribution it stands in."""
    outer = None if one.within is None else among[one.within].basis
    same = outer and one.basis and outer.start <= one.basis.start and one.basis.end <= outer.end
    return structs.replace(one, basis=None) if same else one


def drafts(sheet: Sheet, titles: Sequence[Span] = ()) -> list[Draft]:
    """All attributions as words, outermost ones first."""
    shown = [*layouts.turns(sheet), *layouts.below(sheet), *layouts.headlines(sheet, titles)]
    shown = shown or layouts.signed(sheet)
    marked, loose = proposals.proposed(sheet, OUTER)
    outer = nesting.outermost(shown, speech.mended(sheet, marked, loose))
    more = [one for draft in _unmarked(sheet) for one in forms.formed(sheet, draft, set())]
    outer = sorted([*outer, *nesting.apart(outer, more)], key=lambda one: one.content)
    found = outer + nesting.inner(sheet, outer, _proposals(sheet, outer))
    return found + free.continued(sheet, found)


def _unmarked(sheet: Sheet) -> Iterable[Draft]:
    """What the tree shows to be said, where the head may have marked nothing."""
    for word in range(len(sheet.words)):
        draft = (
            constructions.impersonal(sheet, word)
            or constructions.citing(sheet, word)
            or constructions.noun_clause(sheet, word)
        )
        draft = draft or constructions.treated(sheet, word) or constructions.anonymous(sheet, word)
        if draft is not None:
            yield draft


def _proposals(sheet: Sheet, outer: Sequence[Draft]) -> Iterable[Draft]:
    """What may stand inside of contents: by the heads, then by the tree."""
    yield from constructions.quotes_within(sheet)
    yield from filter(None, (constructions.quoted_as(sheet, word) for word in range(len(sheet.words))))
    for head in INNER:
        yield from speech.mended(sheet, *proposals.proposed(sheet, head))
    for word in sorted(set().union(*(one.words() for one in outer))):
        draft = constructions.impersonal(sheet, word) or constructions.citing(sheet, word)
        draft = draft or constructions.noun_clause(sheet, word) or constructions.treated(sheet, word)
        if draft is None and clauses.has_clause(sheet, word):
            draft = clauses.stated(sheet, word)
        if draft is not None:
            yield draft


def _found(sheet: Sheet, draft: Draft, within: int | None, continues: int | None) -> Found:
    source, cue, content = (_spans(sheet, pieces) for pieces in (draft.source, draft.cue, draft.content))
    words = [word for first, past in draft.cue for word in range(first, past)]
    lemmas = [sheet.words[word].lemma for word in words]
    naming = [sheet.form(word) for first, past in draft.source for word in range(first, past)]
    head = sheet.form(subjects.head_of(sheet, draft.source[0])) if draft.source else ""
    act, entry = _act(sheet, words, sheet.of(draft.content[0]))
    negated = acts.negates(lemmas, [sheet.form(word) for word in words], naming)
    silent = negated or act in {"denied", "denied responsibility"}
    return Found(
        source=source,
        cue=cue,
        content=content,
        voice="direct" if draft.signed else voice_of(sheet.text, content),
        act=act,
        negated=negated,
        within=within,
        continues=continues,
        basis=None if silent else bases.basis_of(sheet.text, source, cue, content, lemmas, head),
        score=min(1.0, max(0.0, draft.score)),
        reasons=(*draft.reasons, Why(f"act {act}", f"by “{entry}”" if entry else "by no entry")),
    )


def _spans(sheet: Sheet, pieces: Pieces) -> tuple[Span, ...]:
    return tuple(sheet.span(piece) for piece in pieces)


def _act(sheet: Sheet, cue: Sequence[int], content: str) -> tuple[Act, str]:
    act, entry = acts.act_of(
        [sheet.words[word].lemma for word in cue],
        [sheet.form(word) for word in cue],
        [sheet.words[word].upos for word in cue],
    )
    return acts.with_content(act, content), entry
