"""The encoder: a BERT whose lower layers read word pieces and whose upper layers read words; every layer is kept for the heads.

Written out here rather than taken from a library: the export to int8 needs each matrix in its place, the token types,
which BERT uses for sentence pairs, carry letter case and quotation marks instead, and pieces become words half-way.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEAD = 384, 32
"""Features of a piece, and those that one attention head looks at."""
HEADS, HIDDEN = 12, 1536
"""Attention heads and hidden features of a layer of the original; `slimming` takes some away."""
TYPES = 8
"""Token types: letter case (lower, Title, UPPER, other) and, plus four, the same inside quotation marks."""
JOINED = 2
"""Layers that read pieces; those above read units: words, and the special pieces around them. A fifth of the rows less."""
MOST = 63
"""The largest weight in 7 bits: with 8, processors without VNNI overflow inside a product."""
BENT = 1.702
"""x · sigmoid(1.702 x) stands for GELU (Hendrycks & Gimpel 2016): the network's runtime has it in one quick step."""


class Units(NamedTuple):
    """Where the units of some windows are: the first and last piece of each, (windows, units), and what masks the missing."""

    firsts: Tensor
    lasts: Tensor
    mask: Tensor | None

    def of(self, x: Tensor) -> Tensor:
        """(windows, pieces, features) → (windows, units, features): the mean of each unit's first and last piece."""
        return (taken(x, self.firsts) + taken(x, self.lasts)) * 0.5


def taken(x: Tensor, places: Tensor) -> Tensor:
    """The rows of each window at `places`: (windows, n, features) and (windows, m) → (windows, m, features).

    As `gather`, but whole rows at a time, which is much faster backwards.
    """
    rows = places + torch.arange(0, x.shape[0] * x.shape[1], x.shape[1])[:, None]
    return x.flatten(0, 1).index_select(0, rows.flatten()).view(*places.shape, x.shape[2])


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


class Rounded(nn.Linear):
    """A linear layer that, with `rounding` on, computes as its int8 export will: weights to 7 bits, one scale an output.

    What it reads is for `round_given` to round.
    """

    rounding = False

    def forward(self, x: Tensor) -> Tensor:
        """`x`: (…, inputs)."""
        if not self.rounding:
            return super().forward(x)
        scale = self.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / MOST
        rounded = (self.weight.detach() / scale).round() * scale
        return functional.linear(round_given(x), self.weight + (rounded - self.weight.detach()), self.bias)


def round_given(x: Tensor) -> Tensor:
    """`x`, (windows, …), as dynamic quantisation has it: 256 steps from least to most of each window, with the gradient as if not."""
    given = x.detach().flatten(1)
    shape = (-1, *[1] * (x.dim() - 1))
    least = given.amin(1).clamp(max=0).view(shape)
    scale = ((given.amax(1).clamp(min=0).view(shape) - least) / 255).float().clamp(min=1e-8)
    rounded = (x.detach() / scale).round() * scale
    return x + (rounded - x.detach()).to(x.dtype)


class Layer(nn.Module):
    """Self-attention and feed-forward, each with its residual and layer norm behind it.

    Its bend is SiLU; where the weights were made for GELU, `from_bert` scales them so that it is `BENT`.
    """

    def __init__(self, dropout: float, heads: int, hidden: int, *, gelu: bool) -> None:
        super().__init__()
        self.query_key_value = Rounded(WIDTH, 3 * heads * HEAD)
        self.output = Rounded(heads * HEAD, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = Rounded(WIDTH, hidden)
        self.narrow = Rounded(hidden, WIDTH)
        self.bend = functional.gelu if gelu else functional.silu
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = FeatureDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(windows, pieces, WIDTH) → the same; `mask` is added to the attention scores."""
        windows, pieces, _ = x.shape
        split = self.query_key_value(x).view(windows, pieces, 3, -1, HEAD)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) * HEAD**-0.5
        if mask is not None:
            scores = scores + mask
        with torch.autocast(
            "cpu", enabled=False
        ):  # half precision is enough for the softmax, and a third faster
            weights = scores.softmax(-1)
        mixed = weights @ value
        mixed = mixed.transpose(1, 2).reshape(windows, pieces, -1)
        x = self.attention_norm(x + self.dropout(self.output(mixed)))
        return self.output_norm(x + self.dropout(self.narrow(self.bend(self.wide(x)))))


class Encoder(nn.Module):
    """Word pieces → the output of the embeddings and of each layer."""

    def __init__(
        self,
        vocabulary: int = 30522,
        layers: int = 6,
        dropout: float = 0.1,
        heads: int = HEADS,
        hidden: int = HIDDEN,
        *,
        gelu: bool = False,
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.types = nn.Embedding(TYPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = FeatureDropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout, heads, hidden, gelu=gelu) for _ in range(layers))

    def forward(
        self, ids: Tensor, types: Tensor, mask: Tensor | None = None, units: Units | None = None
    ) -> list[Tensor]:
        """`ids`, `types`: (windows, pieces). Gives layers + 1 tensors (windows, units, WIDTH).

        Without `units` all layers read pieces, and give (windows, pieces, WIDTH).
        """
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.types(types)
        x = self.dropout(self.norm(x))
        outputs = [x if units is None else units.of(x)]
        for depth, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if units is not None and depth == JOINED:
                x, mask = units.of(x), units.mask
            outputs.append(units.of(x) if units is not None and depth < JOINED else x)
        return outputs


def from_bert(weights: dict[str, Tensor], dropout: float = 0.1, *, gelu: bool = False) -> Encoder:
    """The encoder with the weights of a BERT checkpoint; every token type begins as the checkpoint's first.

    `gelu`: the checkpoint's own bend, else `BENT`.
    """
    depth = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    encoder = Encoder(weights["embeddings.word_embeddings.weight"].shape[0], depth, dropout, gelu=gelu)
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
        if not gelu:
            for name in ("wide.weight", "wide.bias"):
                state[f"layers.{i}.{name}"] = state[f"layers.{i}.{name}"] * BENT
            state[f"layers.{i}.narrow.weight"] = state[f"layers.{i}.narrow.weight"] / BENT
    encoder.load_state_dict(state)
    return encoder
