"""SQLite and PostgreSQL give the same lists, and no query gives anything but a list or a clear refusal."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
import sqlalchemy as sa
from fakes.corpus import Corpus
from fakes.databases import prepare
from fakes.postgres import new_database
from fakes.stored import open_incident

from storage.database import Database
from storage.search import QueryError, facets, index_incidents, parse, search
from storage.search.broad import fitting
from storage.search.limits import limited

NOW = datetime(2026, 3, 3, tzinfo=UTC)
TODAY = date(2026, 3, 3)
pytestmark = [pytest.mark.postgres, pytest.mark.slow]


@pytest.fixture(scope="module")
def both(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Database]]:
    path: Path = tmp_path_factory.mktemp("same") / "tocsin.db"
    databases = [Database(f"sqlite:///{path}"), Database(new_database(postgres_url))]
    for database in databases:
        prepare(database)
        with database.write() as connection:
            found = Corpus().incidents(250)
            ids = [open_incident(connection, one, run_id=1, history=False, now=NOW) for one in found]
            index_incidents(connection, ids)
    yield databases
    for database in databases:
        database.close()


def test_300_generated_queries_give_the_same_lists(both: list[Database]) -> None:
    found = 0
    for number, text in enumerate(Corpus().queries(300)):
        query = parse(text)
        for order in ("newest", "relevance"):
            one, other = (search(d, query, tenant="default", today=TODAY, limit=30, order=order) for d in both)  # type: ignore[arg-type]
            assert [r.id for r in one.results] == [r.id for r in other.results], (text, order)
            assert (one.total, one.next_cursor, one.suggestions) == (
                other.total,
                other.next_cursor,
                other.suggestions,
            ), text
        if number % 10 == 0:
            one_count, other_count = (facets(d, query, tenant="default", today=TODAY) for d in both)
            assert one_count == other_count, text
        found += one.total > 0
    assert found > 150, "queries that find nothing prove nothing"


def test_more_than_can_be_counted_give_the_same_lists_too(
    both: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.search.newest.COUNTED", 7)
    for text in Corpus(seed=2).queries(40):
        _same_pages(both, text)


@pytest.mark.parametrize("slack", [0.1, 1, 50])
def test_what_many_entries_hold_is_looked_for_from_the_newest_back_and_the_same_is_found(
    both: list[Database], monkeypatch: pytest.MonkeyPatch, slack: float
) -> None:
    with both[1].write() as connection:
        connection.execute(sa.text("ANALYZE search_text"))
    monkeypatch.setattr("storage.search.known._known", WeakKeyDictionary())
    monkeypatch.setattr("storage.search.newest.COUNTED", 7)
    monkeypatch.setattr("storage.search.newest.GATHER", 1_000)
    monkeypatch.setattr("storage.search.newest._SLACK", slack)
    texts = [
        "",
        "breach",
        "per*",
        "kind:breach OR personal",
        "breach -kind:leak_claim",
        "-kind:breach",
        "zzz",
        "breach zzz",
    ]
    with limited(both[1]) as ask:
        asked = [fitting(ask, parse(text), engine=both[1].engine, tenant="default", today=TODAY) for text in texts]
    assert [one.share > 0 for one in asked] == [False, True, True, True, True, True, False, False]
    for text in [*texts, *Corpus(seed=4).queries(20)]:
        _same_pages(both, text)


def _same_pages(both: list[Database], text: str) -> None:
    query, cursors = parse(text), [None, None]
    for _ in range(3):
        pages = [
            search(d, query, tenant="default", today=TODAY, limit=5, cursor=cursor)
            for d, cursor in zip(both, cursors, strict=True)
        ]
        assert [r.id for r in pages[0].results] == [r.id for r in pages[1].results], text
        assert (pages[0].total, pages[0].next_cursor) == (pages[1].total, pages[1].next_cursor), text
        cursors = [page.next_cursor for page in pages]
        if None in cursors:
            break
    one, other = (facets(d, query, tenant="default", today=TODAY) for d in both)
    assert one == other, text


ATTACKS = [
    "' OR 1=1 --", "'; DROP TABLE incident; --", '" OR 1=1', "x') UNION SELECT 1 --", "tokens:x", "NEAR(a b)", "a NEAR b",
    "^a", "{tokens}: a", "a + b", "a:*", "'a':*A & !b", "\\'", "a <-> b", "%s %(x)s :x ?", "\x00", "\ud800", "\u202eabc", "=b:okta", "=",
    "vendor:=b:okta", "vendor:'", "source:' OR ''='", 'source:"a b"', "kind:breach'", "AND", "NOT", "-", "--", "(((", "*", '""', '"*"',
    "a" * 999, "ab* " * 60, "(" * 40 + "a" + ")" * 40, "since:99999y", "since:0000", "until:9999", "records:>999999999999999999999999",
    "records:1e999", "records:..", "\u017f* \ufb01* ß", "e\u0301", "İ", "日本*", "🙂", "a\u200bb", "- - -a", "NOT NOT NOT a", "a -(b -(c -d))",
]  # fmt: skip


@pytest.mark.parametrize("which", [0, 1])
def test_no_input_reaches_the_engine_or_breaks_the_search(both: list[Database], which: int) -> None:
    database, chance = both[which], random.Random(11)
    pieces = [*ATTACKS, *Corpus(seed=9).queries(200), *"()\"'*:-&|!<>=%_\\;,.{}[]^~ "]
    queries = [
        *ATTACKS,
        *(
            chance.choice((" ", "", " OR ")).join(chance.choices(pieces, k=chance.randrange(1, 7)))
            for _ in range(1_500)
        ),
    ]
    refusals = [(text, refused) for text in queries if (refused := _refusal(database, text)) is not None]
    assert all(1 <= refused.position <= len(text) + 1 for text, refused in refusals)
    assert len(refusals) < len(queries), "all were refused"


def _refusal(database: Database, text: str) -> QueryError | None:
    try:
        search(database, parse(text), tenant="default", today=TODAY, limit=5)
    except QueryError as error:
        return error
    return None
