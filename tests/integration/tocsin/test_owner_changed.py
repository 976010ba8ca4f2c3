"""Whose an item is now counts for what waits: the reminder and the digest go to its new owner, and name that one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes.by_hand import made_context, told

from alerts.render import render
from inventory.read import read_inventory
from model.vocabulary import Reason
from storage.database import Database
from storage.matches import messages_of
from storage.outbox import deliveries
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.collecting import collect_digests, remind
from tocsin.stages.imports import import_overlay, import_path
from tocsin.stages.matching import match_pending

HOOK = "http://127.0.0.1:9/x"


@pytest.fixture
def context(database: Database) -> Context:
    channels = [{"id": each, "kind": "slack", "webhook_url": HOOK} for each in ("ana", "bo", "board")]
    routes = [{"channels": [each.lower()], "owners": [each], "repeat": "4h"} for each in ("Ana", "Bo")]
    return made_context(database, channels=channels, routes=[*routes, {"channels": ["board"], "digest": "0 8 * * *"}])


@pytest.mark.parametrize("matched_again", [True, False])
@pytest.mark.parametrize(("owner", "reminded"), [("Bo", "bo"), ("Cy", "ana")])
def test_a_new_owner_is_reminded_of_what_the_former_one_left_unless_no_route_asks_for_him(
    context: Context, tmp_path: Path, owner: str, reminded: str, *, matched_again: bool
) -> None:
    (tmp_path / "ours.csv").write_text("name,owner\nQuillmark,Ana\n")
    import_path(context, tmp_path / "ours.csv", read_inventory)
    told(context, "one", "Quillmark")
    match_pending(context)
    assert {row["channel_id"] for row in deliveries(context.database)} == {"ana", "board"}
    (tmp_path / "own.csv").write_text(f"name,owner\nQuillmark,{owner}\n")
    import_overlay(context, tmp_path / "own.csv")
    if matched_again:
        match_pending(context)
    later = replace(context, clock=Clock(date(2025, 11, 30)))
    remind(later)
    reminder = messages_of(context.database)[0]
    assert reminder["message"].reasons == (Reason.REMINDER,)
    assert [path.owners for path in render(reminder["message"]).paths] == [(owner,)]
    assert [row["channel_id"] for row in deliveries(context.database, alert_id=reminder["id"])] == [reminded]
    collect_digests(later)
    assert owner in str(messages_of(context.database)[0]["message"].table)
