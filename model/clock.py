"""Statutory clocks: what may be due to whom, from when it counts, and by which rule. Reminders, not advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Regime(StrEnum):
    """The rules that an organisation can switch on."""

    GDPR = "gdpr"
    NIS2 = "nis2"
    DORA = "dora"
    SEC = "sec"
    HIPAA = "hipaa"


class Basis(StrEnum):
    """What starts a clock. Nobody but a responder records it; acknowledging an alert never does."""

    AWARE = "aware"
    MATERIAL = "material"
    CLASSIFIED = "classified"


class OwnRole(StrEnum):
    """What the organisation is to the data that its vendors hold."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline. `recorded`: counted from what a responder recorded, otherwise from the first alert ("would be").

    `at` is None where the rule names no time ("without undue delay"). `note` says what the date leaves out.
    """

    regime: Regime
    what: str
    at: datetime | None
    rule: str
    url: str
    basis: Basis
    recorded: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """Who along a path owes whom a notice, by which rule."""

    debtor: str
    creditor: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class ClockRecord:
    """A responder's word on when a clock started, and why. Later ones replace earlier ones; none is deleted."""

    incident_id: int
    basis: Basis
    at: datetime
    why: str
    by: str
    recorded: datetime
