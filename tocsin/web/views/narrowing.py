"""Facets as links: each value narrows the query by one more condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from config.data_types import label
from model.vocabulary import DataType
from storage.search import Facets, parse
from storage.search.query import Or

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; `query` is the query narrowed to it."""

    text: str
    number: int
    query: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One facet; `more` values are not shown."""

    title: str
    choices: tuple[Choice, ...]
    more: int


def narrowings(q: str, found: Facets) -> tuple[Narrowing, ...]:
    """The facets that divide what was found; what `q`, which `parse` takes, asks for already is not offered again."""
    return tuple(facet for facet in _all(q, found) if facet.choices)


def _all(q: str, found: Facets) -> Iterator[Narrowing]:
    fields = (
        ("Vendor", "vendor:", found.vendors, found.further_vendors),
        ("Exposed", "type:", found.data_types, 0),
        ("Denied", "type:-", found.denied, 0),
        ("Status", "status:", found.statuses, 0),
        ("Kind", "kind:", found.kinds, 0),
        ("Year", "year", found.years, 0),
    )
    for title, field, whole, further in fields:
        counts = whole[:_SHOWN]
        yield Narrowing(
            title,
            tuple(
                Choice(_text(field, value), number, _narrowed(q, condition))
                for value, number in counts
                if f" {(condition := _condition(q, field, value))} " not in f" {q} "
            ),
            len(whole) - len(counts) + further,
        )


def _text(field: str, value: str) -> str:
    return label(DataType(value)) if field.startswith("type:") else value.replace("_", " ")


def _condition(q: str, field: str, value: str) -> str:
    if field == "year":
        return f"since:{value}-01-01 until:{value}-12-31"
    if field != "vendor:":
        return field + value
    plain = value.replace('"', " ").replace("\\", " ")
    named = f'vendor:"{plain}"'
    return f"({named})" if "role:" in q.lower() else named  # beside a role it would be the vendor of that role


def _narrowed(q: str, condition: str) -> str:
    whole = f"({q})" if isinstance(parse(q).root, Or) else q
    return f"{whole} {condition}".strip()
