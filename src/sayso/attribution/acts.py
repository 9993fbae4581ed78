"""Acts: what kind of saying a cue is, and whether it is negated. Which cue makes which act stands in acts.toml.

Imports: model, sheet. Imported by: clauses, attribution.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import cast

from msgspec import Struct

from sayso.model import Act

HEARERS = frozenset(
    {"tell", "inform", "remind", "warn", "assure", "advise", "notify", "brief", "ask", "show", "promise"}
)
"""Verbs with the hearer for an object: "told reporters that"."""
_WANTS = frozenset(
    "promise pledge vow threaten offer plan intend want urge demand claim agree refuse decline order swear".split()
)
_NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "without"})
_REFUSALS = frozenset({"decline", "refuse", "fail", "unable", "unwilling"})
_NOBODY = frozenset({"nobody", "no-one", "none", "neither"})


class Lexicon(Struct, frozen=True):
    """Lemmas of each kind with their acts."""

    verbs: dict[str, Act]
    nouns: dict[str, Act]
    adverbs: dict[str, Act]
    deeds: frozenset[str]
    phrases: tuple[tuple[tuple[str, ...], Act], ...]


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships, read once."""
    tables = tomllib.loads(files(__package__).joinpath("acts.toml").read_text(encoding="utf-8"))
    deeds = frozenset(tables.pop("deeds")["verbs"].split())
    found = Lexicon(
        {},
        {},
        {},
        deeds,
        tuple(
            (tuple(words.split()), cast("Act", act))
            for act, table in tables.items()
            for words in table.get("phrases", ())
        ),
    )
    for name, table in tables.items():
        act = cast("Act", name)
        for kind in ("verbs", "nouns", "adverbs"):
            for lemma in table.get(kind, "").split():
                getattr(found, kind).setdefault(lemma, act)
    return found


def says(lemma: str) -> bool:
    """Whether a verb makes a saying of its clause."""
    return lemma.lower() in lexicon().verbs


def wants(lemma: str) -> bool:
    """Whether an infinitive below a verb is what is said: "promised to leave"."""
    return lemma.lower() in _WANTS


def known(lemma: str, form: str) -> str:
    """The lemma, or what the form without its ending is, if only that is known."""
    return _known(lemma.lower(), form.lower(), lexicon())


def done(lemmas: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether a cue with these words is something done, not said."""
    words = lexicon()
    low = [_known(lemma.lower(), form.lower(), words) for lemma, form in zip(lemmas, forms, strict=True)]
    return not any(one in words.verbs or one in words.nouns for one in low) and any(
        one in words.deeds for one in low
    )


def act_of(lemmas: Sequence[str], forms: Sequence[str], upos: Sequence[str]) -> tuple[Act, str]:
    """The act of a cue with these words, and the entry of the lexicon that tells it: "said" by "" if none does.

    Phrases are looked up first, then the last verb that is known, then nouns, then adverbs.
    """
    known = lexicon()
    low = [_known(lemma.lower(), form.lower(), known) for lemma, form in zip(lemmas, forms, strict=True)]
    for phrase, act in known.phrases:
        if _in_order(phrase, low):
            return act, " ".join(phrase)
    for words, kinds in (
        (known.verbs, {"VERB", "AUX"}),
        (known.nouns, {"NOUN", "PROPN"}),
        (known.verbs, {"ADJ", "NOUN", "X"}),
    ):
        for lemma, kind in zip(reversed(low), reversed(upos), strict=True):
            if kind in kinds and lemma in words:
                return words[lemma], lemma
    adverb = next((form.lower() for form in forms if form.lower() in known.adverbs), "")
    return known.adverbs.get(adverb, "said"), adverb


def _known(lemma: str, form: str, known: Lexicon) -> str:
    """The lemma, or, if that is not known, what the form without its ending is, if that is."""
    tries = [lemma, form]
    tries += [form.removesuffix(ending) + "y" for ending in ("ied", "ies") if form.endswith(ending)]
    for ending in ("ing", "ed", "es", "s", "d"):
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            tries += [stem, f"{stem}e", stem[:-1]]  # the last: "vetted", "stopped"
    return next(
        (one for one in tries if one in known.verbs or one in known.nouns or one in known.deeds), lemma
    )


def _refusal(lemma: str, form: str) -> str:
    """The lemma, or the refusing verb that a form is one of."""
    return next(
        (
            verb
            for verb in _REFUSALS
            if form in {verb, f"{verb}s", f"{verb}d", f"{verb}ed", f"{verb.removesuffix('e')}ing"}
        ),
        lemma,
    )


def _in_order(phrase: Sequence[str], lemmas: Sequence[str]) -> bool:
    rest = iter(lemmas)
    return all(word in rest for word in phrase)


def negates(lemmas: Sequence[str], forms: Sequence[str], source: Sequence[str]) -> bool:
    """Whether a cue of these words, or a source of these, says that nothing is said: "did not say", "nobody said"."""
    low = [_refusal(lemma.lower(), form.lower()) for lemma, form in zip(lemmas, forms, strict=True)]
    if any(lemma in _NEGATORS for lemma in low) or any(lemma in _REFUSALS for lemma in low):
        return True
    if _in_order(("have", "yet", "to"), low) or _in_order(("stop", "short"), low):
        return True
    return bool(source) and source[0].lower() in _NOBODY | {"no"}


_RESPONSIBLE = re.compile(r"^(?:full\s+)?responsibility\b", re.I)
_INVOLVED = re.compile(
    r"^(?:(?:any|all)\s+)?(?:responsibility|involvement|role|part|complicity)\b|\b(?:was|were|is|are|been|being) (?:behind|responsible for|involved in)\b",
    re.I,
)
_OWNED = re.compile(
    r"^(?:that\s+)?(?:it|its|they|their|we|our)\b(?:\s+\w+){0,3}?\s+(?:(?:was|were|is|are|had been|stood) (?:behind|responsible for)|(?:had\s+)?carried out)\b",
    re.I,
)


def with_content(act: Act, content: str) -> Act:
    """The act, as what is said makes it: "claimed" "responsibility for …", "said" "it was behind …"."""
    bare = content.lstrip("“\"'‘« ")
    if act in {"claimed", "confirmed", "said"} and (_RESPONSIBLE.match(bare) or _OWNED.match(bare)):
        return "claimed responsibility"
    if act == "denied" and _INVOLVED.search(bare):
        return "denied responsibility"
    return act
