"""What PostgreSQL knows of its index without looking: how many entries there are, and in how many a frequent word is.

ANALYZE, which PostgreSQL does by itself, keeps the thousand most frequent tokens and the share of the entries that each
is in. They may be old: only how something is looked for depends on them, and never what is found.
"""

from __future__ import annotations

import math
import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from storage.search.expressions import wordings
from storage.search.query import And, Node, Not, Or, Party, Phrase, Tagged
from storage.search.sql import Ask, Sql

_SECONDS = 600.0  # as long as they are kept
_STATISTICS = Sql(
    "SELECT c.reltuples, s.most_common_elems::text::text[], s.most_common_elem_freqs FROM pg_class AS c "
    "JOIN pg_namespace AS n ON n.oid = c.relnamespace LEFT JOIN pg_stats AS s ON s.schemaname = n.nspname "
    "AND s.tablename = c.relname AND s.attname = 'tokens' WHERE c.oid = CAST('search_text' AS regclass)"
)


@dataclass(eq=False, slots=True)
class Known:
    """Of one database: `shares` of the `entries`, 0 to 1, that a token is in; `read` when, by the monotonic clock.

    `common`: conditions of which more matched than can be counted. Whoever wants only the newest of it, as facets do
    behind a page of results, need not gather it again to learn that.
    """

    entries: float
    shares: dict[str, float]
    read: float
    common: dict[Hashable, None] = field(default_factory=dict)

    def share(self, node: Node) -> float:
        """The share of the entries that match this, as if no word went with another; 0 where nothing is known.

        Nothing is of a phrase, nor of what is not in the index.
        """
        if isinstance(node, Not):
            return 1 - self.share(node.part)
        if isinstance(node, And):
            return math.prod(map(self.share, node.parts))
        if isinstance(node, Or):
            return _any(map(self.share, node.parts))
        if isinstance(node, (Phrase, Party, Tagged)):
            return _any(wordings(node, self._of))
        return 0.0

    def _of(self, tokens: tuple[str, ...], prefix: bool) -> float:
        if prefix:
            return _any(share for token, share in self.shares.items() if token.startswith(tokens[0]))
        return self.shares.get(tokens[0], 0.0) if len(tokens) == 1 else 0.0


def _any(shares: Iterable[float]) -> float:
    return 1 - math.prod(1 - share for share in shares)


_known: WeakKeyDictionary[sa.Engine, Known] = WeakKeyDictionary()


def known_of(engine: sa.Engine, ask: Ask) -> Known:
    """What PostgreSQL knows, read again after ten minutes."""
    known = _known.get(engine)
    if known is None or time.monotonic() - known.read > _SECONDS:
        ((entries, tokens, shares),) = ask(_STATISTICS)
        # Behind the shares stand their least and their most.
        known = _known[engine] = Known(entries, dict(zip(tokens or (), shares or (), strict=False)), time.monotonic())
    return known
