"""A marked sample, to see whether a channel works and what an alert looks like. Everything in it is invented."""

from __future__ import annotations

from datetime import datetime

from alerts.decide import decide
from model.alert import Alert, Told
from model.disclosure import Evidence
from model.exposure import Exposure, Hop, Term
from model.incident import DataFact, Incident, PartyFact, Provenance
from model.inventory import DEFAULT_TENANT, InventoryItem
from model.vocabulary import DataStatus, DataType, EdgeKind, ItemKind, Kind, MatchedOn, Role, Severity, Status, Trust

_URL = "https://vendor.example/sample"
_VENDOR, _BREACHED = "Sample Vendor", "SAMPLE, no real incident"


def sample_alert(now: datetime, severity: Severity = Severity.LOW) -> Alert:
    """An alert that says of itself that it is a sample; `now` makes its key, so that each call gives a new one."""
    decision = decide(
        tenant_id=DEFAULT_TENANT,
        incident_id=0,
        lineage=f"sample {now.isoformat()}",
        before=None,
        incident=_incident(now),
        exposures=(_exposure(now, severity),),
        told=Told(),
        page=True,
        now=now,
    )
    assert decision.alert is not None  # noqa: S101 - a new exposure of a confirmed incident always makes an alert
    return decision.alert


def _incident(now: datetime) -> Incident:
    day = now.date()
    return Incident(
        title="A sample",
        kind=Kind.BREACH,
        status=Status.CONFIRMED,
        parties=(PartyFact("sample", _BREACHED, Role.BREACHED, (_said("This is a sample."),)),),
        data_types=(
            DataFact(DataType.NAMES, DataStatus.EXPOSED, (_said("Names would be said to be exposed here."),)),
            DataFact(
                DataType.PASSWORDS, DataStatus.DENIED, (_said("Passwords would be said not to be exposed here."),)
            ),
        ),
        disclosed=day.isoformat(),
        first_published=day,
        sources=(_URL,),
    )


def _exposure(now: datetime, severity: Severity) -> Exposure:
    names = frozenset({DataType.NAMES})
    item = InventoryItem("sample", _VENDOR, ItemKind.VENDOR, _VENDOR, owner="you", data_types=names, source="a sample")
    return Exposure(
        key="sample",
        path=(_VENDOR, _BREACHED),
        items=(item,),
        hops=(Hop(_VENDOR, _BREACHED, EdgeKind.DISCLOSED, _URL, now.date(), now.date()),),
        matched_on=MatchedOn.NAME,
        matched_text=_VENDOR,
        data_types=names,
        shared=names,
        confidence=1.0,
        confidence_terms=(),
        severity=severity,
        severity_terms=(Term("sample", 0.0, "this is a sample"),),
        why="this is a sample",
    )


def _said(quote: str) -> Provenance:
    return Provenance(0, _URL, Trust.VENDOR, Evidence(quote, 0, len(quote)))
