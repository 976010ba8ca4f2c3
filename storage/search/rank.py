"""Relevance, computed here so that every database gives the same order: BM25 over the candidates.

After S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009): k1 = 1.2, b = 0.75,
a word in title or name counts three times. How rare a word is, is judged within the candidates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from model.vocabulary import Role
from storage.search.entries import party_mark
from storage.search.query import Party, Phrase, Query
from storage.tables import search_entry

_K1 = 1.2
_B = 0.75
_HEAD = 2  # a word in title or name counts once as a word, and twice more


def ranked(connection: sa.Connection, query: Query, newest: sa.Select[Any]) -> list[int]:
    """The keys of the candidates, the most fitting first; among equals, the newest."""
    needles = _needles(query)
    if not needles:
        return list(connection.execute(newest).scalars())
    entry, inner = search_entry.c, newest.subquery()
    wanted = sa.select(entry.key, entry.length, entry.head, entry.tokens).join(inner, inner.c[0] == entry.key)
    scored = _scores(connection.execute(wanted).all(), needles)
    return sorted(scored, key=lambda key: (-scored[key], -key))


def _scores(rows: Sequence[Any], needles: Sequence[str]) -> dict[int, float]:
    mean = sum(row.length for row in rows) / max(1, len(rows)) or 1.0
    scores = dict.fromkeys((row.key for row in rows), 0.0)
    for needle in needles:
        counts = [row.tokens.count(needle) + _HEAD * row.tokens.count(needle, 0, row.head) for row in rows]
        having = sum(map(bool, counts))
        rarity = math.log(1 + (len(rows) - having + 0.5) / (having + 0.5))
        for row, times in zip(rows, counts, strict=True):
            if times:
                room = _K1 * (1 - _B + _B * row.length / mean)
                scores[row.key] += rarity * times * (_K1 + 1) / (times + room)
    return scores


def _needles(query: Query) -> list[str]:
    """What is counted in the tokens of an entry: each between blanks, the beginning of a word without its end."""
    found: list[str] = []
    for part in query.wanted():
        if isinstance(part, Phrase):
            found.append(f" {' '.join(part.tokens)}" + ("" if part.prefix else " "))
        elif isinstance(part, Party) and part.name:
            roles: Sequence[Role] = part.roles
            found += [f" {' '.join(party_mark(role, token) for token in part.name)} " for role in roles]
    return list(dict.fromkeys(found))
