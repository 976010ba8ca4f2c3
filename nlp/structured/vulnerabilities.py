"""Vulnerability advisories: CISA's catalogue of exploited ones, and CSAF documents. They never open an incident."""

from __future__ import annotations

from datetime import date

from model.disclosure import Dates, Disclosure, Party
from model.vocabulary import Claim, Kind, Role
from nlp.structured.rendered import Fields

_VENDOR = ("vendorProject", "vendors", "publisher")
_DATED = ("dateAdded", "initial_release_date")
_MAX_VENDORS = 10


def read_vulnerability(fields: Fields, published: date | None) -> Disclosure:
    """The advisory, its product's maker as a bystander: a flaw is no breach."""
    makers = fields.items(*_VENDOR)[:_MAX_VENDORS]
    return Disclosure(
        is_disclosure=False,
        score=1.0,
        kind=Kind.VULNERABILITY,
        claim=Claim.CONFIRMED,
        parties=tuple(Party(name, Role.BYSTANDER, 0.9, fields.evidence(name, *_VENDOR)) for name in makers),
        dates=Dates(disclosed=fields.day_or(published, *_DATED)),
        language="en",
    )
