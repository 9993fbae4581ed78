"""Sentences in which places are marked: [Mosul] is in the gazetteer of this folder, {Safina} in none."""

import re
from functools import cache
from pathlib import Path

from sayso.encoder import lay_out
from sayso.model import Place, Section

HERE = Path(__file__).parent
_MARKED = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}")


def lines(name):
    written = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.split("|")] for line in written if line and not line.startswith("#")
    ]


@cache
def gazetteer():
    return {name: rest for name, *rest in lines("gazetteer.tsv")}


def place(name, number=0, start=0, *, known=True):
    """A place as the reader of places would give it."""
    if not known:
        return Place(id=number, start=start, end=start + len(name), name=name)
    kind, lat, lon, km, country = gazetteer()[name]
    return Place(
        id=number,
        start=start,
        end=start + len(name),
        name=name,
        kind="country" if kind == "demonym" else kind,
        lat=float(lat),
        lon=float(lon),
        precision_km=float(km),
        country=country or None,
        score=0.9,
        demonym=kind == "demonym",
    )


def sentence(marked):
    """The layout of a sentence without its marks, and its places."""
    text, places, past = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[past : found.start()]
        past = found.end()
        name = found[1] or found[2]
        places.append(place(name, len(places), len(text), known=bool(found[1])))
        text += name
    text += marked[past:]
    return lay_out(text, [Section(kind="body", start=0, end=len(text))]), tuple(places)
