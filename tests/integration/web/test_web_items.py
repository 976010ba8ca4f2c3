"""What people add to an item on its page and over the API: kept when the file is read again, and written down."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fakes.desk import NOW, Shop, furnish, people, public, serving
from fakes.pages import form_token, log_in
from lxml import html

from inventory.read import read_upload
from model.inventory import Overlay
from model.vocabulary import DataType
from storage.audit import audit_log
from storage.database import Database
from storage.inventories import import_file, items_page, set_overlay
from storage.runs import begin_run

IMPORTER = {"Authorization": "Bearer tocsin_import"}
READER = {"Authorization": "Bearer tocsin_read"}
OTHER = {"Authorization": "Bearer tocsin_other"}
GIVEN = {"owner": "Jo", "criticality": "high", "data_types": ["auth_tokens", "email_addresses"], "assurance": "SOC 2 2025-03-31; DPA 2024-01-01"}  # fmt: skip


def bom(version: str = "1.0", *more: str) -> bytes:
    held = [("inkwell", version), *((name, "1.0") for name in more)]
    components = [
        {"type": "library", "bom-ref": f"{name}@{number}", "name": name, "version": number, "supplier": {"name": "Alder"}}
        for name, number in held
    ]  # fmt: skip
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": components}).encode()


def read_in(database: Database, content: bytes) -> None:
    run = begin_run(database, "run", NOW)
    with database.write() as connection:
        found = read_upload("desk.cdx.json", content)
        import_file(connection, "default", "upload/desk.cdx.json", "0", found, run_id=run, now=NOW)


def number_of(database: Database, name: str) -> int:
    return next(number for number, stored in items_page(database, "default", limit=None) if stored.item.name == name)


@pytest.fixture
def desk(database: Database, database_url: str) -> Iterator[tuple[Shop, str, list[str]]]:
    shop = furnish(database)
    people(shop)
    read_in(database, bom("1.0", "blotter"))
    asked: list[str] = []
    with serving(
        database, public().model_copy(update={"database": database_url}), ask_for_work=asked.append
    ) as address:
        yield shop, address, asked


def shown(page: str) -> dict[str, str]:
    facts = html.document_fromstring(page).xpath("//dl[@class='facts']")[0]
    return {term.text_content(): " ".join(" ".join(term.getnext().itertext()).split()) for term in facts.xpath("./dt")}


def filled_in(page: str) -> dict[str, Any]:
    """What the form would send if it was sent as it stands; `seen` is what its page knows of the item."""
    form = html.document_fromstring(page).xpath("//form[contains(@action, '/inventory/items/')]")[0]
    fields = {name: form.inputs[name] for name in ("owner", "criticality", "assurance", "seen")}
    sent = {name: field.value or "" for name, field in fields.items()}
    return {**sent, "data_types": form.xpath(".//input[@name='data_types'][@checked][not(@disabled)]/@value")}


def answers(page: str) -> dict[str, Any]:
    return {name: value for name, value in filled_in(page).items() if name != "seen"}


def test_an_item_of_an_sbom_is_given_owner_criticality_data_types_and_evidence_on_its_page(
    desk: tuple[Shop, str, list[str]],
) -> None:
    shop, address, asked = desk
    with contextlib.closing(log_in(address, "responder")) as client:
        listed = html.document_fromstring(client.get("/inventory").text)
        (path,) = listed.xpath("//td//a[text()='inkwell']/@href")
        page = client.get(path).text
        assert shown(page)["Owner"] == "not stated"
        sent = client.post(path, data={**GIVEN, "csrf": form_token(page)})
        assert (sent.status_code, sent.headers["location"]) == (303, path)
        assert asked == ["match"]
        read_in(shop.database, bom("1.1", "blotter"))  # a new version is a new entry of the file
        (path,) = html.document_fromstring(client.get("/inventory").text).xpath("//td//a[text()='inkwell']/@href")
        page = client.get(path).text
        told = shown(page)
        assert (told["Owner"], told["Criticality"], told["Shared data"]) == (
            "Jo",
            "high",
            "access tokens and API keys e-mail addresses",
        )
        assert told["Evidence"] == "SOC 2 2025-03-31, DPA 2024-01-01"
        assert answers(page) == {**GIVEN, "data_types": ["auth_tokens", "email_addresses"]}
        cells = html.document_fromstring(client.get("/inventory?q=inkwell").text).xpath("//td[@data-head]")
        assert {"Jo", "high"} <= {cell.text_content() for cell in cells}
        for field, wrong, said in (
            ("owner", "J" * 201, "owner: String should have at most 200"),
            ("criticality", "huge", "criticality: Input should be &#39;"),
            ("data_types", ["shoe sizes"], "data_types.0: Input should be &#39;"),
            ("assurance", "SOC 2 soon", "assurance: “SOC 2 soon” is no evidence like SOC 2 2025-03-31"),
        ):
            refused = client.post(path, data={**GIVEN, field: wrong, "csrf": form_token(page)})
            assert refused.status_code == 422, field
            assert said.lower() in refused.text.lower(), field
        assert client.post(path, data={"csrf": form_token(page), "owner": "Bo"}).status_code == 303
        told = shown(client.get(path).text)
    assert (told["Owner"], told["Criticality"], told["Shared data"], told["Evidence"]) == (
        "Bo", "not stated", "not stated", "none",
    )  # fmt: skip
    lines = [line for line in audit_log(shop.database, "default") if line.action == "describe inventory"]
    assert [(line.who, line.before is None, line.after["inkwell"].get("owner")) for line in lines] == [
        ("responder", False, "Bo"), ("responder", True, "Jo"),
    ]  # fmt: skip
    before = lines[0].before["inkwell"]
    assert (before["criticality"], sorted(before["data_types"])) == ("high", ["auth_tokens", "email_addresses"])
    assert lines[0].after == {"inkwell": {"owner": "Bo"}}


def test_what_the_file_says_is_told_beside_the_form_and_stays(desk: tuple[Shop, str, list[str]]) -> None:
    shop, address, _ = desk
    path = f"/inventory/items/{number_of(shop.database, 'Hartwell')}"
    with contextlib.closing(log_in(address, "responder")) as client:
        page = client.get(path).text
        assert answers(page) == {"owner": "", "criticality": "", "assurance": "", "data_types": []}
        fixed = html.document_fromstring(page).xpath("//input[@name='data_types'][@checked][@disabled]/@value")
        assert (fixed, "as the file says: high" in page) == (["names"], True)
        data = {"csrf": form_token(page), "criticality": "low", "data_types": "auth_tokens"}
        assert client.post(path, data=data).status_code == 303
        told = shown(client.get(path).text)
        assert (told["Owner"], told["Criticality"], told["Shared data"]) == (
            "platform",
            "low",
            "access tokens and API keys names",
        )
        assert client.post(path, data={"csrf": form_token(page)}).status_code == 303
        told = shown(client.get(path).text)
    assert (told["Owner"], told["Criticality"], told["Shared data"]) == ("platform", "high", "names")


def test_who_may_not_import_sees_the_item_and_no_form_and_another_tenant_sees_none(
    desk: tuple[Shop, str, list[str]],
) -> None:
    shop, address, _ = desk
    number = number_of(shop.database, "inkwell")
    path, api = f"/inventory/items/{number}", f"{address}/api/inventory/items/{number}"
    with (
        contextlib.closing(log_in(address, "viewer")) as viewer,
        contextlib.closing(log_in(address, "neighbour")) as one,
    ):
        page = viewer.get(path).text
        assert shown(page)["Supplier"] == "Alder"
        assert f'action="{path}"' not in page
        csrf = form_token(viewer.get("/inventory").text)
        assert viewer.post(path, data={"csrf": csrf, "owner": "Jo"}).status_code == 403
        assert one.get(path).status_code == 404
        csrf = form_token(one.get("/inventory").text)
        assert one.post(path, data={"csrf": csrf, "owner": "Jo"}).status_code == 404
    assert httpx.put(api, json={"owner": "Jo"}, headers=READER).status_code == 403
    for method in ("GET", "PUT"):
        assert (
            httpx.request(method, api, json={"owner": "Jo"} if method == "PUT" else None, headers=OTHER).status_code
            == 404
        )
    assert httpx.get(api, headers=READER).json()["given"] is None


def test_the_same_over_the_api_in_place_of_what_was_added_before(desk: tuple[Shop, str, list[str]]) -> None:
    shop, address, asked = desk
    api = f"{address}/api/inventory/items/{number_of(shop.database, 'inkwell')}"
    wanted = {**GIVEN, "data_types": ["auth_tokens"], "assurance": ["SOC 2 2025-03-31"]}
    made = httpx.put(api, json=wanted, headers=IMPORTER).json()
    assert asked == ["match"]
    evidence = [{"kind": "SOC 2", "dated": "2025-03-31", "until": None}]
    given = {
        "owner": "Jo",
        "criticality": "high",
        "data_types": ["auth_tokens"],
        "assurance": evidence,
    }
    assert made["given"] == given
    assert {name: made[name] for name in given} == given
    assert httpx.get(api, headers=READER).json() == made
    listed = httpx.get(f"{address}/api/inventory", headers=READER).json()["results"]
    assert {item["name"]: item["given"] for item in listed} == {"Hartwell": None, "inkwell": given, "blotter": None}
    for field, wrong in (
        ("criticality", "huge"),
        ("data_types", ["shoes"]),
        ("assurance", ["soon"]),
        ("owner", 7),
        ("owner", "J\0"),
        ("assurance", ["\0 2025-03-31"]),
        ("data_type", ["names"]),
    ):
        refused = httpx.put(api, json={**wanted, field: wrong}, headers=IMPORTER)
        assert (refused.status_code, field in refused.json()["error"]) == (422, True), field
    emptied = httpx.put(api, json={}, headers=IMPORTER).json()
    assert (emptied["owner"], emptied["criticality"], emptied["data_types"], emptied["assurance"]) == (
        None,
        None,
        [],
        [],
    )
    assert httpx.put(f"{address}/api/inventory/items/999", json={}, headers=IMPORTER).status_code == 404
    line = audit_log(shop.database, "default")[0]
    assert (line.who, line.after, line.before["inkwell"]["owner"]) == ("token import", {"inkwell": {}}, "Jo")


def test_which_items_are_meant_is_said_where_something_stands_for_more_than_one(
    desk: tuple[Shop, str, list[str]],
) -> None:
    shop, address, _ = desk
    with shop.database.write() as connection:
        set_overlay(connection, "default", "Alder", Overlay(owner="Kim", data_types=frozenset({DataType.NAMES})), NOW)
    path = f"/inventory/items/{number_of(shop.database, 'inkwell')}"
    with contextlib.closing(log_in(address, "responder")) as client:
        page = client.get(path).text
        assert "was added to all of Alder; saved here, it is kept for inkwell by itself" in page
        given = filled_in(page)
        assert (given["owner"], given["data_types"]) == ("Kim", ["names"])
        assert client.post(path, data={**given, "criticality": "low", "csrf": form_token(page)}).status_code == 303
        assert "was added to all of" not in client.get(path).text
        told = [
            shown(client.get(f"/inventory/items/{number_of(shop.database, name)}").text)
            for name in ("inkwell", "blotter")
        ]
        assert [(each["Owner"], each["Criticality"]) for each in told] == [("Kim", "low"), ("Kim", "not stated")]
        read_in(shop.database, bom("1.0", "blotter", "Alder"))
        page = client.get(f"/inventory/items/{number_of(shop.database, 'Alder')}").text
        assert "It holds for 1 other item as well, which goes by the same name: blotter." in page


def test_what_somebody_else_added_meanwhile_is_not_wiped_by_an_older_page(desk: tuple[Shop, str, list[str]]) -> None:
    shop, address, _ = desk
    path = f"/inventory/items/{number_of(shop.database, 'inkwell')}"
    with contextlib.closing(log_in(address, "responder")) as ann, contextlib.closing(log_in(address, "admin")) as bob:
        pages = [client.get(path).text for client in (ann, bob)]
        first, second = ({**filled_in(page), "csrf": form_token(page)} for page in pages)
        assert ann.post(path, data={**first, "owner": "Jo"}).status_code == 303
        assert ann.post(path, data={**first, "owner": "Jo"}).status_code == 303, "sent twice"
        refused = bob.post(path, data={**second, "criticality": "high"})
        assert refused.status_code == 422
        assert "Somebody changed what is added to it since this page was loaded" in refused.text
        page = bob.get(path).text
        assert filled_in(page)["owner"] == "Jo"
        assert (
            bob.post(path, data={**filled_in(page), "csrf": form_token(page), "criticality": "high"}).status_code == 303
        )
        assert answers(bob.get(path).text) == {
            "owner": "Jo", "criticality": "high", "assurance": "", "data_types": [],
        }  # fmt: skip
