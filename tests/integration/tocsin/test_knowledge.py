"""What is built from the database is kept, and never longer than it is true: whoever changes it, and however."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from fakes.incidents import incident, link, vendor
from fakes.stored import open_incident

from config.registry import load_registry
from model.inventory import DEFAULT_TENANT, Edge, InventoryFile, InventoryItem, Overlay
from model.vocabulary import EdgeKind, MatchedOn
from storage.database import Database
from storage.incidents import load_incidents, revise_incident
from storage.inventories import import_file, set_overlay
from storage.tables import inventory_item
from storage.vendors import merge_organisations, undo_merge
from tocsin.knowledge import from_inventories, graph_for, inventory_and_graph, inventory_of, resolver_for

NOW = datetime(2025, 11, 28, tzinfo=UTC)
OURS = "Ternfold Payroll"


def edge(user: str, provider: str, seen: date = date(2025, 1, 1)) -> Edge:
    return Edge(user, provider, EdgeKind.SUBPROCESSOR, "https://list.example/", last_seen=seen)


def imported(connection: Any, *items: InventoryItem, edges: tuple[Edge, ...] = (), path: str = "vendors.csv") -> None:
    found = InventoryFile(items=items, edges=edges)
    import_file(connection, DEFAULT_TENANT, path, str(found)[:64], found, run_id=1, now=NOW)


def known(database: Database) -> tuple[Any, Any, Any]:
    with database.read() as connection:
        return (
            inventory_of(connection, DEFAULT_TENANT),
            resolver_for(connection, DEFAULT_TENANT),
            graph_for(connection, DEFAULT_TENANT),
        )


@pytest.fixture
def stocked(database: Database) -> Database:
    with database.write() as connection:
        imported(connection, vendor(OURS))
        imported(connection, edges=(edge(OURS, "Quillmark"),), path="edges.csv")
        open_incident(connection, incident(OURS), run_id=1, history=False, now=NOW)
    return database


def test_what_did_not_change_is_not_built_again(stocked: Database) -> None:
    before = known(stocked)
    with stocked.write() as connection:  # an incident without a stated dependency changes nothing of it
        open_incident(connection, incident(OURS), run_id=1, history=False, now=NOW)
    assert all(old is new for old, new in zip(before, known(stocked), strict=True))


def test_what_is_made_of_the_inventories_is_kept_until_one_changes(stocked: Database) -> None:
    def names() -> list[str]:
        with stocked.read() as connection:
            tenants = (DEFAULT_TENANT, "other")
            return from_inventories("names", connection, tenants, lambda stored: [each.item.name for each in stored])

    before = names()
    assert before == [OURS]
    assert names() is before
    with stocked.write() as connection:
        imported(connection, vendor(OURS), vendor("Quillmark Widgets"))
    assert sorted(names()) == ["Quillmark Widgets", OURS]


def test_items_and_graph_come_together_and_no_graph_where_there_is_nothing_to_reach(stocked: Database) -> None:
    items, _, graph = known(stocked)
    with stocked.read() as connection:
        assert inventory_and_graph(connection, DEFAULT_TENANT) == (items, graph)
        assert inventory_and_graph(connection, "other") == ((), None)


def told_link(connection: Any) -> None:
    (stored,) = load_incidents(connection, [1]).values()
    said = incident(OURS, links=(link(OURS, "Larchmoor"),))
    revise_incident(connection, stored, said, (), run_id=1, history=False, now=NOW)


CHANGES: dict[str, tuple[Callable[[Any], Any], Callable[[Any, Any, Any], bool]]] = {
    "an item more": (
        lambda c: imported(c, vendor(OURS), vendor("Quillmark Widgets")),
        lambda _items, _resolver, graph: bool(graph.held("name:quillmark widgets")),
    ),
    "an item gone": (imported, lambda items, _resolver, _graph: items == ()),
    "an item changed": (
        lambda c: imported(c, vendor(OURS, owner="payroll")),
        lambda items, *_: items[0].item.owner == "payroll",
    ),
    "a domain added": (
        lambda c: imported(c, vendor(OURS, domains=("ternfold.example",))),
        lambda _items, resolver, _graph: resolver.resolve("ternfold.example").matched_on is MatchedOn.DOMAIN,
    ),
    "an overlay": (
        lambda c: set_overlay(c, DEFAULT_TENANT, OURS, Overlay(owner="hr"), NOW),
        lambda items, *_: items[0].item.owner == "hr",
    ),
    "an edge more": (
        lambda c: imported(c, edges=(edge(OURS, "Larchmoor"),), path="more.csv"),
        lambda _items, _resolver, graph: bool(graph.users(["name:larchmoor"])),
    ),
    "an edge seen again": (
        lambda c: imported(c, edges=(edge(OURS, "Quillmark", date(2025, 6, 1)),), path="edges.csv"),
        lambda _items, _resolver, graph: graph.links_to("name:quillmark")[0].edge.last_seen == date(2025, 6, 1),
    ),
    "a dependency that a disclosure states": (
        told_link,
        lambda _items, _resolver, graph: bool(graph.users(["name:larchmoor"])),
    ),
    "two organisations merged": (
        lambda c: merge_organisations(c, "name:quillmark", "okta", "bought", NOW),
        lambda _items, resolver, graph: (
            resolver.resolve("Quillmark").organisation_id == "okta" and bool(graph.users(["okta"]))
        ),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_once_by_whoever_had_built_before(stocked: Database, change: str) -> None:
    make, is_seen = CHANGES[change]
    assert not is_seen(*known(stocked))
    other = Database(stocked.url.render_as_string(hide_password=False))  # as another process would
    with other.write() as connection:
        make(connection)
        seen = (inventory_of(connection, DEFAULT_TENANT), resolver_for(connection, DEFAULT_TENANT))
        assert is_seen(*seen, graph_for(connection, DEFAULT_TENANT)), "not seen within its own transaction"
    assert is_seen(*known(stocked))
    other.close()


def test_a_merge_that_is_taken_back_is_gone(stocked: Database) -> None:
    with stocked.write() as connection:
        merge_organisations(connection, "name:quillmark", "okta", "bought", NOW)
    known(stocked)
    with stocked.write() as connection:
        assert resolver_for(connection, DEFAULT_TENANT).resolve("Quillmark").organisation_id == "okta"
        undo_merge(connection, "name:quillmark", NOW)
        assert resolver_for(connection, DEFAULT_TENANT).resolve("Quillmark").organisation_id == "name:quillmark"
        merge_organisations(connection, "name:quillmark", "openai", "no, by them", NOW)
        assert resolver_for(connection, DEFAULT_TENANT).resolve("Quillmark").organisation_id == "openai"


def test_what_was_rolled_back_was_never_known(stocked: Database) -> None:
    for name in ("Quillmark Widgets", "Larchmoor"):
        with stocked.write() as connection:
            imported(connection, vendor(OURS), vendor(name))
            assert len(inventory_of(connection, DEFAULT_TENANT)) == 2
            connection.rollback()
        assert len(known(stocked)[0]) == 1
    with stocked.write() as connection:
        imported(connection, vendor(OURS), vendor("Northquill"))
    assert [stored.item.name for stored in known(stocked)[0]] == [OURS, "Northquill"]


def test_any_statement_counts_not_only_our_functions(stocked: Database) -> None:
    known(stocked)
    with stocked.write() as connection:
        connection.execute(sa.update(inventory_item).values(closed=NOW))
    assert known(stocked)[0] == ()


def test_another_registry_is_another_resolver(stocked: Database) -> None:
    before = known(stocked)[1]
    load_registry.cache_clear()
    assert known(stocked)[1] is not before


def test_tenants_are_kept_apart(stocked: Database) -> None:
    with stocked.read() as connection:
        assert inventory_of(connection, "other") == ()
        assert len(inventory_of(connection, DEFAULT_TENANT)) == 1
        assert not graph_for(connection, "other").held("name:ternfold payroll")


def test_what_a_large_file_brings_is_stored_as_one(database: Database) -> None:
    statements: list[str] = []
    with database.write() as connection:
        sa.event.listen(connection, "before_cursor_execute", lambda *given: statements.append(given[2]))
        imported(connection, *(vendor(f"Quill {number}") for number in range(50)), path="large.csv")
    assert len([each for each in statements if each.startswith("INSERT INTO inventory_item")]) == 1
    with database.read() as connection:
        names = [stored.item.name for stored in inventory_of(connection, DEFAULT_TENANT) if stored.path == "large.csv"]
    assert names == [f"Quill {number}" for number in range(50)]
