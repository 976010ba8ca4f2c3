"""A first opinion of who was breached, from the words around the names alone, as features beside those of the tagger.

Its weights come from the very documents that the tagger learnt from, several times as many as were kept for weighing
both against each other (stacking: Wolpert, Neural Networks 5, 1992).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp.trained.odds import Row, log_odds, standings

OPINION: Final = "w_"  # how the names of these features begin


def opinions(rows: Sequence[Row], weights: Row) -> list[dict[str, float]]:
    """For each name of a document its log odds, whether they are the highest, and their lead over the next or lag."""
    return standings([log_odds(row, weights) for row in rows], OPINION)
