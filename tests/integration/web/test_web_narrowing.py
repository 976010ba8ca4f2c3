"""What stands beside a facet's value is how many incidents its link finds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fakes.corpus import Corpus
from fakes.databases import prepare
from fakes.desk import serving
from fakes.stored import open_incident
from lxml import html

from storage.database import Database
from storage.search import facets, index_incidents, parse, search
from storage.search.parse import HIT
from tocsin.web.views.narrowing import narrowings

NOW = datetime(2026, 3, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Database:
    path: Path = tmp_path_factory.mktemp("facets") / "tocsin.db"
    database = Database(f"sqlite:///{path}")
    prepare(database)
    with database.write() as connection:
        ids = [open_incident(connection, one, run_id=1, history=False, now=NOW) for one in Corpus().incidents(150)]
        index_incidents(connection, ids)
    return database


def found_by(database: Database, q: str) -> int:
    return search(database, parse(q), tenant="default", today=NOW.date(), limit=1).total


@pytest.mark.parametrize(
    "q",
    [
        "",
        "type:passwords",
        "status:confirmed OR status:alleged",
        "status:confirmed | status:alleged",
        "(status:confirmed)OR(status:alleged)",
        "status:confirmed\tOR\tstatus:alleged",
        "role:downstream",
        "Role:breached OR kind:ransomware",
        "vendor:quilselzor role:breached",
    ],
)
def test_each_choice_finds_as_many_as_it_says(stored: Database, q: str) -> None:
    found = facets(stored, parse(q), tenant="default", today=NOW.date())
    choices = [choice for facet in narrowings(q, found) for choice in facet.choices]
    assert len(choices) > 10
    assert [(choice.query, choice.number) for choice in choices] == [
        (choice.query, found_by(stored, choice.query)) for choice in choices
    ]


def test_what_a_facet_leaves_out_is_counted(stored: Database) -> None:
    found = facets(stored, parse(""), tenant="default", today=NOW.date())
    everybody = {party.name for one in search(stored, parse(""), tenant="default", today=NOW.date(), limit=1000).results
                 for party in one.incident.organisations(*HIT)}  # fmt: skip
    assert (len(found.vendors), found.further_vendors) == (10, len(everybody) - 10)
    shown = {facet.title: facet for facet in narrowings("", found)}
    assert shown["Vendor"].more == len(everybody) - 10
    assert (len(shown["Exposed"].choices), shown["Exposed"].more) == (12, len(found.data_types) - 12)
    assert shown["Status"].more == 0
    with serving(stored) as address:
        page = html.document_fromstring(httpx.get(f"{address}/search").text)
    [first, *_] = page.xpath("//ul[@class='facet']")
    assert first.xpath("string(li[last()])") == f"and {len(everybody) - 10} more"
