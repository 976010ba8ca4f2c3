"""Beginnings of words that FTS5 would gather for seconds are looked for in the entries: the same is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from fakes.corpus import Corpus
from fakes.databases import prepare

from storage.database import Database
from storage.incidents import open_incidents
from storage.search import Page, SearchTimeout, facets, index_incidents, matching, parse, search
from storage.search.broad import fitting
from storage.search.conditions import beginnings, condition
from storage.search.limits import limited
from storage.search.sql import Ask

NOW = datetime(2026, 3, 3, tzinfo=UTC)
TODAY = NOW.date()
COUNT = 150


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('beginnings') / 'tocsin.db'}")
    prepare(database)
    found = [(one, False) for one in Corpus(seed=7).incidents(COUNT)]
    with database.write() as connection:
        index_incidents(connection, open_incidents(connection, found, run_id=1, now=NOW))
    yield database
    database.close()


def kept_from_the_index(database: Database, ask: Ask, text: str) -> bool:
    query = parse(text)
    usual = condition(query, sqlite=True, tenant="default", today=TODAY)
    return fitting(ask, query, engine=database.engine, tenant="default", today=TODAY) != usual


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("pe*", True), ("breach quil*", True), ("-quil*", True), ("quil* OR ransom*", True), ("quil* -personal", True),
        ("pers* since:2020", True), ("pers* until:2020 records:>10", True), ("pers* quil*", True),
        ("companies*", True), ("(pers* OR -stor*) kind:breach", True), ("NOT (pers* stor*)", True), ("pers* type:names", True),
        ("pers* affects:us", False), ("pers* -affects:us", True), ("zz*", False),
    ],
)  # fmt: skip
def test_the_same_is_found(stored: Database, text: str, finds: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def answers() -> tuple[list[object], ...]:
        newest = _page(stored, text)
        pages = [newest, _page(stored, text, order="relevance"), _page(stored, text, cursor=newest.next_cursor)]
        counted = facets(stored, parse(text), tenant="default", today=TODAY)
        with stored.read() as connection:
            some = matching(connection, parse(text), range(1, COUNT, 3), tenant="default", today=TODAY)
        shown = [([one.id for one in page.results], page.total, page.next_cursor, page.suggestions) for page in pages]
        return [*shown], [counted], [some]

    usual = answers()
    monkeypatch.setattr("storage.search.broad.MOST", -1)
    with limited(stored) as ask:
        assert kept_from_the_index(stored, ask, text)
    assert answers() == usual
    assert bool(_page(stored, text).total) == finds


def _page(database: Database, text: str, **rest: object) -> Page:
    return search(database, parse(text), tenant="default", today=TODAY, limit=15, **rest)  # type: ignore[arg-type]


def test_only_the_beginnings_of_too_many_words_are_kept_from_the_index_and_can_be_ended(
    stored: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.search.broad.MOST", 5)
    with stored.write() as connection:
        insert = sa.text("INSERT INTO search_text (rowid, tokens) VALUES (:key, :tokens)")
        for number in range(300):
            words = [f"{begin}{(number + place) % 97}" for place in range(40) for begin in ("wick", "wort")]
            connection.execute(insert, {"key": number, "tokens": f" {' '.join(words)} "})
    with limited(stored) as ask:
        kept = [
            text
            for text in ("wick*", "wort*", "wi*", "wic* wor*", "pers*", "wick1*", "zz*")
            if kept_from_the_index(stored, ask, text)
        ]
    assert kept == ["wick*", "wort*", "wi*", "wic* wor*"]
    query = parse("pers* zz*")
    apart = condition(query, sqlite=True, tenant="default", today=TODAY, unindexed=frozenset(beginnings(query)))
    with pytest.raises(SearchTimeout, match="narrow it"), limited(stored, 0) as ask:
        ask(apart.count(10_000))
