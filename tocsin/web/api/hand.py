"""What people decide, over `/api`: incidents merged and split, and clocks recorded."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import Request, Response

from storage.clocks import clock_records
from tocsin.clocks import due_dates
from tocsin.web.access.rights import Corrector, Number, Reader, Responder, TheDesk
from tocsin.web.api.answers import Cursor, Limit, answer, before_of, listed, machine_pages
from tocsin.web.api.shapes import ClocksShown, ClockWanted, Done, MergeWanted, Paged, SplitWanted, Stands
from tocsin.web.routes.clocks import recorded
from tocsin.web.routes.corrections import merged, split_off

router = machine_pages("by hand")


@router.post("/incidents/{number}/merge", response_model=Stands)
def api_merge(request: Request, desk: TheDesk, actor: Corrector, number: Number, wanted: MergeWanted) -> Response:
    """Another incident becomes a part of this one; later versions of its documents stay with it."""
    merged(desk, actor, number, wanted.other, wanted.why)
    return answer(request, {"incident": number})


@router.post("/incidents/{number}/split", response_model=Stands)
def api_split(request: Request, desk: TheDesk, actor: Corrector, number: Number, wanted: SplitWanted) -> Response:
    """Some documents become an incident of their own, which is named; later versions of them stay there."""
    return answer(request, {"incident": split_off(desk, actor, number, wanted.documents, wanted.why)})


@router.get("/clocks", response_model=Paged[ClocksShown])
def api_clocks(request: Request, desk: TheDesk, actor: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """What may be due for each incident that was alerted, and what was recorded. Reminders, not advice."""
    due = due_dates(desk.database, actor.tenant_id, desk.settings.clocks)
    before = before_of(cursor)
    rows = [one for one in due if before is None or one.incident_id < before]
    rows = sorted(rows, key=lambda one: -one.incident_id)[: limit + 1]
    with desk.database.read() as connection:
        said = {row.incident_id: clock_records(connection, actor.tenant_id, row.incident_id) for row in rows}
    shown = [
        {
            "incident": row.incident_id,
            "title": row.title,
            "clocks": [asdict(one) for one in row.clocks],
            "records": [asdict(one) for one in said[row.incident_id]],
        }
        for row in rows
    ]
    return answer(request, listed(rows, limit, shown, str(rows[limit - 1].incident_id) if len(rows) > limit else ""))


@router.post("/incidents/{number}/clocks", response_model=Done)
def api_record(request: Request, desk: TheDesk, actor: Responder, number: Number, wanted: ClockWanted) -> Response:
    """Records when a clock started, and why; UTC where no zone is given. A later record replaces an earlier one."""
    recorded(desk, actor, number, wanted.basis, at=wanted.at, why=wanted.why)
    return answer(request, {"done": True})
