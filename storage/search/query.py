"""A query as a tree. Built by `storage.search.parse`, turned into SQL by `storage.search.conditions`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from model.vocabulary import Role


class QueryError(ValueError):
    """The query cannot be understood: where (`position`, counted in characters from 1) and what was expected."""

    def __init__(self, position: int, expected: str) -> None:
        super().__init__(f"query, character {position}: {expected}")
        self.position = position
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other; one word is a phrase as well. `prefix`: the (only) word is the beginning of one."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or actor in one of these roles, called so (`name`: as it is indexed); no name: anybody."""

    roles: tuple[Role, ...]
    name: tuple[str, ...] = ()
    written: str = ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One of the fixed words of the vocabulary, or a source; any of `values`."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """How many people or records were hit, both ends included."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the query: fixed, or so long before today."""

    fixed: date | None = None
    ago: timedelta = timedelta(0)

    def on(self, today: date) -> date:
        """The day, seen from today."""
        return self.fixed or date.fromordinal(max(1, today.toordinal() - self.ago.days))


@dataclass(frozen=True, slots=True)
class Published:
    """First published in this span, both ends included; None is open."""

    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class AffectsUs:
    """Reaches something in the tenant's inventory."""


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All of these; none at all is true."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of these."""

    parts: tuple[Node, ...]


Node = Phrase | Party | Tagged | Records | Published | AffectsUs | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, and how it was understood."""

    text: str = ""
    root: Node = field(default_factory=lambda: And(()))

    def wanted(self) -> list[Phrase | Party]:
        """The words, phrases and organisations that are asked for, not those that are ruled out; in order."""
        return _wanted(self.root)


def _wanted(node: Node) -> list[Phrase | Party]:
    if isinstance(node, (Phrase, Party)):
        return [node]
    if isinstance(node, (And, Or)):
        return [found for part in node.parts for found in _wanted(part)]
    return []
