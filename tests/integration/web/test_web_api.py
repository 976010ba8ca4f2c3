from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.databases import prepare
from fakes.desk import LIMITED, NOW, Shop, furnish, people, public, serving
from fakes.incidents import SEEN, incident
from fakes.pages import every_route
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from model.access import Actor
from model.incident import Change
from storage.audit import audit_log
from storage.database import Database
from storage.desk.alerts import alerts_page
from storage.export import FORMATS
from storage.incidents import load_incidents, open_incidents, revise_incident
from storage.matches import save_alert
from storage.search import Page, SearchTimeout, index_incidents, save_search
from tocsin.web.app import create_app
from tocsin.web.desk import Desk

ADMIN = {"Authorization": "Bearer tocsin_audit"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
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


def test_a_change_is_answered_in_full_whatever_the_asker_has(shop: Shop, guarded: str) -> None:
    headers = {"Authorization": "Bearer tocsin_acknowledge", "If-None-Match": "*"}
    wanted = {"name": "in full", "query": "quillmark"}
    kept = httpx.post(f"{guarded}/api/searches", json=wanted, headers=headers)
    assert (kept.status_code, kept.json()["name"]) == (200, "in full")
    gone = httpx.delete(f"{guarded}/api/searches/{kept.json()['id']}", headers=headers)
    assert (gone.status_code, gone.json()) == (200, {"done": True})


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


def test_a_change_without_a_token_is_refused_in_words_for_programs(shop: Shop, local: str) -> None:
    for method, path in every_route(shop):
        if path.startswith("/api") and method not in ("GET", "HEAD"):
            refused = httpx.request(method, f"{local}{path}", json={})
            assert refused.status_code == 403, path
            assert "`tocsin token add`" in refused.json()["error"], path


def test_the_description_says_how_a_token_is_sent(guarded: str) -> None:
    described = asked(guarded, "/api/openapi.json")
    (name, scheme), *more = described["components"]["securitySchemes"].items()
    assert (scheme["type"], scheme["scheme"], more) == ("http", "bearer", [])
    operations = [each for path in described["paths"].values() for each in path.values()]
    assert all(each["security"] == [{name: []}] for each in operations)


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


def test_an_incident_lists_all_of_its_alerts_though_nobody_acknowledged_it_for_weeks(database: Database) -> None:
    """What is said again every four hours is an alert each time: the first, which says why, was not there any more."""
    shop = furnish(database)
    [first] = alerts_page(database, "default")
    with database.write() as connection:
        for number in range(60):
            again = replace(first.alert, key=f"{number:064x}", update_of=first.alert.key)
            save_alert(connection, again, [], run_id=1, now=NOW)
    with serving(database) as address:
        listed = httpx.get(f"{address}/api/incidents/{shop.incident}").json()["alerts"]
        shown = httpx.get(f"{address}/incident/{shop.incident}").text
    assert len(listed) == 61
    assert f'href="/alert/{first.id}"' in shown


def test_a_kept_search_has_a_feed(shop: Shop, guarded: str) -> None:
    ann = Actor("ann", "default", frozenset(), "cli")
    save_search(shop.database, ann, "quillmark", "vendor:quillmark", alerts=False, now=NOW)
    (kept,) = asked(guarded, "/api/searches")["results"]
    headers = {"Authorization": "Bearer tocsin_read"}
    feed = httpx.get(f"{guarded}{kept['feed']}", headers=headers)
    root = etree.fromstring(feed.content)
    titles = root.xpath("//a:entry/a:title/text()", namespaces=ATOM)
    assert titles == ["Breach of Quillmark"]
    summaries = root.xpath("//a:entry/a:summary/text()", namespaces=ATOM)
    assert summaries == ["confirmed breach. names: exposed, passwords: not exposed"]
    theirs = {"Authorization": "Bearer tocsin_other"}
    assert httpx.get(f"{guarded}{kept['feed']}", headers=theirs).status_code == 404


def test_a_feed_says_when_an_incident_changed_and_not_only_when_it_was_published(database: Database) -> None:
    people(shop := furnish(database))
    ann = Actor("ann", "default", frozenset(), "cli")
    save_search(database, ann, "all", "", alerts=False, now=NOW)
    for days, changes in ((2, (Change("status:disputed", "It is disputed."),)), (3, ())):
        with database.write() as connection:
            stored = load_incidents(connection, [shop.incident])[shop.incident]
            later = NOW + timedelta(days=days)
            revise_incident(connection, stored, stored.incident, changes, run_id=1, history=False, now=later)
    with serving(database) as address:
        root = etree.fromstring(httpx.get(f"{address}/feeds/1.atom").content)
    changed = (NOW + timedelta(days=2)).isoformat()
    assert root.xpath("//a:updated/text()", namespaces=ATOM) == [changed, changed]
    assert root.xpath("//a:published/text()", namespaces=ATOM) == [f"{NOW:%Y-%m-%d}T00:00:00+00:00"]


def test_a_feed_holds_what_was_opened_last_whatever_its_date(database: Database) -> None:
    with database.write() as connection:
        dated = [replace(incident("Hartwell"), first_published=NOW.date()) for _ in range(60)]
        late = [replace(incident("Quillmark"), title=f"of {day}", first_published=day) for day in (None, SEEN)]
        opened = open_incidents(connection, [(one, False) for one in [*dated, *late]], run_id=1, now=NOW)
        opened += open_incidents(connection, [(late[0], True)], run_id=1, now=NOW)
        index_incidents(connection, opened)
    ann = Actor("ann", "default", frozenset(), "cli")
    save_search(database, ann, "all", "kind:breach", alerts=False, now=NOW)
    save_search(database, ann, "theirs", "vendor:hartwell", alerts=False, now=NOW)
    with serving(database) as address:
        everything, theirs = (
            etree.fromstring(httpx.get(f"{address}/feeds/{number}.atom").content).xpath(
                "//a:entry/a:title/text()", namespaces=ATOM
            )
            for number in (1, 2)
        )
    assert everything[:2] == [f"of {SEEN}", "of None"]
    assert (len(everything), set(theirs)) == (52, {"An incident"})


def test_the_api_never_breaks_whatever_it_is_sent_and_answers_in_the_shapes_that_it_promises(
    database: Database, database_url: str
) -> None:
    people(furnish(database))
    settings = public().model_copy(update={"database": database_url})
    import schemathesis  # takes seconds, which only who runs this test should wait

    schema = schemathesis.openapi.from_asgi(
        "/api/openapi.json", create_app(Desk(settings, database, ())), headers=EVERYTHING
    )
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) >= 35
    promised = {operation.path: str(operation.definition.raw["responses"]["200"]) for operation in operations}
    assert [path for path, shape in promised.items() if "$ref" not in shape] == ["/api/search/export"]  # files
    with serving(database, settings) as address:
        for operation in operations:
            _hammer(operation, address, examples=8 if database.is_sqlite else 4)


@pytest.mark.parametrize(
    ("path", "name"),
    [("alerts?unacknowleged=true", "unacknowleged"), ("search?query=vendor:x", "query"), ("today?limit=5", "limit")],
)
def test_a_mistyped_parameter_is_refused_by_its_name_and_not_ignored(guarded: str, path: str, name: str) -> None:
    refused = httpx.get(f"{guarded}/api/{path}", headers=ADMIN)
    assert refused.status_code == 422
    assert refused.json()["error"].startswith(f"query.{name}: there is no such parameter")


def test_a_mistyped_field_of_a_change_is_refused_by_its_name_and_changes_nothing(shop: Shop, guarded: str) -> None:
    before = asked(guarded, "/api/searches")
    wrong = (
        ("searches", {"name": "ours", "query": "vendor:x", "alert": True}, "alert"),
        ("searches", {"name": "ours", "q": "vendor:x", "alerts": True}, "q"),
        (f"alerts/{shop.alerts['other']}/snooze", {"hours": 1, "reason": "known"}, "reason"),
    )
    for path, sent, name in wrong:
        refused = httpx.post(f"{guarded}/api/{path}", json=sent, headers=EVERYTHING)
        assert (refused.status_code, name in refused.json()["error"]) == (422, True), refused.text
    assert asked(guarded, "/api/searches") == before
    described = asked(guarded, "/api/openapi.json")["components"]["schemas"]
    wanted = {name: shape for name, shape in described.items() if name.endswith("Wanted")}
    assert len(wanted) >= 8
    assert all(shape["additionalProperties"] is False for shape in wanted.values())


def test_the_desk_as_a_whole_is_there_for_machines(shop: Shop, guarded: str) -> None:
    today = asked(guarded, "/api/today")
    assert (today["items"], today["edges"], today["sources"]["waiting"]) == (1, 1, 1)
    assert today["last_run"]["state"] == "done"
    nobody = {"vendor": "Hartwell", "live": [], "silent": [], "unasked": []}
    assert asked(guarded, "/api/coverage")["results"] == [nobody]
    (file,) = asked(guarded, "/api/inventory/files")["results"]
    assert (file["path"], file["items"]) == ("vendors-default.csv", 1)
    vendor = asked(guarded, "/api/vendors/Hartwell")
    assert vendor["years"] == [{"year": NOW.year, "own": 0, "through": 1}]
    assert [edge["kind"] for edge in vendor["uses"]] == ["subprocessor"]
    assert (vendor["data_lost"], vendor["used_by"]) == ({}, [])
    incident = asked(guarded, f"/api/incidents/{shop.incident}")
    assert incident["alerts"] == [shop.alerts["default"]]
    assert incident["not_alerted"] == [{"outcome": "near miss", "subject": "Mandrake", "why": "only named"}]


def test_settings_are_read_by_auditors_alone_in_pages_and_without_secrets(guarded: str) -> None:
    reader = httpx.get(f"{guarded}/api/settings", headers={"Authorization": "Bearer tocsin_read"})
    assert reader.status_code == 403
    seen: list[dict[str, str]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = httpx.get(
            f"{guarded}/api/settings", params={"limit": 7, "cursor": cursor} if cursor else {"limit": 7}, headers=ADMIN
        )
        assert len(page.json()["results"]) <= 7
        seen += page.json()["results"]
        cursor = page.json()["next_cursor"]
    assert len({(one["section"], one["key"]) for one in seen}) == len(seen) > 20
    assert {"section": "web", "key": "host", "value": "0.0.0.0"} in seen
    theirs = httpx.get(f"{guarded}/api/settings", headers=EVERYTHING).json()["results"]
    assert {"database", "web"}.isdisjoint(one["section"] for one in theirs)
    assert httpx.get(f"{guarded}/api/settings", params={"cursor": "x"}, headers=ADMIN).status_code == 400


def test_a_stored_version_tells_its_text_only_where_the_licence_lets_it(
    shop: Shop, guarded: str, tmp_path: Path
) -> None:
    (_, newest) = documents = asked(guarded, f"/api/incidents/{shop.incident}")["documents"]
    assert [one["id"] for one in documents] == shop.versions
    version = asked(guarded, f"/api/incidents/{shop.incident}/documents/{newest['id']}")
    first = version["evidence"][0]
    whole = f"{version['title']}\n{version['text']}"
    assert whole[first["start"] : first["end"]] == first["quote"]
    limited = Database(f"sqlite:///{tmp_path / 'limited.db'}")
    prepare(limited)
    press = furnish(limited, source=LIMITED)
    with serving(limited) as address:
        path = f"{address}/api/incidents/{press.incident}/documents/{press.versions[0]}"
        told = httpx.get(path).json()
        assert (told["text"], told["store"], told["evidence"][0]["start"]) == (None, "facts", None)
        assert sum(map(len, {one["quote"] for one in told["evidence"]})) <= 500
        assert httpx.get(f"{address}/api/incidents/{press.incident}/documents/99").status_code == 404
    limited.close()


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_what_a_query_finds_is_exported_in_every_form(guarded: str, form: str) -> None:
    _, media, _ = FORMATS[form]
    headers = {"Authorization": "Bearer tocsin_read"}
    sent = httpx.get(f"{guarded}/api/search/export", params={"q": "vendor:quillmark", "form": form}, headers=headers)
    assert (sent.status_code, sent.headers["content-type"]) == (200, media)
    assert "attachment" in sent.headers["content-disposition"]
    assert "Quillmark" in sent.text
    refused = httpx.get(f"{guarded}/api/search/export", params={"q": "vendor:", "form": form}, headers=headers)
    assert refused.status_code == 400


@pytest.mark.parametrize("path", ["search", "search/export"])
def test_a_search_that_takes_too_long_says_so_and_no_file_breaks_off(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def endless(*_: object, **__: object) -> Page:
        raise SearchTimeout("the search took longer than 5 seconds; narrow it")

    monkeypatch.setattr("storage.export.found.search", endless)
    monkeypatch.setattr("tocsin.web.api.incidents.search", endless)
    with serving(shop.database) as address:
        ended = httpx.get(f"{address}/api/{path}", params={"q": "records"})
    assert (ended.status_code, ended.json()) == (503, {"error": "the search took longer than 5 seconds; narrow it"})


def test_an_upload_is_previewed_for_machines_and_by_its_tenant_alone(shop: Shop) -> None:
    headers = {"Authorization": "Bearer tocsin_import"}
    with serving(shop.database, public()) as address:
        files = {"file": ("more.csv", b"name\nHartwell\nBrask\n")}
        number = httpx.post(f"{address}/api/inventory/uploads", files=files, headers=headers).json()["upload"]
        path = f"{address}/api/inventory/uploads/{number}"
        told = httpx.get(path, params={"limit": 1}, headers=headers).json()
        assert told["preview"]["counts"] == {
            "added": 2,
            "changed": 0,
            "gone": 0,
            "unchanged": 0,
            "new_edges": 0,
            "changed_edges": 0,
        }
        assert [item["name"] for item in told["preview"]["added"]] == ["Hartwell"]
        assert httpx.get(path, headers=EVERYTHING).status_code == 404
        assert httpx.post(f"{path}/drop", headers=headers).status_code == 200
        dropped = httpx.get(path, headers=headers).json()
        assert (dropped["state"], dropped["preview"]) == ("dropped", None)


def test_organisations_are_merged_over_the_api_and_apart_again(database: Database, database_url: str) -> None:
    people(furnish(database))
    settings = public().model_copy(update={"database": database_url})
    corrector = {"Authorization": "Bearer tocsin_correct"}
    wanted = {"name": "Brask Ltd", "into": "Quillmark", "why": "its new name"}
    with serving(database, settings) as address:
        path = f"{address}/api/vendor-merges"
        for headers in ({"Authorization": "Bearer tocsin_read"}, EVERYTHING):
            assert httpx.post(path, json=wanted, headers=headers).status_code == 403
        made = httpx.post(path, json=wanted, headers=corrector)
        assert made.status_code == 200, made.text
        again = httpx.post(path, json=wanted, headers=corrector)
        assert again.status_code == 422, again.text
        (held,) = httpx.get(path, headers=corrector).json()["results"]
        assert (held["merged"], held["kept"], held["why"]) == (
            made.json()["merged"],
            made.json()["kept"],
            "its new name",
        )
        assert httpx.delete(f"{path}/name:nobody", headers=corrector).status_code == 404
        assert httpx.delete(f"{path}/{held['merged']}", headers=corrector).status_code == 200
        assert httpx.get(path, headers=corrector).json()["results"] == []
    assert [entry.action for entry in audit_log(database, "default")] == ["unmerge vendor", "merge vendors"]


def _hammer(operation: Any, address: str, *, examples: int) -> None:
    from schemathesis.specs.openapi.checks import response_schema_conformance

    @given(case=operation.as_strategy())
    @settings(
        max_examples=examples,
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
    answer = httpx.get(f"{local}/search", params={"q": text.encode("utf-8", "replace")})
    assert answer.status_code in (200, 400), json.dumps(text)
