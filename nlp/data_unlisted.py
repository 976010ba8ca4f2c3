"""Data that the tagger reads where the lexicon has no words for them ("how you log in", "mammography films")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from model.vocabulary import DataType
from nlp.lexicon import Term
from nlp.tagger import TYPES

if TYPE_CHECKING:
    from nlp.sentences import Sentence
    from nlp.tagger import Tagged

_TOLD: Final = 0.5  # probability from which a piece belongs to data that something is said of
_LEAST: Final = 0.4  # of its type, below which it is not looked at


def unlisted(tagged: Tagged, sentence: Sentence, listed: Sequence[Term]) -> Iterator[tuple[Term, float]]:
    """Runs of words of a sentence that name data and overlap none of `listed`, with the probability of their type.

    Spans count in the sentence.
    """
    first, last = np.searchsorted(tagged.starts, (sentence.start, sentence.end))
    told = 1.0 - tagged.data[first:last, 0] >= _TOLD
    for begin, end in _runs(told):
        pieces = slice(first + begin, first + end)
        start, stop = _words(sentence, tagged.starts[pieces][0], tagged.ends[pieces][-1])
        if any(term.start < stop and start < term.end for term in listed):
            continue
        types = tagged.types[pieces].mean(axis=0)
        best = int(types.argmax())
        if types[best] >= _LEAST:
            yield Term(DataType(TYPES[best]), start, stop, sentence.text[start:stop].lower()), float(types[best])


def _runs(holds: np.typing.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], holds, [False])).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _words(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """A span of the document, widened to whole words, as a span of the sentence."""
    text, begin, stop = sentence.text, int(start) - sentence.start, int(end) - sentence.start
    while begin > 0 and text[begin - 1].isalnum():
        begin -= 1
    while stop < len(text) and text[stop].isalnum():
        stop += 1
    return begin, stop
