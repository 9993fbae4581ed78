"""Trees, parts of speech and lemmas, on the gold words and sentences of EWT and GUM. Imports: rows, shared, analyst, training.corpora."""

from collections import Counter

from benchmarks import shared
from benchmarks.encoder.analyst import Analyst
from benchmarks.rows import Row
from sayso.encoder.lemmas import lemma
from training.corpora import treebanks
from training.document import Document


def rows(analyst: Analyst) -> list[Row]:
    """Both treebanks; relations count without their subtypes, as in the CoNLL 2018 shared task, unless it is said."""
    return [row for name in ("ewt", "gum") for row in _treebank(analyst, name)]


def _treebank(analyst: Analyst, name: str) -> list[Row]:
    file = f"corpora/ud_{name}.dev.conllu"
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for document in treebanks.load(shared.file(file), name):
        _count(analyst, document, right, of)
    goals = {"UAS": 92, "LAS": 89.5}
    data = shared.hashes(file)
    return [
        Row(
            task="syntax, gold words",
            metric=f"{name.upper()} {measure}",
            ours=100 * right[measure] / of[measure],
            data=data,
            goal=goals.get(measure),
        )
        for measure in of
    ]


def _count(analyst: Analyst, document: Document, right: Counter[str], of: Counter[str]) -> None:
    heads, relations = document.heads or [], document.relations or []
    for i, word in enumerate(analyst.gold(document).words):
        form = document.text[slice(*document.words[i])]
        relation, script = relations[i] or "", document.tags["lemma"][i]
        attached = word.head == heads[i]
        found = {
            "UAS": attached,
            "LAS": attached and word.relation.partition(":")[0] == relation.partition(":")[0],
            "LAS with subtypes": attached and word.relation == relation,
            "UPOS": word.upos == document.tags["upos"][i],
        }
        if script is not None:
            found["lemmas"] = word.lemma == lemma(form, script)
        for measure, ok in found.items():
            right[measure] += ok
            of[measure] += 1
