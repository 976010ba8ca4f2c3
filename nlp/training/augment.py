"""Other names and other capitals for labelled sentences, so that the tagger learns the language and not the names."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp.training.names import Names
from nlp.training.spans import Labelled, Span

_NAMES: Final = ("BREACHED", "DOWNSTREAM", "BYSTANDER")
_RENAMED: Final = 0.4
_SMALL: Final = 0.04
_CAPITAL: Final = 0.03


def augmented(sentences: Sequence[Labelled], rng: random.Random) -> Iterator[Labelled]:
    """Each sentence once; some with invented names, a few in small letters or in capitals."""
    names = Names(rng)
    for given in sentences:
        sentence = given
        if given.origin != "own" and rng.random() < _RENAMED:
            sentence = _renamed(given, names)
        roll = rng.random()
        if roll < _SMALL:
            sentence = _cased(sentence, sentence.text.lower())
        elif roll < _SMALL + _CAPITAL:
            sentence = _cased(sentence, sentence.text.upper())
        yield sentence


def _cased(sentence: Labelled, text: str) -> Labelled:
    return replace(sentence, text=text) if len(text) == len(sentence.text) else sentence


def _renamed(sentence: Labelled, names: Names) -> Labelled:
    pieces: list[str] = []
    spans: list[Span] = []
    chosen: dict[str, str] = {}
    last = length = 0
    for start, end, label in sentence.spans:
        words = sentence.text[start:end]
        value = chosen.setdefault(words, names.organisation()) if label in _NAMES else words
        length += start - last
        pieces += [sentence.text[last:start], value]
        spans.append((length, length + len(value), label))
        length += len(value)
        last = end
    pieces.append(sentence.text[last:])
    return Labelled("".join(pieces), tuple(spans), sentence.origin)
