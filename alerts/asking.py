"""What a filter can ask of an alert (`config.filters`)."""

from __future__ import annotations

from config.filters import Facts
from model.alert import Alert
from model.vocabulary import DataStatus, Role, Severity


def facts_of(alert: Alert) -> Facts:
    """Every field of the filter language, each as all the values that it has; none where nothing is known."""
    incident = alert.seen
    items = [item for exposure in alert.exposures for item in exposure.items]
    said = [said for party in incident.parties for said in party.said_by]
    said += [said for fact in incident.data_types for said in fact.said_by]
    return {
        "severity": (alert.severity.value,),
        "status": (incident.status.value,),
        "kind": (incident.kind.value,),
        "title": (incident.title,),
        "reason": tuple(reason.value for reason in alert.reasons),
        "data": tuple(fact.type.value for fact in incident.data_types if fact.status is not DataStatus.DENIED),
        "shared": tuple(sorted({kind.value for exposure in alert.exposures for kind in exposure.shared})),
        "source": tuple(sorted({one.trust.value for one in said})),
        "breached": tuple(party.name for party in incident.organisations(Role.BREACHED)),
        "vendor": tuple(exposure.path[0] or "" for exposure in alert.exposures),
        "hops": tuple(float(exposure.distance) for exposure in alert.exposures),
        "confidence": tuple(exposure.confidence for exposure in alert.exposures),
        "matched_on": tuple(exposure.matched_on.value for exposure in alert.exposures),
        "count": (float(incident.records.count),) if incident.records else (),
        "item": tuple(item.name for item in items),
        "item_kind": tuple(item.kind.value for item in items),
        "owner": tuple(item.owner for item in items if item.owner),
        "tag": tuple(tag for item in items for tag in item.tags),
        "criticality": tuple(item.criticality for item in items if item.criticality in set(Severity)),
    }
