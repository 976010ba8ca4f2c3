"""`/alerts`: what was told to whom, and who has it in hand."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request, Response
from starlette.responses import RedirectResponse

from alerts.paths import paths_of
from storage.desk.alerts import AlertRow, alerts_page
from tocsin.web.access.gate import split
from tocsin.web.access.rights import Before, Number, Reader, Responder, TheDesk, Why, pages
from tocsin.web.known import known_alert
from tocsin.web.pages import first_rows, fragment, page
from tocsin.web.responding import not_ours, snoozed, taken_in_hand

router = pages()
_PAGE = 30


@router.get("/alerts")
def alerts(request: Request, desk: TheDesk, actor: Reader, before: Before = None, show: str = "all") -> Response:
    """The newest alerts first."""
    rows = alerts_page(desk.database, actor.tenant_id, before=before, unacknowledged=show == "open", limit=_PAGE + 1)
    return page(request, "alerts.html", **first_rows(rows, _PAGE), show=show)


@router.get("/alert/{number}")
def alert(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """One alert: why now, why you, why this severity, and where it went."""
    row = known_alert(desk, actor, number)
    return page(request, "alert.html", row=row, paths=paths_of(row.alert) if row.alert else ())


@router.post("/alerts/{number}/acknowledge")
def acknowledge_alert(request: Request, desk: TheDesk, actor: Responder, number: Number) -> Response:
    """Takes it in hand, with every earlier alert of the incident; back to where the button was."""
    return _answered(request, taken_in_hand(desk, actor, number))


@router.post("/alerts/{number}/snooze")
def snooze_alert(
    request: Request,
    desk: TheDesk,
    actor: Responder,
    number: Number,
    *,
    hours: Annotated[int, Form(ge=1, le=24 * 90)],
    why: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Puts off what comes of its incident; what gets worse comes all the same."""
    return _answered(request, snoozed(desk, actor, number, hours, why))


@router.post("/alerts/{number}/not-ours")
def not_our_alert(
    request: Request,
    desk: TheDesk,
    actor: Responder,
    number: Number,
    why: Why,
) -> Response:
    """Says that its incident is none of ours: it stays quiet for a year."""
    return _answered(request, not_ours(desk, actor, number, why))


def _answered(request: Request, row: AlertRow) -> Response:
    if fragment(request):
        return page(request, "alert_part.html", row=row)
    return RedirectResponse(local_page(request, f"/alert/{row.id}"), 303)


def local_page(request: Request, otherwise: str) -> str:
    """The page of ours that a form was sent from."""
    came = split(request.headers.get("referer", ""))
    ours = came.netloc == request.headers.get("host") and came.path.startswith("/") and not came.path.startswith("//")
    return came.path + (f"?{came.query}" if came.query else "") if ours else otherwise
