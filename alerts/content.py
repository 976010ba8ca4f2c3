"""An alert as a reader gets it, before any channel's syntax. All text in it is one line, clean and cut."""

from __future__ import annotations

from dataclasses import dataclass

from alerts.text import WebLink
from model.vocabulary import DataStatus, Severity


@dataclass(frozen=True, slots=True)
class EdgeView:
    """One edge of a path: who uses whom, how we know, since when."""

    user: str
    provider: str
    how: str
    when: str
    source: WebLink | None
    source_text: str


@dataclass(frozen=True, slots=True)
class PathView:
    """Why you: the way from the reader to the breached party, and what of the inventory is on it."""

    path: str
    edges: tuple[EdgeView, ...]
    items: tuple[str, ...]
    owners: tuple[str, ...]
    matched: str
    shared: str
    severity: Severity
    severity_terms: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class DataLine:
    """One data type with the sentence that says so; `note`: that the reader shares it, that only attackers say so."""

    label: str
    quote: str
    said_by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DataGroup:
    """The data types of one status under their title: "Exposed", or "Claimed to be exposed" where that is so."""

    title: str
    status: DataStatus
    lines: tuple[DataLine, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Who says it: a link where there is one that may be followed, and the kind of source."""

    link: WebLink | None
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Content:
    """The neutral message. `headline` is at most 140 code points; `update` says that an earlier message exists;
    `marks` name an update's reasons in a word or two; `answer`: how to take it in hand where there are no buttons.
    An alert fills the parts about its incident, a notice `lines`.
    """

    headline: str
    severity: Severity
    status: str
    update: bool
    reasons: tuple[str, ...]
    reference: str
    answer: str = ""
    marks: tuple[str, ...] = ()
    summary: str = ""
    changes: tuple[str, ...] = ()
    paths: tuple[PathView, ...] = ()
    more_paths: int = 0
    data: tuple[DataGroup, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[SourceLine, ...] = ()
    more_sources: int = 0
    lines: tuple[str, ...] = ()
    more_lines: int = 0
    table: tuple[tuple[str, ...], ...] = ()
    trend: tuple[int, ...] = ()
    note: str = ""
    due: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
