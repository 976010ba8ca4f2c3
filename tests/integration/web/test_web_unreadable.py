"""What is stored of one alert or exposure cannot be read: its row says so, and the rest of each page is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from fakes.desk import Shop, serving
from lxml import html

from config.load import load_settings
from storage.tables import delivery
from tocsin.commands.doctor import _look

SAID = "What is stored of it cannot be read"
BY_TOKEN = {"Authorization": "Bearer tocsin_acknowledge"}


def damage(own_shop: Shop, table: str, stored: str) -> None:
    with own_shop.database.write() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET payload = ? WHERE id = 1", (stored,))


def shown(address: str, path: str) -> str:
    answer = httpx.get(f"{address}{path}")
    assert answer.status_code == 200, path
    return " ".join(html.document_fromstring(answer.text).xpath("string(//main)").split())


@pytest.mark.parametrize("stored", ["{}", "{nonsense"])
def test_an_alert_that_cannot_be_read_is_a_row_like_others_and_can_be_acknowledged(own_shop: Shop, stored: str) -> None:
    damage(own_shop, "alert", stored)
    with own_shop.database.write() as connection:  # one that waits for quiet hours, say
        connection.execute(sa.update(delivery).values(next_attempt=datetime.now(UTC) + timedelta(hours=1)))
    with serving(own_shop.database) as address:
        for path in ("/alerts", "/alerts?show=open", "/alert/1", f"/incident/{own_shop.incident}"):
            page = shown(address, path)
            assert SAID in page, path
            assert "Breach of Quillmark" in page, path
        [row] = httpx.get(f"{address}/api/alerts").json()["results"]
        assert (row["unreadable"], row["title"], row["reasons"], row["paths"]) == (True, "Breach of Quillmark", [], [])
        assert httpx.get(f"{address}/api/incidents/{own_shop.incident}").json()["alerts"] == [1]
        for done, with_what in (("snooze", {"hours": 4}), ("not-ours", {"why": "not used"}), ("acknowledge", None)):
            answer = httpx.post(f"{address}/api/alerts/1/{done}", json=with_what, headers=BY_TOKEN)
            assert answer.status_code == 200, done
        assert httpx.get(f"{address}/api/alerts/1").json()["acknowledged_by"] == "token acknowledge"


def test_an_exposure_that_cannot_be_read_leaves_the_others(own_shop: Shop) -> None:
    damage(own_shop, "exposure", "{}")
    with serving(own_shop.database) as address:
        for path in ("/", "/exposures", f"/incident/{own_shop.incident}"):
            page = shown(address, path)
            assert SAID in page, path
            assert "Breach of Quillmark" in page, path
        shown(address, "/vendor/name:hartwell")
        [row] = httpx.get(f"{address}/api/exposures").json()["results"]
        assert (row["exposure"], row["severity"]) == (None, "medium")
        assert httpx.get(f"{address}/api/incidents/{own_shop.incident}").json()["exposures"] == []


def test_doctor_names_both(own_shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "tocsin.yaml").write_text(f"database: sqlite:///{tmp_path / 'tocsin.db'}\nbuiltin_sources: false\n")
    settings = load_settings(tmp_path / "tocsin.yaml")
    before = set(_look(settings))
    damage(own_shop, "alert", "{}")
    damage(own_shop, "exposure", "{}")
    said = [line for line in _look(settings) if line not in before]
    assert [line.partition(" cannot be read")[0] for line in said] == [
        "alert 1: what is stored of it",
        f"an exposure to incident {own_shop.incident}: what is stored of it",
    ]
