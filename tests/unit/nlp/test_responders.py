"""Whoever was called in to help is not who was breached, also where an update begins with what they found."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor()
INCIDENT = (
    "On 4 March we noticed unusual queries against the Lantern database. An attacker had used the key of a former "
    "contractor and read names and e-mail addresses of our customers. We are sorry."
)


def parties(text: str, speaker: str | None = "Lantern") -> dict[Role, set[str]]:
    item = TextInput("1", text, "Security incident", lang="en", speaker=speaker)
    found = EXTRACTOR.extract(item, bypass_gate=True).parties
    return {role: {party.name for party in found if party.role is role} for role in Role}


@pytest.mark.parametrize(
    "said",
    [
        "Our forensic partner Kestrel Ridge has finished its review.",
        "Our incident response partner, Kestrel Ridge, has finished its review.",
        "We have engaged the cybersecurity firm Kestrel Ridge.",
        "Kestrel Ridge, our outside counsel, has finished its review.",
        "With the help of our forensics partner Kestrel Ridge we found the cause.",
        "The digital forensics firm Kestrel Ridge is working with us.",
        "Our inquiry goes on with the assistance of Kestrel Ridge, an independent forensics company.",
        "The board has retained Kestrel Ridge (a cybersecurity consultancy from Fernmoor).",
        "Edited by a Kestrel Ridge engineer.",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_responder_is_a_bystander(said: str, first: bool) -> None:
    found = parties(f"{said} {INCIDENT}" if first else f"{INCIDENT} {said}")
    assert found[Role.BREACHED] == {"Lantern"}
    assert not found[Role.DOWNSTREAM]


def test_a_security_firm_that_was_entered_itself_is_breached() -> None:
    found = parties(
        "The cybersecurity firm Kestrel Ridge has confirmed a data breach. Hackers broke into the servers of Kestrel "
        "Ridge and stole names and e-mail addresses of its clients.",
        None,
    )
    assert found[Role.BREACHED] == {"Kestrel Ridge"}


@pytest.mark.parametrize("kind", ["an incident-response company", "a law firm", "a digital forensics firm"])
def test_a_responder_that_tells_of_its_own_network_is_breached(kind: str) -> None:
    said = f"Kestrel Ridge, {kind}, said that hackers had broken into its network in May and stolen client files."
    assert parties(said, None)[Role.BREACHED] == {"Kestrel Ridge"}
    said = (
        f"{kind.partition(' ')[2].capitalize()} Kestrel Ridge said that hackers broke into its network and stole files."
    )
    assert parties(said, None)[Role.BREACHED] == {"Kestrel Ridge"}


def test_a_partner_who_lost_our_data_is_breached() -> None:
    found = parties(
        "Our support partner Kestrel Ridge has told us of a breach of its systems. The attacker copied names and e-mail "
        "addresses of our customers from Kestrel Ridge. Our own systems were not affected."
    )
    assert found[Role.BREACHED] == {"Kestrel Ridge"}
    assert found[Role.DOWNSTREAM] == {"Lantern"}


@pytest.mark.parametrize(
    ("text", "breached"),
    [
        ("Alerted by the U.S. Tide Police in May, it found malware in its tills. Card numbers were stolen.", set()),
        ("The Fernmoor Attorney General was notified of the breach. Card numbers of 900 guests were stolen.", set()),
        ("Fernmoor County Sheriff is investigating the theft. Names of 900 guests were stolen.", set()),
        ("Card numbers of 900 guests were stolen. CERT-In was informed of the leak.", set()),
        # told as hit itself
        (
            "The Fernmoor Police Department was notified of the theft of its files. Hackers stole names.",
            {"Fernmoor Police Department"},
        ),
        ("The Fernmoor Police Department is investigating a hack. Names were stolen.", {"Fernmoor Police Department"}),
        ("The Fernmoor Sheriff was hacked. The FBI informed the Fernmoor Sheriff of the leak.", {"Fernmoor Sheriff"}),
    ],
)
def test_an_authority_that_alerts_or_looks_into_it_is_not_who_was_hit(text: str, breached: set[str]) -> None:
    assert parties(text, None)[Role.BREACHED] == breached


def test_who_is_helped_to_look_into_it_was_hit_and_not_who_helps() -> None:
    text = "Somebody tricked our desk and copied e-mail addresses. Brenlow is helping Larkspur to investigate."
    found = parties(text, None)
    assert (found[Role.BREACHED], found[Role.BYSTANDER]) == ({"Larkspur"}, {"Brenlow"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Larkspur, an app, confirmed that images were copied. Users of 5chan claim to have shared the selfies.",
            {Role.BREACHED: {"Larkspur"}, Role.THREAT_ACTOR: set()},
        ),
        # near miss: a gang's own page
        (
            "A gang, Gilded Moth, has hacked Larkspur. Its names were published on Gilded Moth's leak site.",
            {Role.BREACHED: {"Larkspur"}, Role.THREAT_ACTOR: {"Gilded Moth"}},
        ),
    ],
)
def test_a_forum_is_no_attacker(text: str, expected: dict[Role, set[str]]) -> None:
    found = parties(text, None)
    assert {role: found[role] for role in expected} == expected
