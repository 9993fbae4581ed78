"""Trained weights → the files that ship: an int8 network, its vocabulary, what decoding needs, and a manifest of hashes.

Matrices are int8 of which seven bits are used, one scale a column, their inputs scaled as they come (dynamic); rows of the
embedding are int8 with a scale each. What is small stays in float32. The graph is written out operation by operation:
which ones ONNX Runtime has in a quick form decides how fast Sayso reads (training/NOTES.md).
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from sayso.encoder.network import CHAINS, CLASSES, LINK, LINKS, Inventory
from sayso.encoder.weights import FILES, INPUTS, OUTPUTS, VERSION
from training import teacher
from training.model import MIXES, RELATION, Model
from training.network import HEAD, JOINED, MOST, WIDTH

MICROSOFT = "com.microsoft"


class Graph:
    """An ONNX graph as it grows. Values are the names of tensors."""

    def __init__(self, *, exact: bool) -> None:
        """`exact`: matrices stay in float32."""
        self.exact = exact
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, value: Any, name: str | None = None) -> str:
        """A value that the graph brings."""
        name = name or f"constant_{len(self.constants)}"
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def node(
        self, operation: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: Any
    ) -> Any:
        """The value of an operation; a list of them if it gives several."""
        names = [f"{operation}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(
            helper.make_node(operation, inputs, names, name=names[0], domain=domain, **attributes)
        )
        return names if outputs > 1 else names[0]

    def linear(self, x: str, weight: Tensor, bias: Tensor, name: str) -> str:
        """`x` (rows, inputs) times `weight` (outputs, inputs), plus `bias`."""
        columns = weight.detach().float().numpy().T
        added = self.constant(bias.detach().float().numpy(), f"{name}.bias")
        if self.exact:
            return str(
                self.node("Add", self.node("MatMul", x, self.constant(columns, f"{name}.weight")), added)
            )
        scale = np.maximum(np.abs(columns).max(0), 1e-8) / MOST
        rounded = np.rint(columns / scale).astype(np.int8)
        given = (
            self.constant(rounded, f"{name}.weight"),
            self.constant(scale.astype(np.float32), f"{name}.scale"),
            self.constant(np.zeros(len(scale), dtype=np.int8), f"{name}.zero"),
        )
        return str(self.node("DynamicQuantizeMatMul", x, *given, added, domain=MICROSOFT))

    def norm(self, x: str, layer: Any, name: str) -> str:
        """A layer norm. By itself, not fused with the sum before it: that operation is nine times slower."""
        weight = self.constant(layer.weight.detach().numpy(), f"{name}.weight")
        bias = self.constant(layer.bias.detach().numpy(), f"{name}.bias")
        return str(self.node("LayerNormalization", x, weight, bias, epsilon=layer.eps, axis=-1))

    def gelu(self, x: str) -> str:
        """GELU."""
        return str(self.node("Gelu", x, domain=MICROSOFT))

    def split(self, x: str, sizes: Sequence[int]) -> list[str]:
        """`x` cut along its last axis."""
        if len(sizes) == 1:
            return [x]
        widths = self.constant(np.array(sizes, dtype=np.int64))
        return list(self.node("Split", x, widths, outputs=len(sizes), axis=-1))

    def shape(self, x: str, *sizes: int) -> str:
        """`x` in another shape; one size may be −1."""
        return str(self.node("Reshape", x, self.constant(np.array(sizes, dtype=np.int64))))

    def model(
        self, inputs: dict[str, tuple[int, Sequence[str | int]]], outputs: dict[str, str]
    ) -> onnx.ModelProto:
        """The finished model. `inputs`: name → type and shape; `outputs`: name → value."""
        for name, value in outputs.items():
            self.nodes.append(helper.make_node("Identity", [value], [name], name=name))
        graph = helper.make_graph(
            self.nodes,
            "sayso",
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [
                helper.make_tensor_value_info(
                    name, TensorProto.INT64 if name == "lemmas" else TensorProto.FLOAT, None
                )
                for name in outputs
            ],
            list(self.constants.values()),
        )
        versions = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9, producer_name="sayso")


def network(model: Model, *, exact: bool = False) -> onnx.ModelProto:
    """The network for one window. `exact`: in float32, but for the embedding."""
    graph = Graph(exact=exact)
    layers = _layers(graph, model)
    means = _means(graph, model, layers)
    mixed = {
        name: graph.shape(graph.node("Gather", means[name], "words", axis=1), -1, WIDTH)
        for name, heads in MIXES.items()
        if heads
    }
    found = _heads(graph, model, mixed)
    found["sentences"] = _sentences(graph, model, layers, graph.shape(means["sentence"], -1, WIDTH))
    integers = {name: (TensorProto.INT64, [_LENGTHS[name]]) for name in INPUTS if name != "members"}
    members = {"members": (TensorProto.FLOAT, ["sentences", "units"])}
    return graph.model(integers | members, {name: found[name] for name in OUTPUTS})


_LENGTHS = {"ids": "pieces", "types": "pieces", "firsts": "units", "lasts": "units", "words": "words"}


def _layers(graph: Graph, model: Model) -> list[str]:
    """The embedding's and each layer's output at the units: (units, WIDTH) each."""
    encoder = model.encoder
    rows = encoder.pieces.weight.detach().numpy()
    scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8) / 127
    table = graph.constant(np.rint(rows / scale).astype(np.int8), "pieces.weight")
    scales = graph.constant(scale.astype(np.float32), "pieces.scale")
    piece = graph.node("Cast", graph.node("Gather", table, "ids"), to=TensorProto.FLOAT)
    x = graph.node("Mul", piece, graph.node("Gather", scales, "ids"))
    positions = graph.constant(encoder.positions.weight.detach().numpy(), "positions.weight")
    zero = graph.constant(np.array([0], dtype=np.int64))
    x = graph.node("Add", x, graph.node("Slice", positions, zero, graph.node("Shape", "ids")))
    types = graph.constant(encoder.types.weight.detach().numpy(), "types.weight")
    x = graph.norm(graph.node("Add", x, graph.node("Gather", types, "types")), encoder.norm, "norm")
    half = graph.constant(np.array(0.5, dtype=np.float32))

    def units(x: str) -> str:
        ends = graph.node("Add", graph.node("Gather", x, "firsts"), graph.node("Gather", x, "lasts"))
        return str(graph.node("Mul", ends, half))

    outputs = [units(x)]
    for depth, layer in enumerate(encoder.layers, 1):
        x = _layer(graph, layer, x, f"layers.{depth - 1}")
        if depth == JOINED:
            x = units(x)
        outputs.append(units(x) if depth < JOINED else x)
    return outputs


def _layer(graph: Graph, layer: Any, x: str, name: str) -> str:
    size = layer.output.in_features
    scale = HEAD**-0.5  # of attention, taken in by the queries
    parts = zip(
        ("query", "key", "value"),
        layer.query_key_value.weight.detach().split(size),
        layer.query_key_value.bias.detach().split(size),
        (scale, 1.0, 1.0),
        strict=True,
    )
    query, key, value = (
        graph.shape(graph.linear(x, weight * by, bias * by, f"{name}.{part}"), -1, size // HEAD, HEAD)
        for part, weight, bias, by in parts
    )
    # Products that take heads from between rows and features: nothing is laid out anew but the result.
    weights = graph.node("FusedMatMul", query, key, domain=MICROSOFT, transBatchA=1, transBatchB=1, transB=1)
    mixed = graph.node(
        "FusedMatMul", graph.node("Softmax", weights, axis=-1), value, domain=MICROSOFT, transBatchB=1
    )
    mixed = graph.shape(graph.node("Transpose", mixed, perm=[1, 0, 2]), -1, size)
    mixed = graph.linear(mixed, layer.output.weight, layer.output.bias, f"{name}.output")
    x = graph.norm(graph.node("Add", x, mixed), layer.attention_norm, f"{name}.attention_norm")
    bent = graph.linear(x, layer.wide.weight, layer.wide.bias, f"{name}.wide")
    bent = graph.node("QuickGelu", bent, domain=MICROSOFT, alpha=1.0)
    bent = graph.linear(bent, layer.narrow.weight, layer.narrow.bias, f"{name}.narrow")
    return graph.norm(graph.node("Add", x, bent), layer.output_norm, f"{name}.output_norm")


def _means(graph: Graph, model: Model, layers: Sequence[str]) -> dict[str, str]:
    """Each mean of the layers: (1, units, WIDTH)."""
    shares = np.stack([model.mixes[name].detach().softmax(0).numpy() for name in MIXES])
    flat = [graph.shape(layer, 1, -1) for layer in layers]
    means = graph.node("MatMul", graph.constant(shares, "mixes"), graph.node("Concat", *flat, axis=0))
    means = graph.shape(means, len(MIXES), -1, WIDTH)
    parts = graph.node("Split", means, outputs=len(MIXES), axis=0, num_outputs=len(MIXES))
    return dict(zip(MIXES, parts, strict=True))


def _heads(graph: Graph, model: Model, mixed: dict[str, str]) -> dict[str, str]:
    """What the heads say, by the names of OUTPUTS; all that read one mean are one product."""
    others = {
        "link": model.link,
        "arc": model.arc,
        "relation": model.relation,
        "certainty": model.certainty_hidden,
        "coreference": model.coreference,
    }
    layers: dict[str, Any] = {
        name: others.get(name) or model.tags[name] for of in MIXES.values() for name in of
    }
    said: dict[str, str] = {}
    for mix, mean in mixed.items():
        names = MIXES[mix]
        weights, biases = ([getattr(layers[name], part) for name in names] for part in ("weight", "bias"))
        both = graph.linear(mean, _stacked(weights), _stacked(biases), f"heads.{mix}")
        parts = graph.split(both, [layers[name].out_features for name in names])
        said |= dict(zip(names, parts, strict=True))
    dependent, head = graph.split(graph.gelu(said["arc"]), [model.arc.out_features // 2] * 2)
    weight = graph.constant(model.arc_weight.detach().numpy(), "arc.weight")
    towards = graph.node("MatMul", dependent, weight)
    towards = graph.node("Add", towards, graph.constant(model.arc_bias.detach().numpy(), "arc.bias"))
    dependents, governors = graph.split(graph.gelu(said["relation"]), [RELATION] * 2)
    anaphors, antecedents = graph.split(said["coreference"], [model.coreference.out_features // 2] * 2)
    certain = model.certainty.weight.detach().numpy().T * 3, model.certainty.bias.detach().numpy() * 3
    certainties = graph.node(
        "Gemm", graph.gelu(said["certainty"]), *(graph.constant(part) for part in certain)
    )
    return {
        "tags": graph.node("Concat", *(said[name] for name in CHAINS + CLASSES[:-1]), axis=-1),
        "lemmas": graph.node("ArgMax", said[CLASSES[-1]], axis=-1, keepdims=0),
        "arcs": graph.node("FusedMatMul", towards, head, domain=MICROSOFT, transB=1),
        "dependents": dependents,
        "governors": governors,
        "links": graph.shape(said["link"], -1, 2 * len(LINKS), LINK),
        "anaphors": anaphors,
        "antecedents": antecedents,
        "certainties": certainties,
    }


def _stacked(parts: Sequence[Tensor]) -> Tensor:
    import torch

    return torch.cat([part.detach() for part in parts])


def _sentences(graph: Graph, model: Model, layers: Sequence[str], mean: str) -> str:
    """Unit vectors (sentences, WIDTH), as `Model.sentence_vectors`. `mean`: that of the layers, (units, WIDTH)."""
    bent = graph.linear(mean, model.unit.weight, model.unit.bias, "unit")
    bent = graph.node("QuickGelu", bent, domain=MICROSOFT, alpha=1.0)
    means = graph.node("Concat", *(graph.node("MatMul", "members", x) for x in (*layers, bent)), axis=-1)
    head = model.sentence
    both = [head.straight, head.hidden]
    weights, biases = ([getattr(layer, part) for layer in both] for part in ("weight", "bias"))
    straight, hidden = graph.split(
        graph.linear(means, _stacked(weights), _stacked(biases), "sentence"), [it.out_features for it in both]
    )
    bent = graph.linear(graph.gelu(hidden), head.bent.weight, head.bent.bias, "sentence.bent")
    return str(graph.node("LpNormalization", graph.node("Add", straight, bent), axis=-1, p=2))


def relations(model: Model, *, exact: bool = False) -> onnx.ModelProto:
    """The second, tiny network, which is asked when the heads are known: (words, RELATION) twice → (words, relations)."""
    graph = Graph(exact=exact)
    names = ("dependents", "governors")
    weight = model.relation_weight.detach().float()
    weight = weight.view(
        RELATION + 1, -1, RELATION + 1
    )  # the last row and column meet a one: they are biases
    count = weight.shape[1]
    left = graph.linear(
        names[0],
        weight[:RELATION, :, :RELATION].reshape(RELATION, -1).T,
        weight[RELATION, :, :RELATION].flatten(),
        "relations",
    )
    right = graph.shape(names[1], -1, RELATION, 1)
    both = graph.shape(graph.node("MatMul", graph.shape(left, -1, count, RELATION), right), -1, count)
    biases = (
        graph.constant(part.numpy())
        for part in (weight[:RELATION, :, RELATION], weight[RELATION, :, RELATION])
    )
    both = graph.node("Add", both, graph.node("Gemm", names[0], *biases))
    return graph.model(
        {name: (TensorProto.FLOAT, ["words", RELATION]) for name in names}, {"relations": both}
    )


def inventory(model: Model) -> Inventory:
    """What decoding needs of the model."""
    chains = {name: [part.detach().numpy() for part in model.chains[name].scores()] for name in CHAINS}
    return Inventory(
        labels=dict(model.labels),
        transitions={name: parts[0] for name, parts in chains.items()},
        starts={name: parts[1] for name, parts in chains.items()},
        ends={name: parts[2] for name, parts in chains.items()},
    )


def ship(model: Model, folder: Path, *, exact: bool = False) -> None:
    """Write the files that ship to `folder`; with `exact` the same in float32, to compare."""
    model = model.float().eval()
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(network(model, exact=exact), str(folder / "encoder.onnx"))
    onnx.save(relations(model, exact=exact), str(folder / "relations.onnx"))
    found = inventory(model)
    arrays = {}
    for name in CHAINS:
        arrays |= {
            f"transitions {name}": found.transitions[name],
            f"starts {name}": found.starts[name],
            f"ends {name}": found.ends[name],
        }
    np.savez(folder / "decoding.npz", **arrays)
    (folder / "vocabulary.txt").write_bytes((teacher.base() / "vocab.txt").read_bytes())
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    manifest = {"version": VERSION, "files": hashes, "labels": found.labels}
    (folder / "manifest.json").write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
