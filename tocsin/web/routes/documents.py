"""`/incident/ID/document/VERSION`: one stored version with what was read in it."""

from __future__ import annotations

from fastapi import Request, Response

from storage.desk.documents import versions_of_incident
from tocsin.web.access.rights import Number, Reader, TheDesk, pages
from tocsin.web.known import known_incident, known_version
from tocsin.web.pages import page
from tocsin.web.views.highlight import by_quote, excerpts, segments

router = pages()


@router.get("/incident/{number}/document/{version_id}")
def document(request: Request, desk: TheDesk, _actor: Reader, number: Number, version_id: Number) -> Response:
    """The text with its evidence marked, or where it may not be kept, the quoted evidence alone."""
    stored = known_incident(desk, number)
    version = known_version(desk, number, version_id)
    versions = [row for row in versions_of_incident(desk.database, number) if row.document_id == version.document_id]
    return page(
        request,
        "document.html",
        stored=stored,
        version=version,
        versions=versions,
        pieces=segments(version.title, version.text, version.disclosure) if version.text is not None else (),
        quotes=by_quote(excerpts(version.disclosure)),
    )
