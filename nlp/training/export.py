"""Writes the tuned encoder as an ONNX file that is small on disk and exact in use.

Eight-bit arithmetic loses a quarter of the names (activations of this encoder have outliers), so only what is stored is
small: word vectors as 8-bit numbers with a scale each, other weights as 16-bit ones; both are 32-bit again when loaded.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from nlp.tagger import HEADS
from nlp.training.encoder import Encoder

_LARGE: Final = 100_000  # numbers from which a weight is stored small
_WORDS: Final = "word.weight"


def export(model: Encoder, out: Path) -> None:
    """Write `model` to `out`."""
    ids = torch.randint(1000, 2000, (1, 12))
    axes = {name: {1: "pieces"} for name in ("ids", "shapes", *HEADS)}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model, (ids, torch.zeros_like(ids)), str(plain), input_names=["ids", "shapes"],
            output_names=["document", *HEADS], dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        whole = onnx.load(str(plain))
    graph = whole.graph
    kept = [_halved(graph, one) for one in graph.initializer if one.name != _WORDS]
    words = next(one for one in graph.initializer if one.name == _WORDS)
    kept += _scaled(graph, numpy_helper.to_array(words))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    onnx.save(whole, str(out))


def _halved(graph: Any, given: Any) -> Any:
    values = numpy_helper.to_array(given)
    if values.dtype != np.float32 or values.size < _LARGE:
        return given
    stored = f"{given.name}_half"
    graph.node.insert(0, helper.make_node("Cast", [stored], [given.name], to=TensorProto.FLOAT))
    return numpy_helper.from_array(values.astype(np.float16), stored)


def _scaled(graph: Any, table: Any) -> list[Any]:
    """The word vectors, each with its own scale, behind the same output as before."""
    at, gather = next((i, node) for i, node in enumerate(graph.node) if _WORDS in node.input)
    ids, out = gather.input[1], gather.output[0]
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
    nodes = [
        helper.make_node("Gather", ["word_bytes", ids], ["word_rows"]),
        helper.make_node("Cast", ["word_rows"], ["word_numbers"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["word_scale", ids], ["word_scales"]),
        helper.make_node("Mul", ["word_numbers", "word_scales"], [out]),
    ]
    graph.node.remove(gather)
    for offset, node in enumerate(nodes):
        graph.node.insert(at + offset, node)
    rounded = np.rint(table / scale).astype(np.int8)
    return [
        numpy_helper.from_array(rounded, "word_bytes"),
        numpy_helper.from_array(scale.astype(np.float32), "word_scale"),
    ]
