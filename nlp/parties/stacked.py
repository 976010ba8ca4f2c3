"""A first opinion of who was breached, from the words around the names alone, as features beside those of the tagger.

Its weights come from the very documents that the tagger learnt from, several times as many as were kept for weighing
both against each other (stacking: Wolpert, Neural Networks 5, 1992).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp.trained.odds import Row, log_odds

OPINION: Final = "w_"  # how the names of these features begin
_SCALE, _MOST = 3.0, 2.0  # log odds are divided, then kept within these bounds


def opinions(rows: Sequence[Row], weights: Row) -> list[dict[str, float]]:
    """For each name of a document its log odds, whether they are the highest, and their lead over the next or lag."""
    values = [log_odds(row, weights) for row in rows]
    best = sorted(values, reverse=True)[:2]
    found: list[dict[str, float]] = []
    for value in values:
        lead = value == best[0]
        rival = best[-1] if lead else best[0]
        margin = _bounded(value - rival) if len(values) > 1 else _MOST
        found.append({"w_logit": _bounded(value), "w_best": float(lead), "w_margin": margin})
    return found


def _bounded(value: float) -> float:
    return min(_MOST, max(-_MOST, value / _SCALE))
