"""Logistic weights: what the features of something make of its odds."""

from __future__ import annotations

import math
from collections.abc import Mapping

Row = Mapping[str, float]


def log_odds(row: Row, weights: Row) -> float:
    """The logarithm of the odds that the weights give to features, whose values count to 2 at most."""
    return weights["bias"] + sum(weights.get(name, 0.0) * min(value, 2) for name, value in row.items())


def probability(row: Row, weights: Row) -> float:
    """The same as a probability."""
    return 1 / (1 + math.exp(-log_odds(row, weights)))
