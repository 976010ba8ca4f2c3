"""`/api/search`, `/api/incidents`, `/api/vendors`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import HTTPException, Query, Request, Response

from storage.advisories import explaining
from storage.as_json import result_json
from storage.corrections import corrections_of
from storage.desk.alerts import alerts_page, reasons_against
from storage.desk.documents import VersionRow, versions_of_incident
from storage.desk.exposures import exposures_of_incident
from storage.desk.incidents import all_revisions, incidents_page
from storage.hand import edits_of
from storage.search import QueryError, facets, search
from storage.types import dump
from tocsin.output.as_json import page_json, vendor_json
from tocsin.service.health import not_heard
from tocsin.vendors import Nobody
from tocsin.web.access.rights import Corrector, Number, Reader, TheDesk
from tocsin.web.api.answers import MOVED, Cursor, Limit, answer, before_of, listed, machine_pages
from tocsin.web.api.shapes import (
    Corrected,
    CorrectionWanted,
    Done,
    Found,
    IncidentShown,
    Paged,
    Result,
    VendorShown,
)
from tocsin.web.keeping import understood
from tocsin.web.known import known_incident
from tocsin.web.routes.corrections import corrected, uncorrected
from tocsin.web.routes.vendor import assurance_of, edges_at, figures_of, view_of
from tocsin.web.views.covered import visible_sources

router = machine_pages("incidents")


@router.get("/search", response_model=Found)
def api_search(
    request: Request,
    desk: TheDesk,
    actor: Reader,
    *,
    q: Annotated[str, Query(max_length=4000, description="see docs: Search")] = "",
    order: Literal["newest", "relevance"] = "newest",
    limit: Limit = 25,
    cursor: Cursor = None,
    with_facets: bool = False,
) -> Response:
    """What matches a query; with `with_facets` also how it divides."""
    asked, today = understood(q), desk.clock.today()
    try:
        found = search(
            desk.database, asked, tenant=actor.tenant_id, today=today, limit=limit, cursor=cursor, order=order
        )
    except QueryError as error:
        raise HTTPException(400, str(error)) from None
    counts = facets(desk.database, asked, tenant=actor.tenant_id, today=today) if with_facets else None
    silent = not_heard(desk.database, visible_sources(desk, actor.tenant_id), desk.clock.now())
    return answer(request, page_json(found, silent, counts))


@router.get("/incidents", response_model=Paged[Result])
def api_incidents(
    request: Request, desk: TheDesk, _actor: Reader, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """Every incident, the one that was opened last first."""
    rows = incidents_page(desk.database, before=before_of(cursor), limit=limit + 1)
    return answer(request, listed(rows, limit, result_json, lambda stored: stored.id))


@router.get("/incidents/{number}", response_model=IncidentShown, responses=MOVED)
def api_incident(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """One incident: every fact with who says so, its documents, its revisions, and how it reaches you."""
    stored = known_incident(desk, number)
    with desk.database.read() as connection:
        flaws = explaining(connection, number)
        made = corrections_of(connection, [number]).get(number, [])
        edits = edits_of(connection, number)
    against = reasons_against(desk.database, actor.tenant_id, number)
    reached = exposures_of_incident(desk.database, actor.tenant_id, number)
    told = alerts_page(desk.database, actor.tenant_id, incident_id=number, limit=None)
    revisions = [
        {"number": each.number, "at": each.at, "changes": [change.text for change in each.changes]}
        for each in all_revisions(desk.database, number)
    ]
    return answer(
        request,
        {
            **result_json(stored),
            "revision": stored.revision,
            "facts": dump(stored.incident),
            "documents": [_document(row) for row in versions_of_incident(desk.database, number)],
            "revisions": revisions,
            "exposures": [dump(row.exposure) for row in reached if row.exposure],
            "corrections": [dump(one) for one in made],
            "edits": [dump(one) for one in edits],
            "vulnerabilities": [dump(one) for one in flaws],
            "alerts": [row.id for row in told],
            "not_alerted": [{"outcome": outcome, "subject": whom, "why": why} for outcome, whom, why in against],
        },
    )


@router.post("/incidents/{number}/corrections", response_model=Corrected)
def api_correct(
    request: Request, desk: TheDesk, actor: Corrector, number: Number, wanted: CorrectionWanted
) -> Response:
    """Corrects single facts; they hold, whatever is read again, until they are undone."""
    return answer(request, {"corrections": corrected(desk, actor, number, wanted.facts, wanted.why)})


@router.delete("/incidents/{number}/corrections/{correction}", response_model=Done)
def api_undo(request: Request, desk: TheDesk, actor: Corrector, number: Number, correction: Number) -> Response:
    """Undoes a correction: the fact is again what was read, or what was corrected before."""
    uncorrected(desk, actor, number, correction)
    return answer(request, {"done": True})


@router.get("/vendors/{organisation_id:path}", response_model=VendorShown)
def api_vendor(request: Request, desk: TheDesk, actor: Reader, organisation_id: str) -> Response:
    """Who an organisation is, its history, and through whom it reaches you; by id, name, domain or product."""
    view = view_of(desk, actor.tenant_id, organisation_id)
    if isinstance(view, Nobody):
        raise HTTPException(404, "nobody is known by this name alone")
    figures = figures_of(desk, view)
    edges = edges_at(desk, actor.tenant_id, view.id)
    shown = {
        "years": [{"year": bar.year, "own": bar.own, "through": bar.through} for bar in figures.chart.bars],
        "data_lost": {kind: number for kind, _, number in figures.lost},
        "habits": [asdict(one) for one in figures.habits],
        "assurance": [asdict(one) for one in assurance_of(view)],
        "uses": edges.uses,
        "used_by": edges.used_by,
    }
    return answer(request, vendor_json(view) | shown)


def _document(row: VersionRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "url": row.url,
        "title": row.title,
        "source": row.source_id,
        "trust": row.trust,
        "version": row.number,
        "published": row.published,
        "fetched": row.fetched,
        "current": row.current,
    }
