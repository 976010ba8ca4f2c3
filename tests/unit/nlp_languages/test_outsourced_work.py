"""Whose work another does where intruders came in there; whoever runs the one that was hit is not meant."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

OUTSOURCED = [
    ("de", "Die Lohnabrechnung der Torwerk GmbH läuft über die Firma Kastia. Dort sind Hacker eingedrungen und haben Namen kopiert."),
    ("fr", "La paie de Torwerk est confiée à la société Kastia. Des pirates s'y sont introduits et ont copié des noms."),
    ("es", "La nómina de Torwerk la lleva la empresa Kastia. Unos hackers entraron en ella y copiaron nombres."),
    ("it", "Le buste paga di Torwerk sono affidate alla società Kastia. Gli hacker vi sono entrati e hanno copiato nomi."),
    ("pt", "A folha de pagamento da Torwerk é feita pela empresa Kastia. Hackers entraram nela e copiaram nomes."),
    ("nl", "De salarisadministratie van Torwerk wordt gedaan door het bedrijf Kastia. Daar zijn hackers binnengedrongen en namen gekopieerd."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), OUTSOURCED, ids=[one[0] for one in OUTSOURCED])
def test_whose_work_it_is_was_hit_through_it(language: str, text: str) -> None:
    found = read_foreign("", text, language)
    assert found.names(Role.BREACHED) == ("Kastia",)
    assert [name.removesuffix(" GmbH") for name in found.names(Role.DOWNSTREAM)] == ["Torwerk"]


OTHERS = [
    ("es", "El Hospital de Valduero, gestionado por Kastia, fue hackeado. Allí unos hackers copiaron nombres."),
    ("it", "L'ospedale di Valduero, gestito da Kastia, è stato hackerato. Lì gli hacker hanno copiato nomi."),
    ("fr", "L'hôpital de Valduero, géré par le groupe Kastia, a été piraté. Des pirates s'y sont introduits."),
]


@pytest.mark.parametrize(("language", "text"), OTHERS, ids=[one[0] for one in OTHERS])
def test_who_runs_the_one_that_was_hit_is_not(language: str, text: str) -> None:
    assert read_foreign("", text, language).names(Role.DOWNSTREAM) == ()
