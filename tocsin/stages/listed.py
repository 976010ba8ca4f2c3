"""Of an article that lists several who were breached: what readers know of one of them from an incident of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alerts.facts import material_facts
from inventory.graph import Graph
from model.exposure import Exposure
from model.incident import Report
from model.vocabulary import Role
from nlp.incidents.corrected import roles_by_hand
from nlp.incidents.correlate import OpenIncident, only_listed
from storage.disclosures import reports_of
from storage.incidents import StoredIncident
from storage.withdrawals import told_beside
from tocsin.context import Context
from tocsin.stages.correlation import resolved
from tocsin.stages.withdrawing import known_today

_SEVERAL = 3


def lists_several(stored: StoredIncident) -> bool:
    """Whether it may be an article's list of several, of some of whom others tell alone."""
    return len(stored.incident.organisations(Role.BREACHED)) >= _SEVERAL


def told_alone(
    context: Context, connection: Any, graph: Graph, stored: StoredIncident, exposures: Sequence[Exposure]
) -> dict[str, str]:
    """Why nobody is told of these exposures, by key: another incident told of the breach, and this adds nothing."""
    if not lists_several(stored):
        return {}
    found = ((one.key, _known_by(context, connection, graph, stored, one)) for one in exposures)
    return {key: f"incident {number} told of it alone; this lists it beside others" for key, number in found if number}


def _known_by(
    context: Context, connection: Any, graph: Graph, stored: StoredIncident, exposure: Exposure
) -> int | None:
    others = told_beside(connection, context.tenant, stored.lineage, exposure.key)
    if not others:
        return None
    raw = reports_of(connection, [stored.id, *(other.id for other in others)])
    reports = {number: _resolved(told, graph) for number, told in raw.items()}
    for other in others:
        known = known_today(context, connection, graph, other.lineage)
        news = material_facts(None, stored.incident.along(exposure.way), known.of(exposure.key), known.status)
        alone = OpenIncident(other.id, reports.get(other.id, ()), roles_by_hand(other.incident))
        if not news and not known.is_gone(exposure.key) and only_listed(exposure.end, reports[stored.id], alone):
            return other.id
    return None


def _resolved(reports: Sequence[Report], graph: Graph) -> tuple[Report, ...]:
    return tuple(resolved(each, graph.resolver) for each in reports)
