"""Who says that he himself was not attacked, where a supplier was, denies no incident; whoever denies all of it does."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim
from nlp.foreign import read_foreign

HIT = [
    (
        "de",
        "Bei dem Dienstleister Kastia sind Daten von Kunden gestohlen worden. Velmora selbst ist nicht gehackt worden.",
    ),
    ("es", "En el proveedor Kastia se robaron datos de clientes de Velmora. Velmora asegura que no fue hackeada."),
    ("pt", "Na fornecedora Kastia foram roubados dados de clientes. A Velmora afirma que não foi hackeada."),
    ("nl", "Bij leverancier Kastia zijn gegevens van klanten van Velmora gestolen. Velmora is zelf niet gehackt."),
]


@pytest.mark.parametrize(("language", "text"), HIT, ids=[one[0] for one in HIT])
def test_the_incident_stands(language: str, text: str) -> None:
    found = read_foreign("Velmora", text, language)
    assert (found.is_disclosure, found.claim) == (True, Claim.CONFIRMED)


DENIED = [
    ("de", "Velmora dementiert, gehackt worden zu sein. Ein Nutzer will Daten bei einem Dienstleister erbeutet haben."),
    ("es", "Velmora niega haber sido hackeada. Un usuario aseguraba haber robado datos de un proveedor."),
    ("fr", "Velmora dément avoir été piratée. Un prestataire a eu une panne."),
]


@pytest.mark.parametrize(("language", "text"), DENIED, ids=[one[0] for one in DENIED])
def test_what_is_denied_altogether_does_not(language: str, text: str) -> None:
    assert not read_foreign("Velmora", text, language).is_disclosure
