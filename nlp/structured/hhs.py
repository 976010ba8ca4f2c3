"""A row of the US health department's breach register (OCR, 45 CFR 164.408: breaches of 500 people or more)."""

from __future__ import annotations

from datetime import date

from model.disclosure import Dates, Disclosure, Link, Party
from model.vocabulary import Claim, Kind, Role
from nlp.structured.people import is_natural_person
from nlp.structured.rendered import Fields

_NAME = ("Name of Covered Entity", "Covered Entity", "organisation", "organization", "name", "filer")
_ENTITY = ("Covered Entity Type", "entity_type", "type of entity")
_ASSOCIATE = ("Business Associate Present", "business_associate_present")
_COUNT = ("Individuals Affected", "individuals", "records")
_FILED = ("Breach Submission Date", "submission date", "reported", "submitted", "date")
_FILER_CONFIDENCE = 0.65  # the row names who filed; where no associate is flagged that is mostly who was breached
_YES = ("yes", "true", "1", "y")


def read_hhs(fields: Fields, published: date | None) -> Disclosure | None:
    """The row; the filer was breached, unless it is the client of a business associate that was; None for a person.

    Raises:
        StructuredError: the row names nobody.
    """
    name = fields.required(*_NAME)
    if is_natural_person(name):
        return None
    is_associate = "associate" in fields.text(*_ENTITY).casefold()
    through_other = fields.text(*_ASSOCIATE).casefold() in _YES and not is_associate
    role = Role.DOWNSTREAM if through_other else Role.BREACHED
    confidence = 0.9 if is_associate or through_other else _FILER_CONFIDENCE
    return Disclosure(
        is_disclosure=True,
        score=1.0,
        kind=Kind.THIRD_PARTY_BREACH if through_other else Kind.BREACH,
        claim=Claim.CONFIRMED,
        parties=(Party(name, role, confidence, fields.evidence(name, *_NAME)),),
        records=fields.records("people", *_COUNT),
        dates=Dates(disclosed=fields.day_or(published, *_FILED)),
        links=(Link(name, None, fields.evidence("", *_ASSOCIATE)),) if through_other else (),
        language="en",
    )
