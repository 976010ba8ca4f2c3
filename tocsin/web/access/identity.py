"""Who a request comes from: a token, a session, or the person at this machine."""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256

from starlette.requests import HTTPConnection

from model.access import ALLOWED, Actor, UserRole
from model.inventory import DEFAULT_TENANT
from storage.access import find_token, session_user
from tocsin.web.desk import Desk

SESSION = "tocsin_session"
VISIT = "tocsin_visit"
SUBSCRIBED = ("/clocks.ics", "/feeds/")
_LOCAL = Actor("local", DEFAULT_TENANT, ALLOWED[UserRole.ADMIN], "web")


def identify(desk: Desk, request: HTTPConnection) -> Actor | None:
    """Whom this request speaks for; None where it must be refused or has to log in."""
    secret = given_token(request)
    if secret is not None:
        return _by_token(desk, secret)
    cookie = request.cookies.get(SESSION)
    user = session_user(desk.database, cookie, desk.clock.now()) if cookie else None
    if user is not None:
        return Actor(user.name, user.tenant_id, ALLOWED[user.role], "web")
    return None if desk.settings.web.needs_login else _LOCAL


def given_token(request: HTTPConnection) -> str | None:
    """The token that is sent, "" where it is none, None where nobody sends one.

    Calendar programs and feed readers know only passwords (RFC 7617): for what they subscribe to, the token may be one.
    Elsewhere a password counts for nothing, since browsers send it along whoever's page asks.
    """
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        return _password(given) if request.url.path.startswith(SUBSCRIBED) else None
    if not scheme:
        return None
    return given.strip() if scheme.lower() == "bearer" else ""


def csrf_token(secret: str) -> str:
    """The token of every form: it can only be made by whoever knows the cookie that it stands beside."""
    return hmac.new(secret.encode(), b"tocsin form", sha256).hexdigest()


def _password(given: str) -> str:
    try:
        return base64.b64decode(given.strip(), validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _by_token(desk: Desk, secret: str) -> Actor | None:
    token = find_token(desk.database, secret, desk.clock.now()) if secret else None
    return Actor(f"token {token.name}", token.tenant_id, token.scopes, "api") if token is not None else None
