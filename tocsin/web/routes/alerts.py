"""`/alerts`: what was told to whom, and who has it in hand."""

from __future__ import annotations

from fastapi import HTTPException, Request, Response

from alerts.paths import path_view
from storage.desk.alerts import alerts_page, find_alert
from tocsin.web.access.rights import Reader, TheDesk, pages
from tocsin.web.pages import page

router = pages()
_PAGE = 30


@router.get("/alerts")
def alerts(request: Request, desk: TheDesk, actor: Reader, before: int | None = None, show: str = "all") -> Response:
    """The newest alerts first."""
    rows = alerts_page(desk.database, actor.tenant_id, before=before, unacknowledged=show == "open", limit=_PAGE + 1)
    more = rows[_PAGE - 1].id if len(rows) > _PAGE else None
    return page(request, "alerts.html", rows=rows[:_PAGE], more=more, show=show)


@router.get("/alert/{number}")
def alert(request: Request, desk: TheDesk, actor: Reader, number: int) -> Response:
    """One alert: why now, why you, why this severity, and where it went."""
    row = find_alert(desk.database, actor.tenant_id, number)
    if row is None:
        raise HTTPException(404, "there is no such alert")
    return page(request, "alert.html", row=row, paths=[path_view(found) for found in row.alert.exposures])
