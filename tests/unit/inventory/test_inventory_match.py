from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes.incidents import SEEN, incident, link, party, vendor

from config.registry import load_registry
from inventory.graph import Graph
from inventory.match import incident_of, match
from inventory.resolve import Resolver
from model.disclosure import DataTypeClaim, Disclosure, Evidence, Party
from model.exposure import Exposure, NearMiss
from model.incident import Incident
from model.inventory import Edge, InventoryItem
from model.vocabulary import (
    Claim,
    DataStatus,
    DataType,
    EdgeKind,
    Kind,
    MatchedOn,
    Role,
    Severity,
    Status,
    Trust,
)

Items = Sequence[InventoryItem]
Edges = Sequence[Edge]
TODAY = SEEN + timedelta(days=1)
LIST = Edge("Northquill", "Brasswick", EdgeKind.SUBPROCESSOR, "https://northquill.example/sub", SEEN, SEEN)


def graph(items: Items, edges: Edges = ()) -> Graph:
    return Graph(items, edges, Resolver(load_registry(), items))


def exposures(event: Incident, items: Items, edges: Edges = (), max_hops: int = 1) -> list[Exposure]:
    return match(event, graph(items, edges), today=TODAY, max_hops=max_hops)[0]


def misses(event: Incident, items: Items, edges: Edges = ()) -> list[NearMiss]:
    return match(event, graph(items, edges), today=TODAY)[1]


def test_the_founding_story() -> None:
    quote = "OpenAI ... Mixpanel"
    evidence = Evidence(quote, 0, len(quote))
    metadata = (
        DataType.NAMES,
        DataType.EMAIL_ADDRESSES,
        DataType.GEOLOCATION,
        DataType.DEVICE_BROWSER_DATA,
        DataType.USERNAMES_IDS,
    )
    disclosure = Disclosure(
        is_disclosure=True,
        score=0.97,
        kind=Kind.THIRD_PARTY_BREACH,
        claim=Claim.CONFIRMED,
        parties=(
            Party("Mixpanel", Role.BREACHED, 0.95, evidence),
            Party("OpenAI", Role.DOWNSTREAM, 0.93, evidence),
            Party("Mandiant", Role.BYSTANDER, 0.9, evidence),
        ),
        data_types=(
            *(DataTypeClaim(kind, DataStatus.EXPOSED, evidence) for kind in metadata),
            DataTypeClaim(DataType.PASSWORDS, DataStatus.DENIED, evidence),
        ),
    )
    items = [vendor("OpenAI OpCo, LLC"), vendor("Mandiant")]
    known = graph(items)
    found, near = match(incident_of(disclosure, known.resolver, published=date(2025, 11, 26)), known, today=TODAY)
    [exposure] = found
    assert exposure.path == ("OpenAI OpCo, LLC", "Mixpanel")
    assert [(hop.kind, hop.user, hop.provider) for hop in exposure.hops] == [(EdgeKind.DISCLOSED, "OpenAI", "Mixpanel")]
    assert exposure.data_types == frozenset(metadata)
    assert exposure.matched_on is MatchedOn.LEGAL_NAME
    assert exposure.severity is Severity.MEDIUM
    assert exposure.key == "openai>mixpanel"
    assert [miss.name for miss in near] == ["Mandiant"]


def test_the_inventory_vendor_itself_was_breached() -> None:
    [found] = exposures(incident("Northquill"), [vendor("Northquill")])
    assert (found.path, found.hops, found.key) == (("Northquill",), (), "name:northquill")


def test_an_edge_of_a_file_leads_to_the_breached_party() -> None:
    [found] = exposures(incident("Brasswick, Inc."), [vendor("Northquill GmbH")], [LIST])
    assert found.path == ("Northquill GmbH", "Brasswick")
    assert found.hops[0].source == "https://northquill.example/sub"
    assert found.matched_on is MatchedOn.LEGAL_NAME


def test_an_unnamed_supplier_is_null() -> None:
    [found] = exposures(incident((), "Northquill"), [vendor("Northquill")])
    assert found.path == ("Northquill", None)
    assert found.key == "name:northquill>?"


def test_a_supplier_named_by_a_link_alone() -> None:
    [found] = exposures(incident((), "Northquill", links=(link("Northquill", "Brasswick"),)), [vendor("Northquill")])
    assert found.path == ("Northquill", "Brasswick")


def test_a_supplier_whose_name_is_a_common_word_still_ends_the_path() -> None:
    [found] = exposures(incident("Drift", "Northquill"), [vendor("Northquill"), vendor("Drift")])
    assert found.path == ("Northquill", "Drift")


def test_direct_inhibits_transitive() -> None:
    [found] = exposures(incident(("Northquill", "Brasswick"), "Northquill"), [vendor("Northquill")], [LIST])
    assert found.path == ("Northquill",)


def test_one_exposure_for_each_first_vendor_by_its_best_path() -> None:
    old = Edge("Northquill", "Brasswick", EdgeKind.LIST, "old.csv", ended=SEEN)
    items = [vendor("Northquill"), vendor("Brasswick")]
    found = exposures(incident("Brasswick", "Northquill"), items, [old, LIST])
    assert {each.path for each in found} == {("Brasswick",), ("Northquill", "Brasswick")}
    assert all(hop.kind is EdgeKind.DISCLOSED for each in found for hop in each.hops)
    [found] = exposures(incident("Brasswick"), items[:1], [old, LIST])
    assert found.hops[0].kind is EdgeKind.SUBPROCESSOR


def test_two_hops_only_where_asked() -> None:
    edges = [LIST, Edge("Tallowfen", "Northquill", EdgeKind.LIST, "list.csv")]
    assert exposures(incident("Brasswick"), [vendor("Tallowfen")], edges) == []
    [found] = exposures(incident("Brasswick"), [vendor("Tallowfen")], edges, max_hops=2)
    assert found.digest_only
    assert not any(near.digest_only for near in exposures(incident("Brasswick"), [vendor("Northquill")], [LIST]))
    assert found.path == ("Tallowfen", "Northquill", "Brasswick")
    assert exposures(incident("Brasswick", "Northquill"), [vendor("Tallowfen")], edges) == []


def test_circles_end() -> None:
    edges = [Edge("A1 Corp", "B2 Corp", EdgeKind.LIST, "x"), Edge("B2 Corp", "A1 Corp", EdgeKind.LIST, "x")]
    assert len(exposures(incident("A1 Corp"), [vendor("B2 Corp")], edges, max_hops=9)) == 1


def test_an_attackers_claim_makes_no_edge_but_is_no_shield() -> None:
    claimed = incident("Brasswick", "Northquill", status=Status.ALLEGED)
    assert exposures(claimed, [vendor("Northquill")]) == []
    assert "attacker" in misses(claimed, [vendor("Northquill")])[0].why
    assert len(exposures(claimed, [vendor("Northquill")], [LIST])) == 1
    word = incident("Brasswick", parties=(party("Northquill", Role.DOWNSTREAM, trust=Trust.ATTACKER_CLAIM),))
    assert exposures(word, [vendor("Northquill")]) == []


@pytest.mark.parametrize("role", [Role.BYSTANDER, Role.THREAT_ACTOR])
def test_other_roles_are_near_misses(role: Role) -> None:
    event = incident("Brasswick", parties=(party("Northquill", role),))
    assert exposures(event, [vendor("Northquill")]) == []
    [near] = misses(event, [vendor("Northquill")])
    assert near.name == "Northquill"


def test_a_bystander_that_is_also_hit_is_exposed() -> None:
    event = incident("Brasswick", "Northquill", bystander="Northquill")
    assert len(exposures(event, [vendor("Northquill")])) == 1
    assert misses(event, [vendor("Northquill")]) == []


@pytest.mark.parametrize("word", ["Make", "X", "Front", "Blue"])
def test_a_word_alone_never_matches(word: str) -> None:
    for item in (vendor(word), vendor(word, domains=(f"{word.lower()}.example",))):
        assert exposures(incident(word), [item]) == []
        assert [near.name for near in misses(incident(word), [item])] == [word]


def test_a_word_with_its_domain_matches() -> None:
    event = incident(parties=(party("Blue", Role.BREACHED, "Blue (blue.example) was breached"),))
    assert len(exposures(event, [vendor("Blue", domains=("blue.example",))])) == 1
    other = incident(parties=(party("Blue", Role.BREACHED, "Blue (notblue.example) was breached"),))
    assert exposures(other, [vendor("Blue", domains=("blue.example",))]) == []


def test_a_namesake_with_another_domain_is_somebody_else() -> None:
    quote = "Mercury Technologies, Inc. runs Mercury (mercury.com)"
    event = incident(parties=(party("Mercury", Role.BREACHED, quote),))
    assert exposures(event, [vendor("Mercury", domains=("mercury-freight.example",))]) == []
    assert len(exposures(event, [vendor("Mercury", domains=("mercury.com",))])) == 1
    assert len(exposures(event, [vendor("Mercury")])) == 1


@pytest.mark.parametrize("name", ["M\u0456xpanel", "Mix\u200bpanel", "\uff2dixpanel"])
def test_look_alikes_never_match_and_are_told(name: str) -> None:
    items = [vendor("Mixpanel")]
    assert exposures(incident(name), items) == []
    assert "look-alike" in misses(incident(name), items)[0].why


@pytest.mark.parametrize(
    ("item", "written", "expected"),
    [
        (vendor("OpenAI"), "OpenAI", MatchedOn.NAME),
        (vendor("OpenAI"), "OpenAI OpCo, LLC", MatchedOn.LEGAL_NAME),
        (vendor("AWS"), "Amazon Web Services", MatchedOn.ALIAS),
        (vendor("OpenAI"), "ChatGPT", MatchedOn.PRODUCT),
        (vendor("Our chatbot", domains=("openai.com",)), "OpenAI", MatchedOn.DOMAIN),
        (vendor("Northquill", aliases=("NQX",)), "NQX", MatchedOn.ALIAS),
        (vendor("Northquill", domains=("northquill.example",)), "northquill.example", MatchedOn.DOMAIN),
    ],
)
def test_matched_on(item: InventoryItem, written: str, expected: MatchedOn) -> None:
    [found] = exposures(incident(written), [item])
    assert found.matched_on is expected


@pytest.mark.parametrize(
    ("occurred", "value"),
    [
        *(
            ("2025-11-03", 0.0),
            ("2025", 0.0),
            ("2024", 0.0),
            ("2023", 0.0),
            ("2023-11", 0.0),
            ("2023-10", -0.25),
            ("2022", -0.25),
        ),
        *(("2025-12", None), ("--11-03", None), (None, None)),
    ],
)
def test_what_happened_long_before_it_was_told_weighs_less(occurred: str | None, value: float | None) -> None:
    event = replace(incident("Northquill"), occurred=occurred, first_published=date(2025, 11, 20))
    (found,) = exposures(event, [vendor("Northquill")])
    assert [term.value for term in found.severity_terms if term.name == "recency"] == ([] if value is None else [value])


def test_what_is_shared_changes_the_severity_never_the_exposure() -> None:
    event = incident("Northquill", exposed=(DataType.HEALTH_RECORDS,))
    levels = [
        exposures(event, [vendor("Northquill", data_types=frozenset(kinds))])[0].severity
        for kinds in ([DataType.SOURCE_CODE], [], [DataType.HEALTH_RECORDS])
    ]
    assert levels == [Severity.LOW, Severity.HIGH, Severity.HIGH]


@pytest.mark.parametrize(
    "kind", [DataType.PASSWORDS, DataType.AUTH_TOKENS, DataType.SOURCE_CODE, DataType.ENCRYPTION_KEYS]
)
def test_keys_of_a_direct_vendor_rank_at_least_high(kind: DataType) -> None:
    item = vendor("Northquill", criticality="low", data_types=frozenset({DataType.NAMES}))
    assert exposures(incident("Northquill", exposed=(kind,)), [item])[0].severity.rank >= Severity.HIGH.rank


def test_a_closed_edge_lowers_one_step_and_is_shown() -> None:
    closed = Edge("Northquill", "Brasswick", EdgeKind.SUBPROCESSOR, "sub.csv", SEEN, SEEN, ended=SEEN)
    event = incident("Brasswick", exposed=(DataType.HEALTH_RECORDS,))
    [open_one] = exposures(event, [vendor("Northquill", criticality="high")], [LIST])
    [ended] = exposures(event, [vendor("Northquill", criticality="high")], [closed])
    assert ended.severity.rank == open_one.severity.rank - 1
    assert ended.confidence < open_one.confidence
    assert "ended" in ended.why
    assert any(term.name == "closed edge" for term in ended.severity_terms)


@pytest.mark.parametrize(("days", "closed"), [(0, True), (1, False)])
def test_an_edge_that_is_to_end_later_has_not_ended(days: int, closed: bool) -> None:
    item, event = vendor("Northquill"), incident("Brasswick", exposed=(DataType.HEALTH_RECORDS,))
    event = replace(event, first_published=TODAY)
    [found] = exposures(event, [item], [replace(LIST, ended=TODAY + timedelta(days=days))])
    [as_open] = exposures(event, [item], [LIST])
    assert (found.severity.rank, found.confidence) < (as_open.severity.rank, as_open.confidence) or not closed
    assert (found == as_open) is not closed


@pytest.mark.parametrize(
    ("occurred", "former"),
    [(None, True), ("2026-02-20", True), ("2026-02-19", False), ("2026-02", False), ("2025", False), ("--02-19", True)],
)
def test_an_edge_that_ended_after_the_breach_was_in_use_then(occurred: str | None, former: bool) -> None:
    item, event = vendor("Northquill", criticality="high"), incident("Brasswick", exposed=(DataType.HEALTH_RECORDS,))
    event = replace(event, occurred=occurred)
    [found] = exposures(event, [item], [replace(LIST, ended=date(2026, 2, 20))])
    [in_use] = exposures(event, [item], [LIST])
    assert "ended 2026-02-20" in found.why, "a reader is told of it all the same"
    grades = [(each.severity.rank, each.confidence) for each in (found, in_use)]
    assert (grades[0] < grades[1]) is former
    assert (grades[0] == grades[1]) is not former


def test_an_edge_that_ended_since_the_breach_was_told_was_in_use_then() -> None:
    item, event = vendor("Northquill"), replace(incident("Brasswick"), first_published=SEEN - timedelta(days=9))
    [found] = exposures(event, [item], [replace(LIST, ended=SEEN)])
    assert not any(term.name == "closed edge" for term in found.severity_terms)


def test_an_old_observation_is_no_end() -> None:
    old = Edge("Northquill", "Brasswick", EdgeKind.SUBPROCESSOR, "sub.csv", date(2015, 1, 1), date(2016, 1, 1))
    [found] = exposures(incident("Brasswick"), [vendor("Northquill")], [old])
    [fresh] = exposures(incident("Brasswick"), [vendor("Northquill")], [LIST])
    assert found.severity is fresh.severity
    assert found.confidence < fresh.confidence


def test_confidence_is_the_product_of_its_terms() -> None:
    [found] = exposures(incident("Brasswick", status=Status.REPORTED), [vendor("Northquill")], [LIST])
    product = 1.0
    for term in found.confidence_terms:
        product *= term.value
    assert found.confidence == pytest.approx(product, abs=1e-4)
    assert {term.name for term in found.confidence_terms} == {"match", "status", "role", "edge", "edge age"}


def test_a_stored_organisation_id_helps_a_word_alone() -> None:
    event = incident(parties=(party("Make", Role.BREACHED, identity="make"),))
    assert len(exposures(event, [vendor("Make", domains=("make.com",))])) == 1
    event = incident(parties=(party("Make", Role.BREACHED, identity="name:make"),))
    assert exposures(event, [vendor("Make", domains=("make.com",))]) == []


def test_an_owner_is_not_its_daughter() -> None:
    assert exposures(incident("Salesforce"), [vendor("Slack")]) == []
    assert exposures(incident("Twilio"), [vendor("SendGrid")])[0].matched_on is MatchedOn.PRODUCT


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("Quill.io", "quill.io"),
        ("quill.io", "Quill.io"),
        ("Quill&Tine", "quill&tine"),
        ("クイル株式会社", "クイル"),
        ("クイル", "株式会社クイル"),
        ("㈱クイル", "クイル株式会社"),
    ],
)
def test_a_name_is_the_same_in_small_letters_and_beside_its_legal_form(listed: str, told: str) -> None:
    assert [found.path for found in exposures(incident(told), [vendor(listed)])] == [(listed,)]


@pytest.mark.parametrize(("listed", "told"), [("Own Up", "own up"), ("Own-Up", "own-up")])
def test_words_in_small_letters_are_no_name(listed: str, told: str) -> None:
    assert exposures(incident(told), [vendor(listed)]) == []
