"""Lemma scripts: labels for the lemma head, learnt from forms and their lemmas. `sayso.encoder.lemmas` applies them."""

from itertools import takewhile

from sayso.encoder.lemmas import CASES


def script(form: str, lemma: str) -> str:
    """The shortest script that turns `form` into `lemma`, lower-casing before keeping case before capitalising.

    "l3:" cuts three characters of the lower-cased form, "k0:" keeps it as it is, "=be" replaces it whole.
    """
    scripts = [edit for case, fold in CASES.items() if (edit := _edit(case, fold(form), lemma)) is not None]
    return min(scripts, key=lambda it: it[0])[1] if scripts else f"={lemma}"


def _edit(case: str, folded: str, lemma: str) -> tuple[int, str] | None:
    """How many characters change, and the script; None if form and lemma have no beginning in common."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(folded, lemma, strict=False)))
    if not shared:
        return None
    cut, added = len(folded) - shared, lemma[shared:]
    return cut + len(added), f"{case}{cut}:{added}"
