"""Suppliers of whom the text says what they supply, between the word for a supplier and the name."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

HIT = {
    "a provider, Italian": (
        "it",
        "Hacker, bloccato il Comune di Valdoro",
        "L'attacco hacker al provider milanese Nuvolar ha fermato i servizi online. Tra le vittime anche il Comune di Valdoro.",
        "Nuvolar",
        "Comune di Valdoro",
    ),
    "what is supplied, Spanish": (
        "es",
        "Aviso de Seguros Monteverde",
        "Seguros Monteverde avisa de un ataque a la empresa proveedora andaluza de servicios de mensajería Correlia. Se han robado nombres y direcciones de sus clientes.",
        "Correlia",
        "Seguros Monteverde",
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "supplier", "customer"), HIT.values(), ids=list(HIT))
def test_the_supplier_was_entered(language: str, title: str, text: str, supplier: str, customer: str) -> None:
    found = read_foreign(title, text, language)
    assert any(supplier in name for name in found.names(Role.BREACHED))
    assert not any(customer in name for name in found.names(Role.BREACHED))
