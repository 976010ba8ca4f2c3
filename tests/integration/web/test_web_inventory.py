"""The inventory on its page and over the API."""

from __future__ import annotations

import httpx
from fakes.desk import NOW, serving
from fakes.pages import form_token
from lxml import html

from model.inventory import InventoryFile, InventoryItem
from model.vocabulary import ItemKind
from storage.database import Database
from storage.inventories import import_file
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
            assert people.xpath("//table//td/b/text()") == names
        first = httpx.get(f"{address}/api/inventory", params={"q": "alder", "limit": 1}).json()
        beyond = {"q": "alder", "limit": 1, "cursor": first["next_cursor"]}
        second = httpx.get(f"{address}/api/inventory", params=beyond).json()
        assert [item["name"] for page in (first, second) for item in page["results"]] == ["Alder", "Alder Mail"]
        assert second["next_cursor"] is None
        assert html.document_fromstring(httpx.get(f"{address}/inventory").text).xpath(
            "//td[@data-head='Supplier']/a/@href"
        ) == ["/vendor/name%3Aalder", "/vendor/name%3Abirch", "/vendor/name%3Aalder%20mail"]


def test_a_file_that_cannot_be_read_is_named_and_the_way_back_shown(local: str) -> None:
    with httpx.Client(base_url=local) as client:
        data = {"csrf": form_token(client.get("/inventory").text), "kind": "inventory"}
        answer = client.post("/inventory/uploads", files={"file": ("nope.json", b"{nope")}, data=data)
    assert answer.status_code == 422
    page = html.document_fromstring(answer.text)
    assert "The file cannot be imported: nope.json: " in page.text_content()
    assert page.xpath("//main//a/@href") == ["/inventory", "/"]
