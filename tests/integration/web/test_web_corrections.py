"""What people change of incidents, alerts and searches: the same on pages and over the API, kept and written down."""

from __future__ import annotations

import contextlib
import re
from datetime import timedelta
from typing import Any

import httpx
from fakes.desk import NOW, Shop, furnish, people, public, serving
from fakes.pages import form_token, log_in
from lxml import html

from config.clocks import ClockSettings
from config.settings import Settings
from model.clock import Regime
from storage.audit import audit_log
from storage.database import Database
from storage.desk.incidents import find_incident
from storage.inventories import items_page
from storage.responses import silences
from storage.runs import is_unfinished

RESPONDER = {"Authorization": "Bearer tocsin_correct"}
ACKNOWLEDGER = {"Authorization": "Bearer tocsin_acknowledge"}
CLOCKS = ClockSettings(regimes=[Regime.GDPR])
READER = {"Authorization": "Bearer tocsin_read"}
OTHER = {"Authorization": "Bearer tocsin_other"}


def types_of(shop: Shop) -> dict[str, str]:
    stored = find_incident(shop.database, shop.incident)
    assert stored is not None
    return {str(fact.type): str(fact.status) for fact in stored.incident.data_types}


def reachable(url: str) -> Settings:
    return public().model_copy(update={"database": url})


def test_a_fact_is_corrected_and_undone_on_the_page_and_over_the_api(database: Database, database_url: str) -> None:
    shop = furnish(database)
    people(shop)
    with serving(database, reachable(database_url)) as address:
        page = f"/incident/{shop.incident}"
        with contextlib.closing(log_in(address, "responder")) as client:
            csrf = form_token(client.get(page).text)
            given = {"csrf": csrf, "fact": "data_type:", "name": "passwords", "value": "exposed", "why": "their letter"}
            assert client.post(f"{page}/correct", data=given).status_code == 303
            assert types_of(shop)["passwords"] == "exposed"
            shown = client.get(page).text
            assert "their letter (responder)" in shown
            assert "Corrected by hand" in shown
            assert not is_unfinished(database), "as a run that was killed is"
            assert client.post(f"{page}/correct", data={**given, "value": "sold"}).status_code == 422
            assert client.post(f"{page}/correct", data={**given, "why": ""}).status_code == 422
            assert client.post("/incident/99/correct", data=given).status_code == 404
            assert client.post(f"{page}/corrections/1/undo", data={"csrf": csrf}).status_code == 303
            assert types_of(shop)["passwords"] == "denied"
        api = f"{address}/api/incidents/{shop.incident}"
        wanted = {"facts": {"party:Brask": "bystander", "records": ""}, "why": "their letter"}
        assert httpx.post(f"{api}/corrections", json=wanted, headers=READER).status_code == 403
        made = httpx.post(f"{api}/corrections", json=wanted, headers=RESPONDER).json()["corrections"]
        found = httpx.get(api, headers=READER).json()
        assert found["records"] is None
        assert {"name": "Brask", "role": "bystander"} in found["organisations"]
        assert found["facts"]["corrected"] == ["party:Brask", "records"]
        assert [(one["fact"], one["by"]) for one in found["corrections"] if not one["undone"]] == [
            ("party:Brask", "token correct"),
            ("records", "token correct"),
        ]
        for number in made:
            assert httpx.delete(f"{api}/corrections/{number}", headers=RESPONDER).json() == {"done": True}
        assert httpx.delete(f"{api}/corrections/{made[0]}", headers=RESPONDER).status_code == 422
        assert httpx.get(api, headers=READER).json()["records"] == 57000
    done = [entry.action for entry in audit_log(database, "default") if "correct" in entry.action]
    assert done == ["undo correction", "undo correction", "correct", "undo correction", "correct"]


def test_the_address_of_a_merged_incident_leads_to_the_one_it_is_a_part_of(
    database: Database, database_url: str
) -> None:
    kept = furnish(database).incident
    shop = furnish(database, "another ", url="https://vendor.example/another")
    people(shop)
    gone, version = shop.incident, shop.versions[0]
    with serving(database, reachable(database_url)) as address:
        said = {"other": gone, "why": "the same intrusion"}
        httpx.post(f"{address}/api/incidents/{kept}/merge", json=said, headers=RESPONDER).raise_for_status()
        for path, after in (
            (f"/api/incidents/{gone}", f"/api/incidents/{kept}"),
            (f"/api/incidents/{gone}/documents/{version}", f"/api/incidents/{kept}/documents/{version}"),
            (f"/incident/{gone}?x={gone}", f"/incident/{kept}?x={gone}"),
            (f"/incident/00{gone}", f"/incident/{kept}"),
            (f"/incident/{gone}/document/{version}", f"/incident/{kept}/document/{version}"),
        ):
            led = httpx.get(f"{address}{path}", headers=READER)
            assert (led.status_code, led.headers["location"]) == (308, after)
            assert httpx.get(f"{address}{after}", headers=READER).status_code == 200
        assert httpx.get(f"{address}/api/incidents/99", headers=READER).status_code == 404
        described = httpx.get(f"{address}/api/openapi.json", headers=READER).json()["paths"]
        for path in ("/api/incidents/{number}", "/api/incidents/{number}/documents/{version_id}"):
            assert "308" in described[path]["get"]["responses"], path
        for change, who, late in (
            ("corrections", RESPONDER, {"facts": {"status": "confirmed"}, "why": "their letter"}),
            ("clocks", ACKNOWLEDGER, {"basis": "aware", "at": "2026-01-05T09:30:00Z", "why": "their letter"}),
        ):
            refused = httpx.post(f"{address}/api/incidents/{gone}/{change}", json=late, headers=who)
            assert refused.status_code == 409, change
            assert refused.json() == {"error": f"incident {gone} is a part of incident {kept} now"}


def test_a_clock_is_recorded_over_the_api(database: Database, database_url: str) -> None:
    shop = furnish(database)
    people(shop)
    with serving(database, reachable(database_url).model_copy(update={"clocks": CLOCKS})) as address:
        api = f"{address}/api/incidents/{shop.incident}"
        said = {"basis": "aware", "at": "2026-01-05T09:30:00Z", "why": "the vendor's mail"}
        assert httpx.post(f"{api}/clocks", json=said, headers=READER).status_code == 403
        assert httpx.post(f"{api}/clocks", json=said, headers=ACKNOWLEDGER).json() == {"done": True}
        for at in ("2999-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "soon", "0001-01-01T00:00", "-62135596800"):
            assert httpx.post(f"{api}/clocks", json={**said, "at": at}, headers=ACKNOWLEDGER).status_code == 422, at
        (row,) = httpx.get(f"{address}/api/clocks", headers=READER).json()["results"]
        assert (row["incident"], row["records"][0]["why"]) == (shop.incident, "the vendor's mail")
        assert (row["clocks"][0]["at"], row["clocks"][0]["recorded"]) == ("2026-01-08T09:30:00+00:00", True)
        httpx.post(f"{api}/clocks", json={**said, "at": "20260106"}, headers=ACKNOWLEDGER).raise_for_status()
        (row,) = httpx.get(f"{address}/api/clocks", headers=READER).json()["results"]
        assert row["records"][1]["at"] == "2026-01-06T00:00:00+00:00", "a day, and no number of seconds"
        theirs = httpx.get(f"{address}/api/clocks", headers=OTHER).json()["results"]
        assert [one["records"] for one in theirs] == [[]]


def test_what_the_database_cannot_hold_is_refused_and_never_an_error_of_ours(
    database: Database, database_url: str
) -> None:
    shop = furnish(database)
    people(shop)
    nul = "a\x00bc"
    incident, alert = f"/api/incidents/{shop.incident}", f"/api/alerts/{shop.alerts['default']}"
    with serving(database, reachable(database_url)) as address:
        for path, headers, sent in (
            (f"{incident}/corrections", RESPONDER, {"facts": {"status": "confirmed"}, "why": nul}),
            (f"{incident}/corrections", RESPONDER, {"facts": {f"party:{nul}": "breached"}, "why": "their letter"}),
            (f"{incident}/split", RESPONDER, {"documents": [nul], "why": "their letter"}),
            (f"{incident}/merge", RESPONDER, {"other": 2**31 - 1, "why": nul}),
            (f"{incident}/clocks", ACKNOWLEDGER, {"basis": "aware", "at": "2026-01-05T09:30:00Z", "why": nul}),
            ("/api/searches", ACKNOWLEDGER, {"name": nul, "query": "x"}),
            (f"{alert}/snooze", ACKNOWLEDGER, {"hours": 4, "why": nul}),
            (f"{alert}/not-ours", ACKNOWLEDGER, {"why": nul}),
        ):
            found = httpx.post(f"{address}{path}", json=sent, headers=headers)
            assert found.status_code < 500, (path, found.text)
        assert httpx.get(f"{address}{incident}", headers=READER).status_code == 200


def test_an_alert_is_put_off_or_said_to_be_none_of_ours(database: Database) -> None:
    shop = furnish(database)
    people(shop)
    number = shop.alerts["default"]
    scoped = {"Authorization": "Bearer tocsin_acknowledge"}
    with serving(database, public()) as address:
        with contextlib.closing(log_in(address, "responder")) as client:
            csrf = form_token(client.get(f"/alert/{number}").text)
            put_off = {"csrf": csrf, "hours": "24", "why": "after the release"}
            assert client.post(f"/alerts/{number}/snooze", data=put_off).status_code == 303
            for page in (f"/alert/{number}", "/alerts", f"/incident/{shop.incident}"):
                said = " ".join(html.document_fromstring(client.get(page).text).text_content().split())
                assert re.search(r"Put off: quiet until \S+ \S+ UTC, says responder: after the release", said), page
            assert client.post(f"/alerts/{number}/snooze", data={**put_off, "hours": "0"}).status_code == 422
            assert client.post(f"/alerts/{number}/not-ours", data={"csrf": csrf}).status_code == 422
            for what in ("snooze", "not-ours"):
                theirs = client.post(f"/alerts/{shop.alerts['other']}/{what}", data={**put_off, "why": "because"})
                assert theirs.status_code == 404
        api = f"{address}/api/alerts/{number}"
        assert httpx.post(f"{api}/snooze", json={"hours": 4}, headers=READER).status_code == 403
        assert httpx.post(f"{api}/snooze", json={"hours": 4}, headers=OTHER).status_code == 404
        ended = httpx.post(f"{api}/not-ours", json={"why": "we left them in May"}, headers=scoped).json()
        assert ended["acknowledged_by"] == "token acknowledge"
        assert ended["quiet_until"] > (NOW + timedelta(days=364)).isoformat()
    with database.read() as connection:
        held = silences(connection, "default", NOW + timedelta(hours=20))
        assert [(one.response, one.why) for one in held] == [
            ("snooze", "after the release"),
            ("not ours", "we left them in May"),
        ]
        assert silences(connection, "other", NOW) == []
    assert [entry.action for entry in audit_log(database, "default")][:2] == ["not ours", "snooze"]


def test_blanks_are_no_reason_on_a_page_or_over_the_api(shop: Shop, guarded: str) -> None:
    number = shop.alerts["default"]
    scoped = {"Authorization": "Bearer tocsin_acknowledge"}
    with contextlib.closing(log_in(guarded, "responder")) as client:
        csrf = form_token(client.get(f"/alert/{number}").text)
        assert client.post(f"/alerts/{number}/not-ours", data={"csrf": csrf, "why": "    "}).status_code == 422
    api = httpx.post(f"{guarded}/api/alerts/{number}/not-ours", json={"why": " \n \t "}, headers=scoped)
    assert api.status_code == 422
    assert "not ours" not in {entry.action for entry in audit_log(shop.database, "default")}


def test_searches_are_kept_and_forgotten_over_the_api(database: Database) -> None:
    shop = furnish(database)
    people(shop)
    scoped = {"Authorization": "Bearer tocsin_acknowledge"}
    with serving(database, public()) as address:
        searches = f"{address}/api/searches"

        def kept(headers: dict[str, str]) -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = httpx.get(searches, headers=headers).json()["results"]
            return found

        wanted = {"name": "ours", "query": "affects:us", "alerts": True}
        assert httpx.post(searches, json=wanted, headers=READER).status_code == 403
        made = httpx.post(searches, json=wanted, headers=scoped).json()
        assert made["feed"] == f"/feeds/{made['id']}.atom"
        assert httpx.post(searches, json={**wanted, "query": "type:shoes"}, headers=scoped).status_code == 400
        assert httpx.post(searches, json={**wanted, "name": "\u202e"}, headers=scoped).status_code == 422
        httpx.post(searches, json={**wanted, "name": "another"}, headers=scoped).raise_for_status()
        again = httpx.post(searches, json={**wanted, "alerts": False}, headers=scoped).json()
        assert again["feed"] == made["feed"], "who follows it goes on to"
        other = next(one["id"] for one in kept(READER) if one["name"] == "another")
        assert httpx.delete(f"{searches}/{other}", headers=scoped).json() == {"done": True}
        assert [(one["name"], one["alerts"]) for one in kept(READER)] == [("ours", False)]
        assert kept(OTHER) == []
        assert httpx.delete(f"{searches}/{again['id']}", headers=OTHER).status_code == 404
        assert httpx.delete(f"{searches}/{again['id']}", headers=scoped).json() == {"done": True}
        assert kept(READER) == []
        new = httpx.post(searches, json={**wanted, "name": "new"}, headers=scoped).json()
        assert new["id"] > max(made["id"], other), "no address of a forgotten search shows another one"
    assert [entry.action for entry in audit_log(database, "default")] == [
        "save search",
        *["forget search"] * 2,
        *["save search"] * 3,
    ]


def test_the_inventory_comes_in_pages(shop: Shop, guarded: str) -> None:
    first = httpx.get(f"{guarded}/api/inventory", params={"limit": 1}, headers=READER).json()
    assert [item["name"] for item in first["results"]] == ["Hartwell"]
    assert first["next_cursor"] is None
    (only,) = items_page(shop.database, "default", limit=5)
    assert items_page(shop.database, "default", after=only[0]) == []
    (theirs,) = items_page(shop.database, "other", limit=5)
    assert theirs[0] != only[0]
    beyond = {"limit": 1, "cursor": str(only[0])}
    assert httpx.get(f"{guarded}/api/inventory", params=beyond, headers=READER).json()["results"] == []
    assert httpx.get(f"{guarded}/api/inventory", params={"cursor": "x"}, headers=READER).status_code == 400
