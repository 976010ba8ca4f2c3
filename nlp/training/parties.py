"""Fits the weights that turn the words around a name into the odds that it is the breached party.

    python -m nlp.training.parties TRAIN.jsonl... > nlp/data/role_weights.yaml

Logistic regression with an L2 penalty, full-batch gradient descent from zero: the same input gives the same weights.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from nlp.normalise import normalise
from nlp.parties.candidates import find, fold_name
from nlp.parties.features import features
from nlp.sentences import split

_STEPS, _RATE, _PENALTY = 1_500, 0.5, 1e-3


def same(left: str, right: str) -> bool:
    """Whether the words of one name are a run of the words of the other."""
    short, long = sorted((fold_name(left).split(), fold_name(right).split()), key=len)
    return bool(short) and any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _rows(path: Path) -> list[tuple[Counter[str], bool]]:
    rows = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if not record.get("is_disclosure") or not record.get("breached"):
            continue
        title = record.get("title") or ""
        text = normalise(f"{title}\n{record['text']}" if title else record["text"])
        sentences = split(text, len(title))
        candidates = find(text, sentences)
        for rank, candidate in enumerate(candidates):
            label = any(same(candidate.name, gold) for gold in record["breached"])
            rows.append((features(candidate, sentences, rank, len(candidates)), label))
    return rows


def fit(rows: list[tuple[Counter[str], bool]], cap: int = 2) -> dict[str, float]:
    """Weights by feature name; `bias` is the intercept. Counts are capped at `cap`."""
    names = sorted({name for row, _ in rows for name in row})
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, -1] = 1.0
    for index, (row, _) in enumerate(rows):
        for name, count in row.items():
            matrix[index, column[name]] = min(count, cap)
    truth = np.array([float(label) for _, label in rows])
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (odds - truth) / len(rows) + _PENALTY * np.append(weights[:-1], 0.0)
        weights -= _RATE * gradient
    return {name: round(float(weights[index]), 3) for index, name in enumerate([*names, "bias"])}


def main() -> None:
    """Reads the labelled sets named on the command line and writes YAML to standard output."""
    rows = [row for path in sys.argv[1:] for row in _rows(Path(path))]
    sys.stdout.write(f"# Fitted by nlp.training.parties on {len(rows)} names.\n")
    for name, weight in fit(rows).items():
        sys.stdout.write(f"{name}: {weight}\n")


if __name__ == "__main__":
    main()
