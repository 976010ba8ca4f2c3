"""A first opinion of pages that are not English: of the document, of the roles of names, of what became of data.

A linear model over hashed words and characters (see `nlp.trained.hashed`), one for the seven languages, which share
many stems; it knows no lexicon. `nlp/data/foreign_weights.yaml` weighs it beside what the lexica find.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from nlp.trained.gate import WEIGHTS as GATE
from nlp.trained.gate import document_blocks
from nlp.trained.hashed import Numbers, every

WEIGHTS: Final = GATE.with_name("abroad.npz")
ROLES: Final = ("breached", "downstream", "actor")
TOLD: Final = ("exposed", "denied")
_NEAR, _FAR = 16, 70  # characters of a side of a mention
_BORDER: Final = " | "  # between the surroundings of two mentions


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A name or word in its forms, what stands left and right of its mentions, and the title of the document."""

    forms: Sequence[str]
    beside: Sequence[tuple[str, str]]
    title: str = ""


class Opinions:
    """The trained model, safe to share between threads."""

    def __init__(self, weights: npt.NDArray[np.float32], bias: npt.NDArray[np.float64]) -> None:
        """`weights` is (6, 2 ** BITS) and `bias` (6,): of the document, then of each of ROLES, then of TOLD."""
        self._weights, self._bias = weights, bias

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Opinions:
        """Read the weights; `FileNotFoundError` where they are missing."""
        with np.load(path) as arrays:
            return cls(arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float64))

    def document(self, title: str, text: str) -> float:
        """The log odds that the document discloses an incident."""
        return self._log_odds(0, document_blocks(title, text))

    def name(self, around: Surroundings) -> dict[str, float]:
        """The log odds of each role of a name, by its words and those around it."""
        blocks = name_blocks(around)
        return {role: self._log_odds(head, blocks) for head, role in enumerate(ROLES, 1)}

    def data(self, around: Surroundings) -> dict[str, float]:
        """The log odds that words which name data tell of exposed data, and of data that are denied."""
        blocks = name_blocks(around)
        return {told: self._log_odds(head, blocks) for head, told in enumerate(TOLD, 1 + len(ROLES))}

    def _log_odds(self, head: int, blocks: Sequence[Numbers]) -> float:
        row = self._weights[head]
        sums = (float(row[block].sum(dtype=np.float64)) / math.sqrt(len(block)) for block in blocks if len(block))
        return float(self._bias[head]) + sum(sums)


def name_blocks(around: Surroundings) -> tuple[Numbers, ...]:
    """The feature numbers of a name: what is close to its mentions, what is within reach, its words, the title."""
    lefts, rights = [left for left, _ in around.beside], [right for _, right in around.beside]
    return (
        every(_BORDER.join(left[-_NEAR:] for left in lefts), 11),
        every(_BORDER.join(right[:_NEAR] for right in rights), 12),
        every(_BORDER.join(left[-_FAR:] for left in lefts), 13),
        every(_BORDER.join(right[:_FAR] for right in rights), 14),
        every(f" {_BORDER.join(around.forms)} ", 15),
        every(around.title, 16),
    )
