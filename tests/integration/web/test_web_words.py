"""Pages with nothing on them say what to do; numbers have their unit, and one is not many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fakes.databases import prepare
from fakes.desk import SOURCE, Shop, serving
from lxml import html

from storage.database import Database


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
