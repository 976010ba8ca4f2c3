"""Answers for machines: JSON with an ETag, lists in pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Security
from fastapi.security import HTTPBearer
from pydantic import BaseModel
from starlette.responses import Response

from tocsin.web.access.gate import SAFE
from tocsin.web.access.rights import HIGHEST, own_form

T = TypeVar("T")
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=80, description="`next_cursor` of the page before")]


_BEARER = HTTPBearer(  # described here, looked at by the gate
    scheme_name="token",
    description="made by `tocsin token add`; where no login is needed, reading needs none",
    auto_error=False,
)


class Refusal(BaseModel):
    """Why there is no answer."""

    error: str


REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {"description": what, "model": Refusal}
    for code, what in (
        (400, "The query or the cursor cannot be understood."),
        (401, "Nobody is logged in, and no valid token was sent."),
        (403, "The token or the user may not do this, or a change came without a token."),
        (404, "There is no such thing, or it belongs to another tenant."),
        (409, "A run is under way, it was decided already, or the incident is a part of another now."),
        (413, "The file is too large."),
        (422, "A parameter is wrong."),
        (503, "The database, or this search, takes too long."),
    )
}


MOVED: dict[int | str, dict[str, Any]] = {
    308: {"description": "The incident is a part of another now: see `Location`."}
}


def machine_pages(tag: str) -> APIRouter:
    """A router of the API."""
    guards = [Depends(own_form), Depends(known_parameters), Security(_BEARER)]
    return APIRouter(prefix="/api", tags=[tag], dependencies=guards, responses=REFUSALS)


def known_parameters(request: Request) -> None:
    """Refuses a parameter that there is not: `unacknowleged=true` would be answered with every alert.

    Raises:
        HTTPException: 422, names it and those that there are.
    """
    known = [field.alias for field in request.scope["route"].dependant.query_params]
    for name in request.query_params:
        if name not in known:
            there = f"there are {', '.join(known)}" if known else "there are none here"
            raise HTTPException(422, f"query.{name[:80]}: there is no such parameter; {there}")


def wanted_body(request: Request) -> str:
    """What a change is asked with, in words: of no body, or of a form, the framework says only that it is wrong."""
    fields = request.scope["route"].dependant.body_params[0].field_info.annotation.model_fields
    named = (name if field.is_required() else f"{name} (may be left out)" for name, field in fields.items())
    return f"a JSON object, sent as application/json, with {', '.join(named)}"


def answer(request: Request, value: Any, media: str = "application/json") -> Response:
    """The value with its ETag; 304 where who only reads has it already."""
    body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False, default=_plain).encode()
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if request.method in SAFE and (tag in known or "*" in known):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type=media, headers={"ETag": tag})


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)  # RFC 3339; `str` has a blank for the `T`


def listed(rows: Sequence[T], limit: int, show: Callable[[T], Any], place: Callable[[T], int]) -> dict[str, Any]:
    """One page: `rows` hold one more than `limit` where there is a next page, which begins after a row's `place`."""
    last = str(place(rows[limit - 1])) if len(rows) > limit else None
    return {"results": [show(row) for row in rows[:limit]], "next_cursor": last}


def listed_from(rows: Sequence[T], cursor: str | None, limit: int, show: Callable[[T], Any]) -> dict[str, Any]:
    """One page of a short list that is there as a whole; its cursors are places in it.

    Raises:
        HTTPException: 400, the cursor is none of ours.
    """
    start = before_of(cursor) or 0
    end = start + limit
    return {"results": [show(row) for row in rows[start:end]], "next_cursor": str(end) if len(rows) > end else None}


def before_of(cursor: str | None) -> int | None:
    """The id that the page before ended with.

    Raises:
        HTTPException: 400, it is no cursor of ours.
    """
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdigit()) or not 1 <= int(cursor) <= HIGHEST:
        raise HTTPException(400, "this cursor belongs to no page; start again without it")
    return int(cursor)
