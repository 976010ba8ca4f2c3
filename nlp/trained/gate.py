"""Which documents may tell of a breach: a linear model over hashed words and characters, numpy only."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from nlp.trained.odds import logistic

WEIGHTS: Final = Path(__file__).parents[1] / "models" / "gate.npz"
BITS: Final = 18  # features are hashed to 2 ** BITS
LONGEST: Final = 6_000  # code points that are read of a document: an event is told early, and time stays bounded
LEAD: Final = 600  # code points of the text that count once more as its beginning

RECALL_THRESHOLD: Final = 0.006  # drop below: loses at most one event in fifty of security news

Words = npt.NDArray[np.uint64]


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
        head = f"{title} . {text[:LONGEST]}"
        raw = np.zeros(2, np.float64)
        for block in blocks(head, text[:LEAD]):
            sums = np.ones(len(block), np.float32) @ self._rows.take(block, axis=0)
            if sums[2]:
                raw += sums[:2] / math.sqrt(float(sums[2]))
        incident, subject = (logistic(slope * x + offset) for x, (slope, offset) in zip(raw, self._line, strict=True))
        return Scores(incident, subject)


def blocks(document: str, lead: str) -> tuple[npt.NDArray[np.int64], ...]:
    """The feature numbers of a document, each block sorted and without repetition.

    Words and pairs of words; runs of 3 to 5 characters; words and pairs at the beginning.
    """
    codes, first = _codes(document), _codes(lead)
    sums = _prefix(codes)
    return (
        _features(_words(codes, sums), 1),
        _features(_characters(sums), 2),
        _features(_words(first, _prefix(first)), 3),
    )


def _features(hashes: Words, salt: int) -> npt.NDArray[np.int64]:
    mixed = (hashes ^ np.uint64(salt * 0x5851F42D4C957F2D % 2**64)) * np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xC4CEB9FE1A85EC53)
    numbers = np.sort((mixed >> np.uint64(64 - BITS)).astype(np.int32))
    new = np.empty(len(numbers), bool)
    new[:1] = True
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    return numbers.compress(new).astype(np.int64)


def _fold_table() -> npt.NDArray[np.uint16]:
    """Letters become small, digits 0, apostrophes vanish (1), all else is a blank (32)."""
    table = np.full(0x10000, 32, np.uint16)
    for number in range(0x10000):
        character = chr(number)
        if character.isalpha():
            table[number] = ord(character.lower()[0])
        elif character.isdigit():
            table[number] = ord("0")
    table[[ord(mark) for mark in "'\u2019\u2018"]] = 1
    return table


def _powers(base: int) -> Words:
    factors = np.full(2 * LONGEST, base, np.uint64)
    factors[0] = 1
    powers: Words = np.multiply.accumulate(factors)
    return powers


_FOLD: Final = _fold_table()
_BASE: Final = 0x9E3779B97F4A7C15  # odd, hence with an inverse modulo 2 ** 64
_POWER: Final = _powers(_BASE)
_INVERSE: Final = _powers(pow(_BASE, -1, 2**64))


def _codes(text: str) -> Words:
    points = np.frombuffer(text[: 2 * LONGEST - 8].encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = _FOLD.take(points, mode="clip")
    codes = codes[codes != 1]
    blank = codes == 32  # noqa: PLR2004 - the code of a blank
    keep = ~blank
    keep[1:] |= ~blank[:-1]
    squeezed: Words = codes[keep].astype(np.uint64)
    return squeezed


def _prefix(codes: Words) -> Words:
    """Running polynomial hash, so that any run of characters is hashed by one subtraction (Rabin and Karp)."""
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * _POWER[: len(codes)], out=sums[1:])
    return sums


def _words(codes: Words, sums: Words) -> Words:
    letter = np.zeros(len(codes) + 2, np.int8)
    letter[1:-1] = codes != 32  # noqa: PLR2004 - the code of a blank
    edges = np.flatnonzero(np.diff(letter))
    begin, end = edges[0::2], edges[1::2]
    one = (sums[end] - sums[begin]) * _INVERSE[begin]
    two = (sums[end[1:]] - sums[begin[:-1]]) * _INVERSE[begin[:-1]]
    return np.concatenate((one, two))


def _characters(sums: Words) -> Words:
    runs = [(sums[size:] - sums[:-size]) * _INVERSE[: max(0, len(sums) - size)] for size in (3, 4, 5)]
    return np.concatenate(runs)


def checksum(path: Path = WEIGHTS) -> str:
    """The SHA-256 of a weights file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
