"""Weights: the files of the network that ship with the package, checked and loaded.

The only module of the encoder that reads a disk. Imports: errors, network, pieces. Imported by: encoder.
"""

import hashlib
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import msgspec
import numpy as np
from msgspec import Struct

from sayso.encoder.network import CHAINS, CLASSES, Floats, Ints, Inventory, Outputs
from sayso.encoder.pieces import CLS, SEP, UNKNOWN, Splitter
from sayso.errors import BadWeights

FILES = ("encoder.onnx", "relations.onnx", "decoding.npz", "vocabulary.txt")
VERSION = 2
"""Of the files' layout: what this code can read."""
INPUTS = ("ids", "types", "firsts", "lasts", "words", "members")
OUTPUTS = Outputs.__struct_fields__
_HALF_PAIR = re.compile("[\ud800-\udfff]")


class Manifest(Struct, frozen=True):
    """What `manifest.json` holds."""

    version: int
    files: dict[str, str]
    """File → its SHA-256, in hexadecimal."""
    labels: dict[str, tuple[str, ...]]


class Loaded(Struct, frozen=True):
    """The network, what its scores mean, and the splitter of its vocabulary."""

    network: "OnnxNetwork"
    inventory: Inventory
    splitter: Splitter


def shipped() -> Path:
    """The folder of the weights that came with the package."""
    return Path(str(files("sayso.encoder"))) / "weights"


def load(folder: Path, threads: int) -> Loaded:
    """Check and load the weights of `folder`. Raises: BadWeights, if a file is missing or is not what it was."""
    manifest = _manifest(folder)
    contents = {name: _checked(folder, name, manifest.files.get(name)) for name in FILES}
    try:
        return _loaded(contents, manifest, threads)
    except faults() as error:
        raise BadWeights(str(folder), f"they cannot be loaded ({type(error).__name__}: {error})") from error


def faults() -> tuple[type[Exception], ...]:
    """What the libraries raise at contents that they do not understand: files of another version, or of something else."""
    from zipfile import BadZipFile

    from onnxruntime.capi import onnxruntime_pybind11_state as onnx

    return (
        ValueError, LookupError, EOFError, BadZipFile, onnx.EPFail, onnx.Fail, onnx.InvalidArgument, onnx.InvalidGraph,
        onnx.InvalidProtobuf, onnx.NotImplemented, onnx.RuntimeException,
    )  # fmt: skip


def _loaded(contents: dict[str, bytes], manifest: Manifest, threads: int) -> Loaded:
    return Loaded(
        OnnxNetwork(contents["encoder.onnx"], contents["relations.onnx"], threads),
        _inventory(contents["decoding.npz"], manifest.labels),
        Splitter(_vocabulary(contents["vocabulary.txt"])),
    )


def _manifest(folder: Path) -> Manifest:
    try:
        data = (folder / "manifest.json").read_bytes()
    except OSError as error:
        raise BadWeights(str(folder), f"manifest.json cannot be read ({error.strerror})") from error
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadWeights(str(folder), f"manifest.json is no manifest ({error})") from error
    if manifest.version != VERSION:
        raise BadWeights(
            str(folder), f"they are of version {manifest.version}, and this Sayso reads {VERSION}"
        )
    return manifest


def _checked(folder: Path, name: str, expected: str | None) -> bytes:
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise BadWeights(str(folder), f"{name} cannot be read ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise BadWeights(str(folder), f"{name} is not the file that was shipped")
    return data


def _inventory(data: bytes, labels: dict[str, tuple[str, ...]]) -> Inventory:
    import io

    if absent := {*CHAINS, *CLASSES, "relation"} - labels.keys():
        raise KeyError(*sorted(absent))
    if not {"root", "parataxis"} <= set(labels["relation"]) or any(
        "O" not in labels[name] for name in CHAINS
    ):
        raise ValueError("manifest.json lacks labels that decoding needs")
    arrays = np.load(io.BytesIO(data), allow_pickle=False)
    return Inventory(
        labels=labels,
        transitions={name: arrays[f"transitions {name}"] for name in CHAINS},
        starts={name: arrays[f"starts {name}"] for name in CHAINS},
        ends={name: arrays[f"ends {name}"] for name in CHAINS},
    )


def _vocabulary(data: bytes) -> Any:
    """The function that gives words their pieces."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    places = {piece: i for i, piece in enumerate(data.decode().split("\n")) if piece}
    if [places.get(piece) for piece in ("[UNK]", "[CLS]", "[SEP]")] != [UNKNOWN, CLS, SEP]:
        raise ValueError("vocabulary.txt is not the vocabulary of BERT")
    tokenizer = Tokenizer(WordPiece(places, unk_token="[UNK]", max_input_chars_per_word=100))  # noqa: S106  # a piece, no password
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    # One by one: a batch would be spread over threads of the library's own.
    return lambda words: [tokenizer.encode(_sound(word), add_special_tokens=False).ids for word in words]


def _sound(word: str) -> str:
    """The word; nothing, which gives no pieces, if it has half a surrogate pair: the library cannot take that."""
    return "" if _HALF_PAIR.search(word) else word


class OnnxNetwork:
    """The network in ONNX Runtime; any number of threads may run it at once."""

    def __init__(self, encoder: bytes, relations: bytes, threads: int) -> None:
        self._encoder = _session(encoder, threads, OUTPUTS)
        self._relations = _session(relations, threads, ("relations",))

    def run(self, ids: Ints, types: Ints, firsts: Ints, lasts: Ints, words: Ints, members: Floats) -> Outputs:
        """See `Network`."""
        given = dict(zip(INPUTS, (ids, types, firsts, lasts, words, members), strict=True))
        return Outputs(**dict(zip(OUTPUTS, self._encoder.run(OUTPUTS, given), strict=True)))

    def relate(self, dependents: Floats, governors: Floats) -> Floats:
        """See `Network`."""
        (found,) = self._relations.run(("relations",), {"dependents": dependents, "governors": governors})
        return cast("Floats", found)


def _session(model: bytes, threads: int, outputs: Sequence[str]) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    if absent := set(outputs) - {output.name for output in session.get_outputs()}:
        raise ValueError(f"a network gives no {', '.join(sorted(absent))}")
    return session
