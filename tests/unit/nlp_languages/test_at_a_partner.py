"""Data that got out at a partner, and who was hacked himself though a supplier is told of besides."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

AT_A_PARTNER = [
    ("de", "Die Fluglinie Velmora teilt mit, dass beim Partner Kastia Kundendaten abgeflossen sind."),
    ("fr", "Velmora indique que chez son prestataire Kastia des données de clients ont été copiées."),
    ("es", "Velmora informa de que en su proveedor Kastia se copiaron datos de clientes."),
    ("it", "Velmora comunica che presso il partner Kastia sono trapelati dati di clienti."),
    ("nl", "Velmora meldt dat bij partner Kastia klantgegevens zijn gelekt."),
]


@pytest.mark.parametrize(("language", "text"), AT_A_PARTNER, ids=[one[0] for one in AT_A_PARTNER])
def test_the_partner_was_entered(language: str, text: str) -> None:
    found = read_foreign("", text, language)
    assert (found.names(Role.BREACHED), found.names(Role.DOWNSTREAM)) == (("Kastia",), ("Velmora",))


HIMSELF = [
    ("de", "Velmora wurde gehackt. Beim Dienstleister Kastia sind keine Kundendaten abgeflossen.", ("Velmora",)),
    ("de", "Velmora wurde gehackt. Zahlungsdaten sind beim Dienstleister Kastia gespeichert.", ("Velmora",)),
    ("fr", "Velmora a été piratée. Les paiements sont stockés chez le prestataire Kastia.", ("Velmora",)),
    ("de", "Ein Dienstleister der Velmora wurde gehackt.", ()),
    ("fr", "Le prestataire de Velmora a été piraté.", ()),
    ("nl", "De leverancier van Velmora is gehackt.", ()),
    ("de", "Nicht Velmora wurde gehackt, sondern der Dienstleister Kastia.", ("Kastia",)),
]


@pytest.mark.parametrize(("language", "text", "hit"), HIMSELF, ids=[one[1] for one in HIMSELF])
def test_who_was_hacked_himself(language: str, text: str, hit: tuple[str, ...]) -> None:
    title = "Piratage" if language == "fr" else "Datenleck"
    assert read_foreign(title, text + " Namen.", language).names(Role.BREACHED) == hit
