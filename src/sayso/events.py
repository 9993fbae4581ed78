"""Events: what the text says happened, will, may or did not.

In: the layout. Out: `Event`s: trigger, PLOVER type, status. So far a short list of verbs, where the
words before them show whether it happened; what no rule is sure of is left out. Pure. Imports: model, encoder. Imported by: claims, pipeline.

Types follow the PLOVER manual of the Open Event Data Alliance (2023).
"""

import re
from functools import cache

from msgspec import Struct

from sayso.encoder import Layout
from sayso.model import PloverType, Span, Status

_VERBS: dict[PloverType, str] = {
    "ASSAULT": "attack kill wound injure shell bomb bombard ambush assassinate murder abduct kidnap torture stab behead raid",
    "COERCE": "arrest detain deport evict confiscate seize jail imprison",
    "MOBILIZE": "deploy mobilise mobilize",
    "PROTEST": "protest demonstrate riot",
    "THREATEN": "threaten",
    "AGREE": "agree",
    "CONSULT": "negotiate",
    "SUPPORT": "endorse praise",
    "RETREAT": "retreat surrender",
    "SANCTION": "sanction expel suspend",
    "REQUEST": "urge demand",
    "ACCUSE": "accuse blame condemn denounce",
    "REJECT": "reject refuse veto",
}
_IRREGULAR: dict[str, PloverType] = {
    "withdrew": "RETREAT", "withdrawn": "RETREAT", "shot dead": "ASSAULT", "blew up": "ASSAULT", "burned down": "ASSAULT",
    "stormed": "ASSAULT", "opened fire": "ASSAULT", "met with": "CONSULT", "held talks": "CONSULT",
}  # fmt: skip
_DOUBLED = {"stab", "kidnap", "expel"}
_PLANNED = re.compile(
    r"\b(?:will|shall|plans?|planning|planned|intends?|intention|intent|going|vow(?:s|ed)|about|set|ready|prepar\w+|would)\b",
    re.I,
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|can|possibl[ey]|perhaps|probably|likely|if|feared|whether|unless|reportedly)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|nor|without|n[’']t|den(?:y|ied|ies))\b|n[’']t\b", re.I
)
_NO_VERB = re.compile(
    r"\b(?:the|a|an|of|by|most|newly)\s*$|\b(?:should|must|ought)\b|^(?:had|were|should)\b", re.I
)
_NOBODY = re.compile(r"\s+(?:nobody|none|no one|no-one|nothing|no)\b", re.I)
_BE = re.compile(r"\b(?:is|are|am|’s|'s|’re|'re)\s+(?:\w+ly\s+)?$", re.I)
_CLAUSE = re.compile(
    r"[,;:—–“”\"(]|\b(?:and|but|that|which|who|whose|while|after|before|when|as|because|where)\b", re.I
)


class Event(Struct, frozen=True, kw_only=True):
    """A trigger with its PLOVER type and whether it happened, in the words around it."""

    trigger: Span
    type: PloverType
    status: Status


def read_events(layout: Layout) -> tuple[Event, ...]:
    """The events of the text, in order; headlines are left to the stages that understand them."""
    text = layout.text
    found: list[Event] = []
    for sentence in layout.sentences:
        for match in _pattern().finditer(text, sentence.start, sentence.end):
            status = _status(text, sentence, match)
            if status:
                found.append(
                    Event(trigger=Span(*match.span()), type=_forms()[match[0].lower()][0], status=status)
                )
    return tuple(found)


@cache
def _forms() -> dict[str, tuple[PloverType, str]]:
    """Each form of each verb with its type and which form it is: past, base or ing."""
    forms: dict[str, tuple[PloverType, str]] = {form: (kind, "past") for form, kind in _IRREGULAR.items()}
    for kind, verbs in _VERBS.items():
        for verb in verbs.split():
            stem = verb + verb[-1] if verb in _DOUBLED else verb.removesuffix("e")
            past = stem.removesuffix("y") + "ied" if stem.endswith("y") else stem + "ed"
            forms[past] = (kind, "past")
            forms[verb] = (kind, "base")
            forms[stem + "ing"] = (kind, "ing")
    return forms


@cache
def _pattern() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _forms()), key=len, reverse=True))
    return re.compile(rf"(?<![\w’'-])(?:{forms})(?![\w-])", re.I | re.A)


def _status(text: str, sentence: Span, match: re.Match[str]) -> Status | None:
    """The status that the words before the trigger in its clause give it; None: this form may be no event."""
    before = text[sentence.start : match.start()]
    near = " ".join(_CLAUSE.split(before)[-1].split()[-6:])
    form = _forms()[match[0].lower()][1]
    if form == "base":
        return _status_of_base(near)
    if (form == "ing" and not _BE.search(before)) or _NO_VERB.search(near):
        return None
    denied = _NOT.search(near) or _NOBODY.match(text, match.end())
    return "denied" if denied else _status_of_fact(near, ongoing=form == "ing")


def _status_of_fact(near: str, *, ongoing: bool) -> Status:
    if _POSSIBLE.search(near):
        return "possible"
    if ongoing:
        return "ongoing"
    return "planned" if _PLANNED.search(near) or re.search(r"\bto be\s*$", near) else "happened"


def _status_of_base(near: str) -> Status | None:
    """The status behind "to", "will", "may" or "not"; None elsewhere, where "attack" may be a noun."""
    if not re.search(
        r"\b(?:to|will|shall|would|may|might|could|can|must|should|did not|didn[’']t|not|never)\s*$",
        near,
        re.I,
    ):
        return None
    if _NOT.search(near):
        return "denied"
    if _PLANNED.search(near):
        return "planned"
    return "possible"
