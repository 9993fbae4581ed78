"""What refers to the same, on GUM, words and mentions being the encoder's own. Imports: rows, shared, analyst, said, training.corpora."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from benchmarks.encoder.analyst import Analyst
from benchmarks.encoder.said import GUM
from benchmarks.rows import Row
from benchmarks.shared import file, hashes
from sayso.encoder.analysis import Analysis
from training.corpora import treebanks
from training.document import Document

TREEBANK = "corpora/ud_gum.dev.conllu"
SAID = GUM.format("dev")
"""The same texts, their white space as it was."""
STEP = 100
"""Mentions resolved at once, among themselves and as many before: at most twice this far back."""


def rows(analyst: Analyst) -> list[Row]:
    """Head words of mentions, and the most likely antecedents of those that are right."""
    documents = {document.id: document for document in treebanks.load(file(TREEBANK), "gum")}
    counts: Counter[str] = Counter()
    for read in analyst.file(SAID):
        _count(read.analysis, documents[read.line["id"]], counts)
    data = hashes(TREEBANK, SAID)
    heads = 200 * counts["found"] / max(1, counts["predicted"] + counts["gold"])
    right = 100 * counts["right"] / max(1, counts["found"])
    return [
        Row(task="coreference, raw text", metric="GUM mention heads F1", ours=heads, data=data),
        Row(task="coreference, raw text", metric="GUM antecedents right", ours=right, data=data),
    ]


def _count(analysis: Analysis, document: Document, counts: Counter[str]) -> None:
    clusters = clusters_of(analysis, document)
    counts["gold"] += len(clusters)
    counts["predicted"] += len(analysis.mentions)
    firsts: dict[int, int] = {}
    for word in sorted(clusters):
        for cluster in clusters[word]:
            firsts.setdefault(cluster, word)
    for word, antecedent in _antecedents(analysis):
        mine = clusters.get(word)
        if mine:
            new = all(firsts[cluster] == word for cluster in mine)
            right = new if antecedent is None else bool(mine & clusters.get(antecedent, set()))
            counts["found"] += 1
            counts["right"] += right


def _antecedents(analysis: Analysis) -> Iterator[tuple[int, int | None]]:
    """Each mention's head word with that of its most likely antecedent, if that is any."""
    mentions = analysis.mentions
    for start in range(0, len(mentions), STEP):
        near = mentions[max(0, start - STEP) : start + STEP]
        best = analysis.antecedents(near).argmax(1).tolist()
        for i in range(start - max(0, start - STEP), len(near)):
            yield near[i].head, near[best[i]].head if best[i] < len(near) else None


def clusters_of(analysis: Analysis, document: Document) -> dict[int, set[int]]:
    """Our word → the clusters of the gold mentions whose heads begin in it. Texts are aligned by what is no space."""
    ours = _places(analysis.layout.text)
    starts = [ours[word.start] for word in analysis.layout.words]
    theirs = _places(document.text)
    found: dict[int, set[int]] = {}
    for mention in document.mentions or ():
        word = bisect_right(starts, theirs[document.words[mention.head][0]]) - 1
        found.setdefault(word, set()).add(mention.cluster)
    return found


def _places(text: str) -> list[int]:
    """For each character, how many before it are no spaces."""
    found, seen = [], 0
    for character in text:
        found.append(seen)
        seen += not character.isspace()
    return found
