"""`/incident/ID`: what is known, who says so, and why it reaches you."""

from __future__ import annotations

from itertools import groupby, pairwise

from fastapi import Request, Response

from alerts.paths import path_view
from alerts.shares import share_lines
from alerts.wording import data_title
from model.clock import Basis
from model.vocabulary import DataStatus, DataType, Role
from storage.advisories import explaining
from storage.corrections import corrections_of
from storage.desk.alerts import alerts_page, reasons_against
from storage.desk.documents import versions_of_incident
from storage.desk.exposures import exposures_of_incident
from storage.desk.incidents import all_revisions
from storage.hand import edits_of
from tocsin.web.access.rights import Number, Reader, TheDesk, pages
from tocsin.web.known import known_incident
from tocsin.web.pages import page
from tocsin.web.views.clocks import clock_lines
from tocsin.web.views.compare import compare
from tocsin.web.views.sayings import sayings
from tocsin.web.views.timeline import timeline

router = pages()


@router.get("/incident/{number}")
def incident(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """The whole incident on one page."""
    stored = known_incident(desk, number)
    told = stored.incident
    versions = versions_of_incident(desk.database, number)
    revisions = all_revisions(desk.database, number)
    alerts = alerts_page(desk.database, actor.tenant_id, incident_id=number, limit=None)
    exposures = exposures_of_incident(desk.database, actor.tenant_id, number)
    with desk.database.read() as connection:
        edits = edits_of(connection, number)
        flaws = explaining(connection, number)
        corrections = corrections_of(connection, [number]).get(number, [])
    documents = [list(group) for _, group in groupby(versions, key=lambda row: row.document_id)]
    return page(
        request,
        "incident.html",
        stored=stored,
        incident=told,
        affected=told.records.text if told.records else "",
        exposures=[(row, path_view(row.exposure) if row.exposure else None) for row in exposures],
        groups=[
            (status, data_title(status, told.status), sayings(f for f in told.data_types if f.status is status))
            for status in DataStatus
        ],
        shares=share_lines(told),
        parties=[(role, told.organisations(role)) for role in Role],
        moments=timeline(told, versions, revisions, alerts),
        documents=documents,
        alerts=alerts,
        edits=edits,
        corrections=corrections,
        flaws=flaws,
        data_types=tuple(DataType),
        clocks=clock_lines(desk, actor.tenant_id, number),
        bases=tuple(Basis) if desk.settings.clocks.regimes else (),
        reasons=reasons_against(desk.database, actor.tenant_id, number),
        revisions=[
            (after, compare(before.incident, after.incident)) for before, after in reversed(list(pairwise(revisions)))
        ],
    )
