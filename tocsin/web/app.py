"""Puts gate, pages and API together."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from alerts.text import shorten
from model.characters import NO_CHARACTER
from storage.errors import StorageError, UnfitError
from storage.search import SearchTimeout
from tocsin.web.access.gate import HEADERS, Gate
from tocsin.web.api import desk as api_desk
from tocsin.web.api import files as api_files
from tocsin.web.api import hand as api_hand
from tocsin.web.api import incidents as api_incidents
from tocsin.web.api import overview as api_overview
from tocsin.web.api.answers import wanted_body
from tocsin.web.desk import Desk
from tocsin.web.known import MergedError
from tocsin.web.pages import fragment, page
from tocsin.web.routes import (
    alerts,
    audit,
    clocks,
    corrections,
    documents,
    feeds,
    health,
    incident,
    inventory,
    items,
    login,
    search,
    slack,
    sources,
    today,
    vendor,
)
from tocsin.web.routes import settings as settings_page

log = structlog.get_logger()
_LONGEST = 1_000  # letters of a refusal
PAGES = (
    api_incidents,
    api_hand,
    api_files,
    api_overview,
    api_desk,
    today,
    search,
    feeds,
    incident,
    corrections,
    documents,
    vendor,
    inventory,
    items,
    alerts,
    sources,
    audit,
    settings_page,
    login,
    health,
    clocks,
    slack,
)


def create_app(desk: Desk) -> FastAPI:
    """The ASGI application of one installation."""
    app = FastAPI(
        title="Tocsin",
        docs_url=None,  # its pages load scripts from elsewhere; /api/openapi.json is what tools read
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.desk = desk
    app.state.verifiers = slack.verifiers(desk.settings)
    app.add_middleware(Gate, desk=desk)
    for module in PAGES:
        app.router.routes.extend(module.router.routes)  # flat, so that whoever walks the routes sees them all
    app.mount("/static", StaticFiles(directory=str(files("tocsin.web") / "static")), name="static")
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(MergedError, _merged)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(StorageError, _unavailable)
    app.add_exception_handler(SearchTimeout, _too_long)
    app.add_exception_handler(UnfitError, _unfit)
    app.add_exception_handler(Exception, _broken)
    return app


def _refused(request: Request, error: Any) -> Response:
    return _failure(request, error.status_code, str(error.detail), error.headers)


def _merged(request: Request, error: Any) -> Response:
    """Who reads is led on; who changes something is told first."""
    if request.method not in ("GET", "HEAD"):
        return _failure(request, 409, str(error))
    path = re.sub(r"\d+", str(error.kept), request.url.path, count=1)  # however the number is written there: 7, 007
    return RedirectResponse(request.url.replace(scheme="", netloc="", path=path), 308)


def _malformed(request: Request, error: Any) -> Response:
    """A program is told which part is wrong; who looks at a page, which field, or that none is there."""
    wrong, program = error.errors()[:5], request.url.path.startswith("/api")
    if not program and any(item["loc"][0] == "path" for item in wrong):
        return _failure(request, 404, "there is no such page")
    if program and wrong[0]["loc"] == ("body",):
        return _failure(request, 422, f"body: has to be {wanted_body(request)}")
    named = ((item["loc"] if program else item["loc"][1:], item["msg"]) for item in wrong)
    return _failure(request, 422, "; ".join(f"{'.'.join(map(str, loc))}: {said}" for loc, said in named))


def _unfit(request: Request, error: Any) -> Response:
    return _failure(request, 422, str(error))


def _unavailable(request: Request, error: Any) -> Response:
    log.error("database", problem=str(error), path=request.url.path)
    return _failure(request, 503, "the database cannot be used now; try again")


def _too_long(request: Request, error: Any) -> Response:
    return _failure(request, 503, str(error))


def _broken(request: Request, error: Any) -> Response:
    log.error("page failed", problem=type(error).__name__, path=request.url.path)
    return _failure(request, 500, "this went wrong; the log says what", HEADERS)  # it answers outside of the gate


def _failure(request: Request, code: int, why: str, headers: Any = None) -> Response:
    why = shorten(NO_CHARACTER.sub("\ufffd", why), _LONGEST)  # it names what was sent: half of a pair, or a megabyte
    if request.url.path.startswith(("/api", "/healthz")):
        return JSONResponse({"error": why}, code, headers)
    found = page(request, "error.html", code=code, why=why)
    if fragment(request):  # it stands in place of the page, not of the part
        found.headers.update({"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"})
    found.headers.update(headers or {})
    return found
