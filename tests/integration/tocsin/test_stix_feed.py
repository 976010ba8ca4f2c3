"""What reads one STIX export after the other holds what Tocsin holds: what is over is revoked, once and for good."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import stix2
from fakes.by_hand import ANN, made_context, numbers, reported, told

from model.vocabulary import Claim, Role
from storage.database import Database
from storage.export import FORMATS, export_query
from storage.search import parse
from tocsin.context import Context
from tocsin.stages.by_hand import correct_incident, merge_incidents, split_incident, undo_corrected

Thing = dict[str, Any]
Reader = Callable[[], dict[str, Thing]]


@pytest.fixture
def context(database: Database) -> Context:
    return made_context(database)


@pytest.fixture
def read(context: Context) -> Reader:
    """Reads an export as a store of STIX objects does, and holds it to what the standard says of versions."""
    held: dict[str, Thing] = {}

    def read() -> dict[str, Thing]:
        found = export_query(
            context.database, parse(""), {}, tenant="default", today=context.clock.today(), with_past=True
        )
        text = "".join(FORMATS["stix"][0](found))
        assert stix2.parse(text, allow_custom=False)
        for thing in json.loads(text)["objects"]:
            known = held.setdefault(thing["id"], thing)
            assert thing["created"] == known["created"]
            assert thing == known or thing["modified"] > known["modified"], "a change nobody takes in"
            assert thing == known or not known.get("revoked"), "it was revoked for good"
            held[thing["id"]] = thing
        return held

    return read


def standing(held: dict[str, Thing]) -> list[set[str]]:
    """Of each incident that is not revoked, who was breached by relationships that are not revoked."""
    found = {name: thing for name, thing in held.items() if not thing.get("revoked")}
    breached: dict[str, set[str]] = {name: set() for name, thing in found.items() if thing["type"] == "incident"}
    for thing in found.values():
        if thing["type"] == "relationship" and thing["description"].startswith("breached"):
            breached[thing["source_ref"]].add(found[thing["target_ref"]]["name"])
    return sorted(breached.values(), key=sorted)


def test_what_was_merged_away_is_revoked_and_what_is_split_off_later_is_another(context: Context, read: Reader) -> None:
    told(context, "one", "Quillmark")
    address = told(context, "two", "Ternfold")
    told(context, "three", "Oakenbridge")
    first, second, third = numbers(context)
    assert standing(read()) == [{"Oakenbridge"}, {"Quillmark"}, {"Ternfold"}]
    merge_incidents(context, second, third, "the same intrusion", ANN)
    merge_incidents(context, first, second, "the same intrusion", ANN)
    assert standing(read()) == [{"Quillmark", "Ternfold", "Oakenbridge"}]
    gone = [each for each in read().values() if each["type"] == "incident" and each.get("revoked")]
    assert [each["description"].endswith("Merged into another incident.") for each in gone] == [True, True]
    split_incident(context, first, [address], "another event", ANN)
    assert standing(read()) == [{"Oakenbridge", "Quillmark"}, {"Ternfold"}]


def test_what_was_withdrawn_is_revoked_and_has_another_id_when_it_is_told_again(context: Context, read: Reader) -> None:
    told(context, "one", "Quillmark")
    assert standing(read()) == [{"Quillmark"}]
    reported(context, "two", "Not Quillmark.", {"Quillmark": Role.BREACHED}, 25, claim=Claim.RETRACTED)
    assert standing(read()) == []
    reported(context, "three", "Not Quillmark!", {"Quillmark": Role.BREACHED}, 25, claim=Claim.RETRACTED)
    told(context, "four", "Quillmark", 18)
    assert standing(read()) == []
    told(context, "five", "Quillmark", 26)
    assert standing(read()) == [{"Quillmark"}]
    (gone,) = [each for each in read().values() if each["type"] == "incident" and each.get("revoked")]
    assert "status:retracted" in gone["labels"]


def test_who_is_in_an_incident_no_more_is_revoked_and_may_come_back(context: Context, read: Reader) -> None:
    reported(context, "one", "Quillmark and Ternfold.", dict.fromkeys(("Quillmark", "Ternfold"), Role.BREACHED))
    (number,) = numbers(context)
    assert standing(read()) == [{"Quillmark", "Ternfold"}]
    (made,) = correct_incident(context, number, {"party:Ternfold": "bystander"}, "only a customer", ANN)
    assert standing(read()) == [{"Quillmark"}]
    undo_corrected(context, number, made, ANN)
    assert standing(read()) == [{"Quillmark", "Ternfold"}]
    correct_incident(context, number, {"party:Ternfold": "bystander"}, "only a customer", ANN)
    assert standing(read()) == [{"Quillmark"}]
