"""What refers to the same, by readings, on GUM: the clusters by which actors get their mentions.

Texts as they stand, words and mentions being our own; what we find and GUM does not have, or the other way round, counts
against us. Mentions meet by their head words. Names are those whose head word we take for a proper noun, on both sides.
CoNLL F1 is the mean of MUC, B³ and CEAFe, over all documents at once, by the scorer of the shared benchmarks. GUM keeps what
is mentioned once, so do the figures with goals; those without it stand beside them.
Imports: rows, shared, analyst, the encoder's coreference; training.corpora; the pipeline's rooms.
"""

import runpy
from collections import Counter
from collections.abc import Mapping
from typing import Any

from benchmarks.encoder.analyst import Analyst
from benchmarks.encoder.coreference import SAID, TREEBANK, clusters_of
from benchmarks.rows import Row
from benchmarks.shared import NotMeasured, file, hashes
from sayso import actors
from sayso.actors.directory import open_directory
from sayso.attribution import attribute
from training.corpora import treebanks

TASK = "what refers to the same, readings"
SCORER = "benchmarks/crossdoc/score_crossdoc.py"
Clustering = dict[tuple[str, int], tuple[str, int]]
"""Document and head word of each mention → its cluster."""


def rows(analyst: Analyst) -> list[Row]:
    """All mentions, then names alone; of each with and without what is mentioned once. Raises: NotMeasured."""
    gold, ours, names = clusterings(analyst)
    data = hashes(TREEBANK, SAID, SCORER)
    found = []
    for kind, goal, kept in (("", 60, set(gold) | set(ours)), (" of names", 75, names)):
        pair = [{one: cluster for one, cluster in each.items() if one in kept} for each in (gold, ours)]
        both = [(f"GUM coreference{kind}, CoNLL F1", goal, pair)]
        both.append((f"GUM coreference{kind}, CoNLL F1 without single mentions", None, [*map(several, pair)]))
        found += [
            Row(task=TASK, metric=metric, ours=conll(*sides), data=data, goal=wanted)
            for metric, wanted, sides in both
        ]
    return found


def clusterings(analyst: Analyst) -> tuple[Clustering, Clustering, set[tuple[str, int]]]:
    """The gold clusters, ours, and the mentions that are names."""
    documents = {document.id: document for document in treebanks.load(file(TREEBANK), "gum")}
    directory = open_directory(())
    gold: Clustering = {}
    ours: Clustering = {}
    names: set[tuple[str, int]] = set()
    for read in analyst.file(SAID):
        name, analysis = read.line["id"], read.analysis
        cast = actors.cast(attribute(analysis, ()), analysis, directory=directory)
        theirs = clusters_of(analysis, documents[name])
        gold |= {(name, word): (name, min(clusters)) for word, clusters in theirs.items()}
        ours |= {(name, word): (name, cluster) for word, cluster in cast.clusters.items()}
        names |= {(name, i) for i, word in enumerate(analysis.words) if word.upos == "PROPN"}
    return gold, ours, names


def several(clustering: Clustering) -> Clustering:
    """The clusters of two mentions and more."""
    sizes = Counter(clustering.values())
    return {one: cluster for one, cluster in clustering.items() if sizes[cluster] > 1}


def conll(gold: Clustering, ours: Clustering) -> float:
    """The mean of three F1s, of a hundred. Raises: NotMeasured, without SciPy."""
    evaluate: Any = runpy.run_path(str(file(SCORER)))["evaluate"]
    try:
        found: Mapping[str, Any] = evaluate(gold, ours, lea=False)
    except ImportError as error:
        raise NotMeasured(f"{SCORER} needs SciPy: pip install '.[benchmarks]'") from error
    return 100 * float(found["conll"])
