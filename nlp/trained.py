"""The trained gate, loaded once where its weights are present; the rules work without it."""

from __future__ import annotations

from functools import cache

from nlp.gate import Gate


@cache
def gate() -> Gate | None:
    """The gate, None where its weights are not installed."""
    try:
        return Gate.load()
    except FileNotFoundError:
        return None
