"""`/login` and `/logout`."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import Form, Request, Response
from starlette.responses import RedirectResponse

from model.access import ALLOWED, Actor
from storage.access import User, close_session, find_user, open_session
from storage.audit import record_change
from tocsin.web.access.gate import cookie
from tocsin.web.access.identity import SESSION
from tocsin.web.access.passwords import matches
from tocsin.web.access.rights import TheDesk, pages
from tocsin.web.desk import Desk
from tocsin.web.pages import page

router = pages()


@router.get("/login")
def form(request: Request, next: str = "/") -> Response:  # noqa: A002 - the parameter's name in the address
    """The form."""
    return page(request, "login.html", wanted=local(next), why="")


@router.post("/login")
def login(
    request: Request,
    desk: TheDesk,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2000)],
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the field's name in the form
) -> Response:
    """Opens a session; wrong names and wrong passwords get the same answer in the same time."""
    now = desk.clock.now()
    peer = request.client.host if request.client else ""
    wait = desk.logins.begin(name, peer, now)
    if wait:
        why = f"too many attempts; try again in {wait} seconds"
        answer = page(request, "login.html", code=429, wanted=local(next), why=why)
        answer.headers["Retry-After"] = str(wait)
        return answer
    with desk.database.read() as connection:
        user = find_user(connection, name)
    if user is not None and user.disabled:
        user = None
    if not matches(user.password_hash if user else None, password) or user is None:
        return page(request, "login.html", code=403, wanted=local(next), why="this name and password do not match")
    desk.logins.succeeded(name, peer)
    return _opened(desk, user, local(next))


@router.post("/logout")
def logout(request: Request, desk: TheDesk) -> Response:
    """Ends the session."""
    secret = request.cookies.get(SESSION)
    if secret:
        with desk.database.write() as connection:
            close_session(connection, secret)
    answer = RedirectResponse("/login", 303)
    answer.headers.append("Set-Cookie", cookie(SESSION, "", secure=_secure(desk), seconds=0))
    return answer


def local(wanted: str) -> str:
    """The address to go on to, if it is one of ours."""
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if ours and "\\" not in wanted else "/"


def _opened(desk: Desk, user: User, wanted: str) -> Response:
    secret, now = secrets.token_urlsafe(32), desk.clock.now()
    keep = desk.settings.web.session
    with desk.database.write() as connection:
        open_session(connection, secret, user.id, now, now + keep)
        actor = Actor(user.name, user.tenant_id, ALLOWED[user.role], "web")
        record_change(connection, actor, "log in", f"user {user.name}", now=now)
    answer = RedirectResponse(wanted, 303)
    seconds = int(keep.total_seconds())
    answer.headers.append("Set-Cookie", cookie(SESSION, secret, secure=_secure(desk), seconds=seconds))
    return answer


def _secure(desk: Desk) -> bool:
    return (desk.settings.web.public_url or "").startswith("https:")
