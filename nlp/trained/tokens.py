"""Cuts a document into windows of word pieces, with the case of each word, which the uncased vocabulary drops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST: Final = 192  # pieces in one window
TITLE: Final = 40  # pieces of the title that stand before every window
SHAPES: Final = 5  # small, Capital, ALL CAPITALS, miXed, with digits
_FIRST, _LAST = 101, 102  # [CLS], [SEP]

Cut = tuple[int, int]  # a sentence: start and end in code points of the document
Pieces = list[tuple[int, int, Cut]]  # number, shape, span
Cutter = Callable[[Cut], Pieces]


@dataclass(frozen=True, slots=True)
class Window:
    """Piece numbers, shapes and (start, end) in code points of the document; (0, 0) for the special pieces.

    `prefix` counts the pieces at the front that repeat the title: [CLS], the title's and [SEP].
    """

    ids: list[int]
    shapes: list[int]
    offsets: list[Cut]
    prefix: int


def load(path: Path) -> Tokenizer:
    """The tokenizer of `path`, without truncation and padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cutter(tokenizer: Tokenizer, text: str) -> Cutter:
    """What gives the pieces of a sentence of `text`, cut once."""
    return cache(partial(_pieces, tokenizer, text))


def windows(
    pieces_of: Cutter, title: Cut | None, sentences: Iterable[Cut], most: int, longest: int = LONGEST
) -> list[Window]:
    """Up to `most` windows of whole sentences and at most `longest` pieces, each behind the title.

    A sentence too long for one is cut.
    """
    head = pieces_of(title)[:TITLE] if title else []
    room = longest - len(head) - 3
    found: list[Window] = []
    current: Pieces = []
    for sentence in sentences:
        pieces = pieces_of(sentence)
        if current and len(current) + len(pieces) > room:
            found.append(_window(head, current))
            current = []
            if len(found) >= most:
                return found
        while len(pieces) > room:
            found.append(_window(head, pieces[:room]))
            pieces = pieces[room:]
        current += pieces
    if current or (head and not found):
        found.append(_window(head, current))
    return found[:most]


def _window(head: Pieces, body: Pieces) -> Window:
    special: Pieces = [(_LAST, 0, (0, 0))]
    front = [(_FIRST, 0, (0, 0)), *head, *(special if head else [])]
    whole = [*front, *body, *special]
    return Window([p[0] for p in whole], [p[1] for p in whole], [p[2] for p in whole], len(front))


def _pieces(tokenizer: Tokenizer, text: str, cut: Cut) -> Pieces:
    start, end = cut
    words = text[start:end]
    encoding = tokenizer.encode(words, add_special_tokens=False)
    shapes = _shapes(words, encoding.offsets, encoding.word_ids)
    return [
        (number, shape, (start + left, start + right))
        for number, shape, (left, right) in zip(encoding.ids, shapes, encoding.offsets, strict=True)
    ]


def _shapes(words: str, offsets: Sequence[Cut], numbers: Sequence[int | None]) -> list[int]:
    """The shape of the word that each piece belongs to."""
    begin: dict[int | None, int] = {}
    end: dict[int | None, int] = {}
    for (start, stop), number in zip(offsets, numbers, strict=True):
        begin.setdefault(number, start)
        end[number] = stop
    shape = {number: _shape(words[start : end[number]]) for number, start in begin.items()}
    return [shape[number] for number in numbers]


@lru_cache(maxsize=10_000)
def _shape(word: str) -> int:
    if any(character.isdigit() for character in word):
        return 4
    if not any(character.isupper() for character in word):
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if not any(character.isupper() for character in word[1:]) else 3
