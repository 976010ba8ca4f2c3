"""Talk of supply against what the tagger hears, and platforms on which only customers' accounts were entered."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.extract import Extractor, TextInput
from nlp.parties.chains import find_chains
from nlp.parties.roles import named
from nlp.parties.scored import Scored
from nlp.parties.supply import settle
from nlp.parties.tagged import heard_otherwise
from nlp.sentences import split

EXTRACTOR = Extractor()


def roles(title: str, text: str) -> dict[str, Role]:
    found = EXTRACTOR.extract(TextInput("1", text, title, lang="en"), bypass_gate=True)
    return {party.name: party.role for party in found.parties}


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


def settled(text: str, heard: dict[str, tuple[Role | None, float]]) -> dict[str, Role | None]:
    """The roles of the names of a text after talk of supply, from these roles and what the tagger hears of being breached."""
    sentences = split(text, 0)
    pairs = named(text, sentences, None, ())
    scored = []
    for candidate, found in pairs:
        role, breached = heard.get(candidate.name, (None, 0.5))
        found["t_BREACHED_mean"] = breached
        scored.append(Scored(candidate, found, breached, role=role))
    settle(scored, find_chains([candidate for candidate, _ in pairs], sentences), sentences)
    return {item.candidate.name: item.role for item in scored if item.candidate.name in heard}


@pytest.mark.parametrize(("heard", "role"), [(0.6, Role.DOWNSTREAM), (0.97, Role.BREACHED)])
def test_a_list_of_customers_makes_none_of_whom_the_tagger_surely_hears_as_breached(heard: float, role: Role) -> None:
    text = "The attack at Glacierbase hit its customers, including Brasswick, Tarnmoor and Oakfeld."
    found = settled(text, {"Glacierbase": (Role.BREACHED, 0.9), "Oakfeld": (Role.BREACHED, heard)})
    assert found == {"Glacierbase": Role.BREACHED, "Oakfeld": role}


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
        "- CISA calls the threat to federal networks imminent and sets a 22 October deadline.\n- Rookgate says intruders took"
        " portions of BIG-OX source code, research on undisclosed flaws and configuration or implementation details of a small share"
        " of customers.\n- CRM, financial and support case systems were not accessed, per reviews by two firms.\n- Rookgate does not"
        " confirm attribution; media point to a group using Reedstorm.",
    )
    assert found.get("Rookgate") is not Role.THREAT_ACTOR
