"""Several tenants in one installation: each is matched by itself, told on its own channels, and sees nothing of another."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from fakes.desk import Shop, people, serving
from fakes.pages import form_token, log_in
from fakes.tenants import DAY, NOW, PRESS, configured, reached, settled

from config.errors import ConfigError
from model.alert import Receipt
from model.document import SourceOutcome
from model.silence import Response
from storage.database import Database
from storage.desk.alerts import alerts_page
from storage.desk.exposures import exposures_page
from storage.digests import due_digests, due_reminders, hasten, held_for, waiting_digests, weekly_counts, work_due
from storage.inventories import items_page
from storage.matches import decisions_on
from storage.outbox import deliveries, mark_sent
from storage.responses import add_silence, end_silence, mute, respond, responses_of, silences
from storage.runs import end_run
from storage.search.saved import save_search, saved_searches
from storage.sources import record_outcome
from storage.tables import alert, delivery
from storage.uploads import add_upload
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.pipeline import for_each
from tocsin.stages import matching
from tocsin.stages.collecting import collect_digests, leave_strangers, remind
from tocsin.stages.matching import match_pending
from tocsin.web.access.identity import ALLOWED, Actor, UserRole


@pytest.fixture
def context(database: Database, database_url: str, tmp_path: Path) -> Context:
    return settled(database, database_url, tmp_path)


def channels_of(database: Database, tenant: str) -> set[str]:
    return {row["channel_id"] for row in deliveries(database) if row["tenant_id"] == tenant}


def test_each_tenant_is_matched_with_its_inventory_and_told_on_its_channels(context: Context) -> None:
    match_pending(context)
    database = context.database
    assert reached(database, "default") == ["Quillmark"]
    assert reached(database, "acme") == ["Quillmark", "Ternfold"]
    assert reached(database, "brask") == []
    assert channels_of(database, "default") == {"soc", "shared"}
    assert channels_of(database, "acme") == {"acme-hook", "shared"}
    match_pending(context)
    assert [len(alerts_page(database, tenant)) for tenant in context.settings.tenant_ids] == [1, 2, 0]


def test_a_run_that_is_killed_between_two_tenants_loses_and_doubles_nothing(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    matched: Callable[..., None] = matching._match_all

    def killed(own: Context, *rest: object) -> None:
        if own.tenant != "default":
            raise KeyboardInterrupt
        matched(own, *rest)

    monkeypatch.setattr(matching, "_match_all", killed)
    with pytest.raises(KeyboardInterrupt):
        match_pending(context)
    monkeypatch.undo()
    match_pending(context)
    assert [len(alerts_page(context.database, name)) for name in context.settings.tenant_ids] == [1, 2, 0]


def test_what_is_done_and_decided_on_an_incident_of_both_is_each_ones_own(context: Context) -> None:
    match_pending(context)
    database = context.database
    [own] = alerts_page(database, "default")
    [theirs] = alerts_page(database, "acme", incident_id=own.alert.incident_id)
    ann = Actor("ann", "acme", ALLOWED[UserRole.RESPONDER], "web")
    assert respond(database, ann, theirs.id, Response.NOT_OURS, now=NOW, why="the pilot ended", until=NOW + DAY)
    assert alerts_page(database, "acme", incident_id=own.alert.incident_id)[0].acknowledged_by == "ann"
    assert alerts_page(database, "default") == [own], "acknowledged or kept back by another"
    done = {name: responses_of(database, name, own.alert.incident_id) for name in context.settings.tenant_ids}
    assert {name: [row["by"] for row in rows] for name, rows in done.items()} == {
        "default": [],
        "acme": ["ann"],
        "brask": [],
    }
    told_on = {
        name: {row["why"] for row in decisions_on(database, name, own.alert.incident_id) if row["outcome"] == "routing"}
        for name in ("default", "acme")
    }
    assert len(told_on["default"]) == len(told_on["acme"]) == 1
    assert told_on["default"] != told_on["acme"]
    with database.read() as connection:
        assert [len(silences(connection, name, NOW)) for name in context.settings.tenant_ids] == [0, 1, 0]


def test_nothing_that_one_says_of_its_alerts_keeps_back_or_ends_what_another_is_told(context: Context) -> None:
    match_pending(context)
    database, acme = context.database, Actor("ann", "acme", ALLOWED[UserRole.RESPONDER], "web")
    with database.write() as connection:
        connection.execute(sa.update(alert).values(remind_at=NOW, remind_every=60))
        mine = add_silence(
            connection, "default", Response.MUTE, NOW + DAY, by="bob", why="a drill", now=NOW, expression="x"
        )

    def of_default() -> list[object]:
        sent = [row for row in deliveries(database) if row["tenant_id"] == "default"]
        with database.read() as connection:
            waiting = [one.ids for one in due_reminders(connection, "default", NOW)]
            held = [held_for(connection, "default", name, "routes.0", NOW + DAY) for name in ("soc", "shared")]
            rest = due_digests(connection, "default", NOW + DAY), waiting_digests(connection, "default", NOW)
            quiet, weeks = silences(connection, "default", NOW), weekly_counts(connection, "default", NOW)
        return [alerts_page(database, "default"), sent, waiting, held, *rest, quiet, weeks]

    before = of_default()
    assert before[-1] == (0, 0, 0, 0, 0, 0, 0, 1), "what is told another is in no chart of its digests"
    [own] = alerts_page(database, "default")
    assert respond(database, acme, own.id, Response.NOT_OURS, now=NOW, why="ours", until=NOW + DAY) is None
    assert not end_silence(database, acme, mine, NOW)
    mute(database, acme, "severity >= low", NOW + DAY, why="a drill", now=NOW, holds=lambda _: True)
    for theirs in alerts_page(database, "acme"):
        for said in (Response.SNOOZE, Response.ACKNOWLEDGE, Response.NOT_OURS):
            respond(database, acme, theirs.id, said, now=NOW, why="ours", until=NOW + 3 * DAY)
    with database.write() as connection:
        ((name, at),) = waiting_digests(connection, "default", NOW)
        hasten(connection, "acme", name, at, lambda _: NOW)
    assert of_default() == before
    assert "muted" in {row["state"] for row in deliveries(database) if row["tenant_id"] == "acme"}


def test_a_digest_never_mixes_tenants_on_a_channel_that_they_share(context: Context) -> None:
    match_pending(context)
    morning = replace(context, clock=Clock(date(2025, 11, 30)))
    for_each(collect_digests)(morning)
    held = [row for row in deliveries(context.database) if row["channel_id"] == "shared"]
    by_tenant = {name: [row for row in held if row["tenant_id"] == name] for name in ("default", "acme")}
    assert [row["state"] for row in by_tenant["default"]] == ["digested", "pending"]
    assert [row["state"] for row in by_tenant["acme"]] == ["digested", "digested", "pending"]
    covers = {row["covered_by"] for row in by_tenant["acme"] if row["state"] == "digested"}
    assert covers == {by_tenant["acme"][-1]["alert_id"]}


def test_what_waits_for_a_tenant_that_was_taken_out_is_given_up_and_told(context: Context) -> None:
    """Nobody collects its digests or reminds it: it would wait for ever, and have a channel of others looked after."""
    match_pending(context)
    with context.database.write() as connection:
        connection.execute(sa.update(alert).where(alert.c.tenant_id == "acme").values(remind_at=NOW))
    morning, left = Clock(date(2025, 11, 30)), context.settings.model_copy(update={"tenants": []})
    leave_strangers(replace(context, clock=morning))  # while it is there
    assert "dead" not in {row["state"] for row in deliveries(context.database)}
    without = replace(context, clock=morning, settings=left)
    for stage in (leave_strangers, for_each(remind), for_each(collect_digests)):
        stage(without)
    [problem] = without.tally.problems
    assert problem.startswith("not delivered in a digest: 4 alerts, as its tenant is no longer in the configuration")
    states = {row["tenant_id"]: set[str]() for row in deliveries(context.database)}
    for row in deliveries(context.database):
        states[row["tenant_id"]].add(row["state"])
    assert states == {"default": {"digested", "pending"}, "acme": {"dead"}}
    for row in deliveries(context.database, state="pending"):
        mark_sent(context.database, row["id"], Receipt("m"), morning.now())
    assert not work_due(context.database, morning.now())


def test_no_route_shows_or_changes_what_is_anothers(context: Context) -> None:
    match_pending(context)
    database = context.database
    mine, incident = alerts_page(database, "acme")[0].id, alerts_page(database, "acme")[0].alert.incident_id
    acme = Actor("ann", "acme", ALLOWED[UserRole.ADMIN], "web")
    upload = add_upload(database, acme, name="x.csv", kind="inventory", content=b"name\nX\n", now=NOW)
    save_search(database, acme, "ours", "affects:us", alerts=True, now=NOW)
    search, item = saved_searches(database, "acme")[0].id, items_page(database, "acme")[0][0]
    people(Shop(database, 1, [], {}))
    public = context.settings.model_copy(update={"web": context.settings.web.model_copy(update={"host": "0.0.0.0"})})
    theirs = [
        ("GET", f"/alert/{mine}"), ("POST", f"/alerts/{mine}/acknowledge"), ("POST", f"/alerts/{mine}/snooze"),
        ("POST", f"/alerts/{mine}/not-ours"), ("GET", f"/inventory/uploads/{upload}"), ("POST", f"/inventory/uploads/{upload}/accept"),
        ("POST", f"/inventory/uploads/{upload}/drop"), ("GET", f"/feeds/{search}.atom"), ("POST", "/search/saved/forget"),
        ("GET", f"/api/alerts/{mine}"), ("POST", f"/api/alerts/{mine}/acknowledge"), ("POST", f"/api/alerts/{mine}/snooze"),
        ("POST", f"/api/alerts/{mine}/not-ours"), ("DELETE", f"/api/searches/{search}"),
        ("POST", f"/api/inventory/uploads/{upload}/accept"), ("POST", f"/api/inventory/uploads/{upload}/drop"),
        ("GET", f"/inventory/items/{item}"), ("POST", f"/inventory/items/{item}"), ("GET", f"/api/inventory/items/{item}"),
        ("PUT", f"/api/inventory/items/{item}"),
    ]  # fmt: skip
    token = {"Authorization": "Bearer tocsin_other"}
    with serving(database, public) as address, contextlib.closing(log_in(address, "admin")) as admin:
        csrf = form_token(admin.get("/inventory").text)
        for method, path in theirs:
            if path.startswith("/api"):
                sent = {"snooze": {"hours": 4}, "not-ours": {"why": "because"}}.get(path.rsplit("/", 1)[1], {})
                for headers in (
                    token,
                    {"Authorization": "Bearer tocsin_acknowledge"},
                    {"Authorization": "Bearer tocsin_import"},
                ):
                    answer = httpx.request(method, f"{address}{path}", json=sent, headers=headers)
                    assert answer.status_code in (403, 404), (path, headers)
                assert httpx.request(method, f"{address}{path}", json=sent, headers=token).status_code == 404, path
            else:
                form = {"csrf": csrf, "hours": "4", "why": "because", "name": "ours"}
                answer = admin.request(method, path, data=form if method == "POST" else None)
                assert answer.status_code == 404, path
        for page in ("/", "/inventory", "/alerts", "/exposures", "/search/saved", "/audit", "/sources"):
            assert "Ternfold" not in admin.get(page).text, page
        assert "acme" in admin.get("/settings").text  # the installation's own administrators see all of the file
        said = {"facts": {"status": "confirmed"}, "why": "words that others would read"}
        own, others = {"Authorization": "Bearer tocsin_correct"}, f"{address}/api/incidents/{incident}/corrections"
        assert httpx.post(others, json=said, headers=token).status_code == 403
        assert httpx.delete(f"{others}/1", headers=token).status_code == 403
        assert httpx.post(others, json=said, headers=own).status_code == 200
        settings = httpx.get(f"{address}/settings", headers=token)
        assert settings.status_code == 200
        for word in ("acme", "Acme", "soc", "Provider"):
            assert word not in settings.text, word


def test_the_health_that_a_tenant_sees_is_of_its_own_sources_and_deliveries(context: Context) -> None:
    match_pending(context)
    database = context.database
    people(Shop(database, 1, [], {}))
    news = replace(PRESS, id="news-of-ternfold", organisation="Ternfold", generated=True)
    record_outcome(database, SourceOutcome(news.id, "ok"), datetime.now(UTC) - 9 * DAY)
    end_run(database, context.run_id, "done", {}, datetime.now(UTC))
    one, another, *_ = [row["id"] for row in deliveries(database) if row["tenant_id"] == "acme"]
    with database.write() as connection:
        for number, state in ((one, "dead"), (another, "pending")):
            values = {"state": state, "next_attempt": NOW}
            connection.execute(sa.update(delivery).where(delivery.c.id == number).values(**values))
    public = context.settings.model_copy(update={"web": context.settings.web.model_copy(update={"host": "0.0.0.0"})})
    with serving(database, public, (PRESS, news)) as address:
        seen = {
            token: httpx.get(f"{address}/healthz", headers={"Authorization": f"Bearer tocsin_{token}"}).json()
            for token in ("read", "other")
        }
    wrong = {token: {one["name"] for one in told["checks"] if not one["ok"]} for token, told in seen.items()}
    assert wrong == {"read": {"sources", "dead letters", "deliveries"}, "other": set()}
    assert seen["read"]["sources"]["stale"] == 1
    assert news.id in str(seen["read"])
    assert "ternfold" not in str(seen["other"])
    assert seen["other"]["deliveries"] == {"sent": 0, "pending": 0, "dead": 0}
    assert sum(seen["other"]["sources"].values()) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_incidents_are_merged_and_split_over_the_api_by_the_default_tenant_alone(context: Context) -> None:
    match_pending(context)
    people(Shop(context.database, 1, [], {}))
    one, other = sorted(row.incident_id for row in exposures_page(context.database, "acme"))
    public = context.settings.model_copy(update={"web": context.settings.web.model_copy(update={"host": "0.0.0.0"})})
    with serving(context.database, public) as address:

        def change(number: int, how: str, name: str = "correct", **body: object) -> httpx.Response:
            headers = {"Authorization": f"Bearer tocsin_{name}"}
            return httpx.post(
                f"{address}/api/incidents/{number}/{how}", json={**body, "why": "one event"}, headers=headers
            )

        def told_in(number: int) -> list[str]:
            headers = {"Authorization": "Bearer tocsin_read"}
            shown = httpx.get(f"{address}/api/incidents/{number}", headers=headers).json()
            return sorted(row["url"] for row in shown["documents"])

        urls = told_in(one), told_in(other)
        for name in ("other", "read"):
            assert change(one, "merge", name, other=other).status_code == 403
            assert change(one, "split", name, documents=urls[0]).status_code == 403
        assert change(one, "merge", other=other).json() == {"incident": one}
        assert told_in(one) == sorted(urls[0] + urls[1])
        new = change(one, "split", documents=urls[1]).json()["incident"]
        assert (told_in(one), told_in(new)) == urls
        assert change(one, "split", documents=["https://nowhere.example/"]).status_code == 422
        assert change(9_999, "merge", other=one).status_code == 404


def test_a_tenant_that_cannot_be_is_named(tmp_path: Path) -> None:
    for tenants, words in (
        ([{"id": "default"}], "the rest of the file"),
        ([{"id": "acme"}, {"id": "acme"}], "used twice"),
        ([{"id": "acme", "routes": [{"channels": ["nowhere"]}]}], "no channel has the id nowhere"),
        ([{"id": "A B"}], "tenants"),
    ):
        with pytest.raises(ConfigError, match=words):
            configured(tmp_path, "sqlite:///x.db", tenants=tenants)
