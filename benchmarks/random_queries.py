"""Queries as nobody would write them: bits of the language in any order between letters of every kind."""

from __future__ import annotations

import random
from collections.abc import Iterator

_LETTERS = "abcdefgh \"()*:-|&'<>=%_\\,.0123456789é日\u202e\x00"
_PARTS = ("vendor:", "type:", "type:-", "since:", "records:>", "kind:", "OR ", "AND ", "NOT ", "-", "(", ")", '"')


def random_queries() -> Iterator[str]:
    """The same ones each time, without end."""
    chance = random.Random(5)
    while True:
        yield "".join(
            chance.choice(_PARTS) if chance.random() < 0.3 else chance.choice(_LETTERS)
            for _ in range(chance.randrange(1, 30))
        )
