"""Which documents may tell of a breach: a linear model over hashed words and characters, numpy only."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from nlp.trained.hashed import LONGEST, Numbers, characters, codes, numbered, prefix, words
from nlp.trained.odds import logistic

WEIGHTS: Final = Path(__file__).parents[1] / "models" / "gate.npz"
LEAD: Final = 600  # code points of the text that count once more as its beginning

RECALL_THRESHOLD: Final = 0.006  # drop below: loses at most one event in fifty of security news


@dataclass(frozen=True, slots=True)
class Scores:
    """Two probabilities in [0, 1].

    `incident`: the document tells of an actual breach, or follows one up, claims, denies or retracts one.
    `subject`: one specific incident is the subject of the document, so that it may open one.
    """

    incident: float
    subject: float


class Gate:
    """The trained gate, safe to share between threads."""

    def __init__(
        self, weights: npt.NDArray[np.float32], idf: npt.NDArray[np.float32], line: npt.NDArray[np.float64]
    ) -> None:
        """`weights` is (2, 2 ** BITS), `idf` (2 ** BITS,), `line` (2, 2): slope and offset of each calibration."""
        # One row a feature, what each head and the norm take from it: looking up is the most of the work.
        self._rows = np.stack((weights[0] * idf, weights[1] * idf, idf * idf, np.zeros_like(idf)), axis=1)
        self._line = line
        self._last: tuple[str, str, Scores] | None = None  # whoever reads on asks again

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Gate:
        """Read the weights; `FileNotFoundError` where they are missing."""
        with np.load(path) as arrays:
            idf = arrays["idf"].astype(np.float32)
            return cls(arrays["weights"].astype(np.float32), idf, arrays["line"].astype(np.float64))

    def score(self, title: str, text: str) -> float:
        """Probability in [0, 1] that the document tells of an actual breach, or follows up, claims or denies one."""
        return self.scores(title, text).incident

    def scores(self, title: str, text: str) -> Scores:
        """Both probabilities."""
        last = self._last
        if last is None or last[0] != title or last[1] != text:
            last = self._last = (title, text, self._scores(title, text))
        return last[2]

    def _scores(self, title: str, text: str) -> Scores:
        if not (title.strip() or text.strip()):
            return Scores(0.0, 0.0)
        raw = np.zeros(2, np.float64)
        for block in document_blocks(title, text):
            sums = np.ones(len(block), np.float32) @ self._rows.take(block, axis=0)
            if sums[2]:
                raw += sums[:2] / math.sqrt(float(sums[2]))
        incident, subject = (logistic(slope * x + offset) for x, (slope, offset) in zip(raw, self._line, strict=True))
        return Scores(incident, subject)


def document_blocks(title: str, text: str) -> tuple[Numbers, ...]:
    """The feature numbers of a document, see `blocks`."""
    return blocks(f"{title} . {text[:LONGEST]}", text[:LEAD])


def blocks(document: str, lead: str) -> tuple[Numbers, ...]:
    """The feature numbers of a document, each block sorted and without repetition.

    Words and pairs of words; runs of 3 to 5 characters; words and pairs at the beginning.
    """
    read, first = codes(document), codes(lead)
    sums = prefix(read)
    return (
        numbered(words(read, sums), 1),
        numbered(characters(sums), 2),
        numbered(words(first, prefix(first)), 3),
    )


def checksum(path: Path = WEIGHTS) -> str:
    """The SHA-256 of a weights file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
