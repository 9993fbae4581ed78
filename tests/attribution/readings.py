"""Cases that a linguist can review: texts, and who says what in them by docs/attribution.md (cases/*.json, examples.json).

What is not read right yet stands in a list of its own, so that it fails as expected and shows when it no longer does.
"""

import json
from functools import cache
from pathlib import Path

from sayso.model import words_of

HERE = Path(__file__).parent


@cache
def load(name):
    """The cases of a file beside this one."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def constructions():
    """All construction files by name."""
    return sorted(path.stem for path in (HERE / "cases").glob("*.json"))


def said_in(reading):
    """The attributions in the form the cases are written in."""
    found = []
    for one in reading.attributions:
        written = {
            "source": words_of(reading.text, one.source),
            "cue": words_of(reading.text, one.cue),
            "content": words_of(reading.text, one.content),
            "voice": one.voice,
            "act": one.act,
            "speaker": reading.actors[one.speaker].name if one.speaker is not None else None,
        }
        if one.negated:
            written["negated"] = True
        if one.within is not None:
            written["within"] = one.within
        if one.basis:
            words = reading.text[one.basis.start : one.basis.end]
            written["basis"] = {"kind": one.basis.kind, "words": words}
        found.append(written)
    return found
