"""The shapes of what the desk shows as a whole, of files, and of what is in them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from model.inventory import Assurance, Edge, InventoryItem, Overlay
from model.vocabulary import DataType, ItemKind, Severity, Store, Trust
from tocsin.web.api.shapes import Wanted, Why
from tocsin.web.routes.items import LONGEST
from tocsin.web.views.preview import EdgeChange, ItemChange


class ItemShown(BaseModel):
    """An inventory item; see `model.inventory.InventoryItem`. `given` is what people added to what its file says."""

    id: int
    ref: str
    name: str
    kind: ItemKind
    supplier: str
    version: str | None
    purl: str | None
    cpe: str | None
    domains: list[str]
    aliases: list[str]
    owner: str | None
    criticality: str | None
    data_types: list[DataType]
    source: str
    assurance: list[Assurance]
    tags: list[str]
    given: Overlay | None


class ItemWanted(Wanted):
    """What is added to what the file says of an item; what is left out or empty is as the file says."""

    owner: str | None = Field(default=None, max_length=LONGEST)
    criticality: Severity | None = None
    data_types: list[DataType] = Field(default_factory=list, max_length=len(DataType), description="beside the file's")
    assurance: list[Annotated[str, StringConstraints(max_length=LONGEST)]] = Field(
        default_factory=list, max_length=50, description="such as `SOC 2 2025-03-31`, beside the file's"
    )


class SourceCounts(BaseModel):
    """How many sources are heard, failing, silent for too long, not asked yet, and off."""

    ok: int
    bad: int
    stale: int
    waiting: int
    off: int


class DeliveryCounts(BaseModel):
    """How many deliveries were sent, wait, and were given up."""

    sent: int
    pending: int
    dead: int


class RunShown(BaseModel):
    """The newest run."""

    command: str
    state: str
    started: datetime
    finished: datetime | None


class CoverageShown(BaseModel):
    """A vendor with the own sources that would tell of a breach: `live`, `silent` and never asked (`unasked`)."""

    vendor: str
    live: list[str]
    silent: list[str]
    unasked: list[str]


class TodayShown(BaseModel):
    """What asks for somebody now. `open_exposures` are neither acknowledged nor history; `exposures` are all."""

    open_exposures: int
    exposures: int
    items: int
    edges: int
    sources: SourceCounts
    deliveries: DeliveryCounts
    last_run: RunShown | None


class SettingShown(BaseModel):
    """One key with its value as text; of a secret only whether it is set."""

    section: str
    key: str
    value: str


class FileShown(BaseModel):
    """An imported file, how many open items came from it, and what was wrong in it."""

    path: str
    imported: datetime
    items: int
    problems: list[str]


class ChangeCounts(BaseModel):
    """How many items and edges there are of each."""

    added: int
    changed: int
    gone: int
    unchanged: int
    new_edges: int
    changed_edges: int


class PreviewShown(BaseModel):
    """What the file would change: numbers, and as many of each as were asked for."""

    counts: ChangeCounts
    added: list[InventoryItem]
    changed: list[ItemChange]
    gone: list[InventoryItem]
    new_edges: list[Edge]
    changed_edges: list[EdgeChange]
    problems: list[str]
    notes: list[str]


class ImportShown(BaseModel):
    """How an import went: `problem`, or what was added, changed and closed."""

    problem: str | None = None
    added: int | None = None
    changed: int | None = None
    closed: int | None = None
    edges: int | None = None


class UploadPreview(BaseModel):
    """An uploaded file; `preview` as long as it was neither imported nor dropped."""

    upload: int
    name: str
    kind: str
    state: str
    uploaded: datetime
    uploaded_by: str
    outcome: ImportShown | None
    preview: PreviewShown | None


class Marked(BaseModel):
    """What was read, from which words; `start` and `end` count code points of title, line break and text."""

    says: str
    quote: str
    start: int | None
    end: int | None


class VersionShown(BaseModel):
    """A stored version. `text` is null where the licence of its source (`store`) does not let us keep it."""

    id: int
    incident: int
    version: int
    url: str
    source: str
    trust: Trust
    store: Store
    title: str
    published: datetime | None
    fetched: datetime
    current: bool
    text: str | None
    evidence: list[Marked]


class VendorMergeWanted(Wanted):
    """Two names, domains or ids that mean one organisation, and why; `into` is the one that stays."""

    name: str = Field(min_length=1, max_length=200)
    into: str = Field(min_length=1, max_length=200)
    why: Why


class VendorMerged(BaseModel):
    """The ids: `merged` is `kept` from now on; `merged` is what undoes it."""

    merged: str
    kept: str


class VendorMergeShown(VendorMerged):
    """A merge that holds."""

    id: int
    why: str
    made: datetime
