"""Merging and splitting incidents by hand: what was read stays, only what belongs together changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Form, HTTPException, Response
from starlette.responses import RedirectResponse

from model.access import Actor
from storage.audit import record_change
from storage.errors import DatabaseBusy
from tocsin.context import Context
from tocsin.running import working
from tocsin.stages.by_hand import CannotError, merge_incidents, split_incident
from tocsin.web.access.rights import Corrector, Number, TheDesk, pages
from tocsin.web.desk import Desk

router = pages()
T = TypeVar("T")
Why = Annotated[str, Form(min_length=3, max_length=500)]


@router.post("/incident/{number}/merge")
def merge(
    desk: TheDesk, actor: Corrector, number: Number, other: Annotated[int, Form(ge=1, le=2**31 - 1)], why: Why
) -> Response:
    """`other` becomes a part of this incident."""
    by_hand(desk, "incident merge", lambda work: merge_incidents(work, number, other, why))
    _log(desk, actor, "merge incidents", number, {"merged": other, "why": why})
    return RedirectResponse(f"/incident/{number}", 303)


@router.post("/incident/{number}/split")
def split(
    desk: TheDesk, actor: Corrector, number: Number, why: Why, url: Annotated[list[str] | None, Form()] = None
) -> Response:
    """The chosen documents become an incident of their own."""
    if not url:
        raise HTTPException(422, "choose the documents that tell of another event")
    new = by_hand(desk, "incident split", lambda work: split_incident(work, number, url, why))
    _log(desk, actor, "split incident", number, {"new": new, "documents": url, "why": why})
    return RedirectResponse(f"/incident/{new}", 303)


def by_hand(desk: Desk, command: str, work: Callable[[Context], T]) -> T:
    """Does it under the work lock, which `serve` leaves to whoever works.

    Raises:
        HTTPException: 409, a run is under way; 422, it cannot be done.
    """
    try:
        with working(desk.settings, (), command, Quiet(), serving=True) as context:
            return work(context)
    except DatabaseBusy:
        raise HTTPException(409, "a run is under way; try again when it is done, in a minute or so") from None
    except CannotError as error:
        raise HTTPException(422, str(error)) from None


class Quiet:
    """Nobody looks at a terminal here."""

    def step(self, text: str) -> None:
        """Says nothing."""

    def problem(self, text: str) -> None:
        """Says nothing; it stands in the tally."""


def _log(desk: Desk, actor: Actor, action: str, number: int, after: dict[str, object]) -> None:
    with desk.database.write() as connection:
        record_change(connection, actor, action, f"incident {number}", after=after, now=desk.clock.now())
    desk.ask_for_work("match")
