"""Suppliers without a name, whose customers they are, and who was hit together, in other languages."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

UNNAMED = [
    ("de", "Velmora schreibt Kunden nach Datenabfluss an", "Bei einem Cyberangriff auf einen externen Dienstleister wurden Namen und Anschriften gestohlen, schreibt Velmora den Kunden."),
    ("fr", "Fuite de données chez Velmora", "Noms et adresses volés : Velmora a écrit à ses abonnés qu'un prestataire externe a été victime d'une cyberattaque."),
    ("es", "Velmora sufre un ciberataque", "Velmora es víctima de un ciberataque: un proveedor externo ha sufrido un acceso no autorizado, con nombres y direcciones de socios."),
    ("it", "Velmora, data breach", "La compromissione dei sistemi di un fornitore terzo ha portato alla violazione di nomi e indirizzi, scrive Velmora ai soci."),
    ("es", "Filtración de datos en Velmora", "Uno de sus servicios externos de correo había sufrido un acceso no autorizado a nombres y correos, contó Velmora a los socios."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), UNNAMED)
def test_whose_unnamed_supplier_was_entered_was_hit_through_it(language: str, title: str, text: str) -> None:
    read = read_foreign(title, text, language)
    assert (read.names(Role.BREACHED), read.names(Role.DOWNSTREAM)) == ((), ("Velmora",))


def test_whose_supplier_is_told_of_was_hit_through_it() -> None:
    text = "Velmora, le sous-traitant de Kerval Assurances, est victime d'une cyberattaque. Les noms des assurés ont été volés."
    read = read_foreign("Cyberattaque chez Velmora", text, "fr")
    assert (read.names(Role.BREACHED), read.names(Role.DOWNSTREAM)) == (("Velmora",), ("Kerval Assurances",))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Deux ateliers piratés", "Deux ateliers de reliure, Velmo et Kastia, qui travaillent pour les musées, ont été victimes d'une attaque informatique. Des noms ont été volés."),
        ("Cyberattaque chez Velmo et Kastia", "Des noms ont été volés lors de la cyberattaque chez Velmo et Kastia. Velmo a porté plainte."),
    ],
)  # fmt: skip
def test_two_that_were_hit_together_are_two(title: str, text: str) -> None:
    assert set(read_foreign(title, text, "fr").names(Role.BREACHED)) == {"Velmo", "Kastia"}


def test_the_one_supplier_that_is_named_was_entered_where_several_were_hit() -> None:
    text = (
        "Namen van klanten zijn gelekt bij onder meer Velmora, Kastia Wonen, de Bond voor Zeilers en Ruimzorg. "
        "De oorzaak ligt volgens hen bij softwareleverancier Nebbio."
    )
    read = read_foreign("Klantgegevens op straat bij vier organisaties", text, "nl")
    assert read.names(Role.BREACHED) == ("Nebbio",)
    assert "Velmora" in read.names(Role.DOWNSTREAM)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("de", "Velmora: Daten bei Cyberangriff im Mai gestohlen", "Wie viele es sind, soll der Vorstand im Herbst erfahren."),
        ("fr", "Velmora piraté : cinq questions", "Les serveurs touchés sont débranchés depuis que l'attaque a été découverte, le 2 mars."),
    ],
)  # fmt: skip
def test_who_stands_in_the_title_alone_was_hit(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).names(Role.BREACHED) == ("Velmora",)


def test_a_gang_with_its_version_is_one_name() -> None:
    text = "Nomi e indirizzi sottratti a Velmora sono ora online: li ha pubblicati il gruppo LockBit 2.0."
    assert read_foreign("Attacco hacker a Velmora", text, "it").names(Role.THREAT_ACTOR) == ("LockBit 2.0",)
