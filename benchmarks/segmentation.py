"""Where words and sentences begin and end, on the development halves of two Universal Dependencies treebanks.

`python -m benchmarks segmentation`; it needs `../shared`, and says so where that is not at hand. Sentences are
joined to paragraphs again, and a span counts as found if both its ends are right. News is what sentences are tuned on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import shared
from sayso.encoder.sentences import sentences
from sayso.encoder.words import words

Spans = list[tuple[int, int]]


@dataclass
class Paragraph:
    """Text put together again from a treebank, with its gold words and sentences."""

    document: str
    text: str = ""
    words: Spans = field(default_factory=list)
    sentences: Spans = field(default_factory=list)


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a CoNLL-U file."""
    document, paragraph, gap = "", Paragraph(""), ""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        new = [line for line in lines if line.startswith("# newdoc id = ")]
        document = new[0].removeprefix("# newdoc id = ") if new else document
        if any(line.startswith("# newpar") for line in lines) or new:
            if paragraph.text:
                yield paragraph
            paragraph, gap = Paragraph(document), ""
        text = next(line for line in lines if line.startswith("# text = ")).removeprefix("# text = ")
        start = len(paragraph.text) + len(gap)
        paragraph.text += gap + text
        paragraph.sentences.append((start, start + len(text)))
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        paragraph.words += [(start + at, start + to) for at, to in _aligned(text, rows)]
        gap = "" if "SpaceAfter=No" in _last(rows) else " "
    yield paragraph


def _last(rows: list[list[str]]) -> str:
    """The last column of the last surface token."""
    whole = [row for row in rows if "-" in row[0]]
    if whole and rows[-1][0] == whole[-1][0].split("-")[1]:
        return whole[-1][9]
    return rows[-1][9]


def _aligned(text: str, rows: list[list[str]]) -> Spans:
    """Where the words of a sentence stand; the parts of a contraction that do not spell it are one word."""
    spans: Spans = []
    at, i = 0, 0
    while i < len(rows):
        number, form = rows[i][:2]
        i += 1
        if "." in number:
            continue
        at = text.index(form, at)
        parts = [form]
        if "-" in number:
            first, last = map(int, number.split("-"))
            inner = [row[1] for row in rows[i : i + last - first + 1]]
            i += len(inner)
            parts = inner if "".join(inner) == form else parts
        for part in parts:
            spans.append((at, at + len(part)))
            at += len(part)
    return spans


Cut = Callable[[str, int, int], Spans]


def f1(gold: list[Spans], cut: list[Spans]) -> float:
    """Per cent, both ends right, over all paragraphs."""
    right = sum(len(set(one) & set(other)) for one, other in zip(gold, cut, strict=True))
    return 200 * right / (sum(map(len, gold)) + sum(map(len, cut)))


def _words(text: str) -> Spans:
    return [word for sentence in sentences(text, 0, len(text)) for word in words(text, *sentence)]


def _words_f1(among: list[Paragraph]) -> float:
    return f1([one.words for one in among], [_words(one.text) for one in among])


def _sentences_f1(among: list[Paragraph]) -> float:
    return f1([one.sentences for one in among], [sentences(one.text, 0, len(one.text)) for one in among])


def figures() -> dict[str, float]:
    """Name of a figure → F1 in per cent."""
    ewt = list(paragraphs(shared.file("corpora/ud_ewt.dev.conllu")))
    gum = list(paragraphs(shared.file("corpora/ud_gum.dev.conllu")))
    return {
        "words, EWT dev": _words_f1(ewt),
        "words, GUM dev": _words_f1(gum),
        "sentences, GUM news dev": _sentences_f1([one for one in gum if "_news_" in one.document]),
        "sentences, EWT dev": _sentences_f1(ewt),
    }


def table() -> str:
    """The figures, one a line."""
    if not shared.there():
        return shared.SKIPPED
    return "\n".join(f"{name:<26}{figure:6.2f}" for name, figure in figures().items())
