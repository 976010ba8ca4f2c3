"""`/vendor/ID`: who an organisation is, what happened to it, and through whom it reaches you."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import HTTPException, Request, Response

from config.registry import load_registry
from inventory.assurance import holds_until
from inventory.draw import as_data
from model.inventory import Assurance
from storage.desk.exposures import exposures_through
from storage.desk.incidents import discovered_dates
from storage.search import name_of_all
from storage.search.parse import HIT
from tocsin.knowledge import graph_for, resolver_for
from tocsin.vendors import Nobody, VendorView, vendor_view
from tocsin.web.access.rights import Reader, TheDesk, pages
from tocsin.web.desk import Desk
from tocsin.web.pages import page
from tocsin.web.views.covered import visible_sources
from tocsin.web.views.habits import Chart, Habit, History, habits, types_lost, yearly

router = pages()
_EXPOSURES = 50
_PREFIXES = ("name:", "unresolved:")


@router.get("/vendor/{organisation_id:path}")
def vendor(request: Request, desk: TheDesk, actor: Reader, organisation_id: str) -> Response:
    """The organisation of this id, or of this name, domain or product."""
    view = view_of(desk, actor.tenant_id, organisation_id)
    if isinstance(view, Nobody):
        hint = f"; did you mean {', '.join(view.suggestions)}" if view.suggestions else ""
        raise HTTPException(404, f"nobody is known by this name alone{hint}")
    figures, edges = figures_of(desk, view), edges_at(desk, actor.tenant_id, view.id)
    with desk.database.read() as connection:
        resolver = resolver_for(connection, actor.tenant_id)
    return page(
        request,
        "vendor.html",
        view=view,
        asked=asked_for(view),
        history=figures.history,
        assurance=[(each, holds_until(each)) for each in assurance_of(view)],
        chart=figures.chart,
        lost=figures.lost,
        exposures=exposures_through(desk.database, actor.tenant_id, view.id, limit=_EXPOSURES + 1),
        most=_EXPOSURES,
        hops=desk.settings.alerts.max_hops,
        habits=figures.habits,
        uses=edges.uses,
        used_by=edges.used_by,
        names=edges.names,
        title_of=resolver.title,
    )


def asked_for(view: VendorView) -> str:
    """What to ask the search for, to find the whole history."""
    told = (party for stored, _ in view.history for party in stored.incident.organisations(*HIT))
    return name_of_all(view.id, {party.name for party in told if party.organisation_id == view.id} or {view.name})


@dataclass(frozen=True, slots=True)
class Figures:
    """A history in figures, see `tocsin.web.views.habits`."""

    history: History
    chart: Chart
    lost: list[tuple[str, str, int]]
    habits: tuple[Habit, ...]


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges of the tenant's graph from and to an organisation, as `as_data` has them; `names` of all in it by id."""

    uses: list[dict[str, Any]]
    used_by: list[dict[str, Any]]
    names: dict[str, str]


def figures_of(desk: Desk, view: VendorView) -> Figures:
    """How often, how much, and how late."""
    history = [(stored.id, stored.incident, role) for stored, role in view.history]
    found = discovered_dates(desk.database, [number for number, _, _ in history])
    return Figures(history, yearly(history), types_lost(history), habits(history, found))


def assurance_of(view: VendorView) -> list[Assurance]:
    """What the inventory holds of the vendor itself as evidence of its care, each once."""
    direct = (item for way in view.ways if not way.links for item in way.items)
    return list(dict.fromkeys(each for item in direct for each in item.assurance))


def edges_at(desk: Desk, tenant: str, organisation_id: str) -> Edges:
    """Whom it uses, and who uses it."""
    with desk.database.read() as connection:
        data = as_data(graph_for(connection, tenant))
    edges = data["edges"]
    return Edges(
        [edge for edge in edges if edge["from"] == organisation_id],
        [edge for edge in edges if edge["to"] == organisation_id],
        {node["id"]: node["name"] for node in data["nodes"]},
    )


def view_of(desk: Desk, tenant: str, organisation_id: str) -> VendorView | Nobody:
    """What is known of it."""
    hops, sources = desk.settings.alerts.max_hops, tuple(visible_sources(desk, tenant))
    return vendor_view(desk.database, tenant, _name(organisation_id), sources, max_hops=hops)


def _name(organisation_id: str) -> str:
    """The name that an id stands for."""
    known = next((each.name for each in load_registry() if each.id == organisation_id), None)
    if known is not None:
        return known
    prefix = next((each for each in _PREFIXES if organisation_id.startswith(each)), "")
    return organisation_id.removeprefix(prefix)
