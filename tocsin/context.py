"""What every stage is given, and what it reports to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from config.settings import Settings
from model.document import Source, SourceOutcome
from model.incident import Incident
from model.inventory import DEFAULT_TENANT
from storage.database import Database
from tocsin.clock import Clock


class Progress(Protocol):
    """Where a stage says how far it is; never on standard output, which belongs to the result."""

    def step(self, text: str) -> None:
        """A new stage, or how far it has come."""

    def problem(self, text: str) -> None:
        """Something went wrong and the rest goes on: one line."""


class Quiet:
    """Progress that nobody looks at."""

    def step(self, text: str) -> None:
        """Says nothing."""

    def problem(self, text: str) -> None:
        """Says nothing; it stands in the tally."""


@dataclass(frozen=True, slots=True)
class Past:
    """An incident that reaches a tenant's inventory through `vendor` and is not told: it is history or silent."""

    vendor: str
    incident_id: int
    incident: Incident
    tenant: str


@dataclass(slots=True)
class Tally:
    """What one run did; the numbers of `run --json`."""

    documents: int = 0
    disclosures: int = 0
    incidents: int = 0
    exposures: int = 0
    alerts: int = 0
    sent: int = 0
    buried: int = 0
    past: list[Past] = field(default_factory=list)
    outcomes: list[SourceOutcome] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """One run's surroundings. `sources` None: all that are on when they are asked, the inventory's too.

    `history`: why nothing that is found may be told, empty where it may. `keep_lock`, called before each document,
    incident and delivery, takes the work lock again where a server that restarted has let go of it, and refuses a
    database that a newer Tocsin has upgraded meanwhile.
    """

    settings: Settings
    database: Database
    clock: Clock
    sources: Sequence[Source] | None
    run_id: int
    progress: Progress
    tally: Tally = field(default_factory=Tally)
    tenant: str = DEFAULT_TENANT
    history: str = ""
    keep_lock: Callable[[], None] = lambda: None

    def tenants(self) -> list[Context]:
        """The same run for each tenant, with its settings; the default tenant first."""
        return [self.of(name) for name in self.settings.tenant_ids]

    def of(self, tenant: str) -> Context:
        """The same run for one tenant."""
        return replace(self, settings=self.settings.for_tenant(tenant), tenant=tenant)

    def problem(self, text: str) -> None:
        """Shows a problem at once and keeps it for the summary."""
        self.tally.problems.append(text)
        self.progress.problem(text)
