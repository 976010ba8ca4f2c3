"""Stands before every route: who asks, from where, and whether anybody else's page is asking for them.

What is not named here as open is closed, so that a new route cannot be forgotten.
"""

from __future__ import annotations

import secrets
from urllib.parse import SplitResult, quote, urlsplit

from fastapi import HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from config.web import host_as_sent, is_loopback
from tocsin.web.access.identity import SESSION, SUBSCRIBED, VISIT, csrf_token, given_token, identify
from tocsin.web.desk import Desk
from tocsin.web.pages import page

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/login", "/static/")
FOR_MACHINES = ("/api", "/healthz", *SUBSCRIBED)  # whom a login page would tell that all is well
UPLOADS = ("/inventory/uploads", "/api/inventory/uploads")
ENDED = "nobody is logged in, or no more, so nothing was changed: log in, and do it once more"
FORM = 1_000_000  # bytes that a request holds at most, beside the file of an upload
SIGNED = ("/slack/actions",)  # proves itself by the signature over its body
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # `no-referrer` would make the Origin of our own forms "null"
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Gate:
    """ASGI middleware; leaves `actor`, `csrf` and `by_token` in the request's state."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers in the application's place, or lets the request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        visit = request.cookies.get(SESSION) or request.cookies.get(VISIT)
        fresh = "" if visit else secrets.token_urlsafe(32)
        state = scope.setdefault("state", {})
        state["csrf"] = csrf_token(visit or fresh)
        state["by_token"] = given_token(request) is not None

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message), scope, fresh)
            await send(message)

        refusal = await self._refusal(request, scope)
        if scope["method"] == "HEAD":  # asked by whoever watches; routes know GET, and the server sends no body
            scope = {**scope, "method": "GET"}
        await (refusal or self._app)(scope, self._bounded(scope["path"], receive), sending)

    def _bounded(self, path: str, receive: Receive) -> Receive:
        """What is sent, as far as its page takes it: a form is read before anybody is known to have sent it."""
        most = FORM + (self._desk.settings.web.max_upload if path in UPLOADS else 0)
        taken = 0

        async def receiving() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(413, f"the request is larger than {most:,} bytes")
            return message

        return receiving

    async def _refusal(self, request: HTTPConnection, scope: Scope) -> Response | None:
        path: str = scope["path"]
        if "\x00" in path or b"%00" in scope["query_string"]:
            return _refuse(path, 400, "an address holds no NUL")
        if not self._known_host(request):
            return _refuse(path, 400, "this host name is not answered; set `web.public_url` to the address you use")
        if path in SIGNED:
            scope["state"]["actor"] = None
            return None
        actor = await run_in_threadpool(identify, self._desk, request)
        scope["state"]["actor"] = actor
        if actor is None and not path.startswith(OPEN):
            return self._closed(request, scope)
        if scope["method"] not in SAFE and not scope["state"]["by_token"] and self._is_foreign(request):
            return _refuse(path, 403, "this request comes from another site")
        return None

    def _closed(self, request: HTTPConnection, scope: Scope) -> Response:
        path: str = scope["path"]
        why = "log in, or send a valid token as `Authorization: Bearer ...`"
        if request.headers.get("hx-request") == "true":  # a page that is open still: loaded anew it leads to the login
            return PlainTextResponse(f"{why}\n", 401, {"HX-Refresh": "true"})
        if path.startswith(FOR_MACHINES) or scope["state"]["by_token"]:
            return _refuse(path, 401, why)
        if scope["method"] not in ("GET", "HEAD"):
            return page(Request(scope), "error.html", code=401, why=ENDED)
        wanted = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(wanted, safe='')}", 303)

    def _known_host(self, request: HTTPConnection) -> bool:
        """On loopback without login only loopback names are answered: others come from DNS rebinding or a proxy."""
        web = self._desk.settings.web
        host = request.headers.get("host", "")
        local = is_loopback(split(f"//{host}").hostname or "")
        if web.public_url is not None:
            public = urlsplit(web.public_url)
            return local or (host.isascii() and host_as_sent(host, public.scheme) == public.netloc)
        if web.needs_login:
            return not host or split(f"//{host}").netloc == host
        return local and not {"forwarded", "x-forwarded-for", "x-forwarded-host"} & set(request.headers.keys())

    def _is_foreign(self, request: HTTPConnection) -> bool:
        """Whether another site's page asks; ours is at the host that was asked for, or at the public address."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return True
        ours = {request.headers.get("host", ""), urlsplit(self._desk.settings.web.public_url or "").netloc}
        origin = request.headers.get("origin")
        return origin is not None and split(origin).netloc not in ours - {""}

    def _dress(self, headers: MutableHeaders, scope: Scope, fresh: str) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if not scope["path"].startswith("/static/"):
            headers.setdefault("Cache-Control", "private, no-cache")
        public = self._desk.settings.web.public_url or ""
        if public.startswith("https:"):
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if fresh and headers.get("content-type", "").startswith("text/html"):
            headers.append("Set-Cookie", cookie(VISIT, fresh, secure=public.startswith("https:")))


def cookie(name: str, value: str, *, secure: bool, seconds: int | None = None) -> str:
    """A cookie that no script reads and no other site's form sends."""
    age = f"; Max-Age={seconds}" if seconds is not None else ""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{'; Secure' if secure else ''}"


def split(address: str) -> SplitResult:
    """The parts of an address that somebody sent; of what is none all are empty."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _refuse(path: str, code: int, why: str) -> Response:
    asked = 'Basic realm="Tocsin"' if path.startswith(SUBSCRIBED) else "Bearer"
    headers = {"WWW-Authenticate": asked} if code == 401 else {}  # noqa: PLR2004 - RFC 9110 asks for it
    if path.startswith("/api"):
        return JSONResponse({"error": why}, code, headers)
    return PlainTextResponse(f"{why}\n", code, headers)
