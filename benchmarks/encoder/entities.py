"""Named entities: CoNLL++ on its gold words, re3d's own types on raw text. Imports: rows, shared, analyst, training.corpora."""

from benchmarks.encoder.analyst import Analyst
from benchmarks.rows import Row
from benchmarks.shared import file, hashes, lines, scored
from sayso.encoder.decoding import spans
from training.corpora import conll

CONLLPP = "corpora/conllpp.dev.txt"
RE3D = "benchmarks/entities/re3d_docs.dev.jsonl"


def rows(analyst: Analyst) -> list[Row]:
    """F1 of spans with their types."""
    return [
        Row(
            task="entities",
            metric="CoNLL++ F1",
            ours=_conllpp(analyst),
            data=hashes(CONLLPP),
            goal=93,
        ),
        Row(
            task="entities",
            metric="re3d strict F1",
            ours=_re3d(analyst),
            data=hashes(RE3D),
            goal=66,
            rival="CRF 64.0 (test, easier split)",
        ),
    ]


def _conllpp(analyst: Analyst) -> float:
    right = both = 0
    for document in conll.load(file(CONLLPP)):
        gold = set(spans([label or "O" for label in document.tags["entities"]]))
        found = {(one.kind, one.first, one.past) for one in analyst.gold(document).marked["entities"]}
        right += len(gold & found)
        both += len(gold) + len(found)
    return 200 * right / max(1, both)


def _re3d(analyst: Analyst) -> float:
    predictions = []
    for line in lines(RE3D):
        analysis = analyst.text(line["text"])
        marked = [(analysis.span(one), one.kind) for one in analysis.marked["entities_conflict"]]
        entities = [{"start": span.start, "end": span.end, "type": kind} for span, kind in marked]
        predictions.append({"id": line["id"], "entities": entities})
    found = scored("benchmarks/entities/entity_score.py", RE3D, predictions, "--json")
    return float(found["micro"]["strict"][2])
