"""The child of `serve` as a function: an order in, an answer out, whatever went wrong with the one before."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.bad_web import BadWeb, Page

from config.errors import ConfigError
from config.settings import Settings
from storage.database import Database
from storage.lock import exclusive
from storage.runs import latest_runs
from storage.sources import source_states
from tocsin.service.orders import Answer, Order
from tocsin.service.taking_orders import take_orders

NOTHING = Order("scheduled", ())


FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>t</title><item>
<title>Nothing happened</title><guid>one</guid><description>Nothing at all happened.</description></item></channel></rss>"""


def settings(folder: Path, **more: object) -> Settings:
    return Settings.model_validate({"database": f"sqlite:///{folder / 'tocsin.db'}", "builtin_sources": False, **more})


def answers(*orders: Order, given: object) -> list[int]:
    written = io.StringIO()
    take_orders(given, (order.line().decode() for order in orders), written)  # type: ignore[arg-type]
    found = [Answer.read(line.encode()) for line in written.getvalue().splitlines()]
    assert not any(answer.ends for answer in found)
    return [answer.code for answer in found]


@pytest.mark.parametrize("order", [NOTHING, Order("nightly", None), Order("scheduled", ("a", "b"))])
def test_an_order_is_read_as_it_was_written(order: Order) -> None:
    assert Order.read(order.line().decode()) == order


def test_each_order_is_a_run(tmp_path: Path) -> None:
    assert answers(NOTHING, Order("nightly", None), given=lambda: settings(tmp_path)) == [0, 0]
    runs = latest_runs(Database(settings(tmp_path).database))
    assert [(run["command"], run["state"]) for run in runs] == [("nightly", "done"), ("scheduled", "done")]


def test_the_settings_are_read_anew_and_a_bad_file_costs_one_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said() -> Iterator[Settings]:
        yield settings(tmp_path)
        raise ConfigError("tocsin.yaml: unknown key `chanels`")

    turns = said()
    later = lambda: next(turns, None) or settings(tmp_path)  # noqa: E731 - a turn a call
    assert answers(NOTHING, NOTHING, NOTHING, given=later) == [0, 2, 0]
    assert "unknown key `chanels`" in capsys.readouterr().err


def test_a_source_that_left_the_file_or_was_turned_off_keeps_no_other_from_being_asked(tmp_path: Path) -> None:
    pages = {"/feed.xml": Page(FEED, "application/rss+xml"), "/one": Page("<p>Nothing at all happened.</p>")}
    with BadWeb(pages) as web:
        left = {"kind": "feed", "url": web.url("/feed.xml"), "trust": "press"}
        sources = [{"id": "press", **left}, {"id": "off", "enabled": False, **left}]
        given = settings(tmp_path, sources=sources, fetch={"per_host_delay": "0s"})
        assert answers(Order("scheduled", ("gone", "off", "press")), given=lambda: given) == [0]
    assert [(name, state.state) for name, state in source_states(Database(given.database)).items()] == [("press", "ok")]


def test_a_busy_database_is_an_answer_too(tmp_path: Path) -> None:
    given = settings(tmp_path)
    with exclusive(Database(given.database), "work", "run"):
        assert answers(NOTHING, given=lambda: given) == [3]
    assert answers(NOTHING, given=lambda: given) == [0]
