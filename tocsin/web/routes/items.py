"""`/inventory/items/ID`: one item, and what people add to what its file says of it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from hashlib import sha256
from typing import Annotated

from fastapi import Form, HTTPException, Request, Response
from starlette.responses import RedirectResponse

from inventory.assurance import parse_assurance, written
from model.access import Actor
from model.characters import NO_CHARACTER
from model.inventory import InventoryItem, Overlay
from model.vocabulary import DataType, Severity
from storage.inventories import described_as, items_of, overlays_of
from tocsin.context import Context
from tocsin.knowledge import resolver_for
from tocsin.stages.by_hand import CannotError
from tocsin.stages.imports import describe
from tocsin.web.access.rights import Importer, Number, Reader, TheDesk, pages
from tocsin.web.desk import Desk
from tocsin.web.known import known_item
from tocsin.web.pages import page
from tocsin.web.routes.corrections import by_hand
from tocsin.web.routes.inventory import vendor_of

router = pages()
LONGEST = 200  # letters of an owner or of one piece of evidence
_CHANGED = "somebody changed what is added to it since this page was loaded, and nothing was saved: load it again"
Words = Annotated[str, Form(max_length=2000)]


@router.get("/inventory/items/{number}")
def item_page(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """What holds of an item; what its file says, and what people added."""
    stored = known_item(desk, actor.tenant_id, number)
    with desk.database.read() as connection:
        overlays = overlays_of(connection, actor.tenant_id)
        key = key_of(stored.read, overlays)
        others = [each for each in items_of(connection, actor.tenant_id) if each.read != stored.read]
        resolver = resolver_for(connection, actor.tenant_id)
    known = {*overlays, key.casefold()}
    return page(
        request,
        "item.html",
        number=number,
        stored=stored,
        vendor=vendor_of(resolver, stored.item),
        given=stored.given or Overlay(),
        seen=mark_of(stored.given),
        of_supplier=described_as(stored.read, overlays) not in (None, key.casefold()),
        also=[each.item.name for each in others if described_as(each.read, known) == key.casefold()],
        evidence=[written(each) for each in stored.item.assurance],
        given_evidence="; ".join(written(each) for each in stored.given.assurance) if stored.given else "",
        criticalities=list(Severity),
        data_types=list(DataType),
    )


@router.post("/inventory/items/{number}")
def add(
    desk: TheDesk,
    actor: Importer,
    number: Number,
    *,
    owner: Annotated[str, Form(max_length=LONGEST)] = "",
    criticality: Annotated[Severity | None, Form()] = None,
    data_types: Annotated[list[DataType] | None, Form()] = None,
    assurance: Words = "",
    seen: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """What the form says stands in place of what was added before, if that is still what its page showed."""
    described(desk, actor, number, overlay_of(owner, criticality, data_types or (), [assurance]), seen)
    return RedirectResponse(f"/inventory/items/{number}", 303)


def overlay_of(
    owner: str | None, criticality: Severity | None, data_types: Sequence[DataType], evidence: Sequence[str]
) -> Overlay:
    """What is to be added.

    Raises:
        HTTPException: 422, something is no text, or no evidence.
    """
    for field, text in (("owner", owner or ""), ("assurance", "".join(evidence))):
        if NO_CHARACTER.search(text):
            raise HTTPException(422, f"{field}: holds a character that is none (NUL, half of a pair)")
    texts = (part.strip() for text in evidence for part in text.split(";"))
    found, wrong = parse_assurance(text for text in texts if text)
    if wrong:
        raise HTTPException(422, f"assurance: “{wrong[0][:LONGEST]}” is no evidence like SOC 2 2025-03-31")
    return Overlay((owner or "").strip() or None, criticality, frozenset(data_types), found)


def mark_of(given: Overlay | None) -> str:
    """What tells one state of what people added to an item from another."""
    shown = given or Overlay()
    evidence = sorted(written(each) for each in shown.assurance)
    return sha256(repr((shown.owner, shown.criticality, sorted(shown.data_types), evidence)).encode()).hexdigest()


def described(desk: Desk, actor: Actor, number: int, added: Overlay, seen: str = "") -> None:
    """Adds it to the item, in place of what was added before; `seen` is the mark of what the adder saw there.

    Raises:
        HTTPException: 404, there is no such item; 409, a run is under way; 422, something else stands there by now.
    """
    item = known_item(desk, actor.tenant_id, number).read

    def work(context: Context) -> None:
        there = mark_of(known_item(desk, actor.tenant_id, number).given)
        if seen and there not in (seen, mark_of(added)):  # sent twice it is the same
            raise CannotError(_CHANGED)
        own = context.of(actor.tenant_id)
        with own.database.write() as connection:
            key = key_of(item, overlays_of(connection, own.tenant))
            describe(own, connection, {key: added}, actor, f"inventory item {number}")

    by_hand(desk, "inventory describe", work)


def key_of(item: InventoryItem, overlays: Container[str]) -> str:
    """The name under which people add to an item: its reference if something stands there, else as a list does."""
    return item.ref if item.ref.casefold() in overlays else item.name
