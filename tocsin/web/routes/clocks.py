"""Statutory clocks: the calendar, and recording when one started. Reminders, not advice."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, HTTPException, Response
from starlette.responses import RedirectResponse

from model.access import Actor
from model.clock import Basis, ClockRecord
from storage.clocks import record_clock
from tocsin.clock import moment_of
from tocsin.clocks import calendar_feed
from tocsin.web.access.rights import Number, Reader, Responder, TheDesk, Why, pages
from tocsin.web.desk import Desk
from tocsin.web.known import known_incident

router = pages()


@router.get("/clocks.ics")
def clocks(desk: TheDesk, actor: Reader) -> Response:
    """The due dates as a calendar; calendar programs log in with a token as the password."""
    body = calendar_feed(desk.database, actor.tenant_id, desk.settings.clocks, desk.clock.now())
    return Response(body, media_type="text/calendar; charset=utf-8")


@router.post("/incident/{number}/clock")
def record(
    desk: TheDesk,
    actor: Responder,
    number: Number,
    *,
    basis: Annotated[Basis, Form()],
    at: Annotated[str, Form(max_length=40)],
    why: Why,
) -> Response:
    """Records when a clock started, and why; UTC where no zone is given. A later record replaces an earlier one."""
    recorded(desk, actor, number, basis, at=at, why=why)
    return RedirectResponse(f"/incident/{number}", 303)


def recorded(desk: Desk, actor: Actor, number: int, basis: Basis, *, at: str, why: str) -> None:
    """Writes it down.

    Raises:
        HTTPException: 404, there is no such incident; 422, the time is none, or still to come.
        MergedError: the incident is a part of another now.
    """
    try:
        started = moment_of(at)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    now = desk.clock.now()
    if started > now:
        raise HTTPException(422, "a clock cannot start in the future")
    with desk.database.write() as connection:
        done = record_clock(connection, actor, ClockRecord(number, basis, started, why, actor.name, now))
    if not done:
        known_incident(desk, number)  # says whether it is a part of another or never was
