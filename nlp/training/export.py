"""Writes the tuned encoder as an 8-bit ONNX file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlp.training.encoder import Encoder


def export(model: Encoder, out: Path, *, exact: bool = False) -> None:
    """Write `model` to `out`: weights of 7 bits per channel (no overflow on any processor), or 32-bit if `exact`."""
    ids = torch.randint(1000, 2000, (1, 12))
    axes = {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "tags": {1: "pieces"}}
    with tempfile.TemporaryDirectory() as folder:
        plain = out if exact else Path(folder) / "plain.onnx"
        torch.onnx.export(
            model, (ids, torch.zeros_like(ids)), str(plain), input_names=["ids", "shapes"],
            output_names=["tags", "document"], dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        if not exact:
            quantize_dynamic(plain, out, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
