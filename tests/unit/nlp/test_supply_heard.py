"""Talk of supply against what the tagger hears, and platforms on which only customers' accounts were entered."""

from __future__ import annotations

import pytest
from fakes.extracted import roles

from model.vocabulary import Role
from nlp.parties.chains import find_chains
from nlp.parties.roles import named
from nlp.parties.scored import Scored
from nlp.parties.supply import settle
from nlp.parties.tagged import heard_aside, heard_otherwise
from nlp.text.sentences import split


@pytest.mark.parametrize(
    ("breached", "role", "otherwise"),
    [
        (0.97, Role.DOWNSTREAM, True),
        (0.9, Role.DOWNSTREAM, False),
        (0.2, Role.BREACHED, True),
        (0.4, Role.BREACHED, False),
        (0.2, Role.BYSTANDER, False),
        (0.97, None, False),
    ],
)
def test_only_what_the_tagger_surely_hears_otherwise_is_left_alone(
    breached: float, role: Role | None, otherwise: bool
) -> None:
    assert heard_otherwise({"t_BREACHED_mean": breached}, role) is otherwise


@pytest.mark.parametrize("role", [Role.BREACHED, Role.DOWNSTREAM])
def test_a_name_that_the_tagger_did_not_read_is_the_rules_own(role: Role) -> None:
    assert not heard_otherwise({"t_unread": 1.0}, role)


@pytest.mark.parametrize(
    ("breached", "downstream", "aside"), [(0.1, 0.01, True), (0.1, 0.2, False), (0.4, 0.01, False)]
)
def test_a_name_is_heard_aside_where_neither_role_is_likely(breached: float, downstream: float, aside: bool) -> None:
    assert heard_aside({"t_BREACHED_mean": breached, "t_DOWNSTREAM_mean": downstream}) is aside
    assert not heard_aside({"t_unread": 1.0})


def settled(text: str, heard: dict[str, tuple[Role | None, float]], customer: float = 0.5) -> dict[str, Role | None]:
    """The roles of the names of a text after talk of supply, from these roles and what the tagger hears of being breached.

    `customer` is what it hears of their being hit downstream.
    """
    sentences = split(text, 0)
    pairs = named(text, sentences, None, ())
    scored = []
    for candidate, found in pairs:
        role, breached = heard.get(candidate.name, (None, 0.1))
        if candidate.name in heard:  # the others were not read
            found["t_BREACHED_mean"], found["t_DOWNSTREAM_mean"] = breached, customer
        scored.append(Scored(candidate, found, breached, role=role))
    settle(scored, find_chains([candidate for candidate, _ in pairs], sentences), sentences)
    return {item.candidate.name: item.role for item in scored}


@pytest.mark.parametrize(("heard", "role"), [(0.6, Role.DOWNSTREAM), (0.97, Role.BREACHED)])
def test_a_list_of_customers_makes_none_of_whom_the_tagger_surely_hears_as_breached(heard: float, role: Role) -> None:
    text = "The attack at Glacierbase hit its customers, including Brasswick, Tarnmoor and Oakfeld."
    found = settled(text, {"Glacierbase": (Role.BREACHED, 0.9), "Oakfeld": (Role.BREACHED, heard)})
    assert (found["Glacierbase"], found["Oakfeld"]) == (Role.BREACHED, role)


@pytest.mark.parametrize(("customer", "role"), [(0.2, Role.DOWNSTREAM), (0.01, None)])
def test_who_uses_the_supplier_that_was_hit_is_downstream_unless_the_tagger_hears_of_no_party(
    customer: float, role: Role | None
) -> None:
    text = "Glacierbase, a cloud provider of Tarnmoor, suffered a breach. Files were taken from Glacierbase."
    found = settled(text, {"Glacierbase": (Role.BREACHED, 0.9), "Tarnmoor": (None, 0.1)}, customer)
    assert found == {"Glacierbase": Role.BREACHED, "Tarnmoor": role}


def test_a_place_in_a_list_of_victims_makes_no_unlikely_name_breached() -> None:
    text = "The victims of the attack include Brasswick, Tarnmoor and Oakfeld."
    found = settled(text, {"Brasswick": (None, 0.4), "Tarnmoor": (None, 0.4)})
    assert found == {"Brasswick": Role.BREACHED, "Tarnmoor": Role.BREACHED, "Oakfeld": None}


def test_a_customer_that_was_not_breached_itself_is_downstream() -> None:
    found = roles(
        "Tarnmoor customers asked whether the screenshots are real",
        "They are. They show a desk at Glacierbase, the firm that answers calls for Tarnmoor. An attacker controlled a laptop there."
        " Some 40 Tarnmoor tenants may have had their tickets read; the Tarnmoor service itself was not breached.",
    )
    assert found.get("Tarnmoor") is Role.DOWNSTREAM


def test_a_platform_whose_customers_accounts_were_entered_is_no_supplier_that_was_hit() -> None:
    text = (
        "The breach at Glacierbase, a cloud provider of Tarnmoor, was announced. Thieves used accounts on the cloud data platform"
        " Glacierbase without MFA. Tarnmoor was hit."
    )
    assert (
        settled(text, {"Glacierbase": (None, 0.4), "Tarnmoor": (Role.BREACHED, 0.6)})["Glacierbase"]
        is not Role.BREACHED
    )


def test_who_says_that_intruders_came_in_is_none_of_them() -> None:
    found = roles(
        "Rookgate breach: overview",
        "- The agency for computer safety gives other bodies nine days to replace their gates.\n- Rookgate says intruders copied a"
        " third of the program of its gates, notes on holes that it had not closed yet and set-up files of forty customers.\n- Its"
        " ledger and its help desk were left alone, two laboratories found.\n- Rookgate names nobody; papers suspect a group that"
        " works with Reedstorm.",
    )
    assert found.get("Rookgate") is not Role.THREAT_ACTOR
