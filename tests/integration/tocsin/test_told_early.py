"""What speaks of an incident, and was read before all that tells of it."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from fakes.by_hand import made_context, numbers, reported, told

from model.vocabulary import Claim, Role, Status
from storage.database import Database
from storage.incidents import find_incidents
from tocsin.context import Context

DENIED = {"Quillmark": Role.BYSTANDER}


@pytest.fixture
def context(database: Database) -> Context:
    return made_context(database)


def state(context: Context) -> list[tuple[str, Status, tuple[str, ...]]]:
    return sorted(
        (one.incident.title, one.incident.status, one.incident.sources) for one in find_incidents(context.database)
    )


def tell(context: Context, what: str) -> Any:
    match what:
        case "breach":
            return told(context, "breach", "Quillmark", 20)
        case "denial":
            return reported(context, "denial", "Quillmark denies it.", DENIED, 21, claim=Claim.DENIED)
        case "other":
            return told(context, "other", "Ternfold", 20)
    raise AssertionError(what)


@pytest.mark.parametrize("order", list(permutations(("breach", "denial", "other"))))
def test_a_denial_counts_in_whatever_order_it_is_read(context: Context, order: tuple[str, ...]) -> None:
    addresses = {what: tell(context, what) for what in order}
    assert state(context) == [
        ("Quillmark breach", Status.DISPUTED, (addresses["breach"], addresses["denial"])),
        ("Ternfold breach", Status.REPORTED, (addresses["other"],)),
    ]


def test_what_spoke_of_something_long_before_is_not_taken_into_it(context: Context) -> None:
    reported(context, "denial", "Quillmark denies it.", DENIED, 2, claim=Claim.DENIED)
    told(context, "breach", "Quillmark", 20)
    ((_, status, sources),) = state(context)
    assert (status, len(sources)) == (Status.REPORTED, 1)


def test_it_waits_for_its_own_and_opens_nothing(context: Context) -> None:
    tell(context, "denial")
    told(context, "one", "Ternfold")
    told(context, "two", "Ternfold", 21)
    assert len(numbers(context)) == 1
    tell(context, "breach")
    assert [status for title, status, _ in state(context) if title == "Quillmark breach"] == [Status.DISPUTED]
