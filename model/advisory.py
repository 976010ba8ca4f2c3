"""Advisories on vulnerabilities, as far as they concern somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReachedAdvisory:
    """An advisory that reaches items of a tenant.

    `makers` are those of its makers that the inventory knows, `items` the names of the items, `vulnerabilities` CVE
    ids; `exploited`: a catalogue says that they are used.
    """

    id: int
    title: str
    url: str
    makers: tuple[str, ...]
    items: tuple[str, ...]
    vulnerabilities: tuple[str, ...]
    exploited: bool
    found: datetime
