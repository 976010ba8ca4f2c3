"""Parties that go by several names, and vendors that become another's: what was decided and told of them stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.by_hand import alerts_told
from fakes.databases import prepare
from fakes.stored import save_document
from faults.work import OnlyProblems

from config.settings import Settings
from inventory.read import read_inventory
from model.access import ALLOWED, Actor, UserRole
from model.alert import Alert
from model.disclosure import Disclosure, Evidence, Party
from model.document import Document, Source
from model.vocabulary import Claim, Kind, Reason, Role, Trust
from storage.database import Database
from storage.disclosures import save_disclosure
from storage.incidents import find_incidents
from storage.reading import claim_versions
from storage.runs import begin_run
from storage.search import facets, parse, search
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.by_hand import (
    correct_incident,
    merge_incidents,
    merge_vendors,
    unmerge_vendor,
)
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending
from tocsin.vendors import VendorView, vendor_view
from tocsin.web.routes.vendor import asked_for

PRESS = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))
ANN = Actor("ann", "default", ALLOWED[UserRole.RESPONDER], "web")


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """Who depends on Quillmark."""
    database, clock = Database(f"sqlite:///{tmp_path / 'tocsin.db'}"), Clock(date(2025, 11, 28))
    prepare(database)
    made = Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), OnlyProblems())
    (tmp_path / "vendors.csv").write_text("name\nQuillmark\n")
    import_path(made, tmp_path / "vendors.csv", read_inventory)
    return made


def told(context: Context, path: str, *breached: str, hour: int = 1, wait: bool = False, quote: str = "") -> str:
    """One version of a press report; its address.

    `wait`: it is read, and not yet correlated. `quote`: the words that name them.
    """
    url, at = f"https://press.example/{path}", datetime(2025, 11, 20, hour, tzinfo=UTC)
    text = f"{breached} at {hour}"
    assert save_document(context.database, Document(PRESS.id, url, path, text, at, text, at), PRESS, first_poll=False)
    parties = tuple(
        Party(name, Role.BREACHED, 0.9, Evidence(quote or name, 0, len(quote or name))) for name in breached
    )
    read = Disclosure(bool(parties), 1.0, Kind.BREACH, Claim.CONFIRMED, parties)
    for batch in claim_versions(context.database, 1):
        for version in batch:
            save_disclosure(
                context.database, version.id, version.document_id, read,
                relevant=bool(parties), fingerprint=(), extractor="1",
            )  # fmt: skip
    if not wait:
        correlate_pending(context)
    return url


def said(context: Context) -> list[Alert]:
    """Everything that was told, oldest first, after two more matchings."""
    for _ in range(2):
        match_pending(context)
    return alerts_told(context)


def only(context: Context) -> int:
    (found,) = find_incidents(context.database)
    return found.id


def test_a_correction_while_a_new_version_waits_takes_nothing_back(context: Context) -> None:
    told(context, "one", "Zenfold")
    number = only(context)
    told(context, "two", "Quillmark", hour=3)
    merge_incidents(context, number, max(each.id for each in find_incidents(context.database)), "one event", ANN)
    assert len(said(context)) == 1
    told(context, "two", "Quillmark", hour=4, wait=True)
    correct_incident(context, number, {"occurred": "2025-11"}, "their letter", ANN)
    assert len(said(context)) == 1
    correlate_pending(context)
    assert len(said(context)) == 1


def test_a_corrected_party_stays_corrected_under_its_other_names(context: Context) -> None:
    told(context, "one", "Front", quote="Front, whose site is front.com")
    number = only(context)
    correct_incident(context, number, {"party:Front": "bystander"}, "it only told of it", ANN)
    for hour in (2, 3):
        told(context, f"more-{hour}", "Frontapp", hour=hour)
    (found,) = find_incidents(context.database)
    assert [(party.name, party.role) for party in found.incident.parties] == [("Frontapp", Role.BYSTANDER)]


def test_a_vendor_that_becomes_another_is_not_told_of_again(context: Context) -> None:
    told(context, "one", "Quillmark")
    assert len(said(context)) == 1
    told(context, "two", "Ternfold")
    merged, _ = merge_vendors(context, "Quillmark", "Ternfold", "their imprint names both", ANN)
    assert [alert.incident.title for alert in said(context)] == ["Quillmark breach", "Ternfold breach"]
    unmerge_vendor(context, merged, ANN)
    _, _, update = said(context)
    assert (update.reasons, update.incident.title) == ((Reason.EXPOSURE_WITHDRAWN,), "Ternfold breach")


def test_the_end_of_what_was_told_of_a_vendor_by_its_old_name_is_told(context: Context) -> None:
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    assert len(said(context)) == 1
    merge_vendors(context, "Quillmark", "Ternfold", "their imprint names both", ANN)
    assert len(said(context)) == 2
    told(context, "one", "Zenfold", hour=2)
    *_, update = said(context)
    assert (update.reasons, update.incident.title) == ((Reason.EXPOSURE_WITHDRAWN,), "Zenfold breach")
    assert len(said(context)) == 3


@pytest.mark.parametrize(("one", "into"), [("Quillmark", "Ternfold"), ("Ternfold", "Quillmark")])
def test_a_search_finds_all_of_a_vendor_that_another_became(context: Context, one: str, into: str) -> None:
    told(context, "one", "Quillmark")
    told(context, "two", "Ternfold")
    merge_vendors(context, one, into, "their imprint names both", ANN)
    everything = facets(context.database, parse(""), tenant="default", today=context.clock.today())
    assert everything.vendors == ((into, 2),)
    view = vendor_view(context.database, "default", into, ())
    assert isinstance(view, VendorView)
    assert asked_for(view) == into
    found = search(context.database, parse(f"vendor:{into}"), tenant="default", today=context.clock.today())
    assert {one.id for one in found.results} == {stored.id for stored, _ in view.history}
    assert len(view.history) == 2


def test_what_is_known_of_whom_a_vendor_became_reaches_its_users(context: Context) -> None:
    told(context, "one", "Sorrel")
    assert said(context) == []
    merge_vendors(context, "Quillmark", "Sorrel", "their imprint names both", ANN)
    (alert,) = said(context)
    assert alert.exposures[0].path == ("Quillmark",)


def test_what_was_told_of_a_vendor_that_the_inventory_renames_is_not_told_again(
    context: Context, tmp_path: Path
) -> None:
    """Nor does the next report open another incident, and the end of it is told."""
    told(context, "one", "Quillmark")
    assert len(said(context)) == 1
    (tmp_path / "vendors.csv").write_text("name,aliases\nQuill & Mark Cloud,Quillmark\n")
    import_path(context, tmp_path / "vendors.csv", read_inventory)
    assert len(said(context)) == 1
    told(context, "two", "Quillmark", hour=2)
    number = only(context)
    assert len(said(context)) == 1
    correct_incident(context, number, {"party:Quillmark": "bystander"}, "it only told of it", ANN)
    *_, update = said(context)
    assert update.reasons == (Reason.EXPOSURE_WITHDRAWN,)
