"""Column types: aware UTC time stamps, and the model's dataclasses as JSON."""

from __future__ import annotations

import json
from collections.abc import Hashable
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter
from sqlalchemy import JSON, ColumnElement, DateTime, Dialect, Label, Text
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")
Json = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC on every database; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC; SQLite drops the zone, so it must be UTC before."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("Any", kind))


def dump(value: Any) -> Any:
    """A model dataclass (or a tuple of them) as plain JSON values."""
    return _adapter(cast("Hashable", type(value))).dump_python(value, mode="json")


class JsonText(str):
    """JSON that is written already; a `Json` column takes it as it is."""

    __slots__ = ()


def dump_text(value: Any) -> JsonText:
    """`dump` as text, ten times as fast: for writing thousands of rows."""
    return JsonText(_adapter(cast("Hashable", type(value))).dump_json(value).decode())


def to_json(value: Any) -> str:
    """How the database writes the value of a `Json` column."""
    return value if isinstance(value, JsonText) else json.dumps(value)


def as_text(column: ColumnElement[Any]) -> Label[str]:
    """JSON as it is stored, for whoever has to bear that it cannot be read."""
    return sql_cast(column, Text).label(getattr(column, "name", None))


def load(kind: type[T], value: Any) -> T:
    """The model dataclass again."""
    return cast("T", _adapter(cast("Hashable", kind)).validate_python(value))


def load_text(kind: type[T], text: str) -> T:
    """The model dataclass again, from its JSON as text: half the time of `load`."""
    return cast("T", _adapter(cast("Hashable", kind)).validate_json(text))


def load_readable(kind: type[T], text: str) -> T | None:
    """As `load_text`; None where another version wrote it, or it is damaged."""
    try:
        return load_text(kind, text)
    except ValueError:
        return None
