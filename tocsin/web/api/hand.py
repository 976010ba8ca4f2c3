"""What people decide, over `/api`: incidents and organisations merged and split, and clocks recorded."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import HTTPException, Request, Response

from alerts.clocks.ical import IncidentClocks
from storage.clocks import clock_records
from storage.vendors import merges
from tocsin.clocks import due_dates
from tocsin.stages.by_hand import merge_vendors, unmerge_vendor
from tocsin.web.access.rights import Corrector, Number, Reader, Responder, TheDesk
from tocsin.web.api.answers import Cursor, Limit, answer, before_of, listed, listed_from, machine_pages
from tocsin.web.api.desk_shapes import VendorMerged, VendorMergeShown, VendorMergeWanted
from tocsin.web.api.shapes import ClocksShown, ClockWanted, Done, MergeWanted, Paged, SplitWanted, Stands
from tocsin.web.routes.clocks import recorded
from tocsin.web.routes.corrections import by_hand, merged, split_off

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


@router.get("/vendor-merges", response_model=Paged[VendorMergeShown])
def api_vendor_merges(
    request: Request, desk: TheDesk, _actor: Reader, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """Organisations that a person, or a document, says are one; oldest first."""
    with desk.database.read() as connection:
        held = merges(connection)
    return answer(request, listed_from(held, cursor, limit, asdict))


@router.post("/vendor-merges", response_model=VendorMerged)
def api_vendor_merge(request: Request, desk: TheDesk, actor: Corrector, wanted: VendorMergeWanted) -> Response:
    """From now on both names mean one organisation: incidents, inventory and alerts see it so."""
    one, kept = by_hand(
        desk, "vendor merge", lambda work: merge_vendors(work, wanted.name, wanted.into, wanted.why, actor)
    )
    return answer(request, {"merged": one, "kept": kept})


@router.delete("/vendor-merges/{organisation_id:path}", response_model=Done)
def api_vendor_unmerge(request: Request, desk: TheDesk, actor: Corrector, organisation_id: str) -> Response:
    """Takes a merge back, by the id that was merged."""
    with desk.database.read() as connection:
        if organisation_id not in {each.merged for each in merges(connection)}:
            raise HTTPException(404, "nothing is merged under this id")
    by_hand(desk, "vendor unmerge", lambda work: unmerge_vendor(work, organisation_id, actor))
    return answer(request, {"done": True})


@router.get("/clocks", response_model=Paged[ClocksShown])
def api_clocks(request: Request, desk: TheDesk, actor: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """What may be due for each incident that was alerted or a clock recorded of. Reminders, not advice."""
    due = due_dates(desk.database, actor.tenant_id, desk.settings.clocks)
    before = before_of(cursor)
    rows = [one for one in due if before is None or one.incident_id < before]
    rows = sorted(rows, key=lambda one: -one.incident_id)[: limit + 1]
    with desk.database.read() as connection:
        said = {row.incident_id: clock_records(connection, actor.tenant_id, row.incident_id) for row in rows}

    def shown(row: IncidentClocks) -> dict[str, Any]:
        clocks, records = [asdict(one) for one in row.clocks], [asdict(one) for one in said[row.incident_id]]
        return {"incident": row.incident_id, "title": row.title, "clocks": clocks, "records": records}

    return answer(request, listed(rows, limit, shown, lambda row: row.incident_id))


@router.post("/incidents/{number}/clocks", response_model=Done)
def api_record(request: Request, desk: TheDesk, actor: Responder, number: Number, wanted: ClockWanted) -> Response:
    """Records when a clock started, and why; UTC where no zone is given. A later record replaces an earlier one."""
    recorded(desk, actor, number, wanted.basis, at=wanted.at, why=wanted.why)
    return answer(request, {"done": True})
