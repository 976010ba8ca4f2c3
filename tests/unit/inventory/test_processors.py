from __future__ import annotations

from datetime import date

from inventory.processors import compare
from model.inventory import Edge

URL = "https://vendor.example/subprocessors"
OLD, NEW = date(2026, 11, 1), date(2026, 11, 10)


def entries(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "purpose": f"{name} does it"} for name in names]


def by_name(edges: tuple[Edge, ...]) -> dict[str, Edge]:
    return {edge.provider or "": edge for edge in edges}


def test_a_list_becomes_dated_edges_and_its_changes_are_named() -> None:
    first = compare("Fennel AI", URL, entries("Quillmetric, Inc.", "Acme Cloud"), {}, seen=OLD, updated="2026-10-20")
    edges = by_name(first.edges)
    assert edges["Acme Cloud"].first_seen == date(2026, 10, 20)
    assert edges["Acme Cloud"].last_seen == OLD
    second = compare("Fennel AI", URL, entries("Quillmetric, Inc.", "Snowdrift"), edges, seen=NEW, updated="")
    assert second.added == (("Snowdrift", "Snowdrift does it"),)
    assert second.removed == ("Acme Cloud",)
    now = by_name(second.edges)
    assert (now["Quillmetric, Inc."].first_seen, now["Quillmetric, Inc."].last_seen) == (date(2026, 10, 20), NEW)
    assert now["Acme Cloud"].ended == NEW
    assert now["Snowdrift"].ended is None


def test_who_comes_back_is_added_again_and_a_day_to_come_is_none() -> None:
    gone = compare("V", URL, entries("A"), {}, seen=OLD, updated="2099-01-01")
    ended = by_name(compare("V", URL, entries("B"), by_name(gone.edges), seen=OLD, updated="").edges)
    back = compare("V", URL, entries("A", "B"), ended, seen=NEW, updated="")
    assert by_name(gone.edges)["A"].first_seen == OLD
    assert [name for name, _ in back.added] == ["A"]
    assert by_name(back.edges)["A"].ended is None


def test_who_left_did_so_once_and_not_before_it_was_there() -> None:
    first = by_name(compare("V", URL, [*entries("A"), {"name": "B"}], {}, seen=OLD, updated="").edges)
    left = compare("V", URL, [{"name": "B", "purpose": None}], first, seen=NEW, updated="2026-10-20")
    ended = by_name(left.edges)
    assert (left.removed, ended["A"].ended) == (("A",), OLD)
    again = compare("V", URL, [{"name": "B"}, {"name": "C"}, {"purpose": "none"}], ended, seen=NEW, updated="")
    assert (again.removed, again.added, list(by_name(again.edges))) == ((), (("C", ""),), ["B", "C"])


def test_a_name_that_is_spelt_anew_neither_comes_nor_goes() -> None:
    first = compare("V", URL, entries("Quillmetric, Inc.", "Acme", "Bolt Ltd"), {}, seen=OLD, updated="")
    edges = by_name(first.edges)
    second = compare(
        "V", URL, entries("Quillmetric Inc", "ACME LLC", "Bolt GmbH", "Bolt AG"), edges, seen=NEW, updated=""
    )
    now = by_name(second.edges)
    assert (now["Quillmetric, Inc."].first_seen, now["Quillmetric, Inc."].last_seen) == (OLD, NEW)
    assert now["Acme"].ended is None
    assert [name for name, _ in second.added] == ["Bolt GmbH", "Bolt AG"]  # which of them it was nobody knows
    assert second.removed == ("Bolt Ltd",)


def test_an_entry_ends_on_the_day_that_it_gives() -> None:
    past, coming = date(2026, 6, 1), date(2026, 12, 1)
    known = by_name(compare("V", URL, entries("A", "B", "C"), {}, seen=OLD, updated="").edges)
    listed = [
        *entries("A"),
        *({"name": name, "until": str(day)} for name, day in (("B", OLD), ("C", coming), ("D", past))),
    ]
    change = compare("V", URL, listed, known, seen=NEW, updated="")
    now = by_name(change.edges)
    assert [now[name].ended for name in "ABCD"] == [None, OLD, coming, past]
    assert now["D"].first_seen == past
    assert (change.added, change.removed, change.kept) == ((), ("B",), 2)
    early = compare("V", URL, entries("A"), now, seen=NEW, updated="")
    assert (by_name(early.edges)["C"].ended, early.removed) == (NEW, ("C",)), "it left before its day"
    later = compare("V", URL, entries("A", "C", "D"), now, seen=coming, updated="")
    assert [name for name, _ in later.added] == ["C", "D"]
    assert [by_name(later.edges)[name].ended for name in "CD"] == [None, None]
