"""A near-duplicate sketch of a text: MinHash over word shingles, the same on every machine."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

PERMUTATIONS = 64
COPY = 0.5  # resemblance from which two texts are copies of one story
_SHINGLE = 3  # words; short enough that a rewritten sentence costs only its own shingles
_CHARACTERS = 5  # characters per shingle in scripts that do not put spaces between words
_MAX_CHARACTERS = 100_000  # a sketch needs no more, and hostile input gets no more
_WORD = re.compile(r"\w+")
_LONG_WORD = 12  # mean word length above which a text has no word borders (Japanese, Chinese, Thai)
# The golden-ratio multiplier of multiply-shift hashing (Knuth; Dietzfelbinger 1997).
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def _odd_numbers(count: int) -> NDArray[np.uint64]:
    """The multipliers of the permutations: SplitMix64 (Steele et al., 2014) from a fixed seed, made odd."""
    state, numbers = 0x746F6373696E, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
        numbers.append((mixed ^ (mixed >> 31)) | 1)
    return np.array(numbers, dtype=np.uint64)


_MULTIPLIERS = _odd_numbers(PERMUTATIONS)


def fingerprint(text: str) -> tuple[int, ...]:
    """The sketch of `text`: 64 numbers below 2**32, or () for a text without words.

    The share of equal numbers estimates the Jaccard resemblance of the two sets of shingles (Broder, 1997).
    """
    hashes = _shingles(unicodedata.normalize("NFKC", text[:_MAX_CHARACTERS]).casefold())
    if not len(hashes):
        return ()
    smallest = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), 4096):  # bounded memory on long texts
        products = hashes[start : start + 4096, None] * _MULTIPLIERS[None, :]
        products ^= products >> np.uint64(29)
        np.minimum(smallest, (products * _FACTOR).min(axis=0), out=smallest)
    return tuple(int(value) for value in smallest >> np.uint64(32))


def similarity(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """The estimated resemblance in [0, 1]; 0 where either sketch is empty or of another make."""
    if not first or len(first) != len(second):
        return 0.0
    return sum(a == b for a, b in zip(first, second, strict=True)) / len(first)


def copies(sketches: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """The positions of every two sketches that are copies of one story."""
    places = [place for place, sketch in enumerate(sketches) if len(sketch) == PERMUTATIONS]
    table = np.array([sketches[place] for place in places], dtype=np.uint32).reshape(-1, PERMUTATIONS)
    for row in range(len(places) - 1):
        alike = (table[row + 1 :] == table[row]).mean(axis=1) >= COPY
        for other in np.flatnonzero(alike):
            yield places[row], places[row + 1 + int(other)]


def _shingles(text: str) -> NDArray[np.uint64]:
    words = _WORD.findall(text)
    if not words:
        return np.empty(0, dtype=np.uint64)
    size = _SHINGLE
    if sum(map(len, words)) / len(words) > _LONG_WORD:
        words, size = list("".join(words)), _CHARACTERS
    # crc32 is stable over machines and runs, unlike hash(); lone surrogates must not raise
    codes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    size = min(size, len(codes))
    mixed = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for offset in range(size):
        mixed = (mixed ^ codes[offset : offset + len(mixed)]) * _FACTOR
        mixed ^= mixed >> np.uint64(31)
    return np.unique(mixed)
