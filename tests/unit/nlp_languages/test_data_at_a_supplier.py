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
    ("de", "Der Dienstleister Kastia wurde gehackt; die Daten von Lumia waren nicht betroffen.", set()),
    ("fr", "Le prestataire Kastia a été piraté ; les données de Lumia n'ont pas été touchées.", set()),
    ("es", "El proveedor Kastia fue hackeado; los datos de Lumia no se vieron afectados.", set()),
    ("it", "Il fornitore Kastia è stato hackerato; i dati di Lumia non sono stati coinvolti.", set()),
    ("nl", "Leverancier Kastia is gehackt; de gegevens van Lumia zijn niet geraakt.", set()),
]


@pytest.mark.parametrize(("language", "text", "hit"), CASES, ids=[one[1] for one in CASES])
def test_who_was_hit_through_it(language: str, text: str, hit: set[str]) -> None:
    found = read_foreign("", text, language)
    assert found.names(Role.BREACHED) == ("Kastia",)
    assert set(found.names(Role.DOWNSTREAM)) == hit
