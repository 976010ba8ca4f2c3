"""The registry grows from what is read: a trusted document's own words, shown with their source, until taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.stored import save_document

from config.settings import Settings
from inventory.read import read_inventory
from model.access import Actor
from model.document import Document, Source
from model.inventory import DEFAULT_TENANT
from model.rendering import render_fields
from model.vocabulary import Trust
from storage.database import Database
from storage.runs import begin_run
from storage.vendors import merges
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.stages.by_hand import unmerge_vendor
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.extraction import extract
from tocsin.stages.imports import import_path
from tocsin.vendors import Nobody, VendorView, vendor_view

HAND = Actor("anna", DEFAULT_TENANT, frozenset(), "test")


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    clock = Clock(date(2026, 11, 25))
    run = Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), Quiet())
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nNorthquill\nSallowgate\n")
    import_path(run, vendors, read_inventory)
    return run


def read(
    context: Context, number: int, text: str, trust: Trust = Trust.PRESS, kind: str = "feed", **fields: str
) -> None:
    body = render_fields(fields) if fields else text
    document = Document(
        source_id=f"source-{number}",
        url=f"https://news.example/{number}",
        title="Customer data stolen in a breach",
        text=body,
        fetched=datetime(2026, 11, 25, 9, tzinfo=UTC),
        content_hash=f"{number:064}",
        published=datetime(2026, 11, 24, tzinfo=UTC),
        fields=dict(fields) or None,
    )
    source = Source(f"source-{number}", kind, "https://news.example/", trust, timedelta(days=1))
    assert save_document(context.database, document, source, first_poll=False)
    extract(context)
    correlate_pending(context)


def view(context: Context, name: str) -> VendorView:
    found = vendor_view(context.database, context.tenant, name, ())
    assert not isinstance(found, Nobody)
    return found


def learnt(context: Context) -> list[tuple[str, str]]:
    with context.database.read() as connection:
        return [(each.merged, each.kept) for each in merges(connection)]


STORY = (
    "Northquill, formerly known as Brasswick, said on Tuesday that attackers broke into its systems and stole customer data. "
    "Names and email addresses of 12,000 customers were exposed in the breach, the company said."
)


def test_a_former_name_is_learnt_shown_and_taken_back(context: Context) -> None:
    read(context, 1, STORY)
    assert learnt(context) == [("name:brasswick", "name:northquill")]
    shown = view(context, "Brasswick")
    assert shown.id == "name:northquill"
    (known,) = [each for each in shown.known_by if each.text == "brasswick"]
    assert known.kind == "alias"
    assert "“Northquill, formerly known as Brasswick” (https://news.example/1)" in known.source
    assert [way.names for way in shown.ways] == [("Northquill",)]
    unmerge_vendor(context, "name:brasswick", HAND)
    read(context, 2, STORY)
    assert learnt(context) == []  # what a person took back is not learnt again


def test_what_was_told_under_the_old_name_before_becomes_the_vendors(context: Context) -> None:
    row = {"Organization Name": "Brasswick Inc", "Date Reported": "2026-11-20"}
    read(context, 1, "", Trust.REGULATOR, "state_ag", **row)
    assert view(context, "Northquill").history == ()
    read(context, 2, STORY)
    assert {url for stored, _ in view(context, "Northquill").history for url in stored.incident.sources} == {
        "https://news.example/1",
        "https://news.example/2",
    }


def test_a_claim_teaches_nothing(context: Context) -> None:
    read(context, 1, STORY, Trust.ATTACKER_CLAIM)
    read(context, 2, STORY, Trust.AGGREGATOR)
    assert learnt(context) == []


def test_a_name_that_two_share_is_nobodys(context: Context) -> None:
    read(context, 1, STORY)
    read(context, 2, STORY.replace("Northquill", "Sallowgate"))
    assert learnt(context) == []
    read(context, 3, STORY)
    assert learnt(context) == []


def test_a_catalogue_gives_a_domain(context: Context) -> None:
    fields = {
        "Name": "Tallowfen",
        "Title": "Tallowfen",
        "Domain": "tallowfen.example",
        "BreachDate": "2026-10-01",
        "AddedDate": "2026-11-24T00:00:00Z",
        "PwnCount": "1200",
        "DataClasses": "Email addresses",
    }
    read(context, 1, "", Trust.CATALOGUE, "hibp", **fields)
    assert learnt(context) == [("domain:tallowfen.example", "name:tallowfen")]
    assert [each.source for each in view(context, "tallowfen.example").known_by if each.kind == "domain"] == [
        "stated: domain of Tallowfen: “tallowfen.example” (https://news.example/1)"
    ]


def test_whoever_lists_a_vendor_by_its_former_name_learns_the_new_one(context: Context) -> None:
    read(context, 1, STORY.replace("Northquill", "Ashgrove Labs").replace("Brasswick", "Northquill"))
    assert learnt(context) == [("name:ashgrove labs", "name:northquill")]
    shown = view(context, "Northquill")
    assert [url for stored, _ in shown.history for url in stored.incident.sources] == ["https://news.example/1"]
