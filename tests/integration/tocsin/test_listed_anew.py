"""An article lists several vendors, of some of whom an incident of their own is known: who hears what he knows again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fakes.by_hand import (
    PRESS,
    alerts_told,
    incident_of,
    inventory_of,
    made_context,
    own_source,
    pager_context,
    reported,
)

from model.document import Source
from model.vocabulary import Claim, DataStatus, DataType, Role, Status
from storage.database import Database
from storage.matches import decisions_on
from tocsin.context import Context
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.matching import match_pending

THREE = ("Larkfield", "Ternfold", "Mirebrook")
GAZETTE = replace(PRESS, id="gazette")
Types = dict[DataType, DataStatus]


def says(
    context: Context,
    *vendors: str,
    day: int,
    source: Source = PRESS,
    claim: Claim = Claim.CONFIRMED,
    types: Types | None = None,
) -> None:
    words = f"An intruder was said to be in the networks of {' and '.join(vendors)}."
    path = f"{source.id}-{'-'.join(vendors)}-{day}"
    reported(context, path, words, dict.fromkeys(vendors, Role.BREACHED), day, source=source, claim=claim, types=types)
    match_pending(context)


def told(context: Context) -> list[tuple[int, list[str]]]:
    return [(each.incident_id, sorted(one.path[0] or "" for one in each.exposures)) for each in alerts_told(context)]


KNOWN = [(1, ["Larkfield"]), (2, ["Ternfold"])]


def test_only_of_whom_nobody_was_told_a_list_tells(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, *THREE)
    says(context, "Larkfield", day=17, types={DataType.NAMES: DataStatus.EXPOSED})
    says(context, "Ternfold", day=17)
    says(context, *THREE, day=19, source=GAZETTE)
    assert told(context) == [*KNOWN, (3, ["Mirebrook"])]
    why = {row["subject"]: row["why"] for row in decisions_on(database, "default", 3) if row["outcome"] == "no alert"}
    assert why == {
        name: f"incident {number} told of it alone; this lists it beside others"
        for number, name in ((1, "Larkfield"), (2, "Ternfold"))
    }
    assert context.tally.past == [], "it is no history"
    says(context, "Larkfield", day=21, source=own_source("Larkfield"), types={DataType.PASSWORDS: DataStatus.EXPOSED})
    assert told(context)[3:] == [(1, ["Larkfield"])], "what comes of one belongs to what tells of it alone"


def test_a_list_that_is_read_first_in_the_same_run_tells_nothing_twice(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, *THREE)
    for vendors in (THREE, THREE[:1], THREE[1:2]):
        roles = dict.fromkeys(vendors, Role.BREACHED)
        reported(context, "-".join(vendors), " and ".join(vendors), roles, correlated=False)
    correlate_pending(context)
    match_pending(context)
    assert told(context) == [(2, ["Larkfield"]), (3, ["Ternfold"]), (1, ["Mirebrook"])]


def test_what_a_list_adds_is_told(database: Database, tmp_path: Path) -> None:
    hook = {"id": "pager", "kind": "webhook", "url": "http://127.0.0.1:9/"}
    context = made_context(database, channels=[hook], routes=[{"channels": ["pager"], "alleged": True}])
    inventory_of(context, tmp_path, *THREE)
    says(context, "Larkfield", day=17, claim=Claim.CLAIMED)
    says(context, "Ternfold", day=17)
    says(context, *THREE, day=19, source=GAZETTE, types={DataType.PASSWORDS: DataStatus.EXPOSED})
    assert told(context) == [*KNOWN, (3, sorted(THREE))]
    assert incident_of(context, 1).status is Status.ALLEGED


def test_of_whom_was_told_in_silence_a_list_tells(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, *THREE)
    says(context, "Larkfield", day=17, claim=Claim.CLAIMED)
    says(context, "Ternfold", day=17)
    says(context, *THREE, day=19, source=GAZETTE)
    assert told(context) == [(2, ["Ternfold"]), (3, ["Larkfield", "Mirebrook"])]
