"""Writes the tuned encoder as a small ONNX file whose layers multiply whole numbers.

Inputs have 8 bits and weights 7: two products fit the 16 bits in which processors without VNNI add them, so that
every machine gets the same. Word vectors are stored as 8-bit numbers with a scale each, other large tables in 16 bits.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlp.trained.tagger import HEADS
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
        small = Path(folder) / "small.onnx"
        quantize_dynamic(
            plain, small, nodes_to_quantize=_products(onnx.load(str(plain)).graph), weight_type=QuantType.QInt8,
            per_channel=True, reduce_range=True,
        )  # fmt: skip
        whole = onnx.load(str(small))
    graph = whole.graph
    kept = [_halved(graph, one) for one in graph.initializer if one.name != _WORDS]
    words = next(one for one in graph.initializer if one.name == _WORDS)
    kept += _scaled(graph, numpy_helper.to_array(words))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    onnx.save(whole, str(out))


def _products(graph: Any) -> list[str]:
    """The nodes of the layers that multiply by weights."""
    weights = {one.name for one in graph.initializer}
    return [
        node.name
        for node in graph.node
        if node.op_type == "MatMul" and node.name.startswith("/layers.") and weights & set(node.input)
    ]


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
