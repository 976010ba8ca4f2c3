"""A row of a register that the operator chose, its columns under the names of `Column`.

Who is named as breached was so; who only gave notice was probably so, as in the states' lists. Where both are named and
differ, the notifier was hit through the other one, because of its data there. A row that names a gang is its claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from model.disclosure import DataTypeClaim, Dates, Disclosure, Link, Party, Records
from model.rendering import render_value
from model.vocabulary import Claim, Column, DataStatus, DataType, Kind, Role
from nlp.structured.people import is_natural_person
from nlp.structured.rendered import Fields, StructuredError
from nlp.structured.state_ag import named_type

# Confidence: an operator's word for a column, what a notice alone says, and what an attacker does.
_NAMED, _NOTIFIER, _CLAIM = 0.9, 0.6, 0.5
_RANSOM = re.compile(r"\bransom", re.IGNORECASE)


def is_row(fields: Mapping[str, Any]) -> bool:
    """Whether the record names who was breached or gave notice, under the names of `Column`."""
    return any(render_value(fields.get(column)) for column in (Column.ORGANISATION, Column.NOTIFIER))


def has_description(fields: Fields) -> bool:
    """Whether the row also tells in sentences."""
    return bool(fields.text(Column.DESCRIPTION))


def read_register(fields: Fields, published: date | None) -> Disclosure | None:
    """The row; None where who was breached is a natural person.

    Raises:
        StructuredError: the row names nobody.
    """
    notifier = fields.text(Column.NOTIFIER)
    name = fields.text(Column.ORGANISATION) or notifier
    if not name:
        raise StructuredError(f"{fields.kind}: the row names nobody")
    if is_natural_person(name):
        return None
    gang, claimed = fields.text(Column.CLAIMED_BY), fields.has(Column.CLAIMED_BY)
    own = Column.ORGANISATION if fields.text(Column.ORGANISATION) else Column.NOTIFIER
    sure = _CLAIM if claimed else _NAMED if own == Column.ORGANISATION else _NOTIFIER
    parties = [Party(name, Role.BREACHED, sure, fields.evidence(name, own))]
    if gang:
        parties.append(Party(gang, Role.THREAT_ACTOR, _NAMED, fields.evidence(gang, Column.CLAIMED_BY)))
    links: tuple[Link, ...] = ()
    if notifier and notifier.casefold() != name.casefold() and not is_natural_person(notifier):
        quoted = fields.evidence(notifier, Column.NOTIFIER)
        parties.append(Party(notifier, Role.DOWNSTREAM, _NOTIFIER, quoted))
        links = (Link(notifier, name, quoted),)
    return Disclosure(
        is_disclosure=not claimed,
        score=1.0,
        kind=Kind.LEAK_CLAIM if claimed else _kind(fields, through=bool(links)),
        claim=Claim.CLAIMED if claimed else Claim.CONFIRMED,
        parties=tuple(parties),
        data_types=_data_types(fields, DataStatus.POSSIBLE if claimed else DataStatus.EXPOSED),
        records=_count(fields),
        dates=Dates(
            occurred=fields.earliest(Column.OCCURRED),
            discovered=fields.day(Column.DISCOVERED),
            disclosed=fields.day_or(published, Column.DISCLOSED),
        ),
        links=links,
    )


def _kind(fields: Fields, *, through: bool) -> Kind:
    if through:
        return Kind.THIRD_PARTY_BREACH
    return Kind.RANSOMWARE if _RANSOM.search(fields.text(Column.DESCRIPTION)) else Kind.BREACH


def _count(fields: Fields) -> Records | None:
    for column, unit in ((Column.PEOPLE, "people"), (Column.RECORDS, "records")):
        if records := fields.records(unit, column):
            return records
    return None


def _data_types(fields: Fields, status: DataStatus) -> tuple[DataTypeClaim, ...]:
    claims: dict[DataType, DataTypeClaim] = {}
    for item in re.split(r"[;,|]", fields.text(Column.DATA_TYPES)):
        kind = named_type(item)
        if kind is not None:
            quoted = fields.evidence(item.strip(), Column.DATA_TYPES)
            claims.setdefault(kind, DataTypeClaim(kind, status, quoted))
    return tuple(claims.values())
