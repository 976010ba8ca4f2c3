"""`/search`: the whole history, narrowed by facets, exported, and kept as searches with a feed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Annotated, Literal

from fastapi import Form, HTTPException, Request, Response
from starlette.responses import RedirectResponse, StreamingResponse

from model.access import Actor
from storage.export import FORMATS, WITH_PAST, Exported
from storage.export.found import export_query
from storage.search import Facets, Page, Query, QueryError, SearchTimeout, facets, parse, saved_searches, search
from tocsin.service.health import not_heard
from tocsin.web.access.rights import Reader, Responder, TheDesk, pages
from tocsin.web.desk import Desk
from tocsin.web.keeping import forget, keep, understood
from tocsin.web.pages import fragment, page
from tocsin.web.views.covered import visible_sources
from tocsin.web.views.narrowing import narrowings

router = pages()
Order = Literal["newest", "relevance"]


@router.get("/search")
def find(
    request: Request,
    desk: TheDesk,
    actor: Reader,
    *,
    q: str = "",
    order: Order = "newest",
    cursor: str | None = None,
) -> Response:
    """What matches, newest first; a query that cannot be understood says where."""
    found: Page | None = None
    counts: Facets | None = None
    why, position, code, unheard = "", 0, 200, ""
    tenant, today = actor.tenant_id, desk.clock.today()
    try:
        asked = parse(q)
        found = search(desk.database, asked, tenant=tenant, today=today, limit=25, cursor=cursor, order=order)
        if found.total and cursor is None:
            counts = facets(desk.database, asked, tenant=tenant, today=today)
        if not found.total:
            unheard = not_heard(desk.database, visible_sources(desk, tenant), desk.clock.now()).in_words
    except QueryError as error:
        why, position, code = error.expected, error.position, 400
    except SearchTimeout as error:
        why, code = str(error), 503
    return page(
        request,
        "results.html" if fragment(request) else "search.html",
        code=200 if fragment(request) else code,  # htmx shows what comes with 200 only
        q=q,
        order=order,
        found=found,
        facets=narrowings(q, counts) if counts else (),
        counted=counts,
        why=why,
        position=position,
        unheard=unheard,
        formats=tuple(FORMATS),
        saved=saved_searches(desk.database, tenant),
    )


@router.get("/search/export")
def export(desk: TheDesk, actor: Reader, q: str = "", form: str = "csv") -> Response:
    """All that a query finds, as a file that is sent while it is read."""
    if form not in FORMATS:
        raise HTTPException(404, f"there is no format {form}; there are {', '.join(FORMATS)}")
    return export_file(desk, actor, q, form)


def export_file(desk: Desk, actor: Actor, q: str, form: str) -> Response:
    """The file, in one of `FORMATS`.

    Raises:
        HTTPException: 400, the query cannot be understood.
        SearchTimeout: it takes too long.
    """
    write, media, ending = FORMATS[form]
    found = _exported(desk, actor.tenant_id, understood(q), with_past=form in WITH_PAST)
    first = list(islice(found, 1))  # what goes wrong before the file begins is told in its place
    return StreamingResponse(
        _blocks(write(chain(first, found))),
        media_type=media,
        headers={"Content-Disposition": f'attachment; filename="tocsin-{desk.clock.today()}.{ending}"'},
    )


@router.post("/search/saved")
def save(
    desk: TheDesk,
    actor: Responder,
    name: Annotated[str, Form(min_length=1, max_length=80)],
    q: Annotated[str, Form(max_length=2000)] = "",
    alerts: Annotated[bool, Form()] = False,
) -> Response:
    """Keeps the query under a name, in place of none: whoever kept another one there counts on it.

    Raises:
        HTTPException: 409, another search is kept under this name.
    """
    kept = saved_searches(desk.database, actor.tenant_id)
    there = next((one for one in kept if one.name == " ".join(name.split())), None)
    if there is not None and (there.query, there.alerts) != (q, alerts):  # sent twice it is the same
        raise HTTPException(409, "another search is kept under this name: take another, or forget that one first")
    keep(desk, actor, name, q, alerts=alerts)
    return RedirectResponse("/search/saved", 303)


@router.get("/search/saved")
def saved(request: Request, desk: TheDesk, actor: Reader) -> Response:
    """The kept searches, each with its feed."""
    return page(request, "saved.html", saved=saved_searches(desk.database, actor.tenant_id))


@router.post("/search/saved/forget")
def forget_one(desk: TheDesk, actor: Responder, name: Annotated[str, Form()]) -> Response:
    """Forgets a kept search."""
    forget(desk, actor, name)
    return RedirectResponse("/search/saved", 303)


def _blocks(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, a hundred at once: each block is waited for in a thread."""
    while some := list(islice(pieces, 100)):
        yield "".join(some)


def _exported(desk: Desk, tenant: str, asked: Query, *, with_past: bool) -> Iterator[Exported]:
    attribution = {source.id: source.attribution for source in desk.sources if source.attribution}
    today = desk.clock.today()
    return export_query(desk.database, asked, attribution, tenant=tenant, today=today, with_past=with_past)
