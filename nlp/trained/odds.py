"""Odds: a probability and its logarithm of the odds, and what logistic weights make of features."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

Row = Mapping[str, float]
_SCALE: Final = 3.0  # by which log odds are divided to be features
_MOST: Final = 2.0  # and the bound that they are kept within


def logistic(value: float) -> float:
    """The probability whose log odds these are."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def logit(value: float) -> float:
    """The log odds of a probability, within those of 1 in 10,000."""
    bounded = min(1 - 1e-4, max(1e-4, value))
    return math.log(bounded / (1 - bounded))


def bounded_logit(value: float) -> float:
    """The logit of a probability between .01 and .99, scaled to lie within -1 and 1: a feature for other weights."""
    bounded = min(0.99, max(0.01, value))
    return math.log(bounded / (1 - bounded)) / 4.6


def log_odds(row: Row, weights: Row) -> float:
    """The logarithm of the odds that the weights give to features, whose values count to 2 at most."""
    return weights["bias"] + sum(weights.get(name, 0.0) * min(value, 2) for name, value in row.items() if value)


def probability(row: Row, weights: Row) -> float:
    """The same as a probability."""
    return logistic(log_odds(row, weights))


def scaled(value: float) -> float:
    """Log odds as a feature, within -2 and 2."""
    return min(_MOST, max(-_MOST, value / _SCALE))


def standings(values: Sequence[float], name: str) -> list[dict[str, float]]:
    """For each of several log odds itself, whether it is the highest, and its lead over the next or lag; as features.

    `name` begins their names.
    """
    best = sorted(values, reverse=True)[:2]
    found: list[dict[str, float]] = []
    for value in values:
        lead = value == best[0]
        margin = scaled(value - (best[-1] if lead else best[0])) if len(values) > 1 else _MOST
        found.append({f"{name}logit": scaled(value), f"{name}best": float(lead), f"{name}margin": margin})
    return found
