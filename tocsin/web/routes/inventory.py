"""`/inventory`: what you depend on; upload with a preview of what would change; who uses whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Form, HTTPException, Query, Request, Response, UploadFile
from starlette.responses import RedirectResponse

from inventory.draw import as_data
from inventory.errors import InventoryError
from inventory.purls import is_package
from inventory.read import read_upload
from inventory.resolve import Resolver
from model.access import Actor
from model.inventory import InventoryItem
from storage.desk.inventories import inventory_files
from storage.inventories import edges_of, items_of, items_page, overlaid, overlays_of
from storage.uploads import Upload, add_upload, decide_upload
from tocsin.knowledge import graph_for, resolver_for
from tocsin.web.access.rights import Importer, Number, Reader, TheDesk, pages
from tocsin.web.desk import Desk
from tocsin.web.known import known_upload
from tocsin.web.pages import page
from tocsin.web.views.network import draw
from tocsin.web.views.preview import Preview, preview

router = pages()
_PAGE = 100


@router.get("/inventory")
def inventory(
    request: Request, desk: TheDesk, actor: Reader, q: str = "", skip: Annotated[int, Query(ge=0, le=10**6)] = 0
) -> Response:
    """Items with owner, criticality and what is shared with each; `q` filters by words of what is shown."""
    items = [(number, stored.item) for number, stored in items_page(desk.database, actor.tenant_id, limit=None)]
    with desk.database.read() as connection:
        resolver = resolver_for(connection, actor.tenant_id)
    found = [(number, item) for number, item in items if has_words(item, q)]
    return page(
        request,
        "inventory.html",
        items=[(number, item, vendor_of(resolver, item)) for number, item in found[skip : skip + _PAGE]],
        total=len(found),
        everything=len(items),
        skip=skip,
        more=skip + _PAGE if len(found) > skip + _PAGE else None,
        q=q,
        files=inventory_files(desk.database, actor.tenant_id),
    )


def has_words(item: InventoryItem, words: str) -> bool:
    """Whether each of the words is in its name, kind, supplier, owner or criticality; no words: always."""
    told = f"{item.name} {item.kind} {item.supplier} {item.owner or ''} {item.criticality or ''}".casefold()
    return all(word in told for word in words.casefold().split())


def vendor_of(resolver: Resolver, item: InventoryItem) -> str | None:
    """The id of the organisation behind an item, None for a package of nobody known."""
    ways = (way.organisation_id for way in resolver.organisations_of(item))
    return next((identity for identity in ways if not is_package(identity)), None)


@router.get("/inventory/graph")
def graph(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """Who uses whom, as a drawing and as a table."""
    with desk.database.read() as connection:
        known = graph_for(connection, actor.tenant_id)
    data = as_data(known)
    names = {node["id"]: node["name"] for node in data["nodes"]}
    return page(request, "graph.html", drawing=draw(data, desk.clock.today()), data=data, names=names)


@router.post("/inventory/uploads")
def upload(
    desk: TheDesk, actor: Importer, file: UploadFile, kind: Annotated[str, Form(pattern="^(inventory|dependencies)$")]
) -> Response:
    """Keeps a file for its preview; nothing of the inventory changes yet."""
    return RedirectResponse(f"/inventory/uploads/{kept_upload(desk, actor, file, kind)}", 303)


@router.get("/inventory/uploads/{number}")
def uploaded(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """What the file would change, or how its import went."""
    found = known_upload(desk, actor.tenant_id, number)
    changes = preview_of(desk, found) if found.content else None
    return page(request, "upload.html", upload=found, preview=changes)


@router.post("/inventory/uploads/{number}/{decision}")
def decide(desk: TheDesk, actor: Importer, number: Number, decision: str) -> Response:
    """Imports the file with the next run, which is asked for at once, or drops it."""
    decided(desk, actor, number, decision)
    return RedirectResponse(f"/inventory/uploads/{number}" if decision == "accept" else "/inventory", 303)


def kept_upload(desk: Desk, actor: Actor, file: UploadFile, kind: str) -> int:
    """The id of the kept file.

    Raises:
        HTTPException: 413 or 422, it is too large or cannot be read.
    """
    limit = desk.settings.web.max_upload
    content = file.file.read(limit + 1)
    if len(content) > limit:
        raise HTTPException(413, f"the file is larger than {limit:,} bytes (`web.max_upload`)")
    name = safe_name(file.filename or "")
    try:
        read_upload(name, content, edges=kind == "dependencies")
    except InventoryError as error:
        raise HTTPException(422, f"the file cannot be imported: {error}") from None
    return add_upload(desk.database, actor, name=name, kind=kind, content=content, now=desk.clock.now())


def decided(desk: Desk, actor: Actor, number: int, decision: str) -> None:
    """Accepts or drops an upload.

    Raises:
        HTTPException: 404, there is no such upload or decision; 409, it was decided already.
    """
    if decision not in ("accept", "drop"):
        raise HTTPException(404, "there is no such action")
    known_upload(desk, actor.tenant_id, number)
    accept = decision == "accept"
    if not decide_upload(desk.database, actor, number, accept=accept, now=desk.clock.now()):
        raise HTTPException(409, "this upload was decided already")
    if accept:
        desk.ask_for_work("import")


def safe_name(given: str) -> str:
    """The file's own name without folders, hidden characters and length, as the key of its inventory."""
    name = given.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in name if char.isprintable())[:120].strip(". ") or "inventory"


def preview_of(desk: Desk, upload: Upload) -> Preview:
    """What it would change."""
    found = read_upload(upload.name, upload.content, edges=upload.kind == "dependencies")
    with desk.database.read() as connection:
        stored = items_of(connection, upload.tenant_id)
        edges = edges_of(connection, upload.tenant_id)
        overlays = overlays_of(connection, upload.tenant_id)
    found = replace(found, items=tuple(overlaid(item, overlays) for item in found.items))
    return preview(upload.path, [entry.item for entry in stored if entry.path == upload.path], edges, found)
