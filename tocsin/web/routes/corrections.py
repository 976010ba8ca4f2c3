"""Incidents corrected by hand: single facts, and which documents tell of one event. What was read stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, TypeVar

from fastapi import Form, HTTPException, Response
from starlette.responses import RedirectResponse

from model.access import Actor
from storage.errors import DatabaseBusy
from tocsin import running
from tocsin.context import Context, Quiet
from tocsin.stages.by_hand import (
    CannotError,
    correct_incident,
    merge_incidents,
    split_incident,
    undo_corrected,
)
from tocsin.web.access.rights import HIGHEST, Corrector, Number, TheDesk, Why, pages
from tocsin.web.desk import Desk
from tocsin.web.known import known_incident

router = pages()
T = TypeVar("T")


@router.post("/incident/{number}/merge")
def merge(
    desk: TheDesk, actor: Corrector, number: Number, other: Annotated[int, Form(ge=1, le=HIGHEST)], why: Why
) -> Response:
    """`other` becomes a part of this incident."""
    merged(desk, actor, number, other, why)
    return RedirectResponse(f"/incident/{number}", 303)


@router.post("/incident/{number}/split")
def split(
    desk: TheDesk, actor: Corrector, number: Number, why: Why, url: Annotated[list[str] | None, Form()] = None
) -> Response:
    """The chosen documents become an incident of their own."""
    if not url:
        raise HTTPException(422, "choose the documents that tell of another event")
    new = split_off(desk, actor, number, url, why)
    return RedirectResponse(f"/incident/{new}", 303)


@router.post("/incident/{number}/correct")
def correct(
    desk: TheDesk,
    actor: Corrector,
    number: Number,
    *,
    fact: Annotated[str, Form(max_length=40)],
    why: Why,
    name: Annotated[str, Form(max_length=200)] = "",
    value: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """One fact holds from now on; `name` completes a fact such as `party:`."""
    corrected(desk, actor, number, {fact + name: value}, why)
    return RedirectResponse(f"/incident/{number}#correct", 303)


@router.post("/incident/{number}/corrections/{correction}/undo")
def undo(desk: TheDesk, actor: Corrector, number: Number, correction: Number) -> Response:
    """A correction holds no more."""
    uncorrected(desk, actor, number, correction)
    return RedirectResponse(f"/incident/{number}#correct", 303)


def merged(desk: Desk, actor: Actor, number: int, other: int, why: str) -> None:
    """`other` becomes a part of this incident.

    Raises:
        HTTPException: 404, there is no such incident; 409, a run is under way; 422, it cannot be done.
    """
    known_incident(desk, number)
    by_hand(desk, "incident merge", lambda work: merge_incidents(work, number, other, why, actor))


def split_off(desk: Desk, actor: Actor, number: int, addresses: Sequence[str], why: str) -> int:
    """These documents become an incident of their own; its number.

    Raises:
        HTTPException: 404, there is no such incident; 409, a run is under way; 422, it cannot be done.
    """
    known_incident(desk, number)
    return by_hand(desk, "incident split", lambda work: split_incident(work, number, addresses, why, actor))


def corrected(desk: Desk, actor: Actor, number: int, facts: Mapping[str, str], why: str) -> list[int]:
    """The ids of the corrections.

    Raises:
        HTTPException: 404, there is no such incident; 409, a run is under way; 422, it cannot be done.
    """
    known_incident(desk, number)
    return by_hand(desk, "incident correct", lambda work: correct_incident(work, number, facts, why, actor))


def uncorrected(desk: Desk, actor: Actor, number: int, correction: int) -> None:
    """Undoes a correction.

    Raises:
        HTTPException: 404, there is no such incident; 409, a run is under way; 422, there is none that holds.
    """
    known_incident(desk, number)
    by_hand(desk, "incident correct", lambda work: undo_corrected(work, number, correction, actor))


def by_hand(desk: Desk, command: str, work: Callable[[Context], T]) -> T:
    """Does it under the work lock, which `serve` leaves to whoever works; then what it changed is to be matched.

    Raises:
        HTTPException: 409, a run is under way; 422, it cannot be done.
    """
    try:
        with running.by_hand(desk.settings, command, Quiet(), serving=True) as context:
            done = work(context)
    except DatabaseBusy:
        raise HTTPException(409, "a run is under way; try again when it is done, in a minute or so") from None
    except CannotError as error:
        raise HTTPException(422, str(error)) from None
    desk.ask_for_work("match")
    return done
