"""Trains the first opinion of pages that are not English: linear models over the features of `nlp.trained.abroad`.

Where it is weighed beside the lexica, a document gets the opinion of a model that has not seen it (stacking: Wolpert,
Neural Networks 5, 1992), so that it counts for what it is worth on new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from nlp.trained.hashed import BITS, Numbers
from nlp.training import gate

FOLDS: Final = 5
_C: Final = 2.0  # of .5, 2 and 8 the surest of names that it has not seen

Floats = npt.NDArray[np.float64]
Fitted = tuple[Floats, float]
"""Weights of 2 ** BITS features, and the bias."""
Mask = npt.NDArray[np.bool_]
Fold = npt.NDArray[np.int64]
Matrix = Any  # scipy ships no types


def design(rows: Sequence[Sequence[Numbers]]) -> Matrix:
    """The sum of the blocks of each row, each block of length 1."""
    return gate.design([gate.matrix(block) for block in zip(*rows, strict=True)], np.ones(1 << BITS)).tocsr()


def fit(x: Matrix, truth: Mask) -> Fitted:
    """Weights and bias."""
    model = LogisticRegression(C=_C, solver="liblinear", random_state=0).fit(x, truth)
    return model.coef_[0], float(model.intercept_[0])


def unseen(fold: Fold, predict: Callable[[Mask, Mask], Floats]) -> Floats:
    """For each row what a model fitted on the other folds says; `predict` has the rows to fit on and those to judge."""
    out = np.zeros(len(fold))
    for number in range(FOLDS):
        rest = fold == number
        out[rest] = predict(~rest, rest)
    return out


def unseen_opinion(x: Matrix, truth: Mask, fold: Fold) -> Floats:
    """The log odds of each row by a model that has not seen its document."""

    def predict(known: Mask, judged: Mask) -> Floats:
        weights, bias = fit(x[known], truth[known])
        return np.asarray(x[judged] @ weights + bias)

    return unseen(fold, predict)


def write(path: Path, fitted: Sequence[Fitted]) -> None:
    """The models of the document and of each role, as `nlp.trained.abroad.Opinions` loads them."""
    weights = np.array([weights for weights, _ in fitted], np.float16)
    np.savez_compressed(path, weights=weights, bias=np.array([bias for _, bias in fitted]))
