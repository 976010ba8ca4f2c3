"""`/vendor/ID`: who an organisation is, what happened to it, and through whom it reaches you."""

from __future__ import annotations

from fastapi import HTTPException, Request, Response

from config.registry import load_registry
from inventory.draw import as_data
from storage.desk.exposures import exposures_through
from storage.desk.incidents import discovered_dates
from tocsin.knowledge import graph_for, resolver_for
from tocsin.vendors import Nobody, VendorView, vendor_view
from tocsin.web.access.rights import Reader, TheDesk, pages
from tocsin.web.desk import Desk
from tocsin.web.pages import page
from tocsin.web.views.covered import visible_sources
from tocsin.web.views.habits import habits, types_lost, yearly

router = pages()
_PREFIXES = ("name:", "unresolved:")


@router.get("/vendor/{organisation_id:path}")
def vendor(request: Request, desk: TheDesk, actor: Reader, organisation_id: str) -> Response:
    """The organisation of this id, or of this name, domain or product."""
    view = view_of(desk, actor.tenant_id, organisation_id)
    if isinstance(view, Nobody):
        hint = f"; did you mean {', '.join(view.suggestions)}" if view.suggestions else ""
        raise HTTPException(404, f"nobody is known by this name alone{hint}")
    history = [(stored.id, stored.incident, role) for stored, role in view.history]
    with desk.database.read() as connection:
        resolver = resolver_for(connection, actor.tenant_id)
        edges = as_data(graph_for(connection, actor.tenant_id))["edges"]
    return page(
        request,
        "vendor.html",
        view=view,
        history=history,
        assurance=dict.fromkeys(
            each for way in view.ways if not way.links for item in way.items for each in item.assurance
        ),
        chart=yearly(history),
        lost=types_lost(history),
        exposures=exposures_through(desk.database, actor.tenant_id, view.id),
        habits=habits(history, discovered_dates(desk.database, [number for number, _, _ in history])),
        uses=[edge for edge in edges if edge["from"] == view.id],
        used_by=[edge for edge in edges if edge["to"] == view.id],
        title_of=resolver.title,
    )


def view_of(desk: Desk, tenant: str, organisation_id: str) -> VendorView | Nobody:
    """What is known of it."""
    return vendor_view(desk.database, tenant, _name(organisation_id), tuple(visible_sources(desk, tenant)))


def _name(organisation_id: str) -> str:
    """The name that an id stands for."""
    known = next((each.name for each in load_registry() if each.id == organisation_id), None)
    if known is not None:
        return known
    prefix = next((each for each in _PREFIXES if organisation_id.startswith(each)), "")
    return organisation_id.removeprefix(prefix)
