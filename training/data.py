"""The corpora by name: where each stands under the shared folder, how it is read, its licence, its share of a pass."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from training.corpora import attributions, conll, marked, treebanks
from training.document import Document


@dataclass(frozen=True, slots=True)
class Corpus:
    """One corpus: a file for each half, `{}` standing for "train" or "dev"."""

    name: str
    path: str
    load: Callable[[Path], list[Document]]
    share: float
    """How often a pass goes through it; chosen on the development scores of short runs."""
    licence: str


def _ewt(path: Path) -> list[Document]:
    documents = treebanks.load(path, "ewt")
    half = path.name.split(".")[1]
    treebanks.with_certainty(documents, path.parents[1] / f"benchmarks/factuality/uds_ih2.{half}.jsonl")
    return documents


def _gum(path: Path) -> list[Document]:
    documents = treebanks.load(path, "gum")
    half = path.name.split(".")[1]
    attributions.add_gum(documents, path.parents[1] / f"benchmarks/attribution/gum.{half}.jsonl")
    return documents


CORPORA = (
    Corpus(
        "polnear",
        "benchmarks/attribution/polnear.{}.jsonl",
        attributions.polnear,
        0.7,
        "none stated; research use",
    ),
    Corpus(
        "gum",
        "corpora/ud_gum.{}.conllu",
        _gum,
        2,
        "annotations, those of attribution too, CC BY 4.0; the treebank as a whole CC BY-NC-SA 4.0",
    ),
    Corpus("ewt", "corpora/ud_ewt.{}.conllu", _ewt, 2, "CC BY-SA 4.0; UDS-IH2 certainty: CC BY-SA 4.0"),
    Corpus("conllpp", "corpora/conllpp.{}.txt", conll.load, 1.6, "Reuters text: research use"),
    Corpus(
        "re3d", "benchmarks/entities/re3d_docs.{}.jsonl", marked.entities, 3, "OGL 3.0 and others a document"
    ),
    Corpus(
        "timebank",
        "benchmarks/times/timebank.{}.jsonl",
        lambda path: marked.times(path, "timebank"),
        1.5,
        "research use",
    ),
    Corpus(
        "aquaint",
        "benchmarks/times/aquaint.{}.jsonl",
        lambda path: marked.times(path, "aquaint"),
        1.5,
        "research use",
    ),
    Corpus(
        "uw",
        "benchmarks/factuality/uw.{}.jsonl",
        lambda path: marked.certainty(path, "uw"),
        1,
        "research use",
    ),
    Corpus(
        "meantime",
        "benchmarks/factuality/meantime.{}.jsonl",
        lambda path: marked.certainty(path, "meantime"),
        2,
        "CC BY 4.0",
    ),
    Corpus("ecbplus", "benchmarks/crossdoc/ecbplus.{}.jsonl", marked.events, 1, "CC BY 3.0"),
)


def load(shared: Path, half: str, without: Collection[str] = ()) -> dict[str, list[Document]]:
    """The documents of each corpus's `half`, "train" or "dev"."""
    return {
        corpus.name: corpus.load(shared / corpus.path.format(half))
        for corpus in CORPORA
        if corpus.name not in without
    }
