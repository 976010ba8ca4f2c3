"""What is exported, what another Tocsin makes of it, and what a saved search tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from fakes.databases import prepare
from fakes.incidents import incident
from fakes.stored import open_incident

from config.settings import Settings
from model.access import Actor
from model.disclosure import DataTypeClaim, Disclosure, Evidence, Party
from model.document import Document, Source
from model.incident import Incident
from model.vocabulary import Claim, DataStatus, DataType, Kind, Reason, Role, Store, Trust
from storage.audit import audit_log
from storage.database import Database
from storage.export import FORMATS, Exported, export_query
from storage.history import save_read_documents
from storage.incidents import find_incidents
from storage.matches import alerts_of
from storage.runs import begin_run
from storage.search import forget_search, index_incidents, parse, save_search, saved_searches, search
from storage.tables import alert, document
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.incident_import import take_in
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.matching import match_pending
from tocsin.stages.searches import tell_searches

DAY = date(2026, 3, 3)
ANN = Actor("ann", "default", frozenset(), "cli")
CREDIT = {"paper": "The Paper, CC BY 4.0"}


class Loud:
    def __init__(self) -> None:
        self.problems: list[str] = []

    def step(self, text: str) -> None: ...

    def problem(self, text: str) -> None:
        self.problems.append(text)


def new_run(database: Database) -> Context:
    clock = Clock(DAY)
    channel = {"id": "mail", "kind": "email", "host": "127.0.0.1", "from": "a@b.example", "to": ["c@d.example"]}
    settings = Settings(channels=[channel], routes=[{"channels": ["mail"]}])  # type: ignore[arg-type]
    return Context(settings, database, clock, (), begin_run(database, "test", clock.now()), Loud())


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'other.db'}")
    prepare(opened)
    yield opened
    opened.close()


def tell(context: Context, number: int, breached: str, *, store: Store = Store.FULL, trust: Trust = Trust.PRESS,
         quote: str = "the names of customers", day: date = DAY, incident_kind: Kind = Kind.BREACH) -> None:  # fmt: skip
    """One report, taken to its incident."""
    source = Source("paper", "feed", "https://paper.example/feed", trust, timedelta(hours=1), store=store)
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    said = Disclosure(
        True, 0.9, incident_kind, Claim.CONFIRMED,
        parties=(Party(breached, Role.BREACHED, 0.9, Evidence(breached, 0, len(breached))),),
        data_types=(DataTypeClaim(DataType.NAMES, DataStatus.EXPOSED, Evidence(quote, 0, len(quote))),),
    )  # fmt: skip
    page = Document(
        "paper", f"https://paper.example/{number}", f"{breached} breached", quote, moment, f"{number:064x}", moment
    )
    with context.database.write() as connection:
        save_read_documents(
            connection, source, [(page, said, True)], extractor="t", now=moment, fingerprints={page.url: (number,) * 64}
        )
    correlate_pending(context)
    match_pending(context)


def export(database: Database, query: str = "", form: str = "jsonl") -> str:
    return "".join(FORMATS[form][0](found(database, query)))


def found(database: Database, query: str = "") -> list[Exported]:
    return list(export_query(database, parse(query), CREDIT, tenant="default", today=DAY))


def facts(database: Database) -> list[Any]:
    """What is known, apart from the ids of this database's own rows."""
    return sorted(
        (one.incident.title, one.incident.status, [(p.name, p.role) for p in one.incident.parties],
         [(f.type, f.status, [(s.url, s.trust, s.evidence) for s in f.said_by]) for f in one.incident.data_types])
        for one in find_incidents(database)
    )  # fmt: skip


def test_another_tocsin_knows_the_same_keeps_the_trust_and_pages_nobody(database: Database, other: Database) -> None:
    context = new_run(database)
    for number, (name, trust) in enumerate(
        [("Quillmark", Trust.REGULATOR), ("Tarn Valley", Trust.VENDOR), ("Oakenbridge", Trust.PRESS)]
    ):
        tell(context, number, name, trust=trust)
    lines = export(database).splitlines(keepends=True)
    assert len(lines) == 3
    there = new_run(other)
    assert take_in(there, lines, "there.jsonl") == (3, [])
    assert facts(other) == facts(database)
    assert take_in(there, [*lines, *lines], "there.jsonl") == (0, [])
    (logged,) = audit_log(there.database, "default")
    assert (logged.action, logged.subject, logged.after) == (
        "import incidents", "file there.jsonl", {"documents": 3}
    )  # fmt: skip
    assert facts(other) == facts(database)
    with other.read() as connection:
        kept = connection.execute(sa.select(document.c.url, document.c.trust, document.c.alerting)).all()
    assert {(row.url, row.trust, row.alerting) for row in kept} == {
        ("https://paper.example/0", "regulator", False),
        ("https://paper.example/1", "vendor", False),
        ("https://paper.example/2", "press", False),
    }
    assert alerts_of(other) == []
    again = export(other).splitlines()
    assert sorted(map(told_by, again)) == sorted(map(told_by, lines))


def test_whose_page_each_of_one_source_is_stays_with_it(database: Database, other: Database) -> None:
    context = new_run(database)
    for number, name in enumerate(("Quillmark", "Tarn Valley")):
        tell(context, number, name)
    lines = [json.loads(line) for line in export(database).splitlines()]
    for line in lines:
        line["told_by"][0]["speaker"] = line["told_by"][0]["disclosure"]["parties"][0]["name"]
    assert take_in(new_run(other), map(json.dumps, lines), "there.jsonl") == (2, [])
    with other.read() as connection:
        kept = connection.execute(sa.select(document.c.url, document.c.speaker)).all()
    assert {row.url: row.speaker for row in kept} == {
        "https://paper.example/0": "Quillmark",
        "https://paper.example/1": "Tarn Valley",
    }


def told_by(line: str) -> str:
    return json.dumps(json.loads(line)["told_by"])


def test_a_line_that_cannot_be_read_is_named_and_the_rest_goes_on(database: Database, other: Database) -> None:
    tell(new_run(database), 1, "Quillmark")
    there = new_run(other)
    documents, problems = take_in(there, ["{", "\n", export(database)], "x.jsonl")
    assert documents == 1
    assert problems == ["x.jsonl, line 1: no JSON"]
    assert there.progress.problems == problems  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", list(FORMATS))
def test_what_a_licence_forbids_leaves_in_no_form(database: Database, form: str) -> None:
    context = new_run(database)
    long = "every customer's umbrella " * 30
    tell(context, 1, "Quillmark", store=Store.FACTS, quote=long)
    tell(context, 2, "Oakenbridge", store=Store.EXCERPT, quote="a sentence of no great length")
    text = export(database, "", form)
    assert "umbrella" not in text
    assert "Quillmark" in text
    if form != "csv":
        assert "The Paper, CC BY 4.0" in text
    quoted = [
        len(said.evidence.quote) for one in found(database) for fact in one.incident.data_types for said in fact.said_by
    ]
    assert sorted(quoted) == [0, 29]


def test_an_export_of_many_pages_holds_each_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.export.found._PAGE", 4)
    with database.write() as connection:
        ids = [
            open_incident(
                connection, replace(incident("A"), title=f"t{n}"), run_id=1, history=False, now=datetime.now(UTC)
            )
            for n in range(10)
        ]
        index_incidents(connection, ids)
    assert [one.id for one in found(database)] == ids[::-1]
    limited = export_query(database, parse(""), {}, tenant="default", today=DAY, limit=6)
    assert [one.id for one in limited] == ids[:3:-1]


def notices(database: Database) -> list[Any]:
    with database.read() as connection:
        rows = connection.execute(sa.select(alert.c.payload).where(alert.c.kind == "notice").order_by(alert.c.id))
        return [payload for payload in rows.scalars() if payload["reason"] == Reason.SAVED_SEARCH]


def test_a_saved_search_tells_of_new_incidents_once_and_of_history_never(database: Database) -> None:
    context = new_run(database)
    tell(context, 1, "Quillmark")
    save_search(database, ANN, "ours", "vendor:quillmark OR vendor:oakenbridge", alerts=True, now=context.clock.now())
    save_search(database, ANN, "quiet", "", alerts=False, now=context.clock.now())
    tell_searches(context)
    assert notices(database) == [], "what was there before it was saved is no news"
    tell(context, 2, "Oakenbridge", day=DAY - timedelta(days=400))
    tell_searches(context)
    assert notices(database) == [], "history is never told"
    tell(context, 3, "Oakenbridge")
    tell(context, 4, "Somebody Else")
    save_search(database, ANN, "ours", "vendor:quillmark OR vendor:oakenbridge", alerts=True, now=context.clock.now())
    tell_searches(context)
    tell_searches(context)
    (notice,) = notices(database)
    assert notice["title"] == 'The saved search "ours" found a new incident'
    assert "Oakenbridge" in notice["lines"][0]
    assert "reported" in notice["lines"][0]


def test_saved_searches_are_the_tenants_own_and_replaced_by_name(database: Database) -> None:
    now = datetime.now(UTC)
    save_search(database, ANN, "mine", "okta", alerts=False, now=now)
    save_search(database, ANN, "mine", "snow*", alerts=True, now=now)
    save_search(database, replace(ANN, tenant_id="another"), "mine", "acme", alerts=False, now=now)
    (kept,) = saved_searches(database, "default")
    assert (kept.query, kept.alerts) == ("snow*", True)
    with pytest.raises(ValueError, match="expected"):
        save_search(database, ANN, "bad", '"', alerts=False, now=now)
    assert forget_search(database, ANN, "mine", now)
    assert not forget_search(database, ANN, "mine", now)
    logged = [(entry.action, entry.subject, entry.before) for entry in audit_log(database, "default")]
    assert logged == [
        ("forget search", "search mine", {"query": "snow*", "alerts": True}),
        ("save search", "search mine", {"query": "okta", "alerts": False}),
        ("save search", "search mine", None),
    ], "what was refused or changed nothing is no change"
    assert [one.query for one in saved_searches(database, "another")] == ["acme"]


def test_a_stage_indexes_what_it_writes(database: Database) -> None:
    context = new_run(database)
    tell(context, 1, "Quillmark", quote="a window was left open")
    page = search(database, parse('"window was left" vendor:quillmark source:paper'), tenant="default", today=DAY)
    assert [one.incident.parties[0].name for one in page.results] == ["Quillmark"]
    assert isinstance(page.results[0].incident, Incident)
