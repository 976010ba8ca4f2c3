"""An incident of the VERIS Community Database (https://github.com/vz-risk/VCDB), reduced to its facts."""

from __future__ import annotations

from datetime import date

from model.disclosure import DataTypeClaim, Dates, Disclosure, Party
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role
from nlp.structured.people import is_natural_person
from nlp.structured.rendered import Fields

_NOBODY = frozenset({"n/a", "na", "unknown", "none", "anonymous", "unnamed", "undisclosed"})
_CONFIDENCE = 0.9  # coded by volunteers from what the press wrote
# VERIS 1.3, attribute.confidentiality.data.variety; "Personal" says too little for any one of our types.
_VARIETIES = {
    "Medical": DataType.HEALTH_RECORDS,
    "Payment": DataType.PAYMENT_CARDS,
    "Credentials": DataType.PASSWORDS,
    "Bank": DataType.BANK_ACCOUNTS,
    "Internal": DataType.BUSINESS_DOCUMENTS,
    "Secrets": DataType.BUSINESS_DOCUMENTS,
    "Classified": DataType.BUSINESS_DOCUMENTS,
    "Source code": DataType.SOURCE_CODE,
    "Digital certificate": DataType.ENCRYPTION_KEYS,
    "Virtual currency": DataType.FINANCIAL_RECORDS,
}


def read_vcdb(fields: Fields, published: date | None) -> Disclosure | None:  # noqa: ARG001 - a mapper's signature
    """The victim was breached, who was hit through it is downstream; None for a person or an unnamed victim.

    Raises:
        StructuredError: the entry has no victim.
    """
    name = fields.required("Victim")
    if is_natural_person(name) or name.casefold() in _NOBODY:
        return None
    hit = [other for other in fields.items("Also hit") if not is_natural_person(other)]
    return Disclosure(
        is_disclosure=True,
        score=1.0,
        kind=Kind.THIRD_PARTY_BREACH if hit else Kind.BREACH,
        claim=Claim.CONFIRMED,
        parties=(
            Party(name, Role.BREACHED, _CONFIDENCE, fields.evidence(name, "Victim")),
            *(Party(other, Role.DOWNSTREAM, _CONFIDENCE, fields.evidence(other, "Also hit")) for other in hit),
        ),
        data_types=_data_types(fields),
        records=fields.records("records", "Records"),
        dates=Dates(occurred=fields.text("Occurred") or None),
        language="en",
    )


def _data_types(fields: Fields) -> tuple[DataTypeClaim, ...]:
    claims: dict[DataType, DataTypeClaim] = {}
    for variety in fields.items("Data varieties"):
        data_type = _VARIETIES.get(variety, DataType.OTHER)
        claim = DataTypeClaim(data_type, DataStatus.EXPOSED, fields.evidence(variety, "Data varieties"))
        claims.setdefault(data_type, claim)
    return tuple(claims.values())
