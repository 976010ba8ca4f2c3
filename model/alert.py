"""Alerts and their deliveries."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from model.clock import Due, Owed
from model.exposure import Exposure
from model.incident import Change, Incident
from model.notice import Notice
from model.vocabulary import DeliveryState, Reason, Severity, Status

EXPOSED, GONE = "exposed", "gone"  # facts of an exposure: that there is one, that it no longer holds

TAKING_BACK = {Reason.EXPOSURE_WITHDRAWN, Reason.STATUS_DISPUTED, Reason.STATUS_RETRACTED}


@dataclass(frozen=True, slots=True)
class Alert:
    """The message about an exposure or a changed fact.

    `facts` are the (exposure key, fact key) pairs that it tells; each is told once per tenant and incident lineage.
    `update_of` is the key of the first alert of the lineage, None for the first. `broadcast` also shows an
    update to the whole channel. `withdrawn` are the keys of those `exposures` that no longer hold.
    `clocks` and `owed` are what the law may ask for, where that is switched on.
    `attributions` are what the licences of its sources ask to be printed. `corrects`: how grave what it takes back was
    told to be, at most; None where it takes nothing back.
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
    clocks: tuple[Due, ...] = ()
    owed: tuple[Owed, ...] = ()
    attributions: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    corrects: Severity | None = None

    def renamed(self, today: Callable[[str], str]) -> Alert:
        """The same with every exposure under the key that it has today."""
        return replace(
            self,
            exposures=tuple(replace(one, key=today(one.key)) for one in self.exposures),
            facts=tuple((today(key), fact) for key, fact in self.facts),
            withdrawn=tuple(map(today, self.withdrawn)),
        )

    @property
    def holding(self) -> tuple[Exposure, ...]:
        """The exposures that it does not take back."""
        return tuple(exposure for exposure in self.exposures if exposure.key not in self.withdrawn)

    @property
    def is_sample(self) -> bool:
        """Whether it is of no incident that is stored anywhere, whose numbers begin with 1."""
        return not self.incident_id

    @property
    def seen(self) -> Incident:
        """The incident as it concerns all whom it tells of alike, else as a whole."""
        return self.incident.along(*(exposure.way for exposure in self.holding or self.exposures))

    @property
    def is_claim(self) -> bool:
        """Whether only attackers say, or said, what it tells or takes back, though others tell of the incident."""
        return bool(self.exposures) and all(exposure.claimed for exposure in self.exposures)

    @property
    def is_withdrawal(self) -> bool:
        """Whether all that it tells is that something no longer holds."""
        return bool(self.withdrawn) and not self.holding

    @property
    def takes_back(self) -> bool:
        """Whether it tells nothing but that something was withdrawn or is disputed."""
        return bool(self.reasons) and {*self.reasons} <= TAKING_BACK


Message = Alert | Notice


@dataclass(frozen=True, slots=True)
class Planned:
    """One delivery to come: not before `at`; `digest` names the digest that takes it, "" for a message of its own."""

    channel: str
    at: datetime
    why: str = ""
    digest: str = ""
    state: DeliveryState = DeliveryState.PENDING

    def put_off(self, until: datetime, why: str) -> Planned:
        """The same, not before `until`."""
        return replace(self, at=max(self.at, until), why=f"{self.why}; {why}")

    def muted(self, why: str) -> Planned:
        """The same, kept on record and not sent."""
        return replace(self, state=DeliveryState.MUTED, why=f"{self.why}; {why}")


def once_more(fact: str, told: Collection[str]) -> str:
    """The fact's key, numbered where it was told before and something else since."""
    return next(key for n in itertools.count(1) if (key := fact if n == 1 else f"{fact}:{n}") not in told)


@dataclass(frozen=True, slots=True)
class Told:
    """What a lineage has been told already, in words or in silence.

    `facts` are (exposure key, fact key) pairs; `root_key` is the key of the first alert, None where nobody was told
    anything; `max_severity` is the highest that was told, `status` what was told last. `aloud` are the keys of the
    exposures that an alert told of.
    """

    facts: frozenset[tuple[str, str]] = frozenset()
    root_key: str | None = None
    max_severity: Severity | None = None
    status: Status | None = None
    aloud: frozenset[str] = frozenset()

    def of(self, exposure_key: str) -> frozenset[str]:
        """The facts that were told of one exposure."""
        return frozenset(fact for key, fact in self.facts if key == exposure_key)

    def renamed(self, today: Callable[[str], str]) -> Told:
        """The same with every exposure under the key that it has today."""
        facts = frozenset((today(key), fact) for key, fact in self.facts)
        return replace(self, facts=facts, aloud=frozenset(map(today, self.aloud)))

    def is_gone(self, exposure_key: str) -> bool:
        """Whether what was told of this exposure last is that it no longer holds."""
        kinds = [fact.partition(":")[0] for fact in self.of(exposure_key)]
        return GONE in kinds and kinds.count(GONE) >= kinds.count(EXPOSED)

    def knows_retracted(self, exposure_key: str) -> bool:
        """Whether it was told of this one that its incident was withdrawn, not just of what that was merged with."""
        return any(fact.startswith(f"status:{Status.RETRACTED}") for fact in self.of(exposure_key))

    @property
    def is_over(self) -> bool:
        """Whether nothing holds any more of all that anybody was told of."""
        return bool(self.aloud) and all(self.is_gone(key) for key in self.aloud)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an incident stands since its first message: its status then and now, whose it is, how many updates.

    `over`: none of the exposures that were told holds any more.
    """

    first_status: Status
    status: Status
    acknowledged: datetime | None = None
    by: str = ""
    updates: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a channel gave back: enough to reply in the same thread. Free of secrets."""

    message_id: str
    thread: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def refused(self) -> list[str]:
        """The recipients that did not get it, each with its server's answer."""
        return [text for name, text in sorted(self.extra.items()) if name.startswith("refused")]


@dataclass(frozen=True, slots=True)
class SendRequest:
    """One delivery as its channel gets it.

    `message` is an alert or a notice. `idempotency_key` is stable over attempts; `root` is the receipt of the first
    message that an update follows on this channel;
    `doubtful`: an earlier attempt may have arrived, so look before sending again; it can only have arrived after
    `preceding`, the receipt of a message that the channel had before the first such attempt (None: not known).
    `accepted`: the recipients that an earlier attempt reached (`TemporaryFailure.accepted`); None where the caller
    does not keep that.
    """

    message: Message
    idempotency_key: str
    root: Receipt | None = None
    root_key: str | None = None
    doubtful: bool = False
    preceding: Receipt | None = None
    accepted: tuple[str, ...] | None = None
