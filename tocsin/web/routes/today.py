"""`/`: what asks for somebody now."""

from __future__ import annotations

from datetime import timedelta

from fastapi import Request, Response

from storage.desk.exposures import exposure_counts, exposures_page, open_exposures
from storage.desk.inventories import inventory_counts
from storage.outbox import delivery_counts
from storage.runs import last_run
from storage.sources import source_states
from tocsin.web.access.rights import Before, Reader, TheDesk, pages
from tocsin.web.pages import first_rows, page
from tocsin.web.views.clocks import clock_rows
from tocsin.web.views.covered import covered, visible_sources
from tocsin.web.views.health import health_counts

router = pages()
_SHOWN = 20
_PAGE = 50


@router.get("/")
def today(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """Open exposures, source health, and which vendors have no source of their own that could tell."""
    run = last_run(desk.database)
    horizon = (desk.clock.now() - desk.settings.alerts.horizon).date()
    return page(
        request,
        "today.html",
        rows=open_exposures(desk.database, actor.tenant_id, horizon, limit=_SHOWN),
        counts=exposure_counts(desk.database, actor.tenant_id, horizon),
        inventory=inventory_counts(desk.database, actor.tenant_id, desk.clock.today()),
        health=health_counts(visible_sources(desk, actor.tenant_id), source_states(desk.database), desk.clock.now()),
        deliveries=delivery_counts(desk.database, tenant=actor.tenant_id),
        last_run=run,
        unread=run["state"] if run and run["state"] in ("running", "interrupted") else "",
        scheduled=desk.scheduler_alive(),
        clocks=clock_rows(desk, actor.tenant_id),
        uncovered=[each for each in covered(desk, actor.tenant_id) if not each.live],
        horizon=desk.settings.alerts.horizon // timedelta(days=1),
    )


@router.get("/exposures")
def exposures(request: Request, desk: TheDesk, actor: Reader, before: Before = None) -> Response:
    """Every active exposure, also what is history."""
    rows = exposures_page(desk.database, actor.tenant_id, before=before, limit=_PAGE + 1)
    return page(request, "exposures.html", **first_rows(rows, _PAGE))
