"""Reads a shipped ONNX tagger back, to train on from it, or to take the mean of it and another."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from nlp.training.encoder import Encoder

_PRODUCTS: Final = ("MatMul", "MatMulInteger")
_TURNED: Final = "_Transposed"  # what ONNX Runtime calls the weights of a Gemm that it made a MatMul


def state(path: Path) -> dict[str, torch.Tensor]:
    """The parameters of `path` (as `nlp.training.export` writes them) by their names in `Encoder`."""
    graph = onnx.load(str(path)).graph
    stored = {one.name.removesuffix("_half"): numpy_helper.to_array(one) for one in graph.initializer}
    found = {name: value for name, value in stored.items() if "::" not in name and not name.startswith("word_")}
    found["document.weight"] = found.pop(f"document.weight{_TURNED}").T
    for node in graph.node:
        weight = next((name for name in node.input if "::" in name and name in stored), None)
        if node.op_type in _PRODUCTS and weight:
            found[".".join([*node.name.strip("/").split("/")[:-1], "weight"])] = _numbers(stored, weight).T
    found["word.weight"] = stored["word_bytes"].astype(np.float32) * stored["word_scale"]
    return {name: torch.from_numpy(np.ascontiguousarray(value, dtype=np.float32)) for name, value in found.items()}


def mean(model: Encoder, path: Path) -> Encoder:
    """A tagger whose weights lie halfway between those of `model` and of the one at `path`.

    Both were tuned from the same encoder (Wortsman et al., Model soups, ICML 2022).
    """
    between, other = copy.deepcopy(model), state(path)
    own = model.state_dict()
    between.load_state_dict({**own, **{name: (own[name] + given) / 2 for name, given in other.items()}})
    return between


def _numbers(stored: Mapping[str, Any], weight: str) -> Any:
    """The weights of one product; those in whole numbers have a scale for each output."""
    plain = weight.removesuffix("_quantized")
    return stored[weight] if plain == weight else stored[weight].astype(np.float32) * stored[f"{plain}_scale"]
