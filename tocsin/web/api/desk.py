"""`/api/exposures`, `/api/alerts`, `/api/inventory`, `/api/sources`, `/api/searches`, `/api/audit`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Form, Request, Response, UploadFile

from inventory.draw import as_data
from storage.audit import audit_log
from storage.desk.alerts import AlertRow, DeliveryRow, alerts_page
from storage.desk.exposures import ExposureRow, exposures_page
from storage.inventories import StoredItem, items_page
from storage.search import saved_searches
from storage.search.saved import SavedSearch
from storage.sources import source_states
from storage.types import dump
from tocsin.knowledge import graph_for
from tocsin.web.access.rights import Auditor, Importer, Number, Reader, Responder, TheDesk
from tocsin.web.api.answers import Cursor, Limit, answer, before_of, listed, machine_pages
from tocsin.web.api.desk_shapes import ItemShown, ItemWanted
from tocsin.web.api.shapes import (
    AlertShown,
    AuditShown,
    Done,
    ExposureShown,
    GraphShown,
    NotOursWanted,
    Paged,
    SearchShown,
    SearchWanted,
    SnoozeWanted,
    SourceShown,
    UploadShown,
)
from tocsin.web.keeping import forget, keep
from tocsin.web.known import known_alert, known_item, known_search
from tocsin.web.responding import not_ours, snoozed, taken_in_hand
from tocsin.web.routes.inventory import decided, has_words, kept_upload
from tocsin.web.routes.items import described, overlay_of
from tocsin.web.views.covered import visible_sources
from tocsin.web.views.health import SourceView, source_views

router = machine_pages("desk")


@router.get("/exposures", response_model=Paged[ExposureShown])
def api_exposures(request: Request, desk: TheDesk, actor: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """Every active exposure of your inventory, newest first."""
    rows = exposures_page(desk.database, actor.tenant_id, before=before_of(cursor), limit=limit + 1)
    return answer(request, listed(rows, limit, _exposure, lambda row: row.id))


@router.get("/alerts", response_model=Paged[AlertShown])
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
    return answer(request, listed(rows, limit, _alert, lambda row: row.id))


@router.get("/alerts/{number}", response_model=AlertShown)
def api_alert(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """One alert with its deliveries."""
    return answer(request, _alert(known_alert(desk, actor, number)))


@router.post("/alerts/{number}/acknowledge", response_model=AlertShown)
def api_acknowledge(request: Request, desk: TheDesk, actor: Responder, number: Number) -> Response:
    """Takes an alert in hand, with every earlier one of its incident."""
    return answer(request, _alert(taken_in_hand(desk, actor, number)))


@router.post("/alerts/{number}/snooze", response_model=AlertShown)
def api_snooze(request: Request, desk: TheDesk, actor: Responder, number: Number, wanted: SnoozeWanted) -> Response:
    """Puts off what comes of an alert's incident; what gets worse comes all the same."""
    return answer(request, _alert(snoozed(desk, actor, number, wanted.hours, wanted.why)))


@router.post("/alerts/{number}/not-ours", response_model=AlertShown)
def api_not_ours(request: Request, desk: TheDesk, actor: Responder, number: Number, wanted: NotOursWanted) -> Response:
    """Says that an alert's incident is none of yours: it stays quiet for a year."""
    return answer(request, _alert(not_ours(desk, actor, number, wanted.why)))


@router.get("/inventory", response_model=Paged[ItemShown])
def api_inventory(
    request: Request, desk: TheDesk, actor: Reader, *, q: str = "", limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """What you depend on, in the order in which it was imported; `q` filters by words, as the page does."""
    found = items_page(desk.database, actor.tenant_id, after=before_of(cursor), limit=None if q else limit + 1)
    rows = [row for row in found if has_words(row[1].item, q)][: limit + 1]
    return answer(request, listed(rows, limit, lambda row: _item(*row), lambda row: row[0]))


@router.get("/inventory/items/{number}", response_model=ItemShown)
def api_item(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """One item, with what people added to what its file says."""
    return answer(request, _item(number, known_item(desk, actor.tenant_id, number)))


@router.put("/inventory/items/{number}", response_model=ItemShown)
def api_describe(request: Request, desk: TheDesk, actor: Importer, number: Number, wanted: ItemWanted) -> Response:
    """Adds to what the file says of an item, in place of what was added before; stays when the file is read again."""
    added = overlay_of(wanted.owner, wanted.criticality, wanted.data_types, wanted.assurance)
    described(desk, actor, number, added)
    return answer(request, _item(number, known_item(desk, actor.tenant_id, number)))


@router.get("/inventory/graph", response_model=GraphShown)
def api_graph(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """Who uses whom: `nodes` and `edges`."""
    with desk.database.read() as connection:
        return answer(request, as_data(graph_for(connection, actor.tenant_id)))


@router.post("/inventory/uploads", response_model=UploadShown)
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


@router.post("/inventory/uploads/{number}/{decision}", response_model=UploadShown)
def api_decide(request: Request, desk: TheDesk, actor: Importer, number: Number, decision: str) -> Response:
    """`accept`: the next run imports it, which is asked for at once; `drop`: it is let go."""
    decided(desk, actor, number, decision)
    return answer(request, {"upload": number, "state": "accepted" if decision == "accept" else "dropped"})


@router.get("/sources", response_model=Paged[SourceShown])
def api_sources(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """Every source with its health."""
    views = source_views(visible_sources(desk, actor.tenant_id), source_states(desk.database), desk.clock.now())
    return answer(request, {"results": [_source(view) for view in views], "next_cursor": None})


@router.get("/searches", response_model=Paged[SearchShown])
def api_searches(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """The kept searches; each has a feed at `/feeds/ID.atom`."""
    kept = [_search(one) for one in saved_searches(desk.database, actor.tenant_id)]
    return answer(request, {"results": kept, "next_cursor": None})


@router.post("/searches", response_model=SearchShown)
def api_keep(request: Request, desk: TheDesk, actor: Responder, wanted: SearchWanted) -> Response:
    """Keeps a query under a name; with `alerts`, new incidents that match are told of."""
    return answer(request, _search(keep(desk, actor, wanted.name, wanted.query, alerts=wanted.alerts)))


@router.delete("/searches/{number}", response_model=Done)
def api_forget(request: Request, desk: TheDesk, actor: Responder, number: Number) -> Response:
    """Forgets a kept search."""
    forget(desk, actor, known_search(desk, actor, number).name)
    return answer(request, {"done": True})


@router.get("/audit", response_model=Paged[AuditShown])
def api_audit(request: Request, desk: TheDesk, actor: Auditor, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """Every change that somebody made, newest first."""
    rows = audit_log(desk.database, actor.tenant_id, before=before_of(cursor), limit=limit + 1)
    return answer(request, listed(rows, limit, dump, lambda row: row.id))


def _item(number: int, stored: StoredItem) -> dict[str, Any]:
    return {"id": number, **dump(stored.item), "given": dump(stored.given) if stored.given else None}


def _exposure(row: ExposureRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "incident": row.incident_id,
        "title": row.title,
        "status": row.status,
        "found": row.found,
        "alert": row.alert_id,
        "acknowledged": row.acknowledged,
        "severity": row.severity,
        "exposure": dump(row.exposure) if row.exposure else None,
    }


def _source(view: SourceView) -> dict[str, Any]:
    return {
        "id": view.source.id,
        "name": view.source.name,
        "kind": view.source.kind,
        "url": view.source.url,
        "trust": view.source.trust,
        "enabled": view.source.enabled,
        "health": view.mood,
        "state": view.state.state if view.state else None,
        "since": view.state.since if view.state else None,
    }


def _search(one: SavedSearch) -> dict[str, Any]:
    feed = f"/feeds/{one.id}.atom"
    return {"id": one.id, "name": one.name, "query": one.query, "alerts": one.alerts, "feed": feed}


def _delivery(sent: DeliveryRow) -> dict[str, Any]:
    return {
        "id": sent.id,
        "channel": sent.channel_id,
        "state": sent.state,
        "why": sent.why,
        "error": sent.last_error,
        "attempts": sent.attempts,
        "due": sent.due,
        "settled": sent.settled,
        "covered_by": sent.covered_by,
    }


def _alert(row: AlertRow) -> dict[str, Any]:
    told = row.alert
    return {
        "id": row.id,
        "created": row.created,
        "severity": row.severity,
        "unreadable": told is None,
        "reasons": list(told.reasons) if told else [],
        "incident": row.incident_id,
        "title": row.title,
        "paths": [list(exposure.path) for exposure in told.exposures] if told else [],
        "update": row.update,
        "acknowledged": row.acknowledged,
        "acknowledged_by": row.acknowledged_by,
        "quiet_until": row.silence.until if row.silence else None,
        "deliveries": [_delivery(sent) for sent in row.deliveries],
    }
