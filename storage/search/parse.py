"""Query text -> `Query`. Pure; what cannot be understood is refused with its place, and nothing is passed on raw.

Grammar: `or := and ("OR" and)*`, `and := not+` (an "AND" between them is allowed), `not := ("-" | "NOT")* part`,
`part := "(" or ")" | field ":" value | "phrase" | word | word*`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from model.vocabulary import DataStatus, DataType, Role, Status
from model.vocabulary import Kind as IncidentKind
from storage.search import values
from storage.search.entries import one_of
from storage.search.lexer import Kind, Piece, pieces
from storage.search.query import AffectsUs, And, Node, Not, Or, Party, Phrase, Published, Query, QueryError, Tagged
from storage.search.tokens import is_unspaced, tokenise, words

MAX_LENGTH = 1_000
MAX_PIECES = 128
MAX_DEPTH = 12
MAX_PREFIXES = 10  # FTS5 gathers all words of a prefix in one step, which no clock interrupts
HIT = (Role.BREACHED, Role.DOWNSTREAM)
FIELDS = ("vendor", "role", "type", "status", "kind", "source", "since", "until", "records", "actor", "affects")
_PREFIX_LEAST = 2
_STATUS = "status"


@lru_cache(maxsize=1_024)
def parse(query: str) -> Query:
    """The query as a tree; an empty one asks for everything.

    Raises:
        QueryError: it cannot be understood; the message says where, and what was expected.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(MAX_LENGTH + 1, f"expected at most {MAX_LENGTH} characters")
    found = pieces(query)
    if len(found) > MAX_PIECES:
        raise QueryError(found[MAX_PIECES].start + 1, f"expected at most {MAX_PIECES} words and operators")
    prefixes = [piece for piece in found if piece.kind is Kind.WORD and piece.text.endswith("*")]
    if len(prefixes) > MAX_PREFIXES:
        raise QueryError(prefixes[MAX_PREFIXES].start + 1, f"expected at most {MAX_PREFIXES} words with *")
    return _Parser(query, found).whole()


def narrowed(query: Query, *parts: str) -> Query:
    """The query with further parts that must hold as well, such as `since:2025`.

    Raises:
        QueryError: a part cannot be understood.
    """
    return Query(query.text, And((query.root, *(parse(part).root for part in parts)))) if parts else query


class _Parser:
    """Reads the pieces from left to right; one method for each line of the grammar."""

    def __init__(self, query: str, found: list[Piece]) -> None:
        self._query = query
        self._pieces = found
        self._at = 0
        self._depth = 0

    def whole(self) -> Query:
        if not self._rest:
            return Query(self._query)
        root = self._either()
        if self._rest:
            raise QueryError(self._next.start + 1, "there is no ( for this )")
        if root is None:
            raise QueryError(1, "expected a word; there are only signs")
        return Query(self._query, root)

    @property
    def _rest(self) -> bool:
        return self._next.kind is not Kind.END

    @property
    def _next(self) -> Piece:
        return self._pieces[self._at]

    def _take(self) -> Piece:
        piece = self._next
        self._at += 1
        return piece

    # None: there were only signs, which ask for nothing.

    def _either(self) -> Node | None:
        found = [self._all()]
        while self._next.kind is Kind.OR:
            self._take()
            found.append(self._all())
        parts = tuple(part for part in found if part is not None)
        return Or(parts) if len(parts) > 1 else next(iter(parts), None)

    def _all(self) -> Node | None:
        parts: list[Node] = []
        first = self._next
        while self._next.kind not in (Kind.OR, Kind.CLOSE, Kind.END):
            if self._next.kind is Kind.AND and parts:
                self._skip_and()
            elif (part := self._negated()) is not None:
                parts.append(part)
        if self._next is first:
            raise QueryError(first.start + 1, "expected a word, a phrase, a field or (")
        joined = _with_roles(parts)
        return And(tuple(joined)) if len(joined) > 1 else next(iter(joined), None)

    def _skip_and(self) -> None:
        piece = self._take()
        if self._next.kind in (Kind.AND, Kind.OR, Kind.CLOSE, Kind.END):
            raise QueryError(piece.end + 1, "expected something behind AND")

    def _negated(self) -> Node | None:
        negative = False
        last: Piece | None = None
        while self._next.kind is Kind.NOT:
            last = self._take()
            negative = not negative
        if last is not None and self._next.kind in (Kind.AND, Kind.OR, Kind.CLOSE, Kind.END):
            raise QueryError(last.end + 1, f"expected something behind {last.text}")
        part = self._part()
        return Not(_of_the_whole(part)) if negative and part is not None else part

    def _part(self) -> Node | None:
        piece = self._take()
        if piece.kind is Kind.OPEN:
            return self._group(piece)
        if piece.kind is Kind.FIELD:
            return self._field(piece)
        if piece.kind is Kind.WORD and piece.text.endswith("*"):
            return _prefix(piece)
        if piece.kind in (Kind.WORD, Kind.PHRASE):
            tokens = tuple(tokenise(piece.text))
            return Phrase(tokens) if tokens else None  # signs alone are no words
        raise QueryError(piece.start + 1, f"expected a word before {piece.text}")

    def _group(self, opening: Piece) -> Node | None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(opening.start + 1, f"expected at most {MAX_DEPTH} brackets within each other")
        inside = self._either()
        if self._next.kind is not Kind.CLOSE:
            raise QueryError(opening.start + 1, "there is no ) for this (")
        self._take()
        self._depth -= 1
        return And((inside,)) if isinstance(inside, Party) else inside  # in brackets a role is no other vendor's

    def _field(self, field: Piece) -> Node:
        name = field.text.lower()
        read = _READERS.get(name)
        if read is None:
            raise QueryError(field.start + 1, f"there is no field {field.text}; fields are {', '.join(FIELDS)}")
        denied = name == "type" and self._next.kind is Kind.NOT
        if denied:
            self._take()
        value = self._next
        text = value.text.strip()
        if value.kind not in (Kind.WORD, Kind.PHRASE) or not text:
            raise QueryError(field.end + 1, f"expected a value behind {field.text}:")
        self._take()
        return read(f"-{text}" if denied else text, value.start + 1)


def _prefix(piece: Piece) -> Node | None:
    found = words(piece.text)
    if not found:
        return None
    if is_unspaced(found[-1]):  # each character is a word: whatever stands behind the last one, the phrase finds it
        return Phrase(tuple(tokenise(piece.text)))
    if len(found) > 1:
        raise QueryError(piece.start + 1, "expected a single word before *")
    if len(found[0]) < _PREFIX_LEAST:
        raise QueryError(piece.start + 1, f"expected at least {_PREFIX_LEAST} letters before *")
    return Phrase((found[0],), prefix=True)


def _with_roles(parts: list[Node]) -> list[Node]:
    """`vendor:x role:downstream` asks for x in that role; without a vendor, for anybody in it."""
    roles = tuple(role for part in parts if isinstance(part, Party) and not part.written for role in part.roles)
    named = [part for part in parts if isinstance(part, Party) and part.written and part.roles == HIT]
    if not roles or not named:
        return parts
    rest = [part for part in parts if not (part in named or (isinstance(part, Party) and not part.written))]
    return [*rest, *(Party((role,), part.name, part.written) for part in named for role in roles)]


def _vendor(text: str, place: int) -> Node:
    return Party(HIT, _name(text, place), text)


def _actor(text: str, place: int) -> Node:
    return Party((Role.THREAT_ACTOR,), _name(text, place), text)


def _name(text: str, place: int) -> tuple[str, ...]:
    name = tuple(tokenise(text))
    if not name:
        raise QueryError(place, "expected a name")
    return name


def _role(text: str, place: int) -> Node:
    return Party((Role(values.member(Role, text, place)),))


def _type(text: str, place: int) -> Node:
    wanted = values.member(DataType, text.removeprefix("-"), place)
    statuses = (DataStatus.DENIED,) if text.startswith("-") else (DataStatus.EXPOSED, DataStatus.POSSIBLE)
    return Tagged("type", tuple(f"{status}:{wanted}" for status in statuses))


def _status(text: str, place: int) -> Node:
    """That of the incident, or of one of several who were breached."""
    status = values.member(Status, text, place).value
    return Tagged(_STATUS, (status, one_of(status)))


def _of_the_whole(part: Node) -> Node:
    """To rule a status out rules nothing out for the sake of one of several: what holds of the others is left."""
    if isinstance(part, And | Or):
        return replace(part, parts=tuple(map(_of_the_whole, part.parts)))
    return Tagged(_STATUS, part.values[:1]) if isinstance(part, Tagged) and part.field == _STATUS else part


def _kind(text: str, place: int) -> Node:
    return Tagged("kind", (values.member(IncidentKind, text, place).value,))


def _source(text: str, _place: int) -> Node:
    return Tagged("source", (text.lower(),))


def _since(text: str, place: int) -> Node:
    return Published(since=values.day(text, place, last=False))


def _until(text: str, place: int) -> Node:
    return Published(until=values.day(text, place, last=True))


def _affects(text: str, place: int) -> Node:
    if text.lower() != "us":
        raise QueryError(place, "expected us")
    return AffectsUs()


_READERS: dict[str, Callable[[str, int], Node]] = {
    "vendor": _vendor,
    "role": _role,
    "type": _type,
    _STATUS: _status,
    "kind": _kind,
    "source": _source,
    "since": _since,
    "until": _until,
    "records": values.records,
    "actor": _actor,
    "affects": _affects,
}
