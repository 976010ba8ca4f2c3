"""Notices in the form of a letter or filing: names defined in brackets, who serves whom, days that decide nothing."""

from __future__ import annotations

from datetime import date

import pytest

from model.vocabulary import Role
from nlp.extract import Extractor
from nlp.text_input import TextInput

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


def test_the_day_on_which_it_was_found_to_be_material_is_not_that_of_the_incident() -> None:
    text = (
        "Item 1.05 Material Cybersecurity Incidents. On March 2, 2026, Quillmark Holdings, Inc. detected unauthorized access "
        "to its systems. The Company determined on March 6, 2026 that the incident is material."
    )
    found = Extractor().extract(TextInput("1", text, "8-K", published=date(2026, 3, 9)))
    assert found.dates.occurred == "2026-03-02"
