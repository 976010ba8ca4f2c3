"""`/sources`: what is collected, and how each source is doing."""

from __future__ import annotations

from fastapi import Request, Response

from storage.sources import source_states
from tocsin.web.access.rights import Reader, TheDesk, pages
from tocsin.web.pages import page
from tocsin.web.views.covered import covered, visible_sources
from tocsin.web.views.health import health_counts, source_views

router = pages()


@router.get("/sources")
def sources(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """Those in trouble first; those that are off say why."""
    states, now = source_states(desk.database), desk.clock.now()
    seen = visible_sources(desk, actor.tenant_id)
    return page(
        request,
        "sources.html",
        views=source_views(seen, states, now),
        coverage=covered(desk, actor.tenant_id),
        counts=health_counts(seen, states, now),
    )
