"""Vendors that are listed after their incident was read, under other names than it was told by."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.databases import prepare
from fakes.stored import save_document
from faults.work import OnlyProblems

from config.settings import Settings
from inventory.read import read_inventory
from model.disclosure import Disclosure, Evidence, Party
from model.document import Document, Source
from model.vocabulary import Claim, Kind, Role, Trust
from storage.database import Database
from storage.disclosures import save_disclosure
from storage.matches import alerts_of
from storage.reading import claim_versions
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending

PRESS = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))


@pytest.mark.parametrize(
    "row", ["Brasswick Cloud,Quilldesk", "Quilldesk (UK) Ltd,", "Brasswick Cloud (formerly Quilldesk),"]
)
def test_a_vendor_is_reached_by_what_was_told_under_its_other_name(tmp_path: Path, row: str) -> None:
    database, clock = Database(f"sqlite:///{tmp_path / 'tocsin.db'}"), Clock(date(2025, 11, 28))
    prepare(database)
    context = Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), OnlyProblems())
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name,aliases\nTandemra,\n")
    import_path(context, vendors, read_inventory)
    at = datetime(2025, 11, 27, tzinfo=UTC)
    document = Document(PRESS.id, "https://press.example/a", "a", "Quilldesk", at, "Quilldesk", at)
    assert save_document(database, document, PRESS, first_poll=False)
    breached = Party("Quilldesk", Role.BREACHED, 0.9, Evidence("Quilldesk", 0, 9))
    for batch in claim_versions(database, 1):
        for version in batch:
            save_disclosure(
                database, version.id, version.document_id, Disclosure(True, 1.0, Kind.BREACH, Claim.CONFIRMED, (breached,)),
                relevant=True, fingerprint=(), extractor="1",
            )  # fmt: skip
    correlate_pending(context)
    match_pending(context)
    assert alerts_of(database) == []
    vendors.write_text(f"name,aliases\nTandemra,\n{row}\n")
    import_path(context, vendors, read_inventory)
    match_pending(context)
    assert len(alerts_of(database)) == 1
