"""Notices in the form of a letter or filing: names defined in brackets, who serves whom, days that decide nothing."""

from __future__ import annotations

from datetime import date

import pytest

from model.vocabulary import Role
from nlp.extract import Extractor
from nlp.text.text_input import TextInput

HIT = "On December 2, 2025, Hartwell discovered ransomware on its servers. Names of patients were copied."
SERVING = [
    'Hartwell Health LLC ("Hartwell", "we") provides billing services to Quillmark Medical Center.',
    'Quillmark Medical Center uses Hartwell Health LLC ("Hartwell"), a provider of billing services.',
    "Hartwell Health LLC is notifying patients of a breach on behalf of its client, Quillmark Medical Center.",
]


@pytest.mark.parametrize("opening", SERVING)
def test_whom_the_one_that_was_hit_works_for_is_downstream(opening: str) -> None:
    found = Extractor().extract(TextInput("1", f"{opening} {HIT}", "Notice of Security Incident"))
    assert {party.name: party.role for party in found.parties} == {
        "Hartwell Health LLC": Role.BREACHED,
        "Quillmark Medical Center": Role.DOWNSTREAM,
    }


def test_who_makes_a_product_does_not_use_it() -> None:
    text = (
        "Quillmark Energy said data of 12,000 employees was stolen through a flaw in Hartwell Transfer, file-transfer "
        "software made by Hartwell Software."
    )
    found = Extractor().extract(TextInput("1", text, "Quillmark Energy says data stolen through Hartwell Transfer"))
    assert "Hartwell Software" not in {link.user for link in found.links}
    assert "Hartwell Software" not in found.names(Role.DOWNSTREAM)


def test_who_counts_on_another_uses_it() -> None:
    text = (
        "Quillmark Bank, which counts on Hartwell for its chat, said on Thursday that names of 40,000 customers were exposed "
        "in the attack on Hartwell."
    )
    found = Extractor().extract(TextInput("1", text, "Quillmark Bank hit through Hartwell"))
    assert [(link.user, link.provider) for link in found.links] == [("Quillmark Bank", "Hartwell")]
    assert (found.names(Role.BREACHED), found.names(Role.DOWNSTREAM)) == (("Hartwell",), ("Quillmark Bank",))


def test_where_the_platform_is_cleared_its_customers_are_who_was_hit() -> None:
    text = (
        "Quillmark Tickets and Orrisdale Bank confirmed that data was stolen from their accounts at Hartwell Cloud. Hartwell "
        "Cloud says its own platform was not breached; attackers used passwords stolen by malware from "
        "customers without multi-factor authentication."
    )
    found = Extractor().extract(TextInput("1", text, "Cloud data warehouse customers targeted"))
    assert found.names(Role.BREACHED) == ("Quillmark Tickets", "Orrisdale Bank")


def test_the_team_that_signs_is_its_firms() -> None:
    text = (
        "On 9 November an unauthorised third party accessed a Hartwell system that holds names of customers. We have informed "
        "them all.\n\nThe Hartwell Incident Response Team"
    )
    found = Extractor().extract(TextInput("1", text, "Incident update 3"))
    assert found.names(Role.BREACHED) == ("Hartwell",)


def test_the_day_on_which_it_was_found_to_be_material_is_not_that_of_the_incident() -> None:
    text = (
        "Item 1.05 Material Cybersecurity Incidents. On March 2, 2026, Quillmark Holdings, Inc. detected unauthorized access "
        "to its systems. The Company determined on March 6, 2026 that the incident is material."
    )
    found = Extractor().extract(TextInput("1", text, "8-K", published=date(2026, 3, 9)))
    assert found.dates.occurred == "2026-03-02"
