"""Trained weights → the files that ship: an int8 network, its vocabulary, what decoding needs, and a manifest of hashes.

Matrices of the encoder are int8, one scale a column, their inputs scaled as they come (dynamic); rows of the embedding
are int8 with a scale each. The heads stay in float32: together they are a fiftieth of the work.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.encoder.network import CHAINS, CLASSES, Inventory
from sayso.encoder.weights import FILES, OUTPUTS, VERSION
from training import teacher
from training.model import MIX_OF, MIXES, RELATION, Model, pooled
from training.network import ATTENTION_HEADS, WIDTH

INPUTS = ("ids", "types", "starts", "members")


class Shipped(nn.Module):
    """The network for one window, without a batch axis, written so that it exports to few and plain operations."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model
        rows = model.encoder.pieces.weight.detach()
        scale = rows.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (rows / scale).round().to(torch.int8))
        self.register_buffer("row_scale", scale)

    def forward(self, ids: Tensor, types: Tensor, starts: Tensor, members: Tensor) -> tuple[Tensor, ...]:
        """`Outputs` in the order of OUTPUTS."""
        model, encoder = self.model, self.model.encoder
        x = self.rows[ids].float() * self.row_scale[ids]
        x = encoder.norm(x + encoder.positions.weight[: ids.shape[0]] + encoder.types(types))
        layers = [x]
        for layer in encoder.layers:
            x = self._layer(layer, x)
            layers.append(x)
        at_words = [states[starts] for states in layers]
        mixed = {}
        for name in MIXES:
            shares = model.mixes[name].softmax(0)
            mixed[name] = sum(share * states for share, states in zip(shares, at_words, strict=True))[None]
        dependents, governors = model.relation_vectors(mixed)
        anaphors, antecedents = model.coreference_vectors(mixed)
        return (
            torch.cat([model.tags[name](mixed[MIX_OF[name]]) for name in CHAINS + CLASSES], -1)[0],
            model.arcs(mixed)[0],
            dependents[0],
            governors[0],
            model.link_vectors(mixed)[0],
            anaphors[0],
            antecedents[0],
            model.certainties(mixed)[0],
            functional.normalize(self._sentence(members @ pooled(layers)), dim=-1),
        )

    def _sentence(self, means: Tensor) -> Tensor:
        head = self.model.sentence
        bent = _linear(head.bent, functional.gelu(_linear(head.hidden, means)))
        return _linear(head.straight, means) + bent

    @staticmethod
    def _layer(layer: Any, x: Tensor) -> Tensor:
        size = WIDTH // ATTENTION_HEADS
        query, key, value = (
            _linear(layer.query_key_value, x).view(-1, 3, ATTENTION_HEADS, size).permute(1, 2, 0, 3).unbind(0)
        )
        weights = (query @ key.transpose(-1, -2) * size**-0.5).softmax(-1)
        mixed = (weights @ value).transpose(0, 1).reshape(-1, WIDTH)
        x = layer.attention_norm(x + _linear(layer.output, mixed))
        return layer.output_norm(x + _linear(layer.narrow, functional.gelu(_linear(layer.wide, x))))


def _linear(layer: Any, x: Tensor) -> Tensor:
    """The same as `layer(x)`, as a matrix product of its own, which is what is made int8."""
    return x @ layer.weight.T + layer.bias


def inventory(model: Model) -> Inventory:
    """What decoding needs of the model."""
    chains = {name: [part.detach().numpy() for part in model.chains[name].scores()] for name in CHAINS}
    return Inventory(
        labels=dict(model.labels),
        transitions={name: parts[0] for name, parts in chains.items()},
        starts={name: parts[1] for name, parts in chains.items()},
        ends={name: parts[2] for name, parts in chains.items()},
    )


def to_onnx(model: Model, path: Path) -> None:
    """The network in float32, but for the embedding."""
    shipped = Shipped(model.float().eval())
    example = (
        torch.tensor([101, 2000, 2001, 102]),
        torch.zeros(4, dtype=torch.long),
        torch.tensor([1, 2]),
        torch.tensor([[0.0, 0.5, 0.5, 0.0]]),
    )
    torch.onnx.export(
        shipped,
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={
            "ids": {0: "pieces"},
            "types": {0: "pieces"},
            "starts": {0: "words"},
            "members": {0: "sentences", 1: "pieces"},
        },
        opset_version=17,
        dynamo=False,
    )


class Relations(nn.Module):
    """The relation scores of words to their heads."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.weight = model.relation_weight

    def forward(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """(words, RELATION) twice → (words, relations)."""
        one = torch.ones_like(dependents[:, :1])
        left = (torch.cat([dependents, one], 1) @ self.weight).view(
            dependents.shape[0], -1, self.weight.shape[0]
        )
        return (left @ torch.cat([governors, one], 1)[..., None])[..., 0]


def relations_to_onnx(model: Model, path: Path) -> None:
    """The second, tiny network, which is asked when the heads are known."""
    torch.onnx.export(
        Relations(model.float().eval()),
        (torch.zeros(2, RELATION), torch.zeros(2, RELATION)),
        str(path),
        input_names=["dependents", "governors"],
        output_names=["relations"],
        dynamic_axes={name: {0: "words"} for name in ("dependents", "governors", "relations")},
        opset_version=17,
        dynamo=False,
    )


def quantise(path: Path, out: Path) -> None:
    """The encoder's matrices in int8, of which seven bits are used, so that all processors compute the same."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(str(path)).graph
    shapes = {one.name: list(one.dims) for one in graph.initializer}
    large = [
        node.name
        for node in graph.node
        if node.op_type == "MatMul" and min(shapes.get(node.input[1], [0])) >= WIDTH
    ]
    quantize_dynamic(
        str(path),
        str(out),
        per_channel=True,
        reduce_range=True,  # seven bits: with eight, processors without VNNI overflow inside a product
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_quantize=large,
        extra_options={"WeightSymmetric": True},
    )


def ship(model: Model, folder: Path, work: Path) -> None:
    """Write the files that ship to `folder`; the float32 network stays in `work`."""
    folder.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    to_onnx(model, work / "float32.onnx")
    quantise(work / "float32.onnx", folder / "encoder.onnx")
    relations_to_onnx(model, folder / "relations.onnx")
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
