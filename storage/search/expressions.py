"""The part of a query that the index can answer -> one expression in the engine's own language.

It is written from tokens that hold no quotes and no operators.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from config.registry import load_registry
from storage.search.entries import GAP, mark, organisation_mark, party_mark
from storage.search.query import And, Node, Not, Or, Party, Phrase, Tagged
from storage.search.tokens import stem, tokenise

T = TypeVar("T")
Expression = str
Write = Callable[[tuple[str, ...], bool], T]  # tokens that follow each other; whether the last is a prefix


@dataclass(frozen=True, slots=True)
class Engine:
    """How one engine writes its expressions; `key` is the column that tells what was found, `match` asks for it.

    `unindexed` parts are not for its index.
    """

    key: str
    match: str
    phrase: Write[Expression]
    both: str
    either: str
    without: str
    unindexed: frozenset[Phrase] = frozenset()

    def text(self, node: Node) -> Expression | None:
        """The node for the index alone; None where it takes more than the index."""
        if node in self.unindexed:
            return None
        if isinstance(node, (Phrase, Party, Tagged)):
            return self._joined(self.either, wordings(node, self.phrase))
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


FTS5 = Engine("search_text.rowid", "search_text MATCH ?", _fts5, " AND ", " OR ", " NOT ")
TSQUERY = Engine("search_text.key", "search_text.tokens @@ CAST(? AS tsquery)", _tsquery, " & ", " | ", " & !")


def wordings(node: Phrase | Party | Tagged, phrase: Write[T]) -> list[T]:
    """All that the index may hold for this part, each as `phrase` gives it."""
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


def name_of_all(organisation_id: str, names: Collection[str]) -> str:
    """By what `vendor:` finds all that tells of an organisation by one of these names.

    Of several, those that mean no other: its name in the registry, or the words of its id.
    """
    if len(names) == 1:
        return next(iter(names))
    whole = _registered().get(organisation_id) or organisation_id.partition(":")[2] or organisation_id
    return min((name for name in names if tokenise(name) == tokenise(whole)), default=whole)


@cache
def _registered() -> dict[str, str]:
    return {organisation.id: organisation.name for organisation in load_registry()}


@cache
def _organisation_ids() -> dict[str, tuple[str, ...]]:
    """Every name that the registry knows, as tokens -> the organisations that bear it."""
    found: dict[str, tuple[str, ...]] = {}
    for organisation in load_registry():
        for name in {organisation.name, *organisation.legal_names, *organisation.aliases, *organisation.products}:
            key = " ".join(tokenise(name))
            found[key] = tuple(sorted({*found.get(key, ()), organisation.id}))
    return found
