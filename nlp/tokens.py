"""Cuts sentences into the encoder's word pieces, with the case of each word, which the uncased vocabulary drops."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

LONGEST: Final = 254  # pieces in one window, without the two special ones
SHAPES: Final = 5  # small, Capital, ALL CAPITALS, miXed, with digits
_FIRST, _LAST = 101, 102  # [CLS], [SEP]


@dataclass(frozen=True, slots=True)
class Window:
    """At most LONGEST pieces of a sentence: piece numbers and shapes with [CLS] and [SEP], offsets without."""

    ids: list[int]
    shapes: list[int]
    offsets: list[tuple[int, int]]


def load(path: Path) -> Tokenizer:
    """The tokenizer of `path`, without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def windows(tokenizer: Tokenizer, sentence: str) -> list[Window]:
    """The pieces of `sentence`, in as many windows as its length needs; none for a blank sentence."""
    encoding = tokenizer.encode(sentence, add_special_tokens=False)
    ids, offsets, words = encoding.ids, encoding.offsets, encoding.word_ids
    shapes = _shapes(sentence, offsets, words)
    return [
        Window([_FIRST, *ids[at : at + LONGEST], _LAST], [0, *shapes[at : at + LONGEST], 0], offsets[at : at + LONGEST])
        for at in range(0, len(ids), LONGEST)
    ]


def _shapes(sentence: str, offsets: list[tuple[int, int]], words: list[int | None]) -> list[int]:
    """The shape of the word that each piece belongs to."""
    begin: dict[int | None, int] = {}
    end: dict[int | None, int] = {}
    for (start, stop), word in zip(offsets, words, strict=True):
        begin.setdefault(word, start)
        end[word] = stop
    shape = {word: _shape(sentence[start : end[word]]) for word, start in begin.items()}
    return [shape[word] for word in words]


def _shape(word: str) -> int:
    if any(character.isdigit() for character in word):
        return 4
    if not any(character.isupper() for character in word):
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if not any(character.isupper() for character in word[1:]) else 3
