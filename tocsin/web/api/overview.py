"""`/api/today`, `/api/coverage`, `/api/settings`: the desk as a whole."""

from __future__ import annotations

from fastapi import Request, Response

from storage.desk.exposures import exposure_counts
from storage.desk.inventories import inventory_counts
from storage.outbox import delivery_counts
from storage.runs import last_run
from storage.sources import source_states
from tocsin.web.access.rights import Auditor, Reader, TheDesk
from tocsin.web.api.answers import Cursor, Limit, answer, listed_from, machine_pages
from tocsin.web.api.desk_shapes import CoverageShown, SettingShown, TodayShown
from tocsin.web.api.shapes import Paged
from tocsin.web.routes.settings import sections_of
from tocsin.web.views.covered import covered, visible_sources
from tocsin.web.views.health import health_counts

router = machine_pages("desk")
_RUN = ("command", "state", "started", "finished")


@router.get("/today", response_model=TodayShown)
def api_today(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """In numbers what asks for somebody now; `/api/exposures`, `/api/clocks` and `/api/coverage` tell more."""
    tenant, now = actor.tenant_id, desk.clock.now()
    exposures = exposure_counts(desk.database, tenant, (now - desk.settings.alerts.horizon).date())
    inventory = inventory_counts(desk.database, tenant, now.date())
    run = last_run(desk.database)
    shown = {
        "open_exposures": exposures["open"],
        "exposures": exposures["all"],
        "items": inventory.items,
        "edges": inventory.edges,
        "sources": health_counts(visible_sources(desk, tenant), source_states(desk.database), now),
        "deliveries": delivery_counts(desk.database, tenant=tenant),
        "last_run": {name: run[name] for name in _RUN} if run else None,
    }
    return answer(request, shown)


@router.get("/coverage", response_model=Paged[CoverageShown])
def api_coverage(request: Request, desk: TheDesk, actor: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """Your vendors with the sources of their own that would tell of a breach, those without a live one first."""
    return answer(request, listed_from(covered(desk, actor.tenant_id), cursor, limit, lambda one: one.as_json()))


@router.get("/settings", response_model=Paged[SettingShown])
def api_settings(
    request: Request, desk: TheDesk, actor: Auditor, limit: Limit = 200, cursor: Cursor = None
) -> Response:
    """Every key of the configuration with its value, without secrets; the file rules, nothing is changed here."""
    found = [(name, *pair) for name, pairs in sections_of(desk, actor.tenant_id).items() for pair in pairs]
    return answer(
        request, listed_from(found, cursor, limit, lambda one: {"section": one[0], "key": one[1], "value": one[2]})
    )
