"""A query tree -> SQL, with every value bound.

Whatever the index can answer is joined into one expression for it. Only records, days, `affects:us` and what
`storage.search.broad` keeps from the index are conditions of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from storage.search.entries import ONE_DAY, entry_key
from storage.search.expressions import FTS5, TSQUERY, Engine, Expression, wordings
from storage.search.known import Known
from storage.search.query import AffectsUs, And, Node, Not, Or, Phrase, Published, Query, Records
from storage.search.sql import Sql, joined

_ENTRY_KEY = "search_entry.key"
_HOLDS = "instr(search_entry.tokens, ?) > 0"
_REACHED = "search_entry.incident_id IN (SELECT incident_id FROM exposure WHERE tenant_id = ? AND active)"


@dataclass(frozen=True)
class Condition:
    """What to ask: `where` holds for rows of `source`, and `key` is the column by which they are ordered and told.

    `by_index`: what matches depends on the index alone, and not on what a tenant has. `gathered`: the engine gathers
    all that match before it gives the first, as PostgreSQL does, and FTS5 for the beginning of many words. `known`
    is what PostgreSQL knows, and `share` what it expects of that to match, 0 where nothing is. `is_newest`: the source
    is read from the newest back.
    """

    key: str
    source: str
    where: Sql
    sqlite: bool
    by_index: bool
    gathered: bool
    known: Known | None = field(default=None, compare=False)
    share: float = field(default=0.0, compare=False)
    is_newest: bool = False

    def keys(self, *further: Sql) -> Sql:
        """The keys of what matches and fulfils what is further asked, in no order."""
        if not further:
            return self._all
        where = joined(" AND ", (self.where, *further))
        return Sql(f"SELECT {self.key} AS key FROM {self.source} WHERE {where.text}", where.values)

    # Kept, as a condition is itself: writing them took as long as a rare word.

    @cached_property
    def _all(self) -> Sql:
        return Sql(f"SELECT {self.key} AS key FROM {self.source} WHERE {self.where.text}", self.where.values)

    @cached_property
    def _newest(self) -> str:
        return f"{self._all.text} ORDER BY {self.key} DESC LIMIT ?"

    @cached_property
    def _counted(self) -> str:
        return f"SELECT count(*) FROM ({self._all.text} LIMIT ?) AS counted"

    def newest(self, limit: int, before: int | None = None) -> Sql:
        """The newest first, from behind the key `before`."""
        if before is None:
            return Sql(self._newest, (*self._all.values, limit))
        keys = self.keys(Sql(f"{self.key} < ?", (before,)))
        return Sql(f"{keys.text} ORDER BY {self.key} DESC LIMIT ?", (*keys.values, limit))

    def some(self, limit: int) -> Sql:
        """So many of them, in no order."""
        keys = self.keys()
        return Sql(f"{keys.text} LIMIT ?", (*keys.values, limit))

    def among_newest(self, entries: int) -> Condition:
        """The same of so many of the newest entries of the index alone, read one by one."""
        newest = f"(SELECT key, tokens FROM search_text ORDER BY key DESC LIMIT {entries:d}) AS search_text"
        return replace(self, source=newest, is_newest=True)

    def count(self, most: int) -> Sql:
        """How many there are, counting no further than `most` + 1."""
        return Sql(self._counted, (*self._all.values, most + 1))


@lru_cache(maxsize=1_024)
def condition(
    query: Query,
    *,
    sqlite: bool,
    tenant: str,
    today: date,
    unindexed: frozenset[Phrase] = frozenset(),
    gathered: bool = False,
    known: Known | None = None,
) -> Condition:
    """The query for one engine, one tenant and one day; `unindexed` parts are looked for in the entries themselves."""
    engine = replace(FTS5 if sqlite else TSQUERY, unindexed=unindexed)
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    indexed, other = _divided(parts, engine)
    key = engine.key if indexed else _ENTRY_KEY
    scope = _Scope(engine, tenant, today, key)
    # Only a plain span of days may narrow FTS5's own reading; by any other condition on the row number SQLite would
    # look entries up one by one, which MATCH forbids. The sign keeps it from that.
    apart = replace(scope, key=f"+{key}") if sqlite and indexed else scope
    where = [(scope if isinstance(part, Published) else apart).clause(part) for part in other]
    source = "search_entry"
    expression = engine.text(And(indexed)) if indexed else None
    if expression is not None:
        where.insert(0, Sql(engine.match, (expression,)))
        # FTS5 must be the outer loop: asked row by row it starts anew each time.
        with_entries = any(_asks_for(part, Records, AffectsUs) or unindexed & {*leaves(part)} for part in other)
        source = f"search_text JOIN search_entry ON search_entry.key = {key}" if with_entries else "search_text"
    by_index = not any(_asks_for(part, AffectsUs) for part in other)
    share = known.share(query.root) if known and expression is not None and not other else 0.0
    where_all = joined(" AND ", where) if where else Sql("TRUE")
    return Condition(key, source, where_all, sqlite, by_index, gathered, known, share)


def _divided(parts: tuple[Node, ...], engine: Engine) -> tuple[tuple[Node, ...], list[Node]]:
    """Those that the index can answer, and the rest."""
    other = [part for part in parts if engine.text(part) is None]
    return tuple(part for part in parts if part not in other), other


@dataclass(frozen=True, slots=True)
class _Scope:
    """For whom and when the parts are written that take more than the index."""

    engine: Engine
    tenant: str
    today: date
    key: str

    def clause(self, node: Node) -> Sql:
        text = self.engine.text(node)
        if text is not None:
            return self._in_index(text)
        if isinstance(node, Not):  # what is unknown (NULL) does not hold, and so its opposite does
            part = self.clause(node.part)
            return Sql(f"NOT coalesce({part.text}, FALSE)", part.values)
        if isinstance(node, (And, Or)):
            return self._joined(node)
        return self._fact(node)

    def _joined(self, node: And | Or) -> Sql:
        if not node.parts:
            return Sql("TRUE")
        return joined(" AND " if isinstance(node, And) else " OR ", map(self.clause, node.parts))

    def _fact(self, node: Node) -> Sql:
        if isinstance(node, Records):
            if node.high is None:
                return Sql("search_entry.records >= ?", (node.low,))
            return Sql("(search_entry.records >= ? AND search_entry.records <= ?)", (node.low, node.high))
        if isinstance(node, Published):
            return self._published(node)
        if isinstance(node, Phrase):
            held = wordings(node, lambda tokens, prefix: f" {' '.join(tokens)}" + ("" if prefix else " "))
            return joined(" OR ", [Sql(_HOLDS, (text,)) for text in held])
        return Sql(_REACHED, (self.tenant,))

    def _in_index(self, expression: Expression) -> Sql:
        inner = f"SELECT {self.engine.key} FROM search_text WHERE {self.engine.match}"
        return Sql(f"{self.key} IN ({inner})", (expression,))

    def _published(self, node: Published) -> Sql:
        # The undated lie below every date, and are in no span.
        since = entry_key(node.since.on(self.today) if node.since else date.min)
        if node.until is None:
            return Sql(f"{self.key} >= ?", (since,))
        until = entry_key(node.until.on(self.today)) + ONE_DAY
        return Sql(f"({self.key} >= ? AND {self.key} < ?)", (since, until))


def _asks_for(node: Node, *kinds: type[Node]) -> bool:
    return any(isinstance(part, kinds) for part in leaves(node))


@lru_cache(maxsize=1_024)
def beginnings(query: Query) -> tuple[Phrase, ...]:
    """Those parts of which the last word is the beginning of one."""
    return tuple(part for part in leaves(query.root) if isinstance(part, Phrase) and part.prefix)


def leaves(node: Node) -> Iterator[Node]:
    """The parts that have no parts."""
    if isinstance(node, (And, Or)):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Not):
        yield from leaves(node.part)
    else:
        yield node
