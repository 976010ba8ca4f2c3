"""Fits what the tagger says of a whole document: whether it tells of an incident, from what its encoder makes of it.

Logistic regression on every training document, with all other weights as they are: no word changes its role by it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from nlp.text.sentences import split
from nlp.trained import tokens
from nlp.trained.tagger import TOLD, WINDOWS, document_windows
from nlp.training.spans import Labelled

_C: Final = 1e-3  # of .001, .01 and .1 the surest of documents that it has not seen
_STEPS: Final = 500
_WEIGHT: Final = "document.weight_Transposed"  # as ONNX Runtime calls it (see `nlp.training.restore`)
_BIAS: Final = "document.bias"
_COLUMN: Final = TOLD.index("disclosure")

Floats = npt.NDArray[np.float64]


def fit(path: Path, tokenizer: Path, documents: Sequence[Labelled]) -> None:
    """Write the weights fitted on `documents` into the tagger at `path`."""
    model = onnx.load(str(path))
    labelled = [document for document in documents if document.told[0] is not None]
    weights, bias = _fitted(np.array(list(_means(model, tokenizer, labelled))), [bool(d.told[0]) for d in labelled])
    for one in model.graph.initializer:
        if one.name in (_WEIGHT, _BIAS):
            values = numpy_helper.to_array(one).copy()
            values[..., _COLUMN] = weights if one.name == _WEIGHT else bias
            one.CopyFrom(numpy_helper.from_array(values, one.name))
    onnx.save(model, str(path))


def _means(model: Any, tokenizer: Path, documents: Sequence[Labelled]) -> Iterator[Floats]:
    """The mean over the pieces of the first window of each document, (WIDTH,)."""
    shown = copy.deepcopy(model)
    mean = next(node.input[0] for node in model.graph.node if _WEIGHT in node.input)
    shown.graph.output.append(helper.make_tensor_value_info(mean, TensorProto.FLOAT, None))
    session = InferenceSession(shown.SerializeToString(), providers=["CPUExecutionProvider"])
    cutter = tokens.load(tokenizer)
    for document in documents:
        sentences = split(document.text, document.title_length)
        window = document_windows(cutter, document.text, sentences, WINDOWS)[0]
        inputs = {"ids": np.array([window.ids], np.int64), "shapes": np.array([window.shapes], np.int64)}
        yield session.run([mean], inputs)[0].reshape(-1)


def _fitted(rows: Floats, truth: Sequence[bool]) -> tuple[Floats, float]:
    """Weights of `rows` (documents, WIDTH) and the intercept, for rows as they are."""
    scale = StandardScaler().fit(rows)
    line = LogisticRegression(C=_C, max_iter=_STEPS).fit(scale.transform(rows), truth)
    weights = line.coef_[0] / scale.scale_
    return weights, float(line.intercept_[0] - weights @ scale.mean_)
