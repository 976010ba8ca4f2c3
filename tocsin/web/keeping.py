"""Kept searches, for pages and API alike: what is kept and forgotten stands in the audit log."""

from __future__ import annotations

from fastapi import HTTPException

from model.access import Actor
from storage.search import QueryError, parse, saved_searches
from storage.search.query import Query
from storage.search.saved import SavedSearch, forget_search, save_search, search_name
from tocsin.web.desk import Desk


def understood(q: str) -> Query:
    """The query.

    Raises:
        HTTPException: 400, it cannot be understood; says where.
    """
    try:
        return parse(q)
    except QueryError as error:
        raise HTTPException(400, str(error)) from None


def keep(desk: Desk, actor: Actor, name: str, q: str, *, alerts: bool) -> SavedSearch:
    """Keeps a query under a name; one of that name is replaced.

    Raises:
        HTTPException: 400, it cannot be understood; 422, the name is none.
    """
    try:
        name = search_name(name)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    understood(q)
    save_search(desk.database, actor, name, q, alerts=alerts, now=desk.clock.now())
    return next(one for one in saved_searches(desk.database, actor.tenant_id) if one.name == name)


def forget(desk: Desk, actor: Actor, name: str) -> None:
    """Forgets a kept search.

    Raises:
        HTTPException: 404, this tenant keeps none of this name.
    """
    if not forget_search(desk.database, actor, name, desk.clock.now()):
        raise HTTPException(404, "no search is kept under this name")
