"""The filter expressions of routes and mutes: a small language that can only ask, checked when it is read.

    expression := term ("or" term)*          term := factor ("and" factor)*
    factor     := "not" factor | "(" expression ")" | comparison
    comparison := field operator value       value := word | "text" | number | [value, ...]

Operators: `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `~` (a regular expression, by RE2, which never backtracks). A field
with several values (`data`, `owner`, ...) holds where one of them does; `!=` and `not` hold where none does. Text
ignores case.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import re2

from model.vocabulary import DataType, ItemKind, Kind, MatchedOn, Reason, Severity, Status, Trust

Value = str | float
Facts = Mapping[str, tuple[Value, ...]]
Check = Callable[[Facts], bool]

WORDS: dict[str, tuple[str, ...]] = {
    "severity": tuple(Severity),
    "status": tuple(Status),
    "kind": tuple(Kind),
    "data": tuple(DataType),
    "shared": tuple(DataType),
    "source": tuple(Trust),
    "item_kind": tuple(ItemKind),
    "matched_on": tuple(MatchedOn),
    "reason": tuple(Reason),
    "criticality": tuple(Severity),
}
NUMBERS = frozenset({"hops", "count", "confidence"})
TEXTS = frozenset({"owner", "tag", "vendor", "breached", "item", "title"})
FIELDS = frozenset({*WORDS, *NUMBERS, *TEXTS})
_ORDERED = frozenset({"severity", "criticality"})
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<number>\d+(?:\.\d+)?)(?![\w.])|(?P<mark>==|!=|<=|>=|[<>~()\[\],])'
    r"|(?P<word>[A-Za-z_][\w.@+-]*))"
)
_MAX_LENGTH, _MAX_DEPTH = 2000, 30
_QUOTED = '; a text that is not one plain word stands in "quotation marks"'


class FilterError(ValueError):
    """The expression is wrong, or cannot be asked of these facts; the message says where or why."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A checked expression."""

    text: str
    check: Check

    def matches(self, facts: Facts) -> bool:
        """Whether it holds of these facts.

        Raises:
            FilterError: a fact is missing or of another type than the expression asks for.
        """
        try:
            return self.check(facts)
        except (LookupError, TypeError, ValueError, re2.error) as error:
            raise FilterError(f"filter `{self.text}` cannot be asked: {type(error).__name__}: {error}") from None


def parse_filter(text: str) -> Filter:
    """The expression, ready to ask.

    Raises:
        FilterError: it is no expression, or names an unknown field or word.
    """
    if len(text) > _MAX_LENGTH:
        raise FilterError(f"is longer than {_MAX_LENGTH} characters")
    parser = _Parser(_tokens(text))
    check = parser.expression(0)
    if parser.left():
        raise FilterError(f"goes on with `{parser.peek()}`, where `and`, `or` or its end is expected{_QUOTED}")
    return Filter(text, check)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise FilterError(f"cannot be read from `{text[at:].strip()[:20]}` on; `==` is equal{_QUOTED}")
        found.append(_Token(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


class _Parser:
    """Recursive descent over the tokens; each method returns what it read as a check."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def left(self) -> bool:
        return self._at < len(self._tokens)

    def peek(self) -> str:
        return self._tokens[self._at].text if self.left() else ""

    def _take(self, what: str) -> _Token:
        if not self.left():
            raise FilterError(f"ends where {what} is expected")
        self._at += 1
        return self._tokens[self._at - 1]

    def _takes(self, word: str) -> bool:
        found = self.peek().lower() == word  # a text stands there with its quotation marks
        self._at += found
        return found

    def expression(self, depth: int) -> Check:
        checks = [self._term(depth)]
        while self._takes("or"):
            checks.append(self._term(depth))
        return lambda facts: any(check(facts) for check in checks)

    def _term(self, depth: int) -> Check:
        checks = [self._factor(depth)]
        while self._takes("and"):
            checks.append(self._factor(depth))
        return lambda facts: all(check(facts) for check in checks)

    def _factor(self, depth: int) -> Check:
        if depth > _MAX_DEPTH:
            raise FilterError("is nested too deeply")
        if self._takes("not"):
            inner = self._factor(depth + 1)
            return lambda facts: not inner(facts)
        if self._takes("("):
            inner = self.expression(depth + 1)
            if not self._takes(")"):
                raise FilterError("lacks a `)`")
            return inner
        return self._comparison()

    def _comparison(self) -> Check:
        field = self._take("a field").text
        if field not in FIELDS:
            raise FilterError(f"asks for `{field}`, which is no field; {_near(field, sorted(FIELDS))}")
        sign = self._take(f"an operator after `{field}`").text.lower()
        if sign == "in":
            allowed = frozenset(self._list(field))
            return lambda facts: any(_folded(value) in allowed for value in facts[field])
        if sign == "~":
            return _matching(field, self._take("a pattern"))
        wanted = self._value(field)
        if sign == "!=":
            return lambda facts: all(_folded(value) != wanted for value in facts[field])
        if sign not in _COMPARE or (sign != "==" and field not in NUMBERS | _ORDERED):
            raise FilterError(f"cannot ask `{sign}` of `{field}`")
        return _comparing(field, sign, wanted)

    def _list(self, field: str) -> list[Value]:
        if not self._takes("["):
            raise FilterError("has an `in` without a list such as [names, passwords]")
        values = [self._value(field)]
        while self._takes(","):
            values.append(self._value(field))
        if not self._takes("]"):
            raise FilterError("lacks a `]`")
        return values

    def _value(self, field: str) -> Value:
        token = self._take("a value")
        if field in NUMBERS:
            if token.kind != "number":
                raise FilterError(f"asks `{field}`, a number, for `{token.text}`")
            number = float(token.text)
            if field == "confidence" and number > 1:
                raise FilterError(f"asks `confidence` for {token.text}, but it goes from 0 to 1")
            return number
        if token.kind == "mark":
            raise FilterError(f"has `{token.text}` where a value is expected")
        value = _folded(_text(token))
        if field in WORDS and value not in WORDS[field]:
            raise FilterError(f"asks `{field}` for `{value}`, which it never is; {_near(str(value), WORDS[field])}")
        return value


def _near(word: str, known: Sequence[str]) -> str:
    meant = get_close_matches(word, known, n=2, cutoff=0.7)
    return f"did you mean {' or '.join(meant)}?" if meant else f"there are {', '.join(known)}"


def _reason(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def _text(token: _Token) -> str:
    return re.sub(r"\\(.)", r"\1", token.text[1:-1]) if token.kind == "text" else token.text


def _folded(value: Value) -> Value:
    return value.casefold() if isinstance(value, str) else value


def _comparing(field: str, sign: str, wanted: Value) -> Check:
    compare = _COMPARE[sign]
    if field in _ORDERED:
        rank = Severity(str(wanted)).rank
        return lambda facts: any(compare(Severity(str(value)).rank, rank) for value in facts[field])
    return lambda facts: any(compare(_folded(value), wanted) for value in facts[field])


def _matching(field: str, token: _Token) -> Check:
    if field in NUMBERS or token.kind == "mark":
        raise FilterError(f"cannot ask `~` of `{field}` with `{token.text}`")
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    pattern = token.text[1:-1].replace('\\"', '"') if token.kind == "text" else token.text
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as error:
        raise FilterError(f"has `{pattern}`, which is no regular expression of RE2: {_reason(error)}") from None
    return lambda facts: any(compiled.search(str(value)) is not None for value in facts[field])
