"""`/alerts`: what was told to whom, and who has it in hand."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import HTTPException, Request, Response
from starlette.responses import RedirectResponse

from alerts.paths import path_view
from model.access import Actor
from model.silence import Response as Answer
from storage.audit import record_change
from storage.desk.alerts import AlertRow, alerts_page, find_alert
from storage.responses import respond
from tocsin.web.access.rights import Before, Number, Reader, Responder, TheDesk, pages
from tocsin.web.desk import Desk
from tocsin.web.pages import fragment, page

router = pages()
_PAGE = 30


@router.get("/alerts")
def alerts(request: Request, desk: TheDesk, actor: Reader, before: Before = None, show: str = "all") -> Response:
    """The newest alerts first."""
    rows = alerts_page(desk.database, actor.tenant_id, before=before, unacknowledged=show == "open", limit=_PAGE + 1)
    more = rows[_PAGE - 1].id if len(rows) > _PAGE else None
    return page(request, "alerts.html", rows=rows[:_PAGE], more=more, show=show)


@router.get("/alert/{number}")
def alert(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """One alert: why now, why you, why this severity, and where it went."""
    row = find_alert(desk.database, actor.tenant_id, number)
    if row is None:
        raise HTTPException(404, "there is no such alert")
    return page(request, "alert.html", row=row, paths=[path_view(found) for found in row.alert.exposures])


@router.post("/alerts/{number}/acknowledge")
def acknowledge_alert(request: Request, desk: TheDesk, actor: Responder, number: Number) -> Response:
    """Takes it in hand, with every earlier alert of the incident; back to where the button was."""
    row = taken_in_hand(desk, actor, number)
    if fragment(request):
        return page(request, "alert_part.html", row=row)
    return RedirectResponse(local_page(request, f"/alert/{number}"), 303)


def taken_in_hand(desk: Desk, actor: Actor, number: int) -> AlertRow:
    """The alert, now acknowledged.

    Raises:
        HTTPException: 404, this tenant has no such alert.
    """
    before = find_alert(desk.database, actor.tenant_id, number)
    if before is None:
        raise HTTPException(404, "there is no such alert")
    if before.acknowledged is None:
        now = desk.clock.now()
        respond(desk.database, actor.tenant_id, number, Answer.ACKNOWLEDGE, by=actor.name, now=now)
        with desk.database.write() as connection:
            after = {"acknowledged_by": actor.name}
            record_change(connection, actor, "acknowledge", f"alert {number}", after=after, now=now)
        desk.ask_for_work("deliveries")  # what the channels show is brought up to date
    return find_alert(desk.database, actor.tenant_id, number) or before


def local_page(request: Request, otherwise: str) -> str:
    """The page of ours that a form was sent from."""
    came = urlsplit(request.headers.get("referer", ""))
    ours = came.netloc == request.headers.get("host") and came.path.startswith("/") and not came.path.startswith("//")
    return came.path + (f"?{came.query}" if came.query else "") if ours else otherwise
