"""What goes in and out as a file, over `/api`: exports, previews of uploads, and texts of documents."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response

from storage.desk.documents import VersionRow
from storage.desk.inventories import inventory_files
from storage.types import dump
from tocsin.web.access.rights import Number, Reader, TheDesk
from tocsin.web.api.answers import MOVED, Cursor, Limit, answer, listed_from, machine_pages
from tocsin.web.api.desk_shapes import FileShown, UploadPreview, VersionShown
from tocsin.web.api.shapes import Paged
from tocsin.web.known import known_incident, known_upload, known_version
from tocsin.web.routes.inventory import preview_of
from tocsin.web.routes.search import export_file
from tocsin.web.views.highlight import evidence, excerpts
from tocsin.web.views.preview import Preview

router = machine_pages("files")
_LINES = {"schema": {"type": "string"}}
_JSON = {"schema": {"type": ["object", "array"]}}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {
            "text/csv": _LINES,
            "application/jsonl": _LINES,
            "application/stix+json;version=2.1": _JSON,
            "application/json": _JSON,
        },
    }
}


@router.get("/search/export", response_class=Response, responses=_FILE)
def api_export(
    desk: TheDesk,
    actor: Reader,
    q: Annotated[str, Query(max_length=4000, description="see docs: Search")] = "",
    form: Literal["csv", "jsonl", "stix", "misp", "veris"] = "jsonl",
) -> Response:
    """All that a query finds: CSV, JSON Lines, a STIX 2.1 bundle, MISP events or VERIS."""
    return export_file(desk, actor, q, form)


@router.get("/incidents/{number}/documents/{version_id}", response_model=VersionShown, responses=MOVED)
def api_version(request: Request, desk: TheDesk, _actor: Reader, number: Number, version_id: Number) -> Response:
    """One stored version with what was read in it; its text, and where words stand, where it may be kept."""
    known_incident(desk, number)
    version = known_version(desk, number, version_id)
    shown = {
        "id": version.id,
        "incident": number,
        "version": version.number,
        "url": version.url,
        "source": version.source_id,
        "trust": version.trust,
        "store": version.store,
        "title": version.title,
        "published": version.published,
        "fetched": version.fetched,
        "current": version.current,
        "text": version.text,
        "evidence": _evidence(version),
    }
    return answer(request, shown)


@router.get("/inventory/files", response_model=Paged[FileShown])
def api_files(request: Request, desk: TheDesk, actor: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """The files that your inventory comes from, by name."""
    return answer(request, listed_from(inventory_files(desk.database, actor.tenant_id), cursor, limit, asdict))


@router.get("/inventory/uploads/{number}", response_model=UploadPreview)
def api_uploaded(
    request: Request, desk: TheDesk, actor: Reader, number: Number, limit: Annotated[int, Query(ge=0, le=10_000)] = 200
) -> Response:
    """What an uploaded file would change, or how its import went; `limit` of each kind of change are shown."""
    upload = known_upload(desk, actor.tenant_id, number)
    shown = {
        "upload": upload.id,
        "name": upload.name,
        "kind": upload.kind,
        "state": upload.state,
        "uploaded": upload.uploaded,
        "uploaded_by": upload.uploaded_by,
        "outcome": upload.outcome,
        "preview": _preview(preview_of(desk, upload), limit) if upload.content else None,
    }
    return answer(request, shown)


def _preview(found: Preview, limit: int) -> dict[str, Any]:
    lists = ("added", "changed", "gone", "new_edges", "changed_edges")
    counts = {name: len(getattr(found, name)) for name in lists} | {"unchanged": found.unchanged}
    shown = {name: [dump(one) for one in getattr(found, name)[:limit]] for name in lists}
    return {"counts": counts, **shown, "problems": list(found.problems), "notes": list(found.notes)}


def _evidence(version: VersionRow) -> list[dict[str, Any]]:
    if version.text is None:
        quoted = excerpts(version.disclosure)
        return [{"says": says, "quote": quote, "start": None, "end": None} for says, quote in quoted]
    return [
        {"says": says, "quote": item.quote, "start": item.start, "end": item.end}
        for says, item in evidence(version.disclosure)
    ]
