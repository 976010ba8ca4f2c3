"""A CSAF 2.0 advisory: whose, about which products, and what its notes say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.parsing.dates import parse_instant
from crawler.parsing.records import NotJsonError, at, listed_at, parse_json
from crawler.text import html_to_text

_MAX_NAMES = 50
_MAX_DEPTH = 20
_CATEGORIES = ("vendor", "product_name", "product_family")


@dataclass(frozen=True, slots=True)
class Advisory:
    """`fields`: publisher, id, status, vendors, products, vulnerabilities; `prose`: its notes as text."""

    title: str
    fields: dict[str, Any]
    prose: str
    published: datetime | None
    language: str | None


def parse_csaf(body: bytes, content_type: str | None = None) -> Advisory:
    """What an advisory says, without the version lists that make it megabytes.

    Raises:
        ValueError: it is no CSAF document.
    """
    try:
        data = parse_json(body, content_type)
    except NotJsonError as error:
        raise ValueError(f"an advisory is {error}") from error
    identifier = at(data, "document.tracking.id")
    if not identifier:
        raise ValueError("an advisory without document.tracking.id")
    names: dict[str, list[str]] = {category: [] for category in _CATEGORIES}
    for category, name in _branches(at(data, "product_tree.branches"), 0):
        if category in names and name not in names[category] and len(names[category]) < _MAX_NAMES:
            names[category].append(name)
    flaws = [str(cve) for flaw in listed_at(data, "vulnerabilities") if (cve := at(flaw, "cve"))]
    notes = [html_to_text(str(text)) for note in listed_at(data, "document.notes") if (text := at(note, "text"))]
    fields = {
        "id": str(identifier),
        "publisher": str(at(data, "document.publisher.name") or ""),
        "status": str(at(data, "document.tracking.status") or ""),
        "severity": str(at(data, "document.aggregate_severity.text") or ""),
        "vendors": names["vendor"],
        "products": names["product_name"] or names["product_family"],
        "vulnerabilities": flaws[:_MAX_NAMES],
    }
    return Advisory(
        title=str(at(data, "document.title") or identifier),
        fields={key: value for key, value in fields.items() if value},
        prose="\n\n".join(notes),
        published=parse_instant(at(data, "document.tracking.initial_release_date")),
        language=str(at(data, "document.lang") or "en")[:2].lower(),
    )


def _branches(branches: Any, depth: int) -> Iterator[tuple[str, str]]:
    for branch in branches if isinstance(branches, list) and depth < _MAX_DEPTH else ():
        if isinstance(branch, dict):
            yield str(branch.get("category")), str(branch.get("name"))
            yield from _branches(branch.get("branches"), depth + 1)
