"""Data types that one sentence names stand together, so that the sentence is read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from model.incident import DataFact, Provenance
from model.vocabulary import DataType


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence, the data types that it is shown for, and all who say so."""

    quote: str
    types: tuple[DataType, ...]
    said_by: tuple[Provenance, ...]


def sayings(facts: Iterable[DataFact]) -> tuple[Saying, ...]:
    """The facts by their first sentence, in the order of the facts."""
    found: dict[str, list[DataFact]] = {}
    for fact in facts:
        found.setdefault(fact.said_by[0].evidence.quote, []).append(fact)
    return tuple(
        Saying(
            quote,
            tuple(fact.type for fact in together),
            tuple(dict.fromkeys(said for fact in together for said in fact.said_by)),
        )
        for quote, together in found.items()
    )
