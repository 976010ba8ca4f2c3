from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
import sqlalchemy as sa
from fakes.corpus import Corpus
from fakes.databases import prepare
from fakes.incidents import incident, party, said
from fakes.postgres import new_database
from fakes.stored import open_incident, save_document

from model.document import Document, Source
from model.exposure import Exposure
from model.incident import CountFact, Incident, ShareFact
from model.vocabulary import DataType, Kind, MatchedOn, Role, Severity, Status, Store, Trust
from storage.database import Database
from storage.errors import StorageError
from storage.incidents import load_incidents, open_incidents, revise_incident
from storage.matches import save_exposures
from storage.search import (
    Page,
    QueryError,
    SearchTimeout,
    facets,
    index_incidents,
    index_stale,
    matching,
    parse,
    search,
)
from storage.search.index import forget_incident
from storage.tables import disclosure, document_version, search_entry

NOW = datetime(2026, 3, 3, tzinfo=UTC)
TODAY = NOW.date()
REACHED = Exposure("key", ("Quillmark",), (), (), MatchedOn.NAME, "Quillmark", frozenset(), frozenset(), 0.9, (),
                   Severity.LOW, (), "why")  # fmt: skip


def put(database: Database, *found: Incident) -> list[int]:
    with database.write() as connection:
        ids = open_incidents(connection, [(one, False) for one in found], run_id=1, now=NOW)
        index_incidents(connection, ids)
    return ids


def ask(database: Database, query: str, **rest: object) -> Page:
    return search(database, parse(query), **{"tenant": "default", "today": TODAY, **rest})  # type: ignore[arg-type]


def ids(page: Page) -> list[int]:
    return [stored.id for stored in page.results]


@pytest.fixture
def three(database: Database) -> tuple[Database, list[int]]:
    """The first told in January, the second undated, the third told in March."""
    chain = incident("Quillmark", "Oakenbridge", exposed=(DataType.NAMES,), denied=(DataType.PASSWORDS,))
    actor = party("Nightfrost", Role.THREAT_ACTOR)
    found = [
        replace(chain, title="Quillmark breach", first_published=date(2026, 1, 5), records=_people(800)),
        replace(incident("Tarn Valley Health", bystander="Mandolin Research"), title="Ransom note", parties=(
            party("Tarn Valley Health", Role.BREACHED, "the backups of the clinics were deleted"),
            party("Mandolin Research", Role.BYSTANDER, identity="mandolin-research"), actor),
            kind=Kind.RANSOMWARE, status=Status.ALLEGED, first_published=None),
        replace(incident("Oakenbridge"), title="Oakenbridge breach", first_published=date(2026, 3, 1), records=_people(20_000)),
    ]  # fmt: skip
    return database, put(database, *found)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("vendor:oakenbridge status:disputed", True),
        ("vendor:quillmark status:confirmed", True),
        ("-status:disputed", True),
        ("status:retracted", False),
        ("-status:confirmed", False),
        ("-(status:disputed status:confirmed)", True),
        ("-(status:disputed OR status:retracted)", True),
    ],
)
def test_the_status_of_one_of_several_is_found_and_rules_out_nothing(
    database: Database, query: str, *, is_found: bool
) -> None:
    names = {"quillmark": Status.CONFIRMED, "oakenbridge": Status.DISPUTED}
    parties = tuple(party(name.capitalize(), Role.BREACHED, identity=name) for name in names)
    shares = tuple(ShareFact(name, (), status=status) for name, status in names.items())
    put(database, replace(incident(parties=parties), shares=shares))
    assert ask(database, query).total == is_found
    known = facets(database, parse("quillmark"), tenant="default", today=TODAY)
    assert known.statuses == (("confirmed", 1), ("disputed", 1))


def _people(count: int) -> CountFact:
    return CountFact(count, "people", "exact", said(f"{count} people"))


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", [2, 0, 1]),
        ("breaches", [2, 0]),
        ("oakenbridge", [2, 0]),
        ('"backups of the clinic"', [1]),
        ('"clinics of the backups"', []),
        ('"quillmark oakenbridge"', []),  # no phrase runs from one name into the next
        ("clini*", [1]),
        ("vendor:oakenbridge", [2, 0]),
        ("vendor:oakenbridge role:breached", [2]),
        ("vendor:oakenbridge role:downstream", [0]),
        ("vendor:mandolin", []),
        ("vendor:mandolin role:bystander", [1]),
        ("mandolin", [1]),
        ("role:downstream", [0]),
        ("actor:nightfrost", [1]),
        ("vendor:nightfrost", []),
        ("type:names", [0]),
        ("type:-passwords", [0]),
        ("type:passwords", []),
        ("status:alleged OR status:confirmed", [2, 0, 1]),
        ("kind:ransomware", [1]),
        ("source:press -clinics", [2, 0]),
        ("since:2026-01-05 until:2026-01", [0]),
        ("since:30d", [2]),
        ("until:2030", [2, 0]),  # the undated are in no span
        ("-until:2030", [1]),
        ("records:>=800", [2, 0]),
        ("records:>1k OR actor:nightfrost", [2, 1]),
        ("-records:>1k", [0, 1]),  # an unknown count is not above it
        ("-(quillmark OR nightfrost)", [2]),
        ("(records:<1k OR since:2026-02) type:names", [0]),
        ("affects:us", []),
    ],
)
def test_each_part_of_the_language_finds_what_it_says(
    three: tuple[Database, list[int]], query: str, places: list[int]
) -> None:
    database, known = three
    page = ask(database, query)
    assert ids(page) == [known[place] for place in places]
    assert page.total == len(places)
    assert set(ids(ask(database, query, order="relevance"))) == set(ids(page))


def test_affects_us_is_the_tenants_own(three: tuple[Database, list[int]]) -> None:
    database, known = three
    with database.write() as connection:
        save_exposures(connection, "default", known[0], [REACHED], run_id=1, now=NOW)
    assert ids(ask(database, "affects:us")) == [known[0]]
    assert ids(ask(database, "-affects:us breach")) == [known[2]]
    assert ids(ask(database, "affects:us OR records:>10k")) == [known[2], known[0]]
    assert ids(ask(database, "affects:us", tenant="another")) == []


def test_an_organisation_is_found_by_any_name_that_the_registry_knows(database: Database) -> None:
    known = replace(incident(), parties=(party("Amazon Web Services", Role.BREACHED, identity="amazon-web-services"),))
    (number,) = put(database, known)
    assert ids(ask(database, "vendor:AWS")) == [number]


def test_a_revision_replaces_what_was_indexed_and_moves_with_its_date(three: tuple[Database, list[int]]) -> None:
    database, known = three
    with database.write() as connection:
        stored = load_incidents(connection, [known[0]])[known[0]]
        changed = replace(stored.incident, title="Larkspur affair", first_published=date(2026, 3, 2))
        revise_incident(connection, stored, changed, (), run_id=2, history=False, now=NOW)
        assert index_incidents(connection, [known[0]]) == 1
        assert index_incidents(connection, [known[0]]) == 0, "what is unchanged is not written again"
    assert ids(ask(database, "larkspur")) == [known[0]]
    assert ids(ask(database, "")) == [known[0], known[2], known[1]]
    assert ids(ask(database, '"quillmark breach"')) == []


def test_what_was_stored_unindexed_is_found_by_the_upgrade(database: Database) -> None:
    with database.write() as connection:
        open_incident(connection, replace(incident("Quillmark"), title="t"), run_id=1, history=False, now=NOW)
    assert ask(database, "quillmark").total == 0
    assert index_stale(database) == 1
    assert index_stale(database) == 0
    assert ask(database, "quillmark").total == 1


@pytest.mark.parametrize(("store", "found"), [(Store.FULL, 1), (Store.EXCERPT, 0), (Store.FACTS, 0)])
def test_only_text_that_may_be_kept_is_indexed(database: Database, store: Store, found: int) -> None:
    source = Source("s", "feed", "https://news.example/feed", Trust.PRESS, timedelta(hours=1), store=store)
    page = Document("s", "https://news.example/1", "Headline words", "The umbrella story", NOW, "h" * 64)
    save_document(database, page, source, first_poll=False)
    with database.write() as connection:
        number = open_incident(connection, incident("Quillmark"), run_id=1, history=False, now=NOW)
        version = connection.execute(sa.select(document_version)).one()
        values = {
            "record": {},
            "is_disclosure": True,
            "kind": "breach",
            "claim": "confirmed",
            "fingerprint": [],
            "why": "",
        }
        values |= {"extractor": "x", "correlation": "done", "incident_id": number, "current": True}
        connection.execute(
            sa.insert(disclosure).values(version_id=version.id, document_id=version.document_id, **values)
        )
        index_incidents(connection, [number])
    assert ask(database, "umbrella").total == found
    assert ask(database, "headline").total == 1
    assert ask(database, "source:s").total == 1


def test_pages_follow_each_other_without_gap_or_repeat(database: Database) -> None:
    put(database, *Corpus(seed=3).incidents(57))
    for order in ("newest", "relevance"):
        whole = ids(ask(database, "records OR data", limit=57, order=order))
        seen: list[int] = []
        cursor = None
        while True:
            page = ask(database, "records OR data", limit=10, cursor=cursor, order=order)
            seen += ids(page)
            assert page.total == len(whole)
            cursor = page.next_cursor
            if cursor is None:
                break
        assert seen == whole
    with pytest.raises(QueryError, match="cursor"):
        ask(database, "", cursor="nonsense")
    with pytest.raises(QueryError, match="cursor"):
        ask(database, "", cursor=ask(database, "", limit=2).next_cursor, order="relevance")


def test_the_title_weighs_more_than_the_text(database: Database) -> None:
    quoted = replace(
        incident(), title="Something else", parties=(party("Oakenbridge", Role.BREACHED, "like quillmark did"),)
    )
    titled = replace(incident("Oakenbridge"), title="Quillmark breach")
    far, near = put(database, quoted, titled)
    assert ids(ask(database, "quillmark", order="relevance")) == [near, far]


def test_facets_count_each_incident_once(three: tuple[Database, list[int]]) -> None:
    database, _ = three
    found = facets(database, parse("-clinics"), tenant="default", today=TODAY)
    assert (found.counted, found.is_capped) == (2, False)
    assert found.kinds == (("breach", 2),)
    assert found.data_types == (("names", 1),)
    assert found.denied == (("passwords", 1),)
    assert found.years == (("2026", 2),)


def test_what_is_kept_of_an_answer_ends_with_a_write(three: tuple[Database, list[int]], database_url: str) -> None:
    database, _ = three
    other = Database(database_url)  # another process

    def answers(query: str = "breach") -> tuple[int, list[int], tuple[tuple[str, int], ...]]:
        counts = facets(database, parse(query), tenant="default", today=TODAY)
        return counts.counted, ids(ask(database, query, order="relevance")), counts.vendors

    def failing() -> None:
        with other.write() as connection:
            index_incidents(connection, open_incidents(connection, [(more, False)], run_id=1, now=NOW))
            raise ZeroDivisionError

    more = replace(incident("Larkspur"), title="Larkspur breach")
    before, ours = answers(), answers("affects:us")
    with pytest.raises(ZeroDivisionError):
        failing()
    assert answers() == before
    (new,) = put(other, more)
    counted, ordered, vendors = answers()
    assert (counted, set(ordered), vendors != before[2]) == (before[0] + 1, {*before[1], new}, True)
    with other.write() as connection:
        forget_incident(connection, new)
        save_exposures(connection, "default", before[1][0], [REACHED], run_id=1, now=NOW)
    assert answers() == before
    assert (ours[0], answers("affects:us")[:2]) == (0, (1, before[1][:1]))
    other.close()


def test_a_misspelt_vendor_is_suggested_and_not_answered_for(three: tuple[Database, list[int]]) -> None:
    database, _ = three
    page = ask(database, "vendor:oakenbrigde")
    assert (page.total, page.suggestions) == (0, ("Oakenbridge",))
    assert ask(database, "tarn valey").suggestions == ("Tarn Valley Health",)
    assert ask(database, "zzzzzz").suggestions == ()


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_works(database: Database) -> None:
    put(database, *Corpus(seed=4).incidents(300))
    laborious = parse(" ".join(f"(word{number} OR -word{number})" for number in range(20)))
    with pytest.raises(SearchTimeout, match="narrow it"):
        facets(database, laborious, tenant="default", today=TODAY, seconds=0)
    assert ask(database, "records").total > 0


def test_what_cannot_be_counted_in_time_is_answered_uncounted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(database, *Corpus(seed=4).incidents(300))
    laborious = "records " + " ".join(f"(word{number} OR -word{number})" for number in range(20))
    counted = ask(database, laborious, limit=7)
    later = ask(database, laborious, limit=7, cursor=counted.next_cursor)
    monkeypatch.setattr("storage.search.find.COUNTING", 0)
    page = ask(database, laborious, limit=7)
    assert (ids(page), page.next_cursor) == (ids(counted), counted.next_cursor)
    assert counted.total > 7
    assert (page.total, page.total_is_capped) == (7, True)
    page = ask(database, laborious, limit=7, cursor=page.next_cursor)
    assert (ids(page), page.next_cursor, page.total_is_capped) == (ids(later), later.next_cursor, True)


def test_matching_looks_only_at_what_it_is_given(three: tuple[Database, list[int]]) -> None:
    database, known = three
    with database.read() as connection:
        asked = parse("oakenbridge")
        assert matching(connection, asked, known, tenant="default", today=TODAY) == [known[0], known[2]]
        assert matching(connection, asked, known[:2], tenant="default", today=TODAY) == [known[0]]
        assert matching(connection, parse("records:>1 oakenbridge"), known[:2], tenant="default", today=TODAY) == [
            known[0]
        ]
        assert matching(connection, parse(""), known[:2], tenant="default", today=TODAY) == known[:2]


def test_the_index_is_written_with_its_incident_or_not_at_all(database: Database) -> None:
    def half() -> None:
        with database.write() as connection:
            number = open_incident(connection, incident("Quillmark"), run_id=1, history=False, now=NOW)
            index_incidents(connection, [number])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        half()
    with database.read() as connection:
        assert connection.execute(sa.select(search_entry)).all() == []
    assert ask(database, "quillmark").total == 0


@pytest.mark.postgres
def test_a_server_that_is_gone_is_said_plainly(postgres_url: str) -> None:
    database = Database(new_database(postgres_url))
    prepare(database)
    assert ask(database, "oakenbridge").total == 0
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{database.url.database}" WITH (FORCE)'.encode())
    for _ in range(2):
        with pytest.raises(StorageError, match=r"database postgresql\+psycopg://.*: "):
            ask(database, "oakenbridge")
    database.close()


@pytest.mark.postgres
def test_kept_connections_that_died_are_replaced(postgres_url: str) -> None:
    database, other = Database(new_database(postgres_url)), Database(postgres_url)
    prepare(database)
    put(database, incident("Oakenbridge"))
    first = ask(database, "oakenbridge")
    with other.write() as connection:
        others = "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = :name"
        assert connection.execute(sa.text(others), {"name": database.url.database}).scalar_one() > 0
    assert ids(ask(database, "oakenbridge")) == ids(first) != []
    database.close()
    other.close()


def test_many_searches_at_once_share_few_connections(three: tuple[Database, list[int]]) -> None:
    database, _ = three
    alone = ids(ask(database, "oakenbridge"))
    with ThreadPoolExecutor(40) as pool:
        found = list(pool.map(lambda _: ids(ask(database, "oakenbridge")), range(200)))
    assert found == [alone] * 200
    assert len(alone) == 2
    with pytest.raises(ZeroDivisionError), database.reader():
        raise ZeroDivisionError
    assert ids(ask(database, "oakenbridge")) == alone
