"""Relevance, computed here so that every database gives the same order: BM25 over the candidates.

After S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009): k1 = 1.2, b = 0.75,
a word in title or name counts three times. How rare a word is, is judged within the candidates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from model.vocabulary import Role
from storage.search.entries import party_mark
from storage.search.query import Party, Phrase, Query
from storage.search.sql import Ask, Rows, Sql

_K1 = 1.2
_B = 0.75
_HEAD = 2  # a word in title or name counts once as a word, and twice more


def ranked(ask: Ask, query: Query, newest: Sql) -> list[int]:
    """The keys of the candidates, the most fitting first; among equals, the newest."""
    needles = _needles(query)
    if not needles:
        return [key for (key,) in ask(newest)]
    wanted = (
        f"SELECT e.key, e.length, e.head, e.tokens FROM ({newest.text}) AS n JOIN search_entry AS e ON e.key = n.key"
    )
    scored = _scores(ask(Sql(wanted, newest.values)), needles)
    return sorted(scored, key=lambda key: (-scored[key], -key))


def _scores(rows: Rows, needles: Sequence[str]) -> dict[int, float]:
    """By key; `rows` hold key, length, head and tokens."""
    mean = sum(length for _, length, _, _ in rows) / max(1, len(rows)) or 1.0
    scores = dict.fromkeys((key for key, _, _, _ in rows), 0.0)
    for needle in needles:
        counts = [tokens.count(needle) + _HEAD * tokens.count(needle, 0, head) for _, _, head, tokens in rows]
        having = sum(map(bool, counts))
        rarity = math.log(1 + (len(rows) - having + 0.5) / (having + 0.5))
        for (key, length, _, _), times in zip(rows, counts, strict=True):
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
