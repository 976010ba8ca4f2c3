"""The inventory on its page and over the API."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from fakes.desk import NOW, serving
from fakes.pages import form_token
from lxml import html

from config.alerting import AlertSettings
from config.settings import Settings
from inventory.read import read_upload
from model.inventory import Assurance, Edge, InventoryFile, InventoryItem, Overlay
from model.vocabulary import EdgeKind, ItemKind
from storage.database import Database
from storage.inventories import import_file, set_overlay
from storage.runs import begin_run


def test_the_inventory_is_filtered_by_words_for_people_and_for_machines(database: Database) -> None:
    made = (("Alder", "ops", "high"), ("Birch", "people", "low"), ("Alder Mail", "people", "high"))
    items = [InventoryItem(name, name, ItemKind.VENDOR, name, owner=who, criticality=how) for name, who, how in made]
    run = begin_run(database, "run", NOW)
    items.append(InventoryItem("p", "left-pad", ItemKind.COMPONENT, ""))  # nobody is known to supply it
    with database.write() as connection:
        import_file(connection, "default", "v.csv", "0", InventoryFile(tuple(items)), run_id=run, now=NOW)
    with serving(database) as address:
        for words, names in (("alder", ["Alder", "Alder Mail"]), ("PEOPLE high", ["Alder Mail"]), ("elm", [])):
            machines = httpx.get(f"{address}/api/inventory", params={"q": words}).json()
            assert [item["name"] for item in machines["results"]] == names
            people = html.document_fromstring(httpx.get(f"{address}/inventory", params={"q": words}).text)
            assert people.xpath("//table//td/b/a/text()") == names
        first = httpx.get(f"{address}/api/inventory", params={"q": "alder", "limit": 1}).json()
        beyond = {"q": "alder", "limit": 1, "cursor": first["next_cursor"]}
        second = httpx.get(f"{address}/api/inventory", params=beyond).json()
        assert [item["name"] for page in (first, second) for item in page["results"]] == ["Alder", "Alder Mail"]
        assert second["next_cursor"] is None
        assert html.document_fromstring(httpx.get(f"{address}/inventory").text).xpath(
            "//td[@data-head='Supplier']/a/@href"
        ) == ["/vendor/name%3Aalder", "/vendor/name%3Abirch", "/vendor/name%3Aalder%20mail"]


def test_a_vendors_page_says_how_long_its_evidence_holds(database: Database) -> None:
    evidence = (
        Assurance("SOC 2", date(2023, 1, 1)),
        Assurance("ISO 27001", date(2024, 5, 1), date(2999, 5, 1)),
        Assurance("DPA"),
    )
    item = InventoryItem("alder", "Alder", ItemKind.VENDOR, "Alder", assurance=evidence)
    run = begin_run(database, "run", NOW)
    with database.write() as connection:
        import_file(connection, "default", "v.csv", "0", InventoryFile((item,)), run_id=run, now=NOW)
    with serving(database) as address:
        page = html.document_fromstring(httpx.get(f"{address}/vendor/name:alder").text)
        told = [item.text_content() for item in page.xpath("//section[@aria-labelledby='assurance']//li")]
        known = httpx.get(f"{address}/api/vendors/name:alder").json()
    assert told == [
        "SOC 2 dated 2023-01-01, holds until 2024-01-01, which is past",  # a year, as for its kind
        "ISO 27001 dated 2024-05-01, holds until 2999-05-01",
        "DPA undated",
    ]
    assert [(each["kind"], each["until"]) for each in known["assurance"]] == [
        ("SOC 2", None), ("ISO 27001", "2999-05-01"), ("DPA", None),
    ]  # fmt: skip


def test_an_edge_whose_end_is_still_to_come_is_shown_as_known_use_that_ends(database: Database) -> None:
    item = InventoryItem("alder", "Alder", ItemKind.VENDOR, "Alder")
    to_come, over = NOW.date() + timedelta(days=9), NOW.date() - timedelta(days=9)
    edges = (
        Edge("Alder", "Quillfern", EdgeKind.LIST, "e.csv", ended=to_come),
        Edge("Alder", "Tallowfen", EdgeKind.LIST, "e.csv", ended=over),
    )
    run = begin_run(database, "run", NOW)
    with database.write() as connection:
        import_file(connection, "default", "v.csv", "0", InventoryFile((item,), edges), run_id=run, now=NOW)
    with serving(database) as address:
        pages = [httpx.get(f"{address}{path}").text for path in ("/inventory/graph", "/vendor/name:alder")]
        through = httpx.get(f"{address}/vendor/name:quillfern").text
        today, known = (httpx.get(f"{address}/api/{path}").json() for path in ("today", "inventory/graph"))
    for page in pages:
        assert f", ends {to_come}" in page
        assert f", ended {over}" in page
    assert pages[0].count('class="uses ended"') == 1
    assert f", ends {to_come}" in through
    assert today["edges"] == 1
    assert {edge["ended"] for edge in known["edges"]} == {str(to_come), str(over)}


@pytest.mark.parametrize("hops", [1, 2])
def test_a_vendors_page_looks_as_far_as_matching_does(database: Database, hops: int) -> None:
    item = InventoryItem("alder", "Alder", ItemKind.VENDOR, "Alder")
    edges = (
        Edge("Alder", "Quillfern", EdgeKind.LIST, "e.csv"),
        Edge("Quillfern", "Tallowfen", EdgeKind.LIST, "e.csv"),
        Edge("Loosestrife", "Tallowfen", EdgeKind.LIST, "e.csv"),
    )
    run = begin_run(database, "run", NOW)
    with database.write() as connection:
        import_file(connection, "default", "v.csv", "0", InventoryFile((item,), edges), run_id=run, now=NOW)
    settings = Settings(database="sqlite://", alerts=AlertSettings(max_hops=hops))
    with serving(database, settings) as address, httpx.Client(base_url=address) as client:
        page = html.document_fromstring(client.get("/vendor/name:tallowfen").text)
        known = client.get("/api/vendors/name:tallowfen")
        between = client.get("/vendor/name:loosestrife")
    assert between.status_code == 200, "the page of who uses whom links to it"
    said = " ".join(page.xpath("string(//section[@aria-labelledby='reach'])").split())
    ways = [way["path"] for way in known.json()["paths"]]
    if hops == 1:
        none = "No way from your inventory to it is known, be it over 1 supplier; no longer one is looked for."
        assert (ways, said) == ([], f"How it reaches you {none}")
    else:
        assert ways == [["Alder", "Quillfern", "Tallowfen"]]
        assert "by Alder" in said


def test_a_preview_shows_what_an_import_would_change_and_nothing_that_people_added(database: Database) -> None:
    first = b"name,tags,assurance\nAlder,web,SOC 2 2025-03-31\nBirch,,\n"
    run = begin_run(database, "run", NOW)
    added = Overlay(owner="ops", criticality="high", assurance=(Assurance("DPA"),))
    with database.write() as connection:
        import_file(
            connection, "default", "upload/v.csv", "0", read_upload("v.csv", first, edges=False), run_id=run, now=NOW
        )
        set_overlay(connection, "default", "Alder", added, NOW)
    with serving(database) as address, httpx.Client(base_url=address) as client:
        token = {"X-CSRF-Token": form_token(client.get("/inventory").text)}

        def previewed(content: bytes) -> Any:
            sent = client.post("/api/inventory/uploads", files={"file": ("v.csv", content)}, headers=token)
            return client.get(f"/api/inventory/uploads/{sent.json()['upload']}").json()["preview"]

        guessed = previewed(first.replace(b"tags", b"shoe size"))
        assert guessed["notes"] == ["columns: not read: shoe size"]
        assert "<p>columns: not read: shoe size</p>" in client.get("/inventory/uploads/1").text
        counts = previewed(first)["counts"]
        assert {name: number for name, number in counts.items() if number} == {"unchanged": 2}
        (change,) = previewed(first.replace(b",web,SOC 2 2025", b",shop,SOC 2 2026"))["changed"]
    assert change["fields"] == [
        ["tags", "web", "shop"],
        ["assurance", "DPA, SOC 2 2025-03-31", "DPA, SOC 2 2026-03-31"],
    ]


def test_a_preview_shows_which_edges_are_new_and_what_differs_of_those_that_are_known(database: Database) -> None:
    header = b"from,to,kind,source,first_seen,last_seen,ended,role\n"
    first = header + b"Alder,Quillfern,list,a.csv,2024-01-01,2025-01-01,,\nAlder,Tallowfen,list,a.csv,,,,\n"
    then = header + (
        b"Alder,Quillfern,list,a.csv,2024-06-01,2025-06-01,2025-09-30,processor\nAlder,Tallowfen,list,a.csv,,,,\n"
        b"Alder,Tallowfen,list,b.csv,,,2020-01-01,\n"
    )
    run = begin_run(database, "run", NOW)
    known = read_upload("e.csv", first, edges=True)
    with database.write() as connection:
        import_file(connection, "default", "upload/e.csv", "0", known, run_id=run, now=NOW)
    with serving(database) as address, httpx.Client(base_url=address) as client:
        token = {"X-CSRF-Token": form_token(client.get("/inventory").text)}
        sent = client.post(
            "/api/inventory/uploads", files={"file": ("e.csv", then)}, data={"kind": "dependencies"}, headers=token
        )
        number = sent.json()["upload"]
        preview = client.get(f"/api/inventory/uploads/{number}").json()["preview"]
        page = client.get(f"/inventory/uploads/{number}").text
    assert (preview["counts"]["new_edges"], preview["counts"]["changed_edges"]) == (1, 1)
    assert (preview["new_edges"][0]["source"], preview["new_edges"][0]["ended"]) == ("b.csv", "2020-01-01")
    assert preview["changed_edges"][0]["edge"]["provider"] == "Quillfern"
    assert preview["changed_edges"][0]["fields"] == [
        ["last_seen", "2025-01-01", "2025-06-01"],
        ["ended", "", "2025-09-30"],
        ["role", "", "processor"],
    ]
    assert "b.csv, ended 2020-01-01" in page
    assert "ended: <del>nothing</del> <ins>2025-09-30</ins>" in page


def test_a_file_that_cannot_be_read_is_named_and_the_way_back_shown(local: str) -> None:
    with httpx.Client(base_url=local) as client:
        data = {"csrf": form_token(client.get("/inventory").text), "kind": "inventory"}
        answer = client.post("/inventory/uploads", files={"file": ("nope.json", b"{nope")}, data=data)
    assert answer.status_code == 422
    page = html.document_fromstring(answer.text)
    assert "The file cannot be imported: nope.json: " in page.text_content()
    assert page.xpath("//main//a/@href") == ["/inventory", "/"]
