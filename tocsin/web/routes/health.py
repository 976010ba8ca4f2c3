"""`/healthz`: whether the service lives, keeps its schedule and hears something."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.responses import JSONResponse

from model.inventory import DEFAULT_TENANT
from storage.outbox import delivery_counts
from storage.runs import last_run
from storage.sources import source_states
from tocsin.service.health import health
from tocsin.web.access.rights import Reader, TheDesk, pages
from tocsin.web.views.covered import visible_sources
from tocsin.web.views.health import health_counts

router = pages()


@router.get("/healthz")
def healthz(desk: TheDesk, actor: Reader) -> JSONResponse:
    """200 while the schedule is kept; 503 where it is not. Sources and deliveries are reported beside it.

    The default tenant, whose installation it is, sees those of all; another one its own.
    """
    whole = actor.tenant_id == DEFAULT_TENANT
    tenant = None if whole else actor.tenant_id
    sources = desk.sources if whole else visible_sources(desk, actor.tenant_id)
    run = last_run(desk.database)
    alive = desk.scheduler_alive()
    limit = desk.settings.schedule.run_limit
    checks = health(desk.database, sources, datetime.now(UTC), limit=limit, tenant=tenant)
    shown: dict[str, Any] = {
        "ok": alive,
        "now": desk.clock.now().isoformat(),
        "scheduler": "alive" if alive else "stopped",
        "last_run": {"state": run["state"], "started": run["started"].isoformat()} if run else None,
        "sources": health_counts(sources, source_states(desk.database), desk.clock.now()),
        "deliveries": delivery_counts(desk.database, tenant=tenant),
        "checks": checks.as_json()["checks"],
    }
    return JSONResponse(shown, 200 if alive else 503)
