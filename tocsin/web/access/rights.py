"""Dependencies of the routes: the desk, the actor with a right, and the proof that a form is ours."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Query, Request
from pydantic import StringConstraints

from model.access import Actor, Permission
from tocsin.web.access.gate import SAFE, SIGNED
from tocsin.web.desk import Desk

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_UNPROVEN = "a change over the API needs a token: `tocsin token add` makes one, sent as `Authorization: Bearer ...`"


def desk_of(request: Request) -> Desk:
    """The application's desk."""
    desk: Desk = request.app.state.desk
    return desk


def needs(permission: Permission) -> Callable[[Request], Actor]:
    """A dependency that gives the actor, or refuses one without this permission."""

    def actor(request: Request) -> Actor:
        found: Actor | None = request.state.actor
        if found is None or not found.can(permission):
            raise HTTPException(403, f"this needs the right to {permission}; ask an administrator")
        return found

    return actor


async def own_form(request: Request) -> None:
    """Refuses a change that carries neither a bearer token nor the token of one of our own pages.

    Raises:
        HTTPException: 403, in words for a program or for who looks at a page.
    """
    if request.method in SAFE or request.state.by_token or request.url.path in SIGNED:
        return
    given = request.headers.get("x-csrf-token", "")
    if not given and request.headers.get("content-type", "").startswith(_FORMS):
        given = str((await request.form()).get("csrf", ""))
    if not hmac.compare_digest(given.encode(), request.state.csrf.encode()):
        programs = request.url.path.startswith("/api")
        raise HTTPException(403, _UNPROVEN if programs else "this form is too old or not ours; load the page again")


HIGHEST = 2**31 - 1  # what a column of ids holds
Number = Annotated[int, Path(ge=1, le=HIGHEST)]
Before = Annotated[int | None, Query(ge=1, le=HIGHEST)]
REASON = StringConstraints(strip_whitespace=True, min_length=3, max_length=500)
Why = Annotated[str, REASON, Form()]
TheDesk = Annotated[Desk, Depends(desk_of)]
Reader = Annotated[Actor, Depends(needs(Permission.READ))]
Responder = Annotated[Actor, Depends(needs(Permission.ACKNOWLEDGE))]
Corrector = Annotated[Actor, Depends(needs(Permission.CORRECT))]
Importer = Annotated[Actor, Depends(needs(Permission.IMPORT))]
Auditor = Annotated[Actor, Depends(needs(Permission.AUDIT))]


def pages() -> APIRouter:
    """A router of pages: no form of theirs is taken without its token."""
    return APIRouter(dependencies=[Depends(own_form)], include_in_schema=False)
