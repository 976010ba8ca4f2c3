"""Whose data were copied at a supplier was hit through it; who is only quoted with data was not."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

CASES = [
    ("de", "Hacker haben Daten von Lumia und Velmora bei ihrem Dienstleister Kastia kopiert.", {"Lumia", "Velmora"}),
    (
        "fr",
        "Des pirates ont copié les données de Lumia et de Velmora chez leur prestataire Kastia.",
        {"Lumia", "Velmora"},
    ),
    ("es", "Unos hackers copiaron datos de Lumia y de Velmora en su proveedor Kastia.", {"Lumia", "Velmora"}),
    ("it", "Gli hacker hanno copiato dati di Lumia e di Velmora presso il fornitore Kastia.", {"Lumia", "Velmora"}),
    ("pt", "Hackers copiaram dados da Lumia e da Velmora na fornecedora Kastia.", {"Lumia", "Velmora"}),
    ("nl", "Hackers hebben gegevens van klanten van Lumia gestolen bij leverancier Kastia.", {"Lumia"}),
    # nobody else
    ("de", "Hacker haben Daten des Dienstleisters Kastia kopiert.", set()),
    ("fr", "Le prestataire Kastia a été piraté, selon des données de Lumia.", set()),
    ("es", "El proveedor Kastia fue hackeado; los datos de Lumia no se vieron afectados.", set()),
]


@pytest.mark.parametrize(("language", "text", "hit"), CASES, ids=[one[1] for one in CASES])
def test_who_was_hit_through_it(language: str, text: str, hit: set[str]) -> None:
    found = read_foreign("", text, language)
    assert found.names(Role.BREACHED) == ("Kastia",)
    assert set(found.names(Role.DOWNSTREAM)) == hit
