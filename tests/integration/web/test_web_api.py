from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import schemathesis
from fakes.desk import Shop, furnish, people, public, serving
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from schemathesis.specs.openapi.checks import response_schema_conformance

from model.access import Actor
from storage.database import Database
from storage.search import save_search
from storage.upgrade import upgrade
from tocsin.web.app import create_app
from tocsin.web.desk import Desk

ADMIN = {"Authorization": "Bearer tocsin_audit"}
EVERYTHING = {"Authorization": "Bearer tocsin_other"}


def asked(address: str, path: str, **parameters: Any) -> Any:
    answer = httpx.get(f"{address}{path}", params=parameters, headers={"Authorization": "Bearer tocsin_read"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_everything_on_the_pages_is_there_for_machines(shop: Shop, guarded: str) -> None:
    found = asked(guarded, "/api/search", q="vendor:quillmark type:-passwords", with_facets=True)
    assert found["total"] == 1
    assert found["facets"]["denied"] == [["passwords", 1]]
    incident = asked(guarded, f"/api/incidents/{shop.incident}")
    assert incident["facts"]["data_types"][0]["said_by"][0]["evidence"]["quote"].startswith("Quillmark was entered")
    assert [entry["path"] for entry in incident["exposures"]] == [["Hartwell", "Quillmark"]]
    alert = asked(guarded, f"/api/alerts/{shop.alerts['default']}")
    assert alert["deliveries"][0]["channel"] == "secops"
    assert asked(guarded, "/api/inventory")["results"][0]["name"] == "Hartwell"
    assert any(edge["to"] for edge in asked(guarded, "/api/inventory/graph")["edges"])
    assert asked(guarded, "/api/sources")["results"][0]["health"] == "waiting"
    for path in ("/api/incidents", "/api/exposures", "/api/alerts", "/api/searches"):
        assert "next_cursor" in asked(guarded, path)


def test_an_unchanged_answer_is_not_sent_again(guarded: str) -> None:
    first = httpx.get(f"{guarded}/api/incidents", headers=ADMIN)
    again = httpx.get(f"{guarded}/api/incidents", headers={**ADMIN, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert httpx.get(f"{guarded}/api/incidents", headers={**ADMIN, "If-None-Match": '"other"'}).status_code == 200


def test_other_tenants_things_are_not_there_for_machines_either(shop: Shop, guarded: str) -> None:
    theirs = {"Authorization": "Bearer tocsin_other"}
    mine = shop.alerts["default"]
    assert httpx.get(f"{guarded}/api/alerts/{mine}", headers=theirs).status_code == 404
    assert httpx.post(f"{guarded}/api/alerts/{mine}/acknowledge", headers=theirs).status_code == 404
    assert (
        httpx.post(
            f"{guarded}/api/alerts/{mine}/acknowledge", headers={"Authorization": "Bearer tocsin_read"}
        ).status_code
        == 403
    )


def test_acknowledging_is_logged_with_who_before_and_after(shop: Shop) -> None:
    with serving(shop.database, public()) as address:
        number = shop.alerts["other"]
        theirs = {"Authorization": "Bearer tocsin_other"}
        done = httpx.post(f"{address}/api/alerts/{number}/acknowledge", headers=theirs).json()
        assert done["acknowledged_by"] == "token other"
        again = httpx.post(f"{address}/api/alerts/{number}/acknowledge", headers=theirs).json()
        assert again["acknowledged"] == done["acknowledged"]
        log = httpx.get(f"{address}/api/audit", headers=theirs).json()["results"]
    lines = [entry for entry in log if entry["action"] == "acknowledge"]
    assert [(entry["who"], entry["subject"], entry["after"]) for entry in lines] == [
        ("token other", f"alert {number}", {"acknowledged_by": "token other"})
    ]


def test_a_kept_search_has_a_feed(shop: Shop, guarded: str) -> None:
    from fakes.desk import NOW

    ann = Actor("ann", "default", frozenset(), "cli")
    save_search(shop.database, ann, "quillmark", "vendor:quillmark", alerts=False, now=NOW)
    (kept,) = asked(guarded, "/api/searches")["results"]
    headers = {"Authorization": "Bearer tocsin_read"}
    feed = httpx.get(f"{guarded}{kept['feed']}", headers=headers)
    root = etree.fromstring(feed.content)
    titles = root.xpath("//a:entry/a:title/text()", namespaces={"a": "http://www.w3.org/2005/Atom"})
    assert titles == ["Breach of Quillmark"]
    theirs = {"Authorization": "Bearer tocsin_other"}
    assert httpx.get(f"{guarded}{kept['feed']}", headers=theirs).status_code == 404


def test_the_api_never_breaks_whatever_it_is_sent_and_answers_in_the_shapes_that_it_promises(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tocsin.db'}"
    database = Database(url)
    upgrade(database)
    people(furnish(database))
    settings = public().model_copy(update={"database": url})
    schema = schemathesis.openapi.from_asgi(
        "/api/openapi.json", create_app(Desk(settings, database, ())), headers=EVERYTHING
    )
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) >= 25
    promised = [str(operation.definition.raw["responses"]["200"]) for operation in operations]
    assert all("$ref" in shape for shape in promised)
    with serving(database, settings) as address:
        for operation in operations:
            _hammer(operation, address)
    database.close()


def _hammer(operation: Any, address: str) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=12,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    def call(case: Any) -> None:
        sent = case.call(base_url=address, headers=EVERYTHING)
        assert sent.status_code < 500, (operation.label, sent.status_code)
        case.validate_response(sent, checks=[response_schema_conformance])

    call()


@given(
    text=st.text(max_size=200)
    | st.sampled_from(
        ["(" * 200, '"', "vendor:", "type:-", "a OR", "*", "' OR 1=1 --", "NEAR(", "-", "records:>9" + "9" * 50]
    )
)
@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_no_query_breaks_the_search_page(local: str, text: str) -> None:
    answer = httpx.get(f"{local}/search", params={"q": text.encode("utf-8", "replace")}, timeout=30)
    assert answer.status_code in (200, 400), json.dumps(text)
