"""A breach of the SecurityBreach list (https://github.com/ericalexanderorg/SecurityBreach): who, which month, how."""

from __future__ import annotations

from datetime import date

from model.disclosure import Dates, Disclosure, Party
from model.vocabulary import Claim, Kind, Role
from nlp.structured.people import is_natural_person
from nlp.structured.rendered import Fields

_CONFIDENCE = 0.8  # one maintainer's reading of the news


def read_securitybreach(fields: Fields, published: date | None) -> Disclosure | None:
    """The entity was breached; None where it is a person.

    Raises:
        StructuredError: the entry names nobody.
    """
    name = fields.required("Entity")
    if is_natural_person(name):
        return None
    kind = Kind.BREACH
    if "ransom" in fields.text("Motive").casefold():
        kind = Kind.RANSOMWARE
    elif fields.text("Initial access") == "Misconfiguration":
        kind = Kind.EXPOSURE_MISCONFIG
    return Disclosure(
        is_disclosure=True,
        score=1.0,
        kind=kind,
        claim=Claim.CONFIRMED,
        parties=(Party(name, Role.BREACHED, _CONFIDENCE, fields.evidence(name, "Entity")),),
        records=fields.records("people", "Impacted users"),
        dates=Dates(disclosed=fields.text("Month") or (published.isoformat() if published else None)),
        language="en",
    )
