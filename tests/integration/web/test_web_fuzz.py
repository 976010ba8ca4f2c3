"""Random queries to the page and the API, as `benchmarks/web_fuzz.py` asks them by the thousand."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.desk import Shop
from fastapi import FastAPI, Response

from config.settings import Settings
from tocsin.web.app import create_app
from tocsin.web.desk import Desk

COUNT = 400


@pytest.fixture(autouse=True)
def _benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[3] / "benchmarks"))


def test_random_queries_are_answered_or_refused(shop: Shop) -> None:
    import web_fuzz

    local = Settings(database=f"sqlite:///{shop.database.path}")
    rows = web_fuzz.figures_of(create_app(Desk(local, shop.database, ())), COUNT)
    assert [row.n for row in rows] == [COUNT // 2] * 2
    assert all("200: " in row.value and "400: " in row.value for row in rows), "both kinds of answer were given"


def test_an_error_fails_it() -> None:
    import web_fuzz

    asked: list[str] = []
    broken = FastAPI()

    @broken.get("/search")
    @broken.get("/api/search")
    def answer(q: str) -> Response:
        asked.append(q)
        return Response(status_code=502 if len(asked) == COUNT // 3 else 200)

    with pytest.raises(SystemExit, match="502"):
        web_fuzz.figures_of(broken, COUNT)
