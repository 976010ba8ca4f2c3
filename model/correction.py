"""What a person says of one fact of an incident, against what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from model.vocabulary import DataStatus, DataType, Kind, Role, Status

PARTY, DATA_TYPE = "party:", "data_type:"
FORMS = (
    "data_type:TYPE=STATUS (exposed, possible, denied), "
    "party:NAME=ROLE (breached, downstream, threat_actor, bystander), "
    "records='57000 people', occurred=2026-02, disclosed=2026-02-20, status=STATUS, kind=KIND; "
    "nothing after the = removes it"
)
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_RECORDS = re.compile(r"([1-9][\d,]{0,14}) (people|records)")
_MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Correction:
    """One fact as a person corrected it; the newest that is not undone holds.

    `fact` is `data_type:passwords`, `party:Mixpanel`, `records`, `occurred`, `disclosed`, `status` or `kind`; `value`
    is written as in `FORMS`, "" where the fact does not hold at all. `id` is 0 before it is stored.
    """

    id: int
    fact: str
    value: str
    by: str
    why: str
    made: datetime
    undone: datetime | None = None
    undone_by: str = ""


def checked(fact: str, value: str) -> tuple[str, str]:
    """The fact and its value in their stored form.

    Raises:
        ValueError: there is no such fact, or it takes no such value; the message says which it takes.
    """
    fact, value = fact.strip(), value.strip()
    if fact.startswith(DATA_TYPE):
        kind = _one_of(DataType, fact.removeprefix(DATA_TYPE), "data type")
        return DATA_TYPE + kind, value and _one_of(DataStatus, value, "status of a data type")
    if fact.startswith(PARTY):
        name = " ".join(fact.removeprefix(PARTY).split())
        if not 0 < len(name) <= _MAX_NAME or not name.isprintable():
            raise ValueError(f"a party has a name of 1 to {_MAX_NAME} characters")
        return PARTY + name, value and _one_of(Role, value, "role")
    return fact, _single(fact, value)


def _single(fact: str, value: str) -> str:
    if fact == "records":
        if value and not _RECORDS.fullmatch(value):
            raise ValueError("records are written as `57000 people` or `57000 records`")
        return value.replace(",", "")
    if fact in ("occurred", "disclosed"):
        if value and not is_day(value):
            raise ValueError(f"{fact} is a day such as 2026-02-20, a month or a year")
        return value
    if fact == "status":
        return _one_of(Status, value, "status")
    if fact == "kind":
        return _one_of(Kind, value, "kind")
    raise ValueError(f"{fact or 'nothing'} is no fact that can be corrected; write {FORMS}")


def count_of(value: str) -> tuple[int, str]:
    """The number and the unit of a stored `records` value."""
    number, _, unit = value.partition(" ")
    return int(number), unit


def is_day(value: str) -> bool:
    """Whether it is an ISO date that there is, possibly partial."""
    if not _DAY.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value + "0001-01-01"[len(value) :])
    except ValueError:
        return False
    return True


def _one_of(words: type[StrEnum], value: str, what: str) -> str:
    if value not in [word.value for word in words]:
        raise ValueError(f"{value or 'nothing'} is no {what}; there are {', '.join(words)}")
    return value
