"""Names: when two of them are one actor's. Pure. Imports: nothing of ours. Imported by: registry, phrases."""

import re

TITLES = frozenset(
    "mr mrs ms miss dr prof professor gen general lt lieutenant col colonel maj major capt captain sgt sergeant brig brigadier adm "
    "admiral president minister prime secretary governor mayor senator sen rep gov sheikh shaikh ayatollah king prince princess queen "
    "judge justice sheriff chief commander cmdr sir lord lady rev reverend father bishop imam mullah foreign defence defense interior "
    "deputy vice spokesman spokeswoman spokesperson director ambassador chairman chairwoman detective officer inspector del congressman "
    "congresswoman representative chancellor premier private corporal field marshal former acting mp mep".split()
)
PARTICLES = frozenset(
    "of for the in at de del della di da la le van von bin ibn abu and d der den al el ash as an y".split()
)
_EDGES = " ,.;:\t\n\"“”‘’'()[]"


def bare(words: str) -> str:
    """A name without possessive ending, article, brackets and titles before it."""
    text = re.sub(r"\s+", " ", words).strip(_EDGES)
    text = re.sub(r"[’']s?$", "", text).strip(_EDGES)
    tokens = text.split(" ")
    while len(tokens) > 1 and tokens[0].lower() in {"the", "a", "an"}:
        tokens.pop(0)
    while len(tokens) > 1 and tokens[0].strip(".").lower() in TITLES and not tokens[1].islower():
        tokens.pop(0)
    while len(tokens) > 2 and tokens[-1].isalpha() and tokens[-1].islower():
        tokens.pop()  # "Saqlan Brigades resistance movement"
    return " ".join(tokens)


def key(name: str) -> tuple[str, ...]:
    """What two spellings of one name share: its words in lower case, hyphens and dots left out."""
    low = name.lower().replace("’", "'").replace("'s", "")
    words = re.sub(r"[^\w\s-]", "", low).replace("-", " ").split()
    return tuple(word for word in words if word not in {"the", "al", "el", "jr", "sr"}) or tuple(words)


def person_fits(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether a person's name may be a shorter form of another: the surname, or surname and first name or initial."""
    if not shorter or not longer or len(shorter) > len(longer):
        return False
    if len(shorter) == 1:
        return shorter[0] == longer[-1] or (len(longer) > 1 and shorter[0] == longer[0])
    first = shorter[0] == longer[0] or (len(shorter[0]) == 1 and longer[0].startswith(shorter[0]))
    return shorter[-1] == longer[-1] and first


def organisation_fits(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether an organisation's name may be a shorter form of another: its acronym, its end or its beginning."""
    if len(shorter) == 1 and len(longer) > 1:
        initials = "".join(word[0] for word in longer if word not in PARTICLES)
        return shorter[0] in {initials, longer[-1]} or shorter[0] == "".join(word[0] for word in longer)
    return len(shorter) < len(longer) and (
        longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter
    )
