"""The history as it was joined beforehand: what the pipeline makes, whole in any database, and asked only of a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.databases import prepare
from fakes.stored import incident_count, save_document

from config.history import history_sets, load_history
from config.joined import JoinedIncident, joined_file, load_joined, made_from, write_joined
from config.settings import Settings
from inventory.read import read_inventory
from model.document import Document, Source
from model.rendering import render_fields
from model.vocabulary import Trust
from nlp.extract import EXTRACTOR_VERSION
from nlp.incidents.correlate import correlate
from nlp.parties.other_names import other_names
from nlp.structured import read_fields
from storage.database import Database
from storage.disclosures import reports_of
from storage.incidents import load_incidents
from storage.joined import is_new, joined, save_joined
from storage.runs import begin_run
from storage.search import Page, index_incidents, parse, search
from storage.types import dump_text
from storage.vendors import merges
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.knowledge import resolver_for
from tocsin.stages.correlation import correlate_pending, refold, resolved
from tocsin.stages.extraction import extract
from tocsin.stages.history import load_past
from tocsin.stages.imports import import_path

AGAIN = "run `python -m tocsin.join_history`: the joined history is not what is made of its sets today"


def new_run(database: Database) -> Context:
    clock = Clock(date(2026, 11, 25))
    return Context(Settings(), database, clock, (), begin_run(database, "test", clock.now()), Quiet())


def found_by(context: Context, query: str) -> Page:
    return search(context.database, parse(query), tenant=context.tenant, today=context.clock.today())


@pytest.fixture(scope="module")
def shipped() -> list[JoinedIncident]:
    found = list(load_joined(made_from(EXTRACTOR_VERSION)))
    assert found, AGAIN
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('joined') / 'tocsin.db'}")
    prepare(database)
    context = new_run(database)
    assert load_past(context) > 14_000
    yield context
    database.close()


def test_the_shipped_form_is_read_from_the_sets_as_they_are_read_today(shipped: list[JoinedIncident]) -> None:
    read = {report.url: report for one in shipped for report in one.reports}
    for past in load_history():
        for breach in past.breaches[::5]:
            text = render_fields(breach.fields)
            told = read_fields(past.kind, breach.fields, text, breach.title, breach.published)
            assert (told is not None and bool(told.parties)) == (breach.url in read), AGAIN
            if told is not None and told.parties:
                report = read.pop(breach.url)
                named = replace(told, other_names=other_names(f"{breach.title}\n{text}", told))
                assert report.record == dump_text(named), AGAIN
                assert (report.source_id, report.title) == (past.source_id, breach.title)
                assert report.published == breach.published.isoformat()


def test_the_shipped_form_is_joined_as_the_pipeline_joins(whole: Context, shipped: list[JoinedIncident]) -> None:
    ids = [one.id for one in shipped if one.id]
    with whole.database.read() as connection:
        resolver = resolver_for(connection, whole.tenant)
        reports = [resolved(report, resolver) for held in reports_of(connection, ids).values() for report in held]
    decided = {decision.report_id: decision for decision in correlate(sorted(reports, key=lambda r: r.id), [])}
    for one in shipped:
        if one.id:
            assert len({decided[report.id].opens for report in one.reports}) == 1, AGAIN
            assert all(decided[report.id].why == report.why for report in one.reports), AGAIN
    opened = {decision.opens for decision in decided.values()}
    assert len(opened) == len(ids), AGAIN


def test_folded_and_indexed_anew_the_shipped_form_is_the_same(whole: Context, shipped: list[JoinedIncident]) -> None:
    some = [one.id for one in shipped if one.id][::16]
    with whole.database.write() as connection:
        refold(whole, connection, some)
        assert all(each.revision == 0 for each in load_incidents(connection, some).values()), AGAIN
        assert index_incidents(connection, some) == 0, AGAIN


def test_what_is_taken_in_comes_out_again(whole: Context, shipped: list[JoinedIncident]) -> None:
    with whole.database.read() as connection:
        assert joined(connection) == shipped
    assert found_by(whole, "vendor:dropbox").total > 0
    assert load_past(whole) == 0


def test_what_the_past_taught_makes_nothing_ambiguous_resolve(whole: Context) -> None:
    cases = Path(__file__).parents[2] / "unit" / "inventory" / "alias_cases.csv"
    with whole.database.read() as connection:
        resolver = resolver_for(connection, whole.tenant)
        assert len(merges(connection)) > 400
    for line in cases.read_text("utf-8").splitlines():
        if line and not line.startswith("#") and (case := line.split("|"))[2] in {"", "?"}:
            found = resolver.resolve(case[0], context=case[1])
            assert found is None or not (found.known or not case[2]), case


def test_a_database_of_either_kind_numbers_on_behind_the_past(
    database: Database, shipped: list[JoinedIncident]
) -> None:
    context = new_run(database)
    some = [one for one in shipped if "Adobe" in one.snapshot][:20]
    with database.write() as connection:
        sources = {
            past.source_id: Source(past.source_id, past.kind, "", past.trust, timedelta(0)) for past in history_sets()
        }
        count = save_joined(
            connection, some, sources, extractor=EXTRACTOR_VERSION, run_id=context.run_id, now=context.clock.now()
        )
    assert count == sum(len(one.reports) for one in some)
    assert found_by(context, "adobe").total == len(some)
    fields = {"Organization Name": "Quillmark Inc", "Date Reported": "2026-11-24"}
    row = Document(
        source_id="register",
        url="https://ag.example/new",
        title="Quillmark Inc",
        text=render_fields(fields),
        fetched=datetime(2026, 11, 25, 9, tzinfo=UTC),
        content_hash="f" * 64,
        published=datetime(2026, 11, 24, tzinfo=UTC),
        fields=fields,
    )
    register = Source("register", "state_ag", "https://ag.example/", Trust.REGULATOR, timedelta(days=1))
    assert save_document(database, row, register, first_poll=False)
    extract(context)
    correlate_pending(context)
    assert incident_count(database) == len(some) + 1
    (found,) = found_by(context, "quillmark").results
    assert found.id > some[-1].id


def test_only_a_new_database_takes_it(database: Database, tmp_path: Path) -> None:
    with database.read() as connection:
        assert is_new(connection)
    vendors = tmp_path / "vendors.csv"
    vendors.write_text("name\nAdobe\n")
    import_path(new_run(database), vendors, read_inventory)
    with database.read() as connection:
        assert not is_new(connection)


def test_a_form_made_of_other_data_is_not_taken(tmp_path: Path, shipped: list[JoinedIncident]) -> None:
    file = tmp_path / "joined.jsonl.gz"
    write_joined(file, "other", shipped[:3])
    assert list(load_joined(made_from(EXTRACTOR_VERSION), file)) == []
    assert list(load_joined("other", file)) == shipped[:3]
    assert made_from(EXTRACTOR_VERSION) != made_from(f"{EXTRACTOR_VERSION}.1")
    assert joined_file().stat().st_size < 5_000_000
