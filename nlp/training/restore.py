"""Reads a shipped ONNX tagger back, so that training can go on from it instead of from the plain encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper


def state(path: Path) -> dict[str, torch.Tensor]:
    """The parameters of `path` (as `nlp.training.export` writes them) by their names in `Encoder`."""
    graph = onnx.load(str(path)).graph
    stored = {one.name.removesuffix("_half"): numpy_helper.to_array(one) for one in graph.initializer}
    found = {name: value for name, value in stored.items() if "::" not in name and not name.startswith("word_")}
    for node in graph.node:
        weight = next((name for name in node.input if "::" in name and name in stored), None)
        if node.op_type == "MatMul" and weight:
            found[".".join([*node.name.strip("/").split("/")[:-1], "weight"])] = stored[weight].T
    found["word.weight"] = stored["word_bytes"].astype(np.float32) * stored["word_scale"]
    return {name: torch.from_numpy(np.ascontiguousarray(value, dtype=np.float32)) for name, value in found.items()}
