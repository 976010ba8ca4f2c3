"""Who was hit where a supplier without a name was, and where a headline says it right behind the name."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

UNNAMED = {
    "an intrusion at one of theirs": (
        "es",
        "Un incidente deja al descubierto datos de clientes de Velmora",
        "Un acceso no autorizado a un colaborador de Velmora ha expuesto el DNI y el número de cuenta de clientes de la compañía, que ya ha notificado a los afectados.",
        "Velmora",
    ),
    "an attack that hit what one of theirs keeps": (
        "es",
        "Ciberataque a Velmora",
        "Velmora ha informado de que ha sido víctima de un ciberataque. El ataque afectó a las bases de datos de un proveedor externo, que incluía nombres y teléfonos de clientes.",
        "Velmora",
    ),
    "an attack that was aimed at one": (
        "fr",
        "Cyberattaque à Saint-Auban : des données de spectateurs volées",
        "Une cyberattaque a visé un prestataire de la Verrière, salle de spectacle. Les noms et adresses mail des spectateurs de la Verrière ont été volés.",
        "Verrière",
    ),
    "who serves them has suffered it": (
        "fr",
        "Vol de données : un prestataire de la Verrière piraté",
        "Un prestataire de la Verrière, une salle de spectacle, a subi un piratage. Les noms et adresses mail des spectateurs ont été volés.",
        "Verrière",
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "customer"), UNNAMED.values(), ids=list(UNNAMED))
def test_of_an_unnamed_supplier_the_customer_was_not_entered(
    language: str, title: str, text: str, customer: str
) -> None:
    read = read_foreign(title, text, language)
    assert read.names(Role.BREACHED) == ()
    assert any(customer in name for name in read.names(Role.DOWNSTREAM))
