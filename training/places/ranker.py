"""Learns the three sets of trees of the places room: `python -m training.places.ranker`.

From the development halves of six corpora of texts whose places are marked (read, never shipped): LGL, TR-News, GeoWebNews,
GeoVirus, TUD-Loc and re3d. A row is right if its place is the gold one or lies within 161 km. Each set learns from what the
one before says of texts that it was not shown. Boosted trees of LightGBM, written as ONNX. Deterministic on one machine. Needs the extra `training` and the shared folder; takes minutes on one core.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from msgspec import Struct

from sayso.encoder.analysis import Analysis
from sayso.encoder.encoder import Encoder
from sayso.model import Section
from sayso.places import elsewhere, ranking, trees
from sayso.places.distances import Point, distance_km
from sayso.places.gazetteer import Gazetteer, Hit, open_gazetteer
from sayso.places.globe import Floats, distances, vectors
from sayso.places.hints import hints
from sayso.places.kinds import POINTS
from sayso.places.locating import Located, anchors, settle
from sayso.places.mentions import Naming, namings
from sayso.places.page import Page
from sayso.places.recognition import Recognition, recognise
from sayso.places.store import Entry

CORPORA = ("lgl", "trnews", "gwn", "geovirus", "tud", "re3d")
WITH_DEMONYMS = frozenset({"lgl", "trnews", "gwn"})
"""Corpora that mark words for peoples."""
SHARED = Path(__file__).resolve().parents[3] / "shared"
RIGHT_KM = 161
BESIDE_KM = 10
"""Within which two entries are one place to us: a town and its district."""
EVENLY = 0.5
"""0: each row weighs as much as another; 1: each corpus does."""
SHORT = (1, 5)
"""Namings of texts made short."""
INNER = 4
"""Parts of the texts of which each is ranked by trees that learnt on the others."""
TREES: dict[str, dict[str, Any]] = {
    "which": {"num_iterations": 220, "learning_rate": 0.06, "num_leaves": 15, "min_data_in_leaf": 20, "lambda_l2": 2},
    "whether": {"num_iterations": 250, "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 25, "lambda_l2": 2},
    "elsewhere": {"num_iterations": 200, "learning_rate": 0.05, "num_leaves": 12, "min_data_in_leaf": 20, "lambda_l2": 3},
}  # fmt: skip
_RISING = {"match": -1, "near 60": 1, "near 200": 1, "region after": 1, "province named": 1, "people": 1}
"""Columns that can only speak for (1) or against (−1) a place the higher they are."""


class Text(Struct):
    """A text with its gold places and all that the room makes of it before anything is learnt."""

    corpus: str
    line: dict[str, Any]
    page: Page
    found: tuple[Naming, ...]
    ranked: ranking.Ranking
    golds: list[dict[str, Any] | None]
    """For each naming, the gold place that shares most of its words."""

    @property
    def part(self) -> int:
        """The part of the inner parts that it belongs to."""
        return crc32(f"{self.line['id']} inner".encode()) % INNER


def load(
    shared: Path, gazetteer: Gazetteer, analyse: Callable[[str], Analysis], corpora: Iterable[str] = CORPORA
) -> list[Text]:
    """The development texts. `analyse`: what the encoder says of a text."""
    found = []
    for corpus in corpora:
        file = shared / "benchmarks" / "places" / f"{corpus}.dev.jsonl"
        for row in file.read_text(encoding="utf-8").splitlines():
            line = json.loads(row)
            found.append(text(corpus, line, Page(analyse(line["text"])), gazetteer))
    return found


def text(corpus: str, line: dict[str, Any], page: Page, gazetteer: Gazetteer) -> Text:
    """One text made ready."""
    named = namings(page, gazetteer)
    ranked = ranking.rank(named, page, gazetteer, told(line, gazetteer))
    golds = [gold_of(line, *_ends(page, one.first, one.past)) for one in named]
    return Text(corpus, line, page, named, ranked, golds)


def shortened(one: Text, gazetteer: Gazetteer) -> list[Text]:
    """Runs of the namings of a text as if they stood alone: what short reports are like."""
    found = []
    for length in SHORT:
        for first in range(0, len(one.found), length):
            named, golds = one.found[first : first + length], one.golds[first : first + length]
            if len(one.found) > length:
                ranked = ranking.rank(named, one.page, gazetteer, ())
                found.append(Text(one.corpus, one.line, one.page, named, ranked, golds))
    return found


def told(line: dict[str, Any], gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """What the address of a text tells of its outlet."""
    return hints(None, line["meta"].get("url"), gazetteer)


def _ends(page: Page, first: int, past: int) -> tuple[int, int]:
    span = page.span(first, past)
    return span.start, span.end


def gold_of(line: dict[str, Any], start: int, end: int) -> dict[str, Any] | None:
    """The gold place that shares most characters with [start, end), the same span before all."""
    best, most = None, (False, 0)
    for one in line["places"]:
        shared = min(end, one["end"]) - max(start, one["start"])
        rank = ((start, end) == (one["start"], one["end"]), shared)
        if shared > 0 and rank > most:
            best, most = one, rank
    return best


def right(entry: Entry, gold: dict[str, Any]) -> bool:
    """Whether an entry is the gold place, or within 161 km of it; of our own regions and waters, whether that lies in them."""
    if entry.geonameid and entry.geonameid == gold.get("geonameid"):
        return True
    return distance_km(Point(entry.lat, entry.lon), Point(gold["lat"], gold["lon"])) <= _reach(entry)


def _reach(entry: Entry) -> float:
    return max(RIGHT_KM, entry.km) if entry.id < 0 and entry.kind not in POINTS else RIGHT_KM


class Learnt:
    """Trees as they were learnt, behind the same door as those that ship."""

    def __init__(self, models: dict[str, Any]) -> None:
        self.models = models

    def chances(self, name: str, features: Floats) -> Floats:
        """As `Trees.chances`."""
        if not len(features):
            return np.zeros(0, dtype=np.float32)
        found: Floats = self.models[name].predict(features, num_threads=1).astype(np.float32)
        return found


def learn(whole: Sequence[Text], gazetteer: Gazetteer) -> Learnt:
    """All three sets of trees."""
    texts = [*whole, *(short for one in whole for short in shortened(one, gazetteer))]
    wanted = [_which(one) for one in texts]
    which, models = _out_of_part(texts, "which", [one.ranked.features for one in texts], wanted)
    known = [
        recognise(one.found, one.page, one.ranked, chances) for one, chances in zip(texts, which, strict=True)
    ]
    labels = [_whether(one, recognised) for one, recognised in zip(texts, known, strict=True)]
    whether, model = _out_of_part(texts, "whether", [one.features for one in known], labels)
    left = [
        _strays(one, recognised, chances)
        for one, recognised, chances in zip(texts, known, whether, strict=True)
    ]
    wanted = [_elsewhere(one, strays) for one, strays in zip(texts, left, strict=True)]
    last = _fit("elsewhere", texts, [one.features for one in left], wanted)
    return Learnt({"which": models, "whether": model, "elsewhere": last})


def _out_of_part(
    texts: Sequence[Text], name: str, features: Sequence[Floats], labels: Sequence[Floats]
) -> tuple[list[Floats], Any]:
    """What trees that learnt on the other parts say of each text; and the trees that learnt on all."""
    found: list[Floats] = [np.zeros(0, dtype=np.float32)] * len(texts)
    for part in range(INNER):
        shown = [i for i, one in enumerate(texts) if one.part != part]
        fitted = _fit(
            name, [texts[i] for i in shown], [features[i] for i in shown], [labels[i] for i in shown]
        )
        model = Learnt({name: fitted})
        for i, one in enumerate(texts):
            if one.part == part:
                found[i] = model.chances(name, features[i])
    return found, _fit(name, texts, features, labels)


def _fit(name: str, texts: Sequence[Text], features: Sequence[Floats], labels: Sequence[Floats]) -> Any:
    """Trees that learnt the rows whose label is not below zero; a corpus weighs by the root of its size."""
    import lightgbm

    size = Counter(one.corpus for one, some in zip(texts, labels, strict=True) for _ in some)
    weights = np.concatenate(
        [np.full(len(some), size[one.corpus] ** -EVENLY) for one, some in zip(texts, labels, strict=True)]
    )
    weights /= weights.mean()
    rows, wanted = np.concatenate([one for one in features if len(one)]), np.concatenate(labels)
    told = wanted >= 0
    rising = [_RISING.get(column, 0) if name == "which" else 0 for column in trees.FEATURES[name]]
    return lightgbm.train(
        {
            **TREES[name],
            "objective": "binary",
            "monotone_constraints": rising,
            "seed": 0,
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": 1,
            "verbosity": -1,
        },
        lightgbm.Dataset(rows[told], wanted[told], weight=weights[told]),
    )


def _which(one: Text) -> Floats:
    """For each row, whether it is right for most gold mentions of its name; −1 if there are none that tell."""
    found = np.full(len(one.ranked.hits), -1, dtype=np.float32)
    for name, mine in enumerate(one.ranked.names):
        golds = [gold for k in mine if (gold := one.golds[k])]
        pointed = [gold for gold in golds if gold["lat"] is not None]
        rows = range(one.ranked.starts[name], one.ranked.starts[name + 1])
        pointless = [_is_pointless(one.ranked.hits[row].entry) for row in rows]
        if pointed:
            votes = sum(_nearest([one.ranked.hits[row].entry for row in rows], gold) for gold in pointed)
            found[rows.start : rows.stop] = 2 * votes >= len(pointed)
        elif golds and any(pointless):
            found[rows.start : rows.stop] = pointless
    return found


def _nearest(entries: Sequence[Entry], gold: dict[str, Any]) -> Floats:
    """1 for each entry that is the gold place: the same by number, else the nearest, if it is right, and what is beside it."""
    same = [entry.geonameid is not None and entry.geonameid == gold.get("geonameid") for entry in entries]
    if any(same):
        return np.array(same, dtype=np.float32)
    where = vectors([(entry.lat, entry.lon) for entry in entries])
    km = distances(where, vectors([(gold["lat"], gold["lon"])]))[:, 0]
    reached = km <= [_reach(entry) for entry in entries]
    near = km.min() if (km <= RIGHT_KM).any() else km[reached].min(initial=np.inf)
    return (reached & (km <= near + BESIDE_KM)).astype(np.float32)


def _is_pointless(entry: Entry) -> bool:
    """Whether most corpora give such a place no point, though they mark it: "the Middle East". Those marks count as right."""
    return entry.id < 0 and entry.kind in {"region", "continent"}


def _whether(one: Text, known: Recognition) -> Floats:
    """For each naming, whether it is of a gold place and its best place right; −1 if that cannot be told."""
    found = np.full(len(one.found), -1, dtype=np.float32)
    for k, row in enumerate(known.best):
        gold, hit = one.golds[k], one.ranked.hits[row] if row >= 0 else None
        if hit is None or (hit.match == "demonym" and one.corpus not in WITH_DEMONYMS):
            continue
        if gold is None or gold["lat"] is not None:
            found[k] = gold is not None and right(hit.entry, gold)
        elif _is_pointless(hit.entry):
            found[k] = 1
    return found


def _strays(one: Text, known: Recognition, whether: Floats) -> elsewhere.Strays:
    sure = [
        Located(
            one.found[k].first, one.found[k].past, one.ranked.hits[known.best[k]], None, float(whether[k])
        )
        for k in settle(one.found, known.best, whether)
    ]
    settled = anchors(sure)
    return elsewhere.strays(one.page, one.found, whether, settled, len(sure) - len(settled))


def _elsewhere(one: Text, left: elsewhere.Strays) -> Floats:
    """For each stray, whether it is of a gold place that lies by the other; −1 if that cannot be told."""
    found = np.full(len(left.strays), -1, dtype=np.float32)
    for i, stray in enumerate(left.strays):
        gold = gold_of(one.line, *_ends(one.page, stray.first, stray.past))
        if gold is None or gold["lat"] is not None:
            found[i] = gold is not None and right(stray.by.entry, gold)
    return found


def write(learnt: Learnt, folder: Path) -> None:
    """The trees as they ship."""
    import onnx

    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in trees.FEATURES.items():
        forest = learnt.models[name].dump_model()["tree_info"]
        nodes = [_node(tree["tree_structure"], number) for number, tree in enumerate(forest)]
        graph = _graph([one for tree in nodes for one in tree], len(columns))
        model = onnx.helper.make_model(
            graph, opset_imports=[onnx.helper.make_opsetid("", 15), onnx.helper.make_opsetid("ai.onnx.ml", 1)]
        )
        model.ir_version = 8
        onnx.helper.set_model_props(model, {"columns": trees.marks(name)})
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString())


class Node(Struct):
    """A node of a tree: where a value up to the threshold goes and where a larger; or, at a leaf, what it adds."""

    tree: int
    number: int
    column: int = 0
    threshold: float = 0.0
    low: int = 0
    high: int = 0
    leaf: float | None = None


def _node(root: dict[str, Any], tree: int) -> list[Node]:
    """The nodes of a tree as LightGBM tells it, in the order of their numbers."""
    found: list[Node] = []

    def walk(one: dict[str, Any]) -> int:
        number = len(found)
        node = Node(tree, number)
        found.append(node)
        if "leaf_value" in one:
            node.leaf = one["leaf_value"]
        else:
            node.column, node.threshold = one["split_feature"], _below(one["threshold"])
            node.low, node.high = walk(one["left_child"]), walk(one["right_child"])
        return number

    walk(root)
    return found


def _below(threshold: float) -> float:
    """The largest number of 32 bits that is not above a threshold: it parts such numbers as the threshold does."""
    near = np.float32(threshold)
    return float(near if near <= threshold else np.nextafter(near, np.float32(-np.inf)))


def _graph(nodes: Sequence[Node], columns: int) -> Any:
    """The sum of all trees' leaves, and the chance that it stands for."""
    from onnx import TensorProto, helper

    leaves = [one for one in nodes if one.leaf is not None]
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["x"],
        ["sum"],
        domain="ai.onnx.ml",
        n_targets=1,
        nodes_treeids=[one.tree for one in nodes],
        nodes_nodeids=[one.number for one in nodes],
        nodes_featureids=[one.column for one in nodes],
        nodes_values=[one.threshold for one in nodes],
        nodes_modes=["BRANCH_LEQ" if one.leaf is None else "LEAF" for one in nodes],
        nodes_truenodeids=[one.low for one in nodes],
        nodes_falsenodeids=[one.high for one in nodes],
        target_treeids=[one.tree for one in leaves],
        target_nodeids=[one.number for one in leaves],
        target_ids=[0] * len(leaves),
        target_weights=[float(one.leaf or 0) for one in leaves],
    )
    return helper.make_graph(
        [ensemble, helper.make_node("Sigmoid", ["sum"], ["chance"])],
        "trees",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, columns])],
        [helper.make_tensor_value_info("chance", TensorProto.FLOAT, [None, 1])],
    )


def _whole(words: str) -> tuple[Section, ...]:
    return (Section(kind="body", start=0, end=len(words)),)


def main(arguments: list[str], say: Callable[[str], object] = sys.stdout.write) -> int:
    """Learn from all texts and write the trees."""
    parser = argparse.ArgumentParser("python -m training.places.ranker", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with the corpora")
    parser.add_argument("--out", type=Path, default=trees.shipped(), help="where the trees go")
    options = parser.parse_args(arguments)
    encoder = Encoder()
    encoder.load()
    gazetteer = open_gazetteer()
    texts = load(options.shared, gazetteer, lambda words: encoder.analyse(words, _whole(words)))
    write(learn(texts, gazetteer), options.out)
    say(
        f"{len(texts)} texts; {sum(file.stat().st_size for file in options.out.iterdir()) / 1e6:.1f} MB in {options.out}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
