"""A query cut into its pieces, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from storage.search.query import QueryError

# An operator needs its space or bracket: in "e-mail" or "a - b" the hyphen says nothing.
_PIECE = re.compile(
    r"""\s*(?:
        (?P<open>\()
      | (?P<close>\))
      | (?P<minus>-(?=[^\s)-]))
      | (?P<field>[A-Za-z_]+):(?!//)
      | "(?P<phrase>[^"]*)"
      | (?P<quote>")
      | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


class Kind(Enum):
    """What a piece is."""

    OPEN = auto()
    CLOSE = auto()
    NOT = auto()
    AND = auto()
    OR = auto()
    FIELD = auto()
    PHRASE = auto()
    WORD = auto()
    END = auto()


_KEYWORDS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT, "|": Kind.OR}
_GROUPS = {"open": Kind.OPEN, "close": Kind.CLOSE, "minus": Kind.NOT, "field": Kind.FIELD, "phrase": Kind.PHRASE}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece and where it begins and ends (characters from 0)."""

    kind: Kind
    text: str
    start: int
    end: int


def pieces(query: str) -> list[Piece]:
    """The pieces of a query, with `END` as the last.

    Raises:
        QueryError: a quotation mark has no partner.
    """
    text = query.translate(_QUOTES)
    found: list[Piece] = []
    place = 0
    while (match := _PIECE.match(text, place)) is not None:
        group = str(match.lastgroup)
        value = match[group]
        start = match.end() - len(match[0].lstrip())
        if group == "quote":
            raise QueryError(start + 1, 'expected a second " to end the phrase')
        kind = _GROUPS.get(group, Kind.WORD)
        if group == "word":
            kind = _KEYWORDS.get(value, Kind.WORD)
        found.append(Piece(kind, value, start, match.end()))
        place = match.end()
    return [*found, Piece(Kind.END, "", len(text), len(text))]


# Quotation marks as word processors set them mean what the straight one means.
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))
