"""The shapes of the API's answers, as `/api/openapi.json` tells them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from model.clock import Basis, ClockRecord, Due
from model.correction import Correction
from model.exposure import Exposure
from model.incident import Incident
from model.inventory import Assurance
from model.vocabulary import DataStatus, DataType, EdgeKind, Kind, MatchedOn, Role, Severity, Status, Trust
from storage.advisories import Explained
from storage.hand import Edit
from storage.search import Facets
from tocsin.web.access.rights import HIGHEST, REASON
from tocsin.web.views.habits import Habit

T = TypeVar("T")
Why = Annotated[str, REASON]


class Paged(BaseModel, Generic[T]):
    """One page; `next_cursor` asks for the next, null where there is none."""

    results: list[T]
    next_cursor: str | None


class Named(BaseModel):
    """An organisation and its role; of several who were breached, where not the same holds of all, how sure that is."""

    name: str
    role: Role
    status: Status | None = None


class Typed(BaseModel):
    """A data type and what is held of it."""

    type: DataType
    status: DataStatus


class Result(BaseModel):
    """An incident's facts without their evidence; `disclosed` is when it was first published."""

    incident: int
    title: str
    status: Status
    kind: Kind
    disclosed: date | None
    occurred: str | None
    records: int | None
    records_unit: str | None
    records_bound: str | None
    organisations: list[Named]
    data_types: list[Typed]
    sources: list[str]


class Found(Paged[Result]):
    """What a query finds; `total_is_capped`: there are more. Of the sources in `unheard` (which could not be heard)
    and in `not_asked` (yet) nobody can know what is new.
    """

    total: int
    total_is_capped: bool
    suggestions: list[str]
    unheard: list[str]
    not_asked: list[str]
    facets: Facets | None = None


class DocumentShown(BaseModel):
    """A stored version of a document that tells of an incident; by its `id` its text is asked for."""

    id: int
    url: str
    title: str
    source: str
    trust: Trust
    version: int
    published: datetime | None
    fetched: datetime
    current: bool


class RevisionShown(BaseModel):
    """What changed materially with a revision."""

    number: int
    at: datetime
    changes: list[str]


class NotAlerted(BaseModel):
    """Why somebody of your inventory was not alerted by the newest decision."""

    outcome: str
    subject: str
    why: str


class IncidentShown(Result):
    """An incident with everything that is known of it."""

    revision: int
    facts: Incident
    documents: list[DocumentShown]
    revisions: list[RevisionShown]
    exposures: list[Exposure]
    corrections: list[Correction]
    edits: list[Edit]
    vulnerabilities: list[Explained]
    alerts: list[int]
    not_alerted: list[NotAlerted]


class KnownBy(BaseModel):
    """By what an organisation is known, and who says so."""

    kind: str
    text: str
    source: str


class MergeShown(BaseModel):
    """Two organisations that a person says are one."""

    merged: str
    kept: str
    why: str
    made: datetime
    undone: datetime | None


class PastShown(Result):
    """An incident of a vendor."""

    role: Role
    only_history: bool


class PathShown(BaseModel):
    """A way from you to a vendor."""

    path: list[str]
    hops: int
    items: list[str]


class WatchedBy(BaseModel):
    """A source that could tell of a vendor's breach."""

    source: str
    url: str
    enabled: bool
    state: str | None


class Arrow(BaseModel):
    """One uses another."""

    user: str = Field(alias="from")
    provider: str = Field(alias="to")
    kind: EdgeKind
    source: str
    role: str | None
    first_seen: date | None
    last_seen: date | None
    ended: date | None


class YearShown(BaseModel):
    """How many incidents of a year were its own, and in how many it was hit through others."""

    year: int
    own: int
    through: int


class VendorShown(BaseModel):
    """An organisation, its history, and how it reaches you; `data_lost`: in how many incidents of its own."""

    id: str
    name: str
    matched_on: MatchedOn
    in_registry: bool
    parent: str | None
    known_by: list[KnownBy]
    merges: list[MergeShown]
    history: list[PastShown]
    paths: list[PathShown]
    watched_by: list[WatchedBy]
    years: list[YearShown]
    data_lost: dict[DataType, int]
    habits: list[Habit]
    assurance: list[Assurance]
    uses: list[Arrow]
    used_by: list[Arrow]


class ExposureShown(BaseModel):
    """An exposure with what a list shows of its incident."""

    id: int
    incident: int
    title: str
    status: Status
    found: datetime
    alert: int | None
    acknowledged: datetime | None
    severity: Severity
    exposure: Exposure | None = Field(description="null: what is stored of it cannot be read")


class DeliveryShown(BaseModel):
    """Where an alert stands on a channel."""

    id: int
    channel: str
    state: str
    why: str
    error: str | None
    attempts: int
    due: datetime | None = Field(description="not before then, while it waits")
    settled: datetime | None = Field(description="since when it does not wait any more")
    covered_by: int | None = Field(description="the number of the digest that it stands in")


class AlertShown(BaseModel):
    """An alert with its deliveries."""

    id: int
    created: datetime
    severity: Severity
    unreadable: bool = Field(description="what is stored of it cannot be read: no reasons and paths are given")
    reasons: list[str]
    incident: int
    title: str
    paths: list[list[str | None]]
    update: bool
    acknowledged: datetime | None
    acknowledged_by: str | None
    quiet_until: datetime | None = Field(description="until then its incident is put off, or none of yours")
    deliveries: list[DeliveryShown]


class Node(BaseModel):
    """An organisation of the graph, or a package of nobody known, and which items lead to it."""

    id: str
    name: str
    items: list[str]
    package: bool


class GraphShown(BaseModel):
    """Who uses whom."""

    nodes: list[Node]
    edges: list[Arrow]


class UploadShown(BaseModel):
    """An uploaded file."""

    upload: int
    state: str


class SourceShown(BaseModel):
    """A source with its health."""

    id: str
    name: str
    kind: str
    url: str
    trust: Trust
    enabled: bool
    health: str
    state: str | None
    since: datetime | None


class SearchShown(BaseModel):
    """A kept search and its feed."""

    id: int
    name: str
    query: str
    alerts: bool
    feed: str


class AuditShown(BaseModel):
    """One change that somebody made."""

    id: int
    at: datetime
    who: str
    via: str
    action: str
    subject: str
    before: Any
    after: Any


class Corrected(BaseModel):
    """The corrections that were made, in the order of the facts."""

    corrections: list[int]


class Done(BaseModel):
    """It is done."""

    done: bool = True


class Wanted(BaseModel):
    """What a change is asked with: a mistyped name would leave out what was meant, such as that a search alerts."""

    model_config = ConfigDict(extra="forbid")


class CorrectionWanted(Wanted):
    """Facts to correct, such as `{"data_type:passwords": "denied"}`; an empty value removes one."""

    facts: dict[str, str] = Field(min_length=1, max_length=20)
    why: Why


class MergeWanted(Wanted):
    """The incident that becomes a part of the named one, and why."""

    other: int = Field(ge=1, le=HIGHEST)
    why: Why


class SplitWanted(Wanted):
    """Addresses of the documents that tell of another event, and why."""

    documents: list[str] = Field(min_length=1, max_length=200)
    why: Why


class Stands(BaseModel):
    """The incident that now stands."""

    incident: int


class ClocksShown(BaseModel):
    """The deadlines of an incident, and what responders recorded of it."""

    incident: int
    title: str
    clocks: list[Due]
    records: list[ClockRecord]


class ClockWanted(Wanted):
    """When somebody became aware, found it material or classified it as major, and what that rests on."""

    basis: Basis
    at: str = Field(max_length=40, json_schema_extra={"format": "date-time"})
    why: Why


class SearchWanted(Wanted):
    """A query to keep under a name; one of that name is replaced."""

    name: str = Field(min_length=1, max_length=80)
    query: str = Field(default="", max_length=2000)
    alerts: bool = False


class SnoozeWanted(Wanted):
    """For how long nothing of the incident shall be told, unless it gets worse."""

    hours: int = Field(ge=1, le=24 * 90)
    why: str = Field(default="", max_length=500)


class NotOursWanted(Wanted):
    """Why the incident is none of yours; it stays quiet for a year."""

    why: Why
