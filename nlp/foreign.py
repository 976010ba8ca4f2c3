"""Reads disclosures in the languages other than English that have a lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from model.disclosure import Disclosure
from model.vocabulary import Claim, Kind

READ: frozenset[str] = frozenset({"de", "fr", "es", "it", "pt", "nl", "ja"})


def read_foreign(
    title: str, text: str, language: str, names: Sequence[str] = (), published: date | None = None
) -> Disclosure:
    """What a document in one of the languages of `READ` says of an incident (stub)."""
    del title, text, names, published
    return Disclosure(False, 0.0, Kind.OTHER, Claim.CONFIRMED, language=language, unsupported_language=language not in READ)
