"""Alerts and their deliveries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from model.exposure import Exposure
from model.incident import Change, Incident
from model.notice import Notice
from model.vocabulary import Reason, Severity


@dataclass(frozen=True, slots=True)
class Alert:
    """The message about an exposure or a changed fact.

    `facts` are the (exposure key, fact key) pairs that it tells; each is told once per tenant and incident lineage.
    `update_of` is the key of the first alert of the lineage, None for the first. `broadcast` also shows an
    update to the whole channel.
    """

    key: str
    tenant_id: str
    incident_id: int
    lineage: str
    reasons: tuple[Reason, ...]
    severity: Severity
    incident: Incident
    exposures: tuple[Exposure, ...]
    changes: tuple[Change, ...]
    facts: tuple[tuple[str, str], ...]
    created: datetime
    update_of: str | None = None
    broadcast: bool = False


Message = Alert | Notice


@dataclass(frozen=True, slots=True)
class Told:
    """What a lineage has been told already, in words or in silence.

    `facts` are (exposure key, fact key) pairs; `root_key` is the key of the first alert, None where nobody was told
    anything; `max_severity` is the highest that was told.
    """

    facts: frozenset[tuple[str, str]] = frozenset()
    root_key: str | None = None
    max_severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a channel gave back: enough to reply in the same thread. Free of secrets."""

    message_id: str
    thread: str = ""
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SendRequest:
    """One delivery as its channel gets it.

    `message` is an alert or a notice. `idempotency_key` is stable over attempts; `root` is the receipt of the first
    message that an update follows on this channel;
    `doubtful`: an earlier attempt may have arrived, so look before sending again. `accepted`: the recipients that an
    earlier attempt reached (`TemporaryFailure.accepted`); None where the caller does not keep that.
    """

    message: Message
    idempotency_key: str
    root: Receipt | None = None
    root_key: str | None = None
    doubtful: bool = False
    accepted: tuple[str, ...] | None = None
