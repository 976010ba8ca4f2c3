"""Who was hit where a supplier without a name was, and where a headline says it right behind the name."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

UNNAMED = {
    "an intrusion at one of theirs": (
        "es",
        "Un fallo ajeno expone a los socios de Orbela",
        "Los teléfonos de los socios quedaron expuestos por un acceso no autorizado a un colaborador de Orbela.",
        "Orbela",
    ),
    "an attack that hit what one of theirs keeps": (
        "es",
        "Ciberataque a Orbela",
        "El ciberataque afectó a las bases de datos de un proveedor externo. Orbela pide a sus socios que cambien el correo robado.",
        "Orbela",
    ),
    "an attack that was aimed at one": (
        "fr",
        "Cyberattaque à Brémaux : des lecteurs touchés",
        "Les adresses des lecteurs de la Houblande ont été volées : une cyberattaque a visé un prestataire de la Houblande, bibliothèque de quartier.",
        "Houblande",
    ),
    "who serves them has suffered it": (
        "fr",
        "Des lecteurs piratés",
        "Leurs adresses ont été volées : un prestataire de la Houblande, une bibliothèque, a subi un piratage.",
        "Houblande",
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "customer"), UNNAMED.values(), ids=list(UNNAMED))
def test_of_an_unnamed_supplier_the_customer_was_not_entered(
    language: str, title: str, text: str, customer: str
) -> None:
    read = read_foreign(title, text, language)
    assert read.names(Role.BREACHED) == ()
    assert any(customer in name for name in read.names(Role.DOWNSTREAM))


HEADLINES = {
    "fr": (
        "Brémaux : la brasserie Tilvane victime d'une cyberattaque",
        "Les commandes attendent. La brasserie Tilvane, née à Tilvane, a annoncé lundi une cyberattaque. « Nous appelons nos cafetiers un par un », raconte Odile Farnant, qui dirige l'usine de Brémaux.",
        "Tilvane",
    ),
    "pt": (
        "Lagoa Mansa: laboratório Corveta sofre ataque hacker",
        "Os clínicos foram avisados no sábado, disse Rui Tavelo, gerente do laboratório. O ataque hacker apagou o sistema, contam especialistas de Lagoa Mansa.",
        "Corveta",
    ),
}


@pytest.mark.parametrize(("language", "page"), HEADLINES.items(), ids=list(HEADLINES))
def test_who_is_hit_right_behind_its_name_in_the_headline(language: str, page: tuple[str, str, str]) -> None:
    title, text, name = page
    assert read_foreign(title, text, language).names(Role.BREACHED) == (name,)


def test_who_was_hit_before_is_not_who_is_hit_in_the_headline() -> None:
    title = "El Museo de Ardiles es víctima del ransomware que atacó al Museo de Cormela"
    text = (
        "Tras el ataque al Museo de Cormela, que cerró sus salas un mes, los hackers han robado los archivos del Museo de "
        "Ardiles y piden un rescate."
    )
    read = read_foreign(title, text, "es")
    assert read.names(Role.BREACHED) == ("Museo de Ardiles",)
    assert read.names(Role.DOWNSTREAM) == ()


def test_a_group_that_was_attacked_is_no_attacker() -> None:
    title = "Il gruppo Sarvino (Gazzetta di Mortella) attaccato dagli hacker"
    text = (
        "È stato attaccato dagli hacker il gruppo Sarvino, che pubblica la Gazzetta di Mortella. Lo annuncia il gruppo "
        "Sarvino. Hanno violato il sistema."
    )
    read = read_foreign(title, text, "it")
    assert read.names(Role.BREACHED) == ("Sarvino",)
    assert read.names(Role.THREAT_ACTOR) == ()
