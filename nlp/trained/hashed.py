"""Words, pairs of words and runs of characters of a text as numbers, numpy only: the features of the linear models."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

BITS: Final = 18  # features are hashed to 2 ** BITS
LONGEST: Final = 6_000  # code points that are read of a document: an event is told early, and time stays bounded

Words = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


def every(text: str, salt: int) -> Numbers:
    """All features of a text, sorted and without repetition; the same words are others under another salt."""
    read = codes(text)
    sums = prefix(read)
    return numbered(np.concatenate((words(read, sums), characters(sums))), salt)


def numbered(hashes: Words, salt: int) -> Numbers:
    """Hashes as feature numbers, sorted and without repetition."""
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


def codes(text: str) -> Words:
    """A number for each letter, digits and blanks alike; the beginning of a long text only."""
    points = np.frombuffer(text[: 2 * LONGEST - 8].encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = _FOLD.take(points, mode="clip")
    codes = codes[codes != 1]
    blank = codes == 32  # noqa: PLR2004 - the code of a blank
    keep = ~blank
    keep[1:] |= ~blank[:-1]
    squeezed: Words = codes[keep].astype(np.uint64)
    return squeezed


def prefix(codes: Words) -> Words:
    """Running polynomial hash, so that any run of characters is hashed by one subtraction (Rabin and Karp)."""
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * _POWER[: len(codes)], out=sums[1:])
    return sums


def words(codes: Words, sums: Words) -> Words:
    """The hashes of the words, then those of the pairs."""
    letter = np.zeros(len(codes) + 2, np.int8)
    letter[1:-1] = codes != 32  # noqa: PLR2004 - the code of a blank
    edges = np.flatnonzero(np.diff(letter))
    begin, end = edges[0::2], edges[1::2]
    one = (sums[end] - sums[begin]) * _INVERSE[begin]
    two = (sums[end[1:]] - sums[begin[:-1]]) * _INVERSE[begin[:-1]]
    return np.concatenate((one, two))


def characters(sums: Words) -> Words:
    """The hashes of the runs of 3 to 5 characters."""
    runs = [(sums[size:] - sums[:-size]) * _INVERSE[: max(0, len(sums) - size)] for size in (3, 4, 5)]
    return np.concatenate(runs)
