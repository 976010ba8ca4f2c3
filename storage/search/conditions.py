"""A query tree -> SQL, with every value bound.

Whatever the index can answer is joined into one expression for it, written from tokens that hold no quotes and no
operators. Only records, days and `affects:us` are conditions of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from config.registry import load_registry
from storage.search.entries import GAP, ONE_DAY, entry_key, mark, organisation_mark, party_mark
from storage.search.query import AffectsUs, And, Node, Not, Or, Party, Phrase, Published, Query, Records, Tagged
from storage.search.tokens import stem, tokenise
from storage.tables import exposure, search_entry

search_text = sa.table("search_text", sa.column("key", sa.BigInteger), sa.column("rowid", sa.BigInteger))

Expression = str
Write = Callable[[tuple[str, ...], bool], Expression]  # tokens that follow each other; whether the last is a prefix


@dataclass(frozen=True, slots=True)
class Engine:
    """How one engine writes its expressions."""

    name: str
    phrase: Write
    both: str
    either: str
    without: str

    def text(self, node: Node) -> Expression | None:
        """The node for the index alone; None where it takes more than the index."""
        if isinstance(node, (Phrase, Party, Tagged)):
            return self._joined(self.either, _wordings(node, self.phrase))
        if isinstance(node, Not):
            return self._combined((), (node,))
        if isinstance(node, And):
            return self._combined(
                [p for p in node.parts if not isinstance(p, Not)], [p for p in node.parts if isinstance(p, Not)]
            )
        if isinstance(node, Or):
            parts = [self.text(part) for part in node.parts]
            return self._joined(self.either, [p for p in parts if p]) if all(parts) else None
        return None

    def _combined(self, wanted: Iterable[Node], unwanted: Iterable[Not]) -> Expression | None:
        positive = [self.text(part) for part in wanted] or [self.phrase((GAP,), False)]
        negative = [self.text(part.part) for part in unwanted]
        if not all(positive) or not all(negative):
            return None
        found = self._joined(self.both, [part for part in positive if part])
        if not negative:
            return found
        return f"({found}{self.without}{self._joined(self.either, [part for part in negative if part])})"

    @staticmethod
    def _joined(operator: str, parts: list[Expression]) -> Expression:
        return parts[0] if len(parts) == 1 else f"({operator.join(parts)})"


def _fts5(tokens: tuple[str, ...], prefix: bool) -> Expression:
    return f'"{" ".join(tokens)}"{"*" if prefix else ""}'


def _tsquery(tokens: tuple[str, ...], prefix: bool) -> Expression:
    quoted = " <-> ".join(f"'{token}'" for token in tokens)
    return f"{quoted}:*" if prefix else f"({quoted})" if len(tokens) > 1 else quoted


FTS5 = Engine("sqlite", _fts5, " AND ", " OR ", " NOT ")
TSQUERY = Engine("postgresql", _tsquery, " & ", " | ", " & !")


def _wordings(node: Phrase | Party | Tagged, phrase: Write) -> list[Expression]:
    """All that the index may hold for this part."""
    if isinstance(node, Tagged):
        return [phrase((mark(node.field, value),), False) for value in node.values]
    if isinstance(node, Phrase):
        found = [phrase(node.tokens, node.prefix)]
        whole = stem(node.tokens[0])
        # "companies*": the index holds "company".
        return [*found, phrase((whole,), False)] if node.prefix and whole != node.tokens[0] else found
    if not node.name:
        return [phrase((mark("role", role),), False) for role in node.roles]
    called = [phrase(tuple(party_mark(role, token) for token in node.name), False) for role in node.roles]
    ids = _organisation_ids().get(" ".join(node.name), ())
    return called + [phrase((organisation_mark(role, number),), False) for role in node.roles for number in ids]


@cache
def _organisation_ids() -> dict[str, tuple[str, ...]]:
    """Every name that the registry knows, as tokens -> the organisations that bear it."""
    found: dict[str, tuple[str, ...]] = {}
    for organisation in load_registry():
        for name in {organisation.name, *organisation.legal_names, *organisation.aliases, *organisation.products}:
            key = " ".join(tokenise(name))
            found[key] = tuple(sorted({*found.get(key, ()), organisation.id}))
    return found


@dataclass(frozen=True, slots=True)
class Condition:
    """What to ask.

    `expression` drives the index (None: no words are asked for), `rest` must hold beside it; `with_entries`: `rest`
    looks at `search_entry` too. `key` is the column by which the found are ordered and told.
    """

    expression: Expression | None
    rest: tuple[sa.ColumnElement[bool], ...]
    with_entries: bool
    key: sa.ColumnElement[int]

    def select(self, *, sqlite: bool) -> sa.Select[int]:
        """The keys of what matches, in no order."""
        found = sa.select(self.key).where(*self.rest)
        if self.expression is None:
            return found.select_from(search_entry)
        source: sa.FromClause = search_text
        if self.with_entries:
            # FTS5 must be the outer loop: asked row by row it starts anew each time.
            source = search_text.join(search_entry, search_entry.c.key == self.key)
        return found.select_from(source).where(matches(self.expression, sqlite=sqlite))


def condition(query: Query, *, sqlite: bool, tenant: str, today: date) -> Condition:
    """The query for one engine, one tenant and one day."""
    engine = FTS5 if sqlite else TSQUERY
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    indexed = tuple(part for part in parts if engine.text(part) is not None)
    other = [part for part in parts if part not in indexed]
    key = _text_key(engine) if indexed else search_entry.c.key
    scope = _Scope(engine, tenant, today, key)
    # Only a plain span of days may narrow FTS5's own reading; by any other condition on the row number SQLite would
    # look entries up one by one, which MATCH forbids. The sign keeps it from that.
    apart = replace(scope, key=sa.literal_column("+search_text.rowid", sa.BigInteger)) if sqlite and indexed else scope
    return Condition(
        expression=engine.text(And(indexed)) if indexed else None,
        rest=tuple((scope if isinstance(part, Published) else apart).clause(part) for part in other),
        with_entries=any(map(_looks_at_entries, other)),
        key=key,
    )


def matches(expression: Expression, *, sqlite: bool) -> sa.ColumnElement[bool]:
    """The condition on `search_text` itself."""
    if sqlite:
        return sa.literal_column("search_text", sa.Text).op("MATCH", is_comparison=True)(expression)
    return sa.literal_column("search_text.tokens").op("@@", is_comparison=True)(sa.cast(expression, _TSQuery))


class _TSQuery(sa.types.UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_rest: Any) -> str:
        return "tsquery"


@dataclass(frozen=True, slots=True)
class _Scope:
    """For whom and when the parts are written that take more than the index."""

    engine: Engine
    tenant: str
    today: date
    key: sa.ColumnElement[int]

    def clause(self, node: Node) -> sa.ColumnElement[bool]:
        text = self.engine.text(node)
        if text is not None:
            return self._in_index(text)
        if isinstance(node, Not):  # what is unknown (NULL) does not hold, and so its opposite does
            return sa.not_(sa.func.coalesce(self.clause(node.part), sa.false()))
        if isinstance(node, (And, Or)):
            join = sa.and_ if isinstance(node, And) else sa.or_
            return join(*map(self.clause, node.parts))
        return self._fact(node)

    def _fact(self, node: Node) -> sa.ColumnElement[bool]:
        if isinstance(node, Records):
            span = search_entry.c.records >= node.low
            return sa.and_(span, search_entry.c.records <= node.high) if node.high is not None else span
        if isinstance(node, Published):
            return self._published(node)
        reached = sa.select(exposure.c.incident_id).where(exposure.c.tenant_id == self.tenant, exposure.c.active)
        return search_entry.c.incident_id.in_(reached)

    def _in_index(self, expression: Expression) -> sa.ColumnElement[bool]:
        sqlite = self.engine is FTS5
        inner = sa.select(_text_key(self.engine)).select_from(search_text).where(matches(expression, sqlite=sqlite))
        return self.key.in_(inner.correlate(None))

    def _published(self, node: Published) -> sa.ColumnElement[bool]:
        # The undated lie below every date, and are in no span.
        found = self.key >= entry_key(node.since.on(self.today) if node.since else date.min)
        if node.until is None:
            return found
        return sa.and_(found, self.key < entry_key(node.until.on(self.today)) + ONE_DAY)


def _text_key(engine: Engine) -> sa.ColumnElement[int]:
    return search_text.c.rowid if engine is FTS5 else search_text.c.key


def _looks_at_entries(node: Node) -> bool:
    if isinstance(node, (And, Or)):
        return any(map(_looks_at_entries, node.parts))
    return _looks_at_entries(node.part) if isinstance(node, Not) else isinstance(node, (Records, AffectsUs))
