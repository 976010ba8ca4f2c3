"""Who a request comes from: a token, a session, or the person at this machine."""

from __future__ import annotations

import hmac
from hashlib import sha256

from starlette.requests import HTTPConnection

from model.access import ALLOWED, Actor, UserRole
from model.inventory import DEFAULT_TENANT
from storage.access import find_token, session_user
from tocsin.web.desk import Desk

SESSION = "tocsin_session"
VISIT = "tocsin_visit"
_LOCAL = Actor("local", DEFAULT_TENANT, ALLOWED[UserRole.ADMIN], "web")


def identify(desk: Desk, request: HTTPConnection) -> Actor | None:
    """Whom this request speaks for; None where it must be refused or has to log in."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme:
        return _by_token(desk, secret.strip()) if scheme.lower() == "bearer" else None
    cookie = request.cookies.get(SESSION)
    user = session_user(desk.database, cookie, desk.clock.now()) if cookie else None
    if user is not None:
        return Actor(user.name, user.tenant_id, ALLOWED[user.role], "web")
    return None if desk.settings.web.needs_login else _LOCAL


def csrf_token(secret: str) -> str:
    """The token of every form: it can only be made by whoever knows the cookie that it stands beside."""
    return hmac.new(secret.encode(), b"tocsin form", sha256).hexdigest()


def _by_token(desk: Desk, secret: str) -> Actor | None:
    token = find_token(desk.database, secret, desk.clock.now()) if secret else None
    return Actor(f"token {token.name}", token.tenant_id, token.scopes, "api") if token is not None else None
