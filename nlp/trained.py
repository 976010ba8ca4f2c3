"""The trained models, each loaded once where its weights are present; the rules work without them."""

from __future__ import annotations

from functools import cache

from nlp.gate import Gate
from nlp.tagger import Tagger


@cache
def gate() -> Gate | None:
    """The gate, None where its weights are not installed."""
    try:
        return Gate.load()
    except FileNotFoundError:
        return None


@cache
def tagger() -> Tagger | None:
    """The tagger, None where its weights are not installed."""
    try:
        return Tagger.load()
    except FileNotFoundError:
        return None
