"""Trains the gate: logistic regression over the features of `nlp.trained.gate`, calibrated on held-out folds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from nlp.trained.gate import document_blocks
from nlp.trained.hashed import BITS, Numbers
from nlp.training import corpus
from nlp.training.sets import Record, read
from nlp.training.texts import documents

_BLOCKS: Final = 3
_C: Final = 10.0
_FOLDS: Final = 5

_REVISING: Final = ("follow_up", "leak_claim")  # kinds that pass the gate, though they open nothing

Floats = npt.NDArray[np.float64]
Matrix = Any  # scipy ships no types


@dataclass(frozen=True, slots=True)
class Example:
    """One document: whether it passes the gate, whether an incident is its subject, and how much it counts."""

    title: str
    text: str
    incident: bool
    subject: bool
    weight: float
    origin: str


def examples(data: Path, seed: int = 7) -> list[Example]:
    """All training documents: CASIE with both classes, positives of the other sets, our own texts."""
    rng = random.Random(seed)  # noqa: S311 - samples, no secrets
    found = [_example(r, "casie", 1.0) for r in read(data / "casie_train.jsonl")]
    for name, size, weight in (("vcdb_train", 700, 0.5), ("hibp_train", 200, 0.4), ("hhs_train", 200, 0.4)):
        records = read(data / f"{name}.jsonl")
        found += [_example(r, name, weight) for r in rng.sample(records, min(size, len(records)))]
    for own in documents(rng, 3):
        none = own.kind == "none"
        found.append(Example(own.title, own.text, not none, own.kind == "disclosure", 0.6, "own"))
    for labelled in corpus.read():
        if labelled.record["lang"] == "en" and not labelled.dev:
            subject = bool(labelled.record["is_disclosure"])
            incident = subject or labelled.record["kind"] in _REVISING
            found.append(Example(labelled.title, labelled.text, incident, subject, 1.0, "corpus"))
    return found


def _example(record: Record, origin: str, weight: float) -> Example:
    told = bool(record["is_disclosure"])
    title = str(record.get("title") or "") if origin == "casie" else ""
    return Example(title, str(record["text"]), told, told, weight, origin)


def _matrices(documents: list[Example]) -> list[Matrix]:
    rows: list[list[Numbers]] = [[] for _ in range(_BLOCKS)]
    for document in documents:
        for row, block in zip(rows, document_blocks(document.title, document.text), strict=True):
            row.append(block)
    return [matrix(row) for row in rows]


def matrix(rows: Sequence[Numbers]) -> Matrix:
    """A row for each document or name, with 1 at its feature numbers."""
    pointers = np.cumsum([0] + [len(row) for row in rows])
    columns = np.concatenate(rows)
    return sparse.csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), 1 << BITS))


def design(matrices: list[Matrix], idf: Floats) -> Matrix:
    """The sum of the normalised blocks; they share one table, since their hashes are salted."""
    total = None
    for block in matrices:
        scaled = block.multiply(idf).tocsr()
        norms = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
        norms[norms == 0] = 1.0
        scaled = sparse.diags(1.0 / norms) @ scaled
        total = scaled if total is None else total + scaled
    return total


def _held_out(x: Matrix, y: npt.NDArray[np.bool_], weights: Floats) -> Floats:
    out = np.zeros(len(y))
    for fit, rest in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(x, y):
        model = LogisticRegression(C=_C, solver="liblinear", random_state=0)
        out[rest] = model.fit(x[fit], y[fit], sample_weight=weights[fit]).decision_function(x[rest])
    return out


def best_threshold(y: npt.NDArray[np.bool_], scores: Floats) -> tuple[float, float]:
    """(threshold, F1) where F1 of `score >= threshold` is best."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(y[order])
    f1 = 2 * hits / (np.arange(1, len(y) + 1) + y.sum())
    best = int(f1.argmax())
    return float(scores[order][best]), float(f1[best])


def train(data: Path, out: Path, seed: int = 7) -> dict[str, float]:
    """Write the weights to `out`; returns the cross-validated figures and thresholds on CASIE."""
    documents = examples(data, seed)
    matrices = _matrices(documents)
    counts = np.asarray(sum(matrix.sum(axis=0) for matrix in matrices)).ravel()
    idf = np.where(counts >= 2, np.log((1 + len(documents)) / (1 + counts)) + 1, 0.0)  # noqa: PLR2004 - seen twice
    idf = idf.astype(np.float16).astype(np.float64)
    x, sample = design(matrices, idf), np.array([d.weight for d in documents])
    security = np.array([d.origin == "casie" for d in documents])
    tables, lines = [], []
    figures: dict[str, float] = {}
    for head in ("incident", "subject"):
        y = np.array([getattr(d, head) for d in documents])
        held = _held_out(x, y, sample)
        line = LogisticRegression(C=1e6).fit(held[:, None], y, sample_weight=sample)
        model = LogisticRegression(C=_C, solver="liblinear", random_state=0).fit(x, y, sample_weight=sample)
        slope, offset = float(line.coef_[0, 0]), float(line.intercept_[0])
        probability = 1 / (1 + np.exp(-(slope * held + offset)))
        threshold, f1 = best_threshold(y[security], probability[security])
        figures |= {f"{head}_threshold": threshold, f"{head}_f1_cv": f1}
        figures[f"{head}_recall_98"] = float(np.quantile(probability[security & y], 0.015))
        tables.append(model.coef_[0])
        lines.append((slope, offset + slope * float(model.intercept_[0])))
    np.savez_compressed(
        out, weights=np.array(tables, np.float16), idf=idf.astype(np.float16), line=np.array(lines, np.float64)
    )
    return figures
