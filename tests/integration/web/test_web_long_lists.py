"""A page that shows a part of what there is says so."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fakes.alert_samples import exposure
from fakes.alert_samples import incident as sample
from fakes.databases import prepare
from fakes.desk import NOW, serving
from fakes.stored import open_incident
from lxml import html

from model.inventory import Edge, InventoryFile, InventoryItem
from model.vocabulary import EdgeKind, ItemKind
from storage.database import Database
from storage.incidents import open_incidents
from storage.inventories import import_file
from storage.matches import save_exposures
from storage.runs import begin_run, end_run
from storage.search import index_incidents

REACHED = 53


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("crowded") / "tocsin.db"
    database = Database(f"sqlite:///{path}")
    prepare(database)
    names = ["Alder", *(f"Vendor {number:03}" for number in range(510))]
    aliases = tuple(f"Alder {number}" for number in range(45))
    items = [InventoryItem(name, name, ItemKind.VENDOR, name) for name in names]
    items[0] = replace(items[0], aliases=aliases)
    edges = [Edge("Alder", f"Supplier {number}", EdgeKind.LIST, "e.csv") for number in range(70)]
    edges += [Edge(f"Vendor {number:03}", "Supplier 1", EdgeKind.LIST, "e.csv") for number in range(440)]
    run = begin_run(database, "run", NOW)
    with database.write() as connection:
        import_file(connection, "default", "v.csv", "0", InventoryFile(tuple(items), tuple(edges)), run_id=run, now=NOW)
        for _ in range(REACHED):
            told = replace(sample(breached="Alder"), first_published=NOW.date())
            number = open_incident(connection, told, run_id=run, history=False, now=NOW)
            save_exposures(
                connection, "default", number, [exposure("name:alder", path=("Alder",))], run_id=run, now=NOW
            )
    end_run(database, run, "done", {}, NOW)
    with serving(database) as address:
        yield address
    database.close()


@pytest.mark.parametrize(
    ("path", "rows", "shown", "said"),
    [
        ("/", "//section[@aria-labelledby='open']/ul/li", 20,
         "The 20 most urgent of 53."),
        ("/vendor/name:alder", "//section[@aria-labelledby='risk']//tbody/tr", 50,
         "The newest 50 alone; there are more among all exposures."),
        ("/vendor/name:alder", "//section[@aria-labelledby='e-to']//li", 60,
         "The first 60 of 70; all of them as JSON."),
        ("/vendor/name:alder", "//section[@aria-labelledby='known']//span", 40, "and 6 more"),
        ("/inventory/graph", "//tbody/tr", 500, "The first 500 of 510; all of them as JSON."),
        ("/inventory/graph", "//*[local-name()='rect'][@x='640']", 60,
         "Not drawn: 10 further suppliers behind the vendors shown."),
        ("/sources", "//section[@aria-labelledby='coverage']//tbody/tr", 500,
         "The first 500 of 511, those without an answer first; all of them as JSON."),
    ],
)  # fmt: skip
def test_a_page_that_shows_a_part_says_so(crowded: str, path: str, rows: str, shown: int, said: str) -> None:
    page = html.document_fromstring(httpx.get(f"{crowded}{path}").text)
    assert len(page.xpath(rows)) == shown
    assert said in " ".join(page.text_content().split())


@pytest.mark.slow
def test_an_export_holds_all_that_is_found_however_much_that_is(tmp_path: Path) -> None:
    database, many = Database(f"sqlite:///{tmp_path / 'tocsin.db'}"), 10_001
    prepare(database)
    with database.write() as connection:
        found = [(replace(sample(breached="Alder"), title=f"Case {n}"), False) for n in range(many)]
        index_incidents(connection, open_incidents(connection, found, run_id=1, now=NOW))
    with (
        serving(database) as address,
        httpx.stream("GET", f"{address}/api/search/export?form=csv", timeout=600) as answer,
    ):
        rows = list(csv.DictReader(answer.iter_lines()))
    database.close()
    assert {row["title"] for row in rows} == {f"Case {n}" for n in range(many)}
    assert len(rows) == many
