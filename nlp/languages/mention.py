"""One place of a document that may name an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MIN_NAME: Final = 3  # characters


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a possible organisation is named; `key` is the folded name."""

    name: str
    key: str
    start: int
    end: int
    known: bool
