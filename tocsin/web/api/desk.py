"""`/api/exposures`, `/api/alerts`, `/api/inventory`, `/api/sources`, `/api/searches`, `/api/audit`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Form, HTTPException, Request, Response, UploadFile

from inventory.draw import as_data
from storage.audit import audit_log
from storage.desk.alerts import AlertRow, alerts_page, find_alert
from storage.desk.exposures import exposures_page
from storage.inventories import items_of
from storage.search import saved_searches
from storage.sources import source_states
from storage.types import dump
from tocsin.knowledge import graph_for, resolver_for
from tocsin.web.access.rights import Auditor, Importer, Number, Reader, Responder, TheDesk
from tocsin.web.api.answers import Cursor, Limit, answer, before_of, listed, machine_pages
from tocsin.web.routes.alerts import taken_in_hand
from tocsin.web.routes.inventory import decided, kept_upload
from tocsin.web.views.health import source_views

router = machine_pages("desk")


@router.get("/exposures")
def api_exposures(request: Request, desk: TheDesk, actor: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """Every active exposure of your inventory, newest first."""
    rows = exposures_page(desk.database, actor.tenant_id, before=before_of(cursor), limit=limit + 1)
    shown = [
        {"id": row.id, "incident": row.incident_id, "title": row.title, "status": row.status, "found": row.found}
        | {"alert": row.alert_id, "acknowledged": row.acknowledged, "exposure": dump(row.exposure)}
        for row in rows
    ]
    return answer(request, listed(rows, limit, shown, str(rows[limit - 1].id) if len(rows) > limit else ""))


@router.get("/alerts")
def api_alerts(
    request: Request,
    desk: TheDesk,
    actor: Reader,
    *,
    limit: Limit = 50,
    cursor: Cursor = None,
    unacknowledged: bool = False,
) -> Response:
    """Alerts, newest first."""
    rows = alerts_page(
        desk.database,
        actor.tenant_id,
        before=before_of(cursor),
        unacknowledged=unacknowledged,
        limit=limit + 1,
    )
    last = str(rows[limit - 1].id) if len(rows) > limit else ""
    return answer(request, listed(rows, limit, [_alert(row) for row in rows], last))


@router.get("/alerts/{number}")
def api_alert(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """One alert with its deliveries."""
    row = find_alert(desk.database, actor.tenant_id, number)
    if row is None:
        raise HTTPException(404, "there is no such alert")
    return answer(request, _alert(row))


@router.post("/alerts/{number}/acknowledge")
def api_acknowledge(request: Request, desk: TheDesk, actor: Responder, number: Number) -> Response:
    """Takes an alert in hand, with every earlier one of its incident."""
    return answer(request, _alert(taken_in_hand(desk, actor, number)))


@router.get("/inventory")
def api_inventory(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """What you depend on."""
    with desk.database.read() as connection:
        items = [dump(stored.item) for stored in items_of(connection, actor.tenant_id)]
    return answer(request, {"results": items, "next_cursor": None})


@router.get("/inventory/graph")
def api_graph(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """Who uses whom: `nodes` and `edges`."""
    with desk.database.read() as connection:
        resolver = resolver_for(connection, actor.tenant_id)
        return answer(request, as_data(graph_for(connection, actor.tenant_id, resolver)))


@router.post("/inventory/uploads")
def api_upload(
    request: Request,
    desk: TheDesk,
    actor: Importer,
    file: UploadFile,
    kind: Annotated[str, Form(pattern="^(inventory|dependencies)$")] = "inventory",
) -> Response:
    """Keeps a file for its preview; the inventory changes once it is accepted."""
    number = kept_upload(desk, actor, file, kind)
    return answer(request, {"upload": number, "state": "preview"})


@router.post("/inventory/uploads/{number}/{decision}")
def api_decide(request: Request, desk: TheDesk, actor: Importer, number: Number, decision: str) -> Response:
    """`accept`: the next run imports it, which is asked for at once; `drop`: it is let go."""
    decided(desk, actor, number, decision)
    return answer(request, {"upload": number, "state": "accepted" if decision == "accept" else "dropped"})


@router.get("/sources")
def api_sources(request: Request, desk: TheDesk, _actor: Reader) -> Response:
    """Every source with its health."""
    views = source_views(desk.sources, source_states(desk.database), desk.clock.now())
    shown = [
        {"id": view.source.id, "name": view.source.name, "kind": view.source.kind, "url": view.source.url}
        | {"trust": view.source.trust, "enabled": view.source.enabled, "health": view.mood}
        | {"state": view.state.state if view.state else None, "since": view.state.since if view.state else None}
        for view in views
    ]
    return answer(request, {"results": shown, "next_cursor": None})


@router.get("/searches")
def api_searches(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """The kept searches; each has a feed at `/feeds/ID.atom`."""
    kept = [
        {"id": one.id, "name": one.name, "query": one.query, "alerts": one.alerts, "feed": f"/feeds/{one.id}.atom"}
        for one in saved_searches(desk.database, actor.tenant_id)
    ]
    return answer(request, {"results": kept, "next_cursor": None})


@router.get("/audit")
def api_audit(request: Request, desk: TheDesk, actor: Auditor, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """Every change that somebody made, newest first."""
    rows = audit_log(desk.database, actor.tenant_id, before=before_of(cursor), limit=limit + 1)
    shown = [dump(row) for row in rows]
    return answer(request, listed(rows, limit, shown, str(rows[limit - 1].id) if len(rows) > limit else ""))


def _alert(row: AlertRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "created": row.created,
        "severity": row.alert.severity,
        "reasons": list(row.alert.reasons),
        "incident": row.alert.incident_id,
        "title": row.alert.incident.title,
        "paths": [list(exposure.path) for exposure in row.alert.exposures],
        "update": row.alert.update_of is not None,
        "acknowledged": row.acknowledged,
        "acknowledged_by": row.acknowledged_by,
        "deliveries": [
            {"id": sent.id, "channel": sent.channel_id, "state": sent.state, "error": sent.last_error}
            for sent in row.deliveries
        ],
    }
