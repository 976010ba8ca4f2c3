"""Pages with nothing on them say what to do; numbers have their unit, and one is not many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.alert_samples import exposure, incident
from fakes.databases import prepare
from fakes.desk import NOW, SOURCE, Shop, serving
from fakes.telling import ADA
from lxml import html

from model.incident import Change
from model.vocabulary import DataType
from storage.audit import record_change
from storage.database import Database
from storage.desk.alerts import alerts_page
from storage.desk.incidents import Revision
from storage.matches import save_exposures
from tocsin.web.views.timeline import timeline

NOTHING = "nothing that you are known to share"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    with serving(database) as address:
        yield address
    database.close()


def words(address: str, where: str = "//main") -> str:
    (found,) = html.document_fromstring(httpx.get(address).text).xpath(where)
    return " ".join(found.text_content().split())


@pytest.mark.parametrize("path", ["/", "/alerts", "/alerts?show=open", "/exposures", "/inventory", "/inventory/graph"])
def test_where_nothing_is_yet_the_page_says_where_to_go_on(empty: str, path: str) -> None:
    page = html.document_fromstring(httpx.get(empty + path).text)
    (said,) = page.xpath("//*[contains(@class, 'empty')][.//a or .//code]")
    assert len(said.text_content().split()) > 5


def test_a_vendor_without_history_has_no_list_of_nothing(local: str) -> None:
    page = html.document_fromstring(httpx.get(f"{local}/vendor/quillmark").text)
    (said,) = page.xpath("//section[@aria-labelledby='history']/*[not(self::h2)]")
    assert (said.get("class"), said.text) == ("empty", "No incident is known. That is no proof that there was none.")
    assert not page.xpath("//section[h2][count(*) = 1 or not(normalize-space(*[2]))]"), "a heading over nothing"


def test_an_address_that_is_no_pages_is_not_found_in_words_for_people(local: str) -> None:
    for path in ("/incident/abc", "/alert/0", "/feeds/x.atom", "/incident/1/document/99999999999"):
        answer = httpx.get(local + path)
        assert (answer.status_code, "There is no such page." in answer.text) == (404, True), path
    wrong = httpx.get(f"{local}/alerts?before=x")
    assert (wrong.status_code, "Before: Input should be a valid integer" in wrong.text) == (422, True)
    assert httpx.get(f"{local}/api/incidents/abc").json()["error"].startswith("path.number: ")


def test_how_often_a_source_is_asked_is_said_in_its_own_unit(shop: Shop) -> None:
    sources = tuple(replace(SOURCE, id=f"s{every}", every=every) for every in (timedelta(minutes=2), timedelta(days=1)))
    with serving(shop.database, sources=sources) as address:
        page = html.document_fromstring(httpx.get(f"{address}/sources").text)
    assert page.xpath("//td[@data-head='Asked every']/text()") == ["2m", "1d"]


def test_every_time_says_its_zone(shop: Shop, local: str) -> None:
    clock = re.compile(r"(?<!\+)\b\d\d:\d\d\b(?! UTC)")
    for path in (
        "/",
        "/alerts",
        f"/alert/{shop.alerts['default']}",
        f"/incident/{shop.incident}",
        "/inventory",
        "/audit",
    ):
        said = words(local + path)
        assert not clock.findall(said), path
    assert "UTC" in words(f"{local}/alerts")


def test_one_is_not_many(local: str) -> None:
    assert "1 known use behind it" in words(local)
    assert "1 item, read" in words(f"{local}/inventory", "//section[@aria-labelledby='files']")


@pytest.mark.parametrize(
    ("listed", "shared", "said", "at_risk"),
    [
        ({DataType.NAMES}, {DataType.NAMES}, ["names"], "names"),
        ({DataType.LOGS_USAGE_ANALYTICS}, set(), [NOTHING], NOTHING),
        (set(), {DataType.NAMES, DataType.PHYSICAL_ADDRESSES}, [], "names postal addresses"),
    ],
    ids=["some of it", "none of it", "the list does not say"],
)
def test_what_you_share_is_what_your_list_says(
    own_shop: Shop, listed: set[DataType], shared: set[DataType], said: list[str], at_risk: str
) -> None:
    """All that was exposed there stood as shared, whatever the list says."""
    reached = exposure("name:hartwell>quillmark")
    items = (replace(reached.items[0], data_types=frozenset(listed)),)
    exposed = frozenset({DataType.NAMES, DataType.PHYSICAL_ADDRESSES})
    reached = replace(reached, items=items, data_types=exposed, shared=frozenset(shared))
    with own_shop.database.write() as connection:
        save_exposures(connection, "default", own_shop.incident, [reached], run_id=1, now=NOW)
    with serving(own_shop.database) as address:
        page = html.document_fromstring(httpx.get(f"{address}/incident/{own_shop.incident}").text)
        risk = words(f"{address}/vendor/name:hartwell", "//td[@data-head='Your data']")
    shown = page.xpath("//dt[. = 'Shared and exposed']/following-sibling::dd[1]")
    assert ([each.text_content().strip() for each in shown], risk) == (said, at_risk)


def test_changes_and_answers_are_told_apart_on_the_page(own_shop: Shop) -> None:
    """Two changes of one revision read as one sentence, and one answer to two alerts as two."""
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    told = Revision(1, at, incident(), (Change("a", "names exposed"), Change("b", "9 people (was 7)")))
    rows = alerts_page(own_shop.database, "default")
    answered = [replace(row, acknowledged=at, acknowledged_by="ada") for row in rows * 2]
    moments = timeline(incident(), [], [told, told], answered)
    assert [moment.text for moment in moments if moment.kind == "revision"] == ["names exposed; 9 people (was 7)"]
    assert [moment.who for moment in moments if moment.text == "Acknowledged"] == ["ada"]


def test_the_audit_log_shows_what_was_written(own_shop: Shop) -> None:
    with own_shop.database.write() as connection:
        record_change(connection, ADA, "acknowledge", "alert 1", after={"why": "Zoë's <notice>"}, now=NOW)
    with serving(own_shop.database) as address:
        assert """{"why": "Zoë's <notice>"}""" in words(f"{address}/audit")


@pytest.mark.parametrize("sent", [{}, {"json": []}, {"data": {"hours": "4"}}, {"content": b'{"hours": 4}'}])
def test_a_change_without_a_body_is_told_which_one_is_wanted(shop: Shop, guarded: str, sent: dict[str, Any]) -> None:
    refused = httpx.post(
        f"{guarded}/api/alerts/{shop.alerts['other']}/snooze", headers={"Authorization": "Bearer tocsin_other"}, **sent
    )
    wanted = "body: has to be a JSON object, sent as application/json, with hours, why (may be left out)"
    assert (refused.status_code, refused.json()["error"]) == (422, wanted)
