"""Small builders of incidents and exposures; every organisation that something is invented of is invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

from alerts.decide import Told, decide
from model.alert import Alert, Message, Receipt, SendRequest
from model.disclosure import Evidence
from model.exposure import Exposure, Hop, Term
from model.incident import CountFact, DataFact, Incident, PartyFact, Provenance
from model.inventory import InventoryItem
from model.notice import Notice
from model.vocabulary import (
    DataStatus,
    DataType,
    EdgeKind,
    ItemKind,
    Kind,
    MatchedOn,
    Reason,
    Role,
    Severity,
    Status,
    Trust,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def said(quote: str, url: str = "https://vendor.example/notice", trust: Trust = Trust.VENDOR) -> Provenance:
    return Provenance(1, url, trust, Evidence(quote, 0, len(quote)))


def incident(
    *,
    exposed: Iterable[DataType] = (DataType.NAMES,),
    possible: Iterable[DataType] = (),
    denied: Iterable[DataType] = (),
    count: int | None = None,
    unit: str = "people",
    status: Status = Status.CONFIRMED,
    breached: str = "Quillmark",
    quote: str = "the export contained {}",
    title: str = "Security notice",
    urls: tuple[str, ...] = ("https://vendor.example/notice",),
) -> Incident:
    facts = [
        DataFact(kind, state, (said(quote.replace("{}", kind.value), urls[0]),))
        for state, kinds in (
            (DataStatus.EXPOSED, exposed),
            (DataStatus.POSSIBLE, possible),
            (DataStatus.DENIED, denied),
        )
        for kind in kinds
    ]
    return Incident(
        title=title,
        kind=Kind.BREACH,
        status=status,
        parties=(PartyFact("quillmark", breached, Role.BREACHED, (said(f"{breached} was entered", urls[0]),)),),
        data_types=tuple(facts),
        records=CountFact(count, unit, "exact", said(f"{count} {unit}", urls[0])) if count else None,
        disclosed="2026-03-01",
        first_published=date(2026, 3, 1),
        sources=urls,
    )


def exposure(
    key: str = "hartwell/quillmark",
    *,
    path: tuple[str | None, ...] = ("Hartwell", "Quillmark"),
    severity: Severity = Severity.MEDIUM,
    owner: str = "platform@example.org",
    source: str = "https://vendor.example/notice",
) -> Exposure:
    item = InventoryItem("row 2", path[0] or "?", ItemKind.VENDOR, path[0] or "?", owner=owner, source="vendors.csv")
    hops = tuple(
        Hop(user or "?", provider, EdgeKind.DISCLOSED, source, date(2026, 3, 1), date(2026, 3, 1))
        for user, provider in pairwise(path)
    )
    return Exposure(
        key=key,
        path=path,
        items=(item,),
        hops=hops,
        matched_on=MatchedOn.NAME,
        matched_text=path[0] or "?",
        data_types=frozenset({DataType.NAMES}),
        shared=frozenset({DataType.NAMES}),
        confidence=0.9,
        confidence_terms=(Term("match", 0.9, "matched by name"),),
        severity=severity,
        severity_terms=(Term("data", 2.0, "names exposed and shared"),),
        why="Hartwell uses Quillmark",
    )


def alert(
    inc: Incident | None = None,
    exposures: tuple[Exposure, ...] | None = None,
    **changes: object,
) -> Alert:
    made = decide(
        tenant_id="default",
        incident_id=7,
        lineage="L1",
        before=None,
        incident=inc or incident(),
        exposures=exposures or (exposure(),),
        told=Told(),
        page=True,
        now=NOW,
    ).alert
    assert made is not None
    return replace(made, **changes) if changes else made  # type: ignore[arg-type]


def notice(**changes: object) -> Notice:
    made = Notice(
        key="n" * 64,
        tenant_id="default",
        reason=Reason.SOURCE_SILENT,
        severity=Severity.HIGH,
        title="The source vendor-news has been silent for two days",
        lines=("It answered with a web page instead of a feed.", "Last read on 1 March 2026."),
        created=NOW,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def request(made: Message | None = None, **fields: object) -> SendRequest:
    made = made or alert()
    return SendRequest(made, f"{made.key[:60]}0001", **fields)  # type: ignore[arg-type]


ROOT = Receipt("1700000000.000100", "1700000000.000100", {"channel": "C0SECURITY"})
