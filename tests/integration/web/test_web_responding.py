from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import httpx
from fakes.databases import prepare
from fakes.desk import furnish, people, serving
from fakes.pages import form_token
from icalendar import Calendar
from lxml import html
from pydantic import SecretStr

from config.channels import SlackChannel
from config.clocks import ClockSettings
from config.settings import Settings
from model.alert import Planned
from model.clock import Regime
from storage.audit import audit_log
from storage.database import Database
from storage.desk.alerts import find_alert
from storage.matches import save_alert
from storage.search import saved_searches

SECRET = "a signing secret"


def test_a_button_in_slack_acknowledges_once_and_a_clock_is_recorded_by_hand(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    shop = furnish(database)
    people(shop)
    channel = SlackChannel(
        id="secops", kind="slack", token=SecretStr("t"), channel="#a", signing_secret=SecretStr(SECRET)
    )
    settings = Settings(database="sqlite://", channels=[channel], clocks=ClockSettings(regimes=[Regime.GDPR]))
    row = find_alert(database, "default", shop.alerts["default"])
    assert row is not None
    assert row.alert is not None
    button = {"action_id": "tocsin_acknowledge", "value": row.alert.key}
    payload = {"type": "block_actions", "user": {"username": "ann"}, "actions": [button]}
    body = urlencode({"payload": json.dumps(payload)}).encode()
    stamp = str(int(time.time()))
    signature = "v0=" + hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    good = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
    with serving(database, settings) as address:
        url = f"{address}/slack/actions"
        for bad in ({}, {**good, "X-Slack-Signature": "v0=0"}, {**good, "X-Slack-Request-Timestamp": "abc"}):
            assert httpx.post(url, content=body, headers=bad).status_code == 401
        assert httpx.post(url, content=body, headers=good).status_code == 200
        assert httpx.post(url, content=body, headers=good).status_code == 401, "the same request twice is a replay"
        page = f"{address}/incident/{shop.incident}"
        with httpx.Client() as client:
            token = form_token(client.get(page).text)
            given = {"csrf": token, "basis": "aware", "at": "2026-01-05T09:30", "why": "the vendor's mail"}
            assert client.post(f"{page}/clock", data=given).status_code == 303
            assert client.post(f"{page}/clock", data={**given, "at": "2999-01-01T00:00"}).status_code == 422
            assert "2026-01-08 09:30" in client.get(page).text
        feed = Calendar.from_ical(httpx.get(f"{address}/clocks.ics").content)
    done = find_alert(database, "default", shop.alerts["default"])
    assert done is not None
    assert done.acknowledged_by == "ann"
    assert any("GDPR" in str(event["summary"]) for event in feed.walk("VEVENT"))
    logged = [(entry.action, entry.who, entry.via) for entry in audit_log(database, "default")]
    assert logged[1:] == [("acknowledge", "ann", "slack")]
    assert logged[0][0] == "record clock"
    database.close()


def test_a_search_that_somebody_else_keeps_is_not_replaced_on_the_page(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    with serving(database) as address, httpx.Client(base_url=address) as client:
        token = form_token(client.get("/search?q=okta").text)  # what finds nothing yet can be kept as well
        first = {"csrf": token, "name": "ours", "q": "okta", "alerts": "true"}
        for given, status in (
            (first, 303),
            (first, 303),  # sent twice
            ({**first, "q": "snow*"}, 409),
            ({**first, "name": " ours "} | {"alerts": "false"}, 409),
            ({**first, "name": "others", "q": "snow*"}, 303),
        ):
            assert client.post("/search/saved", data=given).status_code == status, given
    assert [(one.name, one.query, one.alerts) for one in saved_searches(database, "default")] == [
        ("others", "snow*", True),
        ("ours", "okta", True),
    ]
    database.close()


def test_an_alert_that_waits_says_why_and_until_when(tmp_path: Path) -> None:
    """The page said "pending" and nothing more: in quiet hours nobody saw whether it was stuck."""
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    shop = furnish(database)
    first = find_alert(database, "default", shop.alerts["default"])
    assert first is not None
    assert first.alert is not None
    with database.write() as connection:
        later = replace(first.alert, key="b" * 64, update_of=first.alert.key)
        morning = datetime(2999, 1, 1, 7, tzinfo=UTC)
        planned = [Planned("secops", morning, "route pager, after its quiet hours")]
        update = save_alert(connection, later, planned, run_id=1, now=morning)
    with serving(database) as address:
        page = " ".join(html.fromstring(httpx.get(f"{address}/alert/{update}").text).text_content().split())
        (sent,) = httpx.get(f"{address}/api/alerts/{update}").json()["deliveries"]
    assert "route pager, after its quiet hours" in page
    assert "not before 2999-01-01 07:00 UTC" in page
    assert (sent["due"], sent["settled"], sent["covered_by"]) == ("2999-01-01T07:00:00+00:00", None, None)
    database.close()
