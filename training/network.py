"""The encoder: a BERT of any depth over word pieces, every layer's output kept for the heads.

Written out here, in some eighty lines, rather than taken from a library: the export to int8 needs each matrix in its
place, and the token types, which BERT uses for sentence pairs, carry letter case and quotation marks instead.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
ATTENTION_HEADS = 12
TYPES = 8
"""Token types: letter case (lower, Title, UPPER, other) and, plus four, the same inside quotation marks."""


class FeatureDropout(nn.Module):
    """Drops whole features of a window: on a CPU, drawing a number for each value takes longer than the layer."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """`x`: (windows, pieces, features)."""
        if not self.training or not self.share:
            return x
        kept = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype, device=x.device)
        return x * kept.bernoulli_(1 - self.share).div_(1 - self.share)


class Layer(nn.Module):
    """Self-attention and feed-forward, each with its residual and layer norm behind it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = FeatureDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(windows, pieces, WIDTH) → the same; `mask` is added to the attention scores."""
        windows, pieces, _ = x.shape
        split = self.query_key_value(x).view(windows, pieces, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) * (WIDTH // ATTENTION_HEADS) ** -0.5
        if mask is not None:
            scores = scores + mask
        with torch.autocast(
            "cpu", enabled=False
        ):  # half precision is enough for the softmax, and a third faster
            weights = scores.softmax(-1)
        mixed = weights @ value
        mixed = mixed.transpose(1, 2).reshape(windows, pieces, WIDTH)
        x = self.attention_norm(x + self.dropout(self.output(mixed)))
        return self.output_norm(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Word pieces → the output of the embeddings and of each layer."""

    def __init__(self, vocabulary: int = 30522, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.types = nn.Embedding(TYPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = FeatureDropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """`ids`, `types`: (windows, pieces). Gives layers + 1 tensors (windows, pieces, WIDTH)."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.types(types)
        x = self.dropout(self.norm(x))
        outputs = [x]
        for layer in self.layers:
            x = layer(x, mask)
            outputs.append(x)
        return outputs


def from_bert(weights: dict[str, Tensor], dropout: float = 0.1) -> Encoder:
    """The encoder with the weights of a BERT checkpoint; every token type begins as the checkpoint's first."""
    depth = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    encoder = Encoder(weights["embeddings.word_embeddings.weight"].shape[0], depth, dropout)
    state = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "types.weight": weights["embeddings.token_type_embeddings.weight"][:1].repeat(TYPES, 1),
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for i in range(depth):
        there = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            heads = [weights[f"{there}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"layers.{i}.query_key_value.{part}"] = torch.cat(heads)
            for here, name in (
                ("output", "attention.output.dense"),
                ("attention_norm", "attention.output.LayerNorm"),
                ("wide", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("output_norm", "output.LayerNorm"),
            ):
                state[f"layers.{i}.{here}.{part}"] = weights[f"{there}{name}.{part}"]
    encoder.load_state_dict(state)
    return encoder
