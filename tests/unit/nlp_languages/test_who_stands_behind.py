"""Suppliers without a name, whose customers they are, and who was hit together, in other languages."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

UNNAMED = [
    ("de", "Velmora informiert über Datenabfluss", "Velmora teilte mit, dass Namen und Anschriften seiner Kunden gestohlen wurden. Grund war ein Cyberangriff auf einen externen Dienstleister."),
    ("fr", "Fuite de données chez Velmora", "Velmora a prévenu ses clients : un prestataire externe a été victime d'une cyberattaque, noms et adresses ont été volés."),
    ("es", "Velmora sufre un ciberataque", "Velmora ha sido víctima de un ciberataque. La compañía explica que un proveedor externo ha sufrido un acceso no autorizado a nombres y direcciones."),
    ("it", "Velmora, data breach", "Velmora ha subito una violazione di nomi e indirizzi, causata dalla compromissione dei sistemi di un fornitore terzo."),
    ("es", "Filtración de datos en Velmora", "Velmora informó de que uno de sus servicios externos de marketing había sufrido un acceso no autorizado a nombres y correos."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), UNNAMED)
def test_whose_unnamed_supplier_was_entered_was_hit_through_it(language: str, title: str, text: str) -> None:
    read = read_foreign(title, text, language)
    assert (read.names(Role.BREACHED), read.names(Role.DOWNSTREAM)) == ((), ("Velmora",))


def test_whose_supplier_is_told_of_was_hit_through_it() -> None:
    text = "Le sous-traitant de Kerval Assurances, Velmora, a été victime d'une cyberattaque : des noms et numéros ont été volés."
    read = read_foreign("Cyberattaque chez Velmora", text, "fr")
    assert (read.names(Role.BREACHED), read.names(Role.DOWNSTREAM)) == (("Velmora",), ("Kerval Assurances",))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Deux opérateurs piratés", "Deux opérateurs de tiers payant, Velmo et Kastia, qui font le lien entre les mutuelles et l'État, ont été victimes d'une attaque informatique. Des noms ont été volés."),
        ("Cyberattaque chez Velmo et Kastia", "Des noms ont été volés lors de la cyberattaque chez Velmo et Kastia. Velmo a porté plainte."),
    ],
)  # fmt: skip
def test_two_that_were_hit_together_are_two(title: str, text: str) -> None:
    assert set(read_foreign(title, text, "fr").names(Role.BREACHED)) == {"Velmo", "Kastia"}


def test_the_one_supplier_that_is_named_was_entered_where_several_were_hit() -> None:
    text = (
        "Klantgegevens van onder meer Velmora, Kastia Wonen, de Bond voor Zwemmers en Ruimzorg zijn gelekt. Het gaat om namen. "
        "Allemaal wijzen ze naar softwareleverancier Nebbio."
    )
    read = read_foreign("Klantgegevens gelekt bij meerdere bedrijven", text, "nl")
    assert read.names(Role.BREACHED) == ("Nebbio",)
    assert "Velmora" in read.names(Role.DOWNSTREAM)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("de", "Velmora: Einige Daten bei Cyberangriff im August gestohlen", "Die Ermittlungen zu dem Vorfall dauern an, sagte ein Sprecher des Unternehmens."),
        ("fr", "Velmora piraté : ce que les clients doivent savoir", "Dès la découverte de l'attaque le 5 octobre, l'entreprise a isolé les serveurs compromis."),
    ],
)  # fmt: skip
def test_who_stands_in_the_title_alone_was_hit(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).names(Role.BREACHED) == ("Velmora",)


def test_a_gang_with_its_version_is_one_name() -> None:
    text = "Il gruppo LockBit 2.0 ha pubblicato i dati dei pazienti sottratti a Velmora: nomi e indirizzi."
    assert read_foreign("Attacco hacker a Velmora", text, "it").names(Role.THREAT_ACTOR) == ("LockBit 2.0",)
