"""Relevance, computed here so that every database gives the same order: BM25 over the candidates.

After S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009): k1 = 1.2, b = 0.75,
a word in title or name counts three times. How rare a word is, is judged within the candidates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from model.vocabulary import Role
from storage.search.conditions import Condition
from storage.search.entries import party_mark
from storage.search.newest import newest_of
from storage.search.query import Party, Phrase, Query
from storage.search.sql import Ask, Rows

CANDIDATES = 5_000
_K1 = 1.2
_B = 0.75
_HEAD = 2  # a word in title or name counts once as a word, and twice more


def ranked(ask: Ask, query: Query, asked: Condition) -> list[int]:
    """The keys of the newest 5,000 that match, the most fitting first; among equals, the newest."""
    needles = _needles(query)
    columns = "t.length, t.head, t.tokens" if needles else "t.length"
    rows = newest_of(ask, asked, columns, "search_entry AS t ON t.key = n.key", CANDIDATES)
    scores = _scores(rows, needles) if needles else [0.0] * len(rows)
    return [key for _, key in sorted(zip(scores, (row[-1] for row in rows), strict=True), reverse=True)]


def _scores(rows: Rows, needles: Sequence[str]) -> list[float]:
    """Of each row; these hold length, head, tokens and key."""
    mean = sum(row[0] for row in rows) / max(1, len(rows)) or 1.0
    rooms = [_K1 * (1 - _B + _B * row[0] / mean) for row in rows]
    scores = [0.0] * len(rows)
    for needle in needles:
        counts = [tokens.count(needle) + _HEAD * tokens.count(needle, 0, head) for _, head, tokens, _ in rows]
        having = len(rows) - counts.count(0)
        most = math.log(1 + (len(rows) - having + 0.5) / (having + 0.5)) * (_K1 + 1)
        scores = [score + most * n / (n + room) for score, n, room in zip(scores, counts, rooms, strict=True)]
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
