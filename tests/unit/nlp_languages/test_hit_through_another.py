"""Customers of a supplier that was hit, told of as one of those affected, besides others or by their systems."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

HIT_LAST_NIGHT = {
    "de": "Der IT-Dienstleister Kelmnetz wurde Opfer eines Hackerangriffs.",
    "fr": "Le prestataire Kelmnet a été victime d'une cyberattaque.",
    "es": "El proveedor Kelmnet sufrió un ciberataque.",
    "it": "Il fornitore Kelmnet ha subito un attacco informatico.",
    "pt": "A fornecedora Kelmnet sofreu um ataque hacker.",
    "nl": "Softwareleverancier Kelmnet is getroffen door een hack.",
}
CUSTOMERS = [
    ("de", "Eine der betroffenen Banken ist die Nordaue.", "Nordaue"),
    ("fr", "L'une des banques touchées est Valombre.", "Valombre"),
    ("es", "El principal cliente afectado fue Norvida.", "Norvida"),
    ("it", "Una delle società colpite è Norvita.", "Norvita"),
    ("pt", "Entre as instituições afetadas está o banco NVB.", "NVB"),
    ("pt", "A Norvida, uma das empresas afetadas, diz que repôs o serviço.", "Norvida"),
    ("nl", "Een van de getroffen bureaus is Blauwdal Research.", "Blauwdal Research"),
    ("fr", "L'attaque a touché aussi la banque Valombre.", "Valombre"),
    ("pt", "O ataque teria atingido também a financeira Norvida.", "Norvida"),
    ("es", "El ataque afectó a los portales del Ministerio de Transportes.", "Ministerio de Transportes"),
]


@pytest.mark.parametrize(("language", "text", "customer"), CUSTOMERS)
def test_it_was_hit_through_the_supplier(language: str, text: str, customer: str) -> None:
    found = read_foreign("", f"{HIT_LAST_NIGHT[language]} {text}", language)
    assert any(customer in name for name in found.names(Role.DOWNSTREAM))
    assert not any(customer in name for name in found.names(Role.BREACHED))


def test_a_site_that_was_brought_down_is_its_own_where_the_supplier_denies() -> None:
    text = "Um grupo derrubou o site da Secretaria de Pescas de Vale Fundo e furtou a base de licenças. A fornecedora Kelmnet, que hospeda a base, negou falha."
    found = read_foreign("Invasão à Secretaria de Pescas", text, "pt")
    assert any("Secretaria" in name for name in found.names(Role.BREACHED))
    assert not any("Secretaria" in name for name in found.names(Role.DOWNSTREAM))


LISTED = "Son clientes de Kelmnet el Ministerio de Transportes, Superintendencia de Puertos y el Consejo de Aduanas."
INFORMED = "Informó a la Superintendencia de Puertos y a la Policía Nacional."


def test_a_supervisor_is_hit_in_a_list_of_those_hit_and_not_where_it_was_informed() -> None:
    name = "Superintendencia de Puertos"
    hit, informed = (read_foreign("", f"{HIT_LAST_NIGHT['es']} {text}", "es") for text in (LISTED, INFORMED))
    assert name in hit.names(Role.DOWNSTREAM)
    assert name not in (*informed.names(Role.DOWNSTREAM), *informed.names(Role.BREACHED))
