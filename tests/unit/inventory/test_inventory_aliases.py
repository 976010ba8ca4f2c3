"""Names as texts and contracts write them, against the shipped registry."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from fakes.incidents import incident

from config.registry import load_registry
from inventory.graph import Graph
from inventory.match import match
from inventory.resolve import Resolver
from model.inventory import InventoryItem
from model.vocabulary import ItemKind, MatchedOn

_CASES = [
    tuple(line.split("|"))
    for line in (Path(__file__).parent / "alias_cases.csv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
KNOWN = [case for case in _CASES if case[2] not in {"", "?"}]
NOBODY = [case for case in _CASES if case[2] in {"", "?"}]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(load_registry())


def test_there_are_enough_cases() -> None:
    assert len(_CASES) >= 200


def test_nothing_ambiguous_or_foreign_resolves(resolver: Resolver) -> None:
    wrong = []
    for written, context, expected in NOBODY:
        found = resolver.resolve(written, context=context)
        if found is not None and (found.known or not expected):
            wrong.append((written, context, found.organisation_id))
    assert wrong == []


def test_known_names_resolve_rightly(resolver: Resolver) -> None:
    missed, wrong = [], []
    for written, context, expected in KNOWN:
        found = resolver.resolve(written, context=context)
        if found is None or not found.known:
            missed.append((written, context))
        elif found.organisation_id != expected:
            wrong.append((written, found.organisation_id, expected))
    print(f"aliases: recall {1 - len(missed) / len(KNOWN):.3f} of {len(KNOWN)}, {len(NOBODY)} that must not resolve")
    assert wrong == []
    assert len(missed) <= 0.02 * len(KNOWN), missed


def test_the_registry_is_sound() -> None:
    organisations = load_registry()
    ids = {each.id for each in organisations}
    domains = [domain for each in organisations for domain in each.domains]
    assert len(ids) == len(organisations)
    assert len(set(domains)) == len(domains)
    assert {each.parent for each in organisations if each.parent} <= ids
    assert all("." in domain and domain == domain.lower() for domain in domains)


def test_each_organisation_is_found_by_its_domains(resolver: Resolver) -> None:
    for each in load_registry():
        for domain in each.domains:
            found = resolver.resolve(domain)
            assert found is not None, domain
            assert found.organisation_id == each.id


def test_names_are_only_those_that_mean_one(resolver: Resolver) -> None:
    names = resolver.names()
    assert "OpenAI" in names
    assert not {"Make", "X", "Front", "Box"} & set(names)
    for name in names:
        found = resolver.resolve(name)
        assert found is not None, name


def test_a_list_of_vendors_is_context_enough_for_a_known_name(resolver: Resolver) -> None:
    found = resolver.resolve("Front", written_by_hand=True)
    assert found is not None
    assert found.organisation_id == "front"
    assert resolver.resolve("front", written_by_hand=True) is None
    assert resolver.resolve("Sunday", written_by_hand=True) is None


def test_suggestions_are_for_people(resolver: Resolver) -> None:
    assert "Mixpanel" in resolver.suggest("Mixpannel")
    assert resolver.suggest("qqqqzzzz") == []
    assert resolver.suggest("Qqqqzzzz GmbH & Co. KG") == [], "a legal form is no likeness"
    assert resolver.suggest("Mixpannel Ltd") == resolver.suggest("Mixpannel")


def meant(resolver: Resolver, name: str) -> str | None:
    found = resolver.resolve(name)
    return found.organisation_id if found else None


def test_names_of_one_organisation_mean_it_and_an_ambiguous_or_disguised_one_means_nobody(resolver: Resolver) -> None:
    assert meant(resolver, "OpenAI OpCo, LLC") == meant(resolver, "ChatGPT") == "openai"
    assert meant(resolver, "Northquill GmbH") == meant(resolver, "northquill") == "name:northquill"
    assert meant(resolver, "Make") is None
    assert meant(resolver, "\u041ekta") is None


def test_a_package_called_as_a_vendors_product_hides_nobody() -> None:
    package = InventoryItem("f", "firebase", ItemKind.COMPONENT, "", purl="pkg:npm/firebase@11.0.0")
    for items in ([package], [package, InventoryItem("g", "Google", ItemKind.VENDOR, "Google")]):
        resolver = Resolver(load_registry(), items)
        for name in ("Firebase", "firebase"):
            found = resolver.resolve(name)
            assert found is None or found.organisation_id == "google"
        assert meant(resolver, "Firebase") == meant(resolver, "Google") == "google"
        assert "Firebase" in resolver.names()
        assert "google" not in {way.organisation_id for way in resolver.organisations_of(package)}


def test_a_vendors_alias_counts_before_the_package_that_is_called_so() -> None:
    package = InventoryItem("q", "quilldesk", ItemKind.COMPONENT, "", purl="pkg:npm/quilldesk@1.0.0")
    vendor = InventoryItem("v", "Brasswick", ItemKind.VENDOR, "Brasswick", aliases=("Quilldesk",))
    graph = Graph([package, vendor], (), Resolver((), [package, vendor]))
    found, _ = match(incident("Quilldesk"), graph, today=date(2026, 1, 1))
    assert [[item.name for item in each.items] for each in found] == [["Brasswick"]]


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("Brasswick Payroll Solutions (BPS)", "Brasswick Payroll Solutions"),
        ("Brasswick AB (publ)", "Brasswick"),
        ("Brasswick (UK) Limited", "Brasswick Ltd"),
        ("Brasswick Ltd (formerly Quilldesk)", "Brasswick"),
        ("Brasswick Ltd (formerly Quilldesk)", "Quilldesk Inc."),
        ("Brasswick, dba Quilldesk", "Quilldesk"),
        ("Brasswick Inc. f.k.a. Quilldesk, Inc.", "Quilldesk"),
        ("Brasswick Inc. f.k.a. Quilldesk, Inc.", "Brasswick"),
        ("Quilldesk (now Brasswick Ltd)", "Brasswick"),
        ("Brasswick - Payroll", "Brasswick"),
        ("Brasswick Ltd \u2013 Enterprise plan", "Brasswick"),
        ("Brasswick [prod]", "Brasswick"),
        ("Brasswick: Payroll", "Brasswick"),
        ("Brasswick / Quilldesk", "Quilldesk"),
        ("Quilldesk", "Brasswick D.B.A. Quilldesk"),
        ("Brasswick", "Quilldesk (now Brasswick)"),
    ],
)
def test_what_a_list_adds_to_an_unknown_vendors_name_hides_it_from_nobody(listed: str, told: str) -> None:
    vendor = InventoryItem(listed, listed, ItemKind.VENDOR, listed)
    found, _ = match(incident(told), Graph([vendor], (), Resolver((), [vendor])), today=date(2026, 1, 1))
    assert [each.path for each in found] == [(listed,)]


@pytest.mark.parametrize(
    ("listed", "told"),
    [("Brasswick Payroll (BPS)", "BPS"), ("AKA Brasswick", "Brasswick"), ("Pay Now Ltd", "Pay"), ("Pay", "Pay Now"),
     ("Germany - Brasswick", "Germany"), ("Brasswick - Payroll", "Payroll"), ("Brass-Wick", "Brass")],
)  # fmt: skip
def test_not_every_part_of_it_is_a_name(listed: str, told: str) -> None:
    vendor = InventoryItem(listed, listed, ItemKind.VENDOR, listed)
    assert match(incident(told), Graph([vendor], (), Resolver((), [vendor])), today=date(2026, 1, 1))[0] == []


def test_a_vendor_that_is_listed_by_its_name_keeps_it() -> None:
    items = [InventoryItem(name, name, ItemKind.VENDOR, name) for name in ("Brasswick (UK) Ltd", "Brasswick")]
    for order in (items, items[::-1]):
        found, _ = match(incident("Brasswick"), Graph(order, (), Resolver((), order)), today=date(2026, 1, 1))
        assert "Brasswick" in {item.name for each in found for item in each.items}


@pytest.mark.parametrize(
    "listed",
    [
        "Brasswick Germany GmbH",
        "Brasswick Deutschland",
        "Brasswick Inc. (US)",
        "Brasswick International AG",
        "Brasswick UK",
    ],
)
def test_a_vendor_that_is_listed_as_a_countrys_part_is_told_of_the_whole(listed: str) -> None:
    items = [InventoryItem(name, name, ItemKind.VENDOR, name) for name in (listed, "Brasswick Italia S.p.A.")]
    found, _ = match(incident("Brasswick"), Graph(items, (), Resolver((), items)), today=date(2026, 1, 1))
    assert [{item.name for item in each.items} for each in found] == [{listed, "Brasswick Italia S.p.A."}]


def test_it_says_that_it_may_be_a_part_and_tells_nothing_of_another_countrys() -> None:
    listed = InventoryItem("1", "Brasswick Germany GmbH", ItemKind.VENDOR, "Brasswick Germany GmbH")
    graph = Graph([listed], (), Resolver((), [listed]))
    [found] = match(incident("Brasswick"), graph, today=date(2026, 1, 1))[0]
    assert (found.matched_on, found.path) == (MatchedOn.GROUP, ("Brasswick Germany GmbH",))
    assert found.confidence <= 0.7
    assert found.why == (
        "Brasswick Germany GmbH is in your inventory and, by its name, may be a part of Brasswick, which was breached"
    )
    [itself] = match(incident("Brasswick Germany"), graph, today=date(2026, 1, 1))[0]
    assert itself.matched_on is not MatchedOn.GROUP
    for other in ("Brasswick UK Ltd", "Brasswick France", "Brasswick Germany Logistics"):
        assert match(incident(other), graph, today=date(2026, 1, 1))[0] == []


def test_so_is_one_of_somebody_known_and_the_tenants_own_name_is_its_own() -> None:
    listed = InventoryItem("1", "OpenAI Deutschland", ItemKind.VENDOR, "OpenAI Deutschland")
    ours = InventoryItem("o", "Brasswick Germany GmbH", ItemKind.ORGANISATION, "Brasswick Germany GmbH")
    graph = Graph([listed, ours], (), Resolver(load_registry(), [listed, ours]))
    assert [each.matched_on for each in match(incident("OpenAI"), graph, today=date(2026, 1, 1))[0]] == [
        MatchedOn.GROUP
    ]
    assert match(incident("Brasswick"), graph, today=date(2026, 1, 1))[0] == []


@pytest.mark.parametrize("told", ["Brasswick Germany", "Brasswick Deutschland", "Brasswick UK"])
def test_what_is_told_of_a_countrys_part_is_told_to_whoever_lists_the_whole(told: str) -> None:
    listed = InventoryItem("1", "Brasswick", ItemKind.VENDOR, "Brasswick")
    [found] = match(incident(told), Graph([listed], (), Resolver((), [listed])), today=date(2026, 1, 1))[0]
    assert (found.matched_on, found.path) == (MatchedOn.GROUP, ("Brasswick",))
    both = [listed, InventoryItem("2", told, ItemKind.VENDOR, told)]
    [part] = match(incident(told), Graph(both, (), Resolver((), both)), today=date(2026, 1, 1))[0]
    assert part.path == (told,), "the part itself, where it is listed too"
    assert found.why == (
        f"Brasswick is in your inventory and {told}, which by its name may be a part of it, was breached"
    )


@pytest.mark.parametrize(
    "listed", ["Salesforce - Sales Cloud", "Salesforce [prod]", "Salesforce | CRM", "Salesforce: CRM"]
)
def test_a_known_vendor_is_known_with_its_product_beside_it(listed: str) -> None:
    item = InventoryItem(listed, listed, ItemKind.VENDOR, listed)
    assert [way.organisation_id for way in Resolver(load_registry(), [item]).organisations_of(item)] == ["salesforce"]


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("Anthropic / OpenAI", ["Anthropic", "OpenAI"]),
        ("OpenAI, Groq and Zendesk, Inc.", ["OpenAI", "Groq", "Zendesk"]),
        ("Ferncastle Machines, Inc. (Brasswick)", ["Ferncastle Machines", "Brasswick"]),
    ],
)
def test_a_vendor_of_several_names_is_known_by_each(listed: str, told: list[str]) -> None:
    item = InventoryItem(listed, listed, ItemKind.VENDOR, listed)
    graph = Graph([item], (), Resolver(load_registry(), [item]))
    for name in told:
        [found] = match(incident(name), graph, today=date(2026, 1, 1))[0]
        assert found.path == (listed,)


def test_a_supplier_of_many_blanks_is_looked_at_at_once() -> None:
    item = InventoryItem("a", "a", ItemKind.COMPONENT, f"a{' ' * 40_000}b")
    started = process_time()
    Resolver((), [item]).organisations_of(item)
    assert process_time() - started < 5
