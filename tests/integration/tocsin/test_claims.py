"""A tracker of attackers' claims, where its alerts are turned on: told for one's own vendors, not for theirs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.databases import prepare
from fakes.stored import save_document

from config.catalogue import CatalogueSettings, shipped_sources
from config.settings import Settings
from inventory.read import read_dependencies, read_inventory
from model.document import Document, Source
from model.rendering import render_fields
from model.vocabulary import Role, Status, Trust
from storage.database import Database
from storage.incidents import find_incidents
from storage.matches import alerts_of
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.extraction import extract
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending

SETTINGS = Settings.model_validate({
    "channels": [{"id": "hook", "kind": "webhook", "url": "http://127.0.0.1:9/"}],
    "routes": [{"channels": ["hook"], "alleged": True}],
})  # fmt: skip


@pytest.mark.parametrize(("alerting", "told"), [({"ransomlook"}, [("Northquill",)]), (set(), [])])
def test_a_claim_alerts_for_direct_vendors_only_and_only_where_asked(
    tmp_path: Path, alerting: set[str], told: list[tuple[str, ...]]
) -> None:
    catalogue = CatalogueSettings(alerting=frozenset(alerting))
    tracker = next(source for source in shipped_sources(catalogue) if source.id == "ransomlook")
    database, clock = Database(f"sqlite:///{tmp_path / 'tocsin.db'}"), Clock(date(2026, 11, 25))
    prepare(database)
    context = Context(SETTINGS, database, clock, (), begin_run(database, "test", clock.now()), Quiet())
    (tmp_path / "vendors.csv").write_text("name\nHartwell\nNorthquill\n")
    (tmp_path / "deps.csv").write_text("from,to,kind\nHartwell,Brasswick,subprocessor\n")
    import_path(context, tmp_path / "vendors.csv", read_inventory)
    import_path(context, tmp_path / "deps.csv", read_dependencies)
    for number, victim in enumerate(("Northquill", "Brasswick")):
        fields = {"post_title": victim, "group_name": "Gilded Moth", "discovered": "2026-11-24 11:22:33"}
        post = Document(
            source_id=tracker.id,
            url=f"https://tracker.example/{number}",
            title=f"Gilded Moth claims {victim}",
            text=render_fields(fields),
            fetched=datetime(2026, 11, 25, 9, tzinfo=UTC),
            content_hash=f"{number:064}",
            published=datetime(2026, 11, 24, tzinfo=UTC),
            fields=fields,
        )
        assert save_document(database, post, tracker, first_poll=False)
    extract(context)
    correlate_pending(context)
    match_pending(context)
    assert context.tally.exposures == 2  # the far one is known, and not told
    assert [exposure.path for row in alerts_of(database) for exposure in row["alert"].exposures] == told
    assert len({past.incident_id for past in context.tally.past}) == 2 - len(told)
    database.close()


@pytest.mark.parametrize("trust", [Trust.ATTACKER_CLAIM, Trust.PRESS])
def test_a_gangs_post_is_a_claim_in_whatever_words_and_whoever_passes_it_on(database: Database, trust: Trust) -> None:
    clock = Clock(date(2026, 11, 25))
    context = Context(SETTINGS, database, clock, (), begin_run(database, "test", clock.now()), Quiet())
    for number, (title, text) in enumerate(_POSTS):
        post = Document(
            source_id="board",
            url=f"https://board.example/{number}",
            title=title,
            text=text,
            fetched=datetime(2026, 11, 25, 9, tzinfo=UTC),
            content_hash=f"{number:064}",
            published=datetime(2026, 11, 24, tzinfo=UTC),
        )
        source = Source("board", "feed", "https://board.example/", trust, timedelta(days=1))
        assert save_document(database, post, source, first_poll=False)
    extract(context)
    correlate_pending(context)
    told = [
        (stored.incident.organisations(Role.BREACHED), stored.incident.status) for stored in find_incidents(database)
    ]
    assert [(party.name, status) for parties, status in told for party in parties] == [("Northquill", Status.ALLEGED)]


_POSTS = (
    (
        "Northquill",
        "Northquill, 340 GB. Accounts, HR, mail of customers. The timer runs out on Friday. Pay or all is published.",
    ),
    ("We are back", "New mirrors are up, write to us there."),
)
