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
    scored = _scores(rows, needles) if needles else dict.fromkeys((row[-1] for row in rows), 0.0)
    return sorted(scored, key=lambda key: (-scored[key], -key))


def _scores(rows: Rows, needles: Sequence[str]) -> dict[int, float]:
    """By key; `rows` hold length, head, tokens and key."""
    mean = sum(length for length, _, _, _ in rows) / max(1, len(rows)) or 1.0
    scores = dict.fromkeys((key for _, _, _, key in rows), 0.0)
    for needle in needles:
        counts = [tokens.count(needle) + _HEAD * tokens.count(needle, 0, head) for _, head, tokens, _ in rows]
        having = sum(map(bool, counts))
        rarity = math.log(1 + (len(rows) - having + 0.5) / (having + 0.5))
        for (length, _, _, key), times in zip(rows, counts, strict=True):
            if times:
                room = _K1 * (1 - _B + _B * length / mean)
                scores[key] += rarity * times * (_K1 + 1) / (times + room)
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
