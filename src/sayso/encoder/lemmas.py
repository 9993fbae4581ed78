"""Lemmas: what an edit script, the label that the network gives a word, makes of its form.

Pure: no network, no disk. Imports: nothing of ours. Imported by: analysis; training writes the scripts.
"""

import re
from collections.abc import Callable
from functools import lru_cache

CASES: dict[str, Callable[[str], str]] = {"l": str.lower, "k": str, "t": str.capitalize}
"""What a script does with the form before it cuts: lower-case it, keep it, or leave only its first letter large."""
_SCRIPT = re.compile(r"(?P<case>[lkt])(?P<cut>[0-9]{1,4}):(?P<added>.*)|=(?P<whole>.+)", re.DOTALL)


@lru_cache(50_000)
def lemma(form: str, script: str) -> str:
    """The lemma: "l3:e" of "Making" is "make", "k1:" of "Kurds" is "Kurd", "=be" of anything is "be".

    A script that does not fit (unknown, or it cuts the whole form) gives the form itself.
    """
    whole, case, cut, added = _parsed(script)
    if whole:
        return whole
    if case not in CASES:
        return form
    folded = CASES[case](form)
    kept = len(folded) - cut
    return folded[:kept] + added if kept > 0 else form


@lru_cache(4096)
def _parsed(script: str) -> tuple[str, str, int, str]:
    """The whole lemma; or case, cut and what is added; or nothing, of what is no script."""
    found = _SCRIPT.fullmatch(script)
    if not found:
        return "", "", 0, ""
    return found["whole"] or "", found["case"] or "", int(found["cut"] or 0), found["added"] or ""
