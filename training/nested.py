"""Made-up nesting: a sentence in which somebody says something is put into somebody else's mouth.

GUM has but two hundred contents inside contents, PolNeAR marks the outermost alone. So one-sentence attributions of
PolNeAR are framed by the source and cue of another: "Mr X said Y" becomes "the ministry confirmed that Mr X said Y". The
frame is the outermost attribution, what was there before the inner one.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from training.document import Document

HEADS = ("attribution", "attribution_inner")
COMMON = 8
"""A cue frames other sentences if it is seen this often."""
_LOWERED = frozenset(
    "the a an in on at he she it they we his her its their this that these those there but and for as when while after "
    "before if most many some several two three no one another both all not with by from".split()
)


@dataclass(slots=True)
class _Said:
    """A sentence that holds one attribution and nothing of any other: its words and their labels."""

    words: list[str]
    gaps: list[str]
    """The white space before each word."""
    labels: list[str]
    frame: tuple[list[str], list[str]] | None
    """Source and cue, if they stand side by side and the content follows."""


def nested(documents: Sequence[Document], count: int, rng: random.Random) -> list[Document]:
    """`count` framed sentences, each a document, from documents that have "attribution" tags."""
    said = [one for document in documents for one in _said(document)]
    often = Counter(" ".join(one.frame[1]) for one in said if one.frame)
    frames = [one.frame for one in said if one.frame and often[" ".join(one.frame[1])] >= COMMON]
    if not frames:
        return []
    return [_framed(i, rng.choice(said), rng.choice(frames), rng) for i in range(count)]


def _said(document: Document) -> list[_Said]:
    tags = [tag or "O" for tag in document.tags["attribution"]]
    found = []
    for first, past in document.sentences:
        labels = tags[first:past]
        after = tags[past] if past < len(tags) else "O"
        whole = not labels[0].startswith("I-") and not after.startswith("I-")
        once = labels.count("B-cue") == 1 == labels.count("B-source") and 1 <= labels.count("B-content") <= 2
        if whole and once and 6 <= past - first <= 45:
            spans = document.words[first:past]
            words = [document.text[start:end] for start, end in spans]
            gaps = [""] + [document.text[a[1] : b[0]] for a, b in pairwise(spans)]
            found.append(_Said(words, gaps, labels, _frame(words, labels)))
    return found


def _frame(words: list[str], labels: list[str]) -> tuple[list[str], list[str]] | None:
    """Source and cue ("the minister", "said"), if the sentence begins so and the cue is short."""
    source = _run(labels, 0, "source")
    cue = _run(labels, source, "cue")
    short = 0 < source <= 8 and source < cue <= source + 2
    if not (short and labels[cue : cue + 1] == ["B-content"]):
        return None
    return words[:source], words[source:cue]


def _run(labels: list[str], at: int, role: str) -> int:
    if labels[at : at + 1] != [f"B-{role}"]:
        return at
    at += 1
    while labels[at : at + 1] == [f"I-{role}"]:
        at += 1
    return at


def _framed(number: int, one: _Said, frame: tuple[list[str], list[str]], rng: random.Random) -> Document:
    source, cue = frame
    words, gaps, inner = list(one.words), list(one.gaps), list(one.labels)
    if words[-1] in {".", "!", "?"}:
        words, gaps, inner = words[:-1], gaps[:-1], inner[:-1]
    quotable = not set(words) & {"“", "”", '"', "``", "''", "«", "»"}
    way = rng.choice(("that", "that", "after", "quoted", "quoted after") if quotable else ("that", "after"))
    if way == "that" and words[0].lower() in _LOWERED:
        words[0] = words[0].lower()
    if way.startswith("quoted"):
        words, inner = ["“", *words, ",", "”"], ["O", *inner, "O", "O"]
        gaps = ["", "", *gaps[1:], "", ""]
    elif way == "that" and rng.random() < 0.7:
        words, inner, gaps = ["that", *words], ["O", *inner], ["", " ", *gaps[1:]]
    outer = ["B-content"] + ["I-content"] * (len(words) - 1)
    before = [*source, *cue]
    marks = _marks(source, "source") + _marks(cue, "cue")
    if way in {"that", "quoted"}:
        comma = [","] if way == "quoted" else []
        if comma:
            words[-2] = "."
        words = before + comma + words + ([] if comma else ["."])
        outer = marks + ["O"] * len(comma) + outer + ([] if comma else ["O"])
        inner = ["O"] * (len(before) + len(comma)) + inner + ([] if comma else ["O"])
        gaps = _spaces(before) + [""] * len(comma) + [" ", *gaps[1:]] + ([] if comma else [""])
    else:
        comma = [] if way == "quoted after" else [","]
        before[0] = before[0].lower() if before[0].lower() in _LOWERED else before[0]
        words = words + comma + before + ["."]
        outer = outer + ["O"] * len(comma) + marks + ["O"]
        inner = inner + ["O"] * (len(comma) + len(before) + 1)
        gaps = gaps + [""] * len(comma) + [" ", *_spaces(before)[1:], ""]
    return _document(number, words, gaps, outer, inner)


def _marks(words: list[str], role: str) -> list[str]:
    return [f"B-{role}"] + [f"I-{role}"] * (len(words) - 1)


def _spaces(words: list[str]) -> list[str]:
    """Simple spacing of a frame's words."""
    return [
        "" if i == 0 or word in {",", "’s", "'s", "-"} or words[i - 1] == "-" else " "
        for i, word in enumerate(words)
    ]


def _document(number: int, words: list[str], gaps: list[str], outer: list[str], inner: list[str]) -> Document:
    text, spans = "", []
    for word, gap in zip(words, gaps, strict=True):
        text += gap
        spans.append((len(text), len(text) + len(word)))
        text += word
    return Document(
        id=f"nested-{number}",
        corpus="nested",
        text=text,
        words=spans,
        sentences=[(0, len(words))],
        paragraphs=[0],
        tags=dict(zip(HEADS, ([*outer], [*inner]), strict=True)),
    )
