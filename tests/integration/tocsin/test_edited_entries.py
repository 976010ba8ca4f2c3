"""An edit that a feed or a sitemap states is asked for soon, and not at every poll for ever where it changed nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.bad_web import BadWeb, Page, article
from fakes.clocks import At
from fakes.databases import prepare
from fakes.polling import PATIENCE, make_source

from config.settings import FetchSettings, Settings
from storage.database import Database
from storage.documents import versions_of
from tocsin.context import Context, Quiet
from tocsin.stages.crawling import collect

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)
LONG = "Quillmetric, an analytics vendor, wrote at length of its new office and of the people who work there. " * 3


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    yield database
    database.close()


def feed(updated: datetime) -> Page:
    entry = f"<entry><title>One</title><id>1</id><link href='/one'/><updated>{updated.isoformat()}</updated></entry>"
    return Page(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>n</title>{entry}</feed>", "application/atom+xml")


def sitemap(updated: datetime) -> Page:
    place = f"<loc>{{base}}/one</loc><lastmod>{updated.isoformat()}</lastmod>"
    return Page(f"<urlset><url>{place}</url></urlset>", "application/xml")


@pytest.mark.parametrize(("kind", "listing"), [("feed", feed), ("sitemap", sitemap)])
@pytest.mark.parametrize(("stated", "first_day"), [(timedelta(hours=1), 5), (timedelta(days=900), 1)])
def test_an_edit_that_changed_nothing_is_asked_for_once_a_day_in_the_end(
    database: Database, web: BadWeb, *, kind: str, listing: object, stated: timedelta, first_day: int
) -> None:
    assert callable(listing)
    source = make_source(web.url("/list"), kind)

    def asked(*hours: int) -> int:
        before = web.count("/one")
        for hour in hours:
            settings = Settings(fetch=FetchSettings(timeout=PATIENCE, retries=0), builtin_sources=False)
            collect(Context(settings, database, At(NOW + timedelta(hours=hour)), [source], 1, Quiet()))
        return web.count("/one") - before

    web.set("/one", article("One", LONG))
    web.set("/list", listing(NOW - timedelta(days=1)))
    assert asked(0) == 1
    web.set("/list", listing(NOW + stated))
    days = 10 * 24
    assert asked(2, 8, 14, 20, 24) == first_day
    assert asked(days) == 1
    assert asked(days + 6, days + 12, days + 18, days + 24) == 1
    web.set("/one", article("One", f"{LONG} Somebody had entered its systems."))
    assert asked(days + 30, days + 36, days + 42, days + 48) == 1
    assert len(versions_of(database, web.url("/one"))) == 2
