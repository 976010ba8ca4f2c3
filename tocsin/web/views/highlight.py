"""A document's text with the words marked that something was read from."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alerts.wording import UNNAMED
from config.data_types import label
from model.counting import hit
from model.disclosure import Disclosure, Evidence, whole_text


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; `marks` says what was read from it, empty for plain text."""

    text: str
    marks: tuple[str, ...] = ()


def segments(title: str, text: str, found: Disclosure) -> tuple[Segment, ...]:
    """The whole text in stretches; overlapping evidence shares a stretch with all its marks.

    A span that does not fit is left out.
    """
    whole = whole_text(title, text)
    spans = [(item.start, item.end, mark) for mark, item in evidence(found) if 0 <= item.start < item.end <= len(whole)]
    cuts = sorted({0, len(whole), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    pieces: list[Segment] = []
    for start, end in itertools.pairwise(cuts):
        marks = tuple(dict.fromkeys(mark for first, last, mark in spans if first <= start and end <= last))
        pieces.append(Segment(whole[start:end], marks))
    return tuple(pieces)


def evidence(found: Disclosure) -> Iterator[tuple[str, Evidence]]:
    """(what it shows, the words) of every fact of a disclosure."""
    for party in found.parties:
        yield f"{party.name}: {party.role.replace('_', ' ')}", party.evidence
    for claim in found.data_types:
        yield f"{label(claim.type)}: {claim.status}", claim.evidence
    if found.records:
        yield hit(found.records.count, found.records.unit, found.records.bound), found.records.evidence
    for link in found.links:
        yield f"{link.user} uses {link.provider or UNNAMED}", link.evidence


def excerpts(found: Disclosure, limit: int = 500) -> tuple[tuple[str, str], ...]:
    """(what it shows, quote) as far as `limit` characters of quotes go, which any licence lets us keep."""
    kept: list[tuple[str, str]] = []
    quoted: set[str] = set()
    for mark, item in evidence(found):
        cost = 0 if item.quote in quoted else len(item.quote)
        if cost <= limit:
            limit -= cost
            quoted.add(item.quote)
            kept.append((mark, item.quote))
    return tuple(kept)


def by_quote(quoted: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(all that it shows, quote): each quote once."""
    shown: dict[str, list[str]] = {}
    for mark, quote in quoted:
        shown.setdefault(quote, []).append(mark)
    return [("; ".join(marks), quote) for quote, marks in shown.items()]
