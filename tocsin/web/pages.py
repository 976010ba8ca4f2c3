"""Renders the templates: everything escaped, nothing undefined, hidden characters dropped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, Protocol

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from model.inventory import DEFAULT_TENANT
from tocsin.web.views.words import FILTERS, GLOBALS, tidy


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("tocsin.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=tidy,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS)
    return made


@cache
def _release() -> str:
    return version("tocsin")  # reads files each time


def page(request: Request, template: str, *, code: int = 200, **shown: Any) -> HTMLResponse:
    """A page; every template gets the actor, the token of its forms and whose installation this is."""
    desk = request.app.state.desk
    tenant = request.state.actor.tenant_id if request.state.actor else DEFAULT_TENANT
    text = (
        _environment()
        .get_template(template)
        .render(
            actor=request.state.actor,
            csrf=request.state.csrf,
            path=request.url.path,
            now=desk.clock.now(),
            organisation=desk.settings.for_tenant(tenant).organisation.name,
            needs_login=desk.settings.web.needs_login,
            release=_release(),
            **shown,
        )
    )
    return HTMLResponse(text, code)


class Numbered(Protocol):
    """A row that the next page can begin after."""

    @property
    def id(self) -> int:
        """Its number."""


def first_rows(rows: Sequence[Numbered], most: int) -> dict[str, Any]:
    """`rows` of one page, and `more`: the id that the next one begins after, None where nothing is left for it."""
    return {"rows": rows[:most], "more": rows[most - 1].id if len(rows) > most else None}


def fragment(request: Request) -> bool:
    """Whether htmx asks for a part of a page that is there already."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true"
