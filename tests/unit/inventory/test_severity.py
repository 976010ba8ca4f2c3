"""How grave an exposure is: what each term weighs, when it counts, and in which band their sum falls."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.incidents import SEEN, incident, said, vendor

from config.registry import load_registry
from inventory.graph import Graph
from inventory.match import match
from inventory.resolve import Resolver
from model.incident import DataFact, Incident
from model.inventory import Edge, InventoryItem
from model.vocabulary import DataStatus, DataType, EdgeKind, Severity, Status

LIST = Edge("Northquill", "Brasswick", EdgeKind.SUBPROCESSOR, "sub.csv", SEEN, SEEN)
KEYS = (
    DataType.PASSWORDS,
    DataType.PASSWORD_HASHES,
    DataType.AUTH_TOKENS,
    DataType.ENCRYPTION_KEYS,
    DataType.SOURCE_CODE,
)
METADATA = (
    DataType.NAMES,
    DataType.EMAIL_ADDRESSES,
    DataType.USERNAMES_IDS,
    DataType.IP_ADDRESSES,
    DataType.DEVICE_BROWSER_DATA,
    DataType.GEOLOCATION,
)
GRAVE = (
    DataType.GOVERNMENT_IDS,
    DataType.PAYMENT_CARDS,
    DataType.BANK_ACCOUNTS,
    DataType.FINANCIAL_RECORDS,
    DataType.HEALTH_RECORDS,
    DataType.BIOMETRICS,
    DataType.GENETIC,
)


def graded(event: Incident, *items: InventoryItem, edges: tuple[Edge, ...] = ()) -> tuple[Severity, dict[str, float]]:
    """The severity of the one exposure, and its terms."""
    known = Graph(items, edges, Resolver(load_registry(), items))
    [found] = match(event, known, today=SEEN + timedelta(days=1), max_hops=1)[0]
    return found.severity, {term.name: term.value for term in found.severity_terms}


def breached(*kinds: DataType, possible: tuple[DataType, ...] = (), status: Status = Status.CONFIRMED) -> Incident:
    event = incident("Northquill", exposed=kinds, status=status)
    doubtful = tuple(DataFact(kind, DataStatus.POSSIBLE, (said(),)) for kind in possible)
    return replace(event, data_types=(*event.data_types, *doubtful))


def shares(*kinds: DataType, criticality: str | None = None) -> InventoryItem:
    return vendor("Northquill", data_types=frozenset(kinds), criticality=criticality)


@pytest.mark.parametrize(
    ("kinds", "weight"),
    [((), 1.5), *(((kind,), 1.5) for kind in METADATA), ((DataType.PHONE_NUMBERS,), 1.75),
     *(((kind,), 2.25) for kind in GRAVE), *(((kind,), 2.5) for kind in KEYS), ((DataType.NAMES, *KEYS, *GRAVE), 2.5)],
)  # fmt: skip
def test_the_worst_of_what_was_exposed_counts(kinds: tuple[DataType, ...], weight: float) -> None:
    assert graded(breached(*kinds), shares())[1]["data"] == weight


@pytest.mark.parametrize(
    ("kind", "counts"), [*((kind, True) for kind in (*METADATA, *KEYS)), (DataType.PHONE_NUMBERS, False), *((kind, False) for kind in GRAVE)]
)  # fmt: skip
def test_an_account_and_keys_are_shared_with_every_vendor(kind: DataType, counts: bool) -> None:
    assert (graded(breached(kind), shares(DataType.PRIVATE_MESSAGES))[1]["data"] > 0.75) is counts


def test_what_was_denied_counts_for_nothing_and_what_is_possible_for_less() -> None:
    denied = incident("Northquill", exposed=(DataType.NAMES,), denied=(DataType.PASSWORDS,))
    assert graded(denied, shares())[1]["data"] == 1.5
    assert graded(breached(possible=(DataType.NAMES,)), shares())[1]["data"] == 1.25
    assert graded(breached(DataType.NAMES, possible=(DataType.PASSWORDS,)), shares())[1]["data"] == 2.25
    assert graded(breached(DataType.AUTH_TOKENS, possible=(DataType.PASSWORDS,)), shares())[1]["data"] == 2.5
    sure = breached(DataType.PHYSICAL_ADDRESSES, possible=(DataType.PHONE_NUMBERS,))
    assert graded(sure, shares(DataType.PHONE_NUMBERS))[1]["data"] == 1.5, "what is sure is not shared"


@pytest.mark.parametrize(
    ("kinds", "criticality", "level"),
    [
        ([DataType.HEALTH_RECORDS], None, Severity.LOW),  # 0.75: not shared
        ([DataType.NAMES], "low", Severity.MEDIUM),  # 1
        ([DataType.NAMES], "medium", Severity.MEDIUM),
        ([DataType.NAMES], "high", Severity.HIGH),  # 2
        ([DataType.PASSWORDS], None, Severity.HIGH),
        ([DataType.PASSWORDS], "high", Severity.CRITICAL),  # 3
        ([DataType.PASSWORDS], "critical", Severity.CRITICAL),
    ],
)
def test_the_sum_falls_in_a_band(kinds: list[DataType], criticality: str | None, level: Severity) -> None:
    found, terms = graded(breached(*kinds), shares(DataType.PRIVATE_MESSAGES, criticality=criticality))
    assert found is level
    assert "keys" not in terms, "no higher and no lower for them"


def test_the_worst_criticality_of_a_vendors_items_counts() -> None:
    items = (shares(criticality="low"), shares(criticality=" Critical "), shares(criticality="tier 1"), shares())
    assert graded(breached(), *(replace(item, ref=str(at)) for at, item in enumerate(items)))[1]["criticality"] == 1.0
    assert graded(breached(), shares(criticality="tier 1"))[1]["criticality"] == 0.0


@pytest.mark.parametrize(
    ("status", "value"),
    [
        (Status.CONFIRMED, None),
        (Status.REPORTED, None),
        (Status.DISPUTED, -0.5),
        (Status.ALLEGED, -1.0),
        (Status.RETRACTED, -2.0),
    ],
)
def test_what_is_doubted_weighs_less(status: Status, value: float | None) -> None:
    assert graded(breached(status=status), shares())[1].get("status") == value


def test_keys_of_a_direct_vendor_are_high_unless_the_breach_is_doubted_or_further_away() -> None:
    few = shares(criticality="low")
    assert graded(breached(possible=(DataType.PASSWORDS,)), few)[0] is Severity.HIGH
    assert "keys" in graded(breached(possible=(DataType.PASSWORDS,)), few)[1]
    alleged = graded(breached(DataType.PASSWORDS, status=Status.ALLEGED), few)
    assert (alleged[0], "keys" in alleged[1]) == (Severity.MEDIUM, False)
    level, terms = graded(incident("Brasswick", exposed=(DataType.PASSWORDS,)), few, edges=(LIST,))
    assert (level, terms["distance"], "keys" in terms) == (Severity.MEDIUM, -0.5, False)


def test_nothing_is_lower_than_low() -> None:
    closed = replace(LIST, ended=SEEN)
    event = incident("Brasswick", exposed=(DataType.HEALTH_RECORDS,))
    assert graded(event, shares(DataType.PRIVATE_MESSAGES), edges=(closed,))[0] is Severity.LOW


def test_a_claim_is_no_graver_once_it_is_denied() -> None:
    event = breached(DataType.NAMES, status=Status.ALLEGED)
    claim = replace(event, parties=tuple(replace(party, claimed=True) for party in event.parties))
    denied = replace(claim, status=Status.DISPUTED)
    assert graded(denied, shares())[0] is graded(claim, shares())[0] is Severity.LOW
    assert graded(denied, shares())[1]["status"] == -1.0
