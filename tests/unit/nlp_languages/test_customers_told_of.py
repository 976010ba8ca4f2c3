"""Customers of whoever was hit: named behind "customers such as", in a list, or where one says how many of its own were."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

TOLD = {
    "of whoever was hit itself": (
        "de",
        "Post vom Kesselbauer Brunnwerk: Hacker haben Daten erbeutet",
        "Der Kesselbauer Brunnwerk wurde Opfer eines Hackerangriffs. Gestohlen wurden Pläne einiger Kunden, darunter Olmberg, und Namen und Anschriften der Angestellten.",
        ("Olmberg",),
    ),
    "in a list behind such companies as": (
        "nl",
        "Datalek: drukkerij Blauwdal klaagt softwareleverancier Wolvega aan",
        "Drukkerij Blauwdal wil weten wat er bij softwareleverancier Wolvega is uitgelekt. Grote bedrijven, waaronder Pelikaro, de ZBT en verzekeraar Dunaris hebben klanten voor het datalek gewaarschuwd. Het gaat om namen en e-mailadressen.",
        ("Pelikaro", "ZBT"),
    ),
    "by how many of its own": (
        "fr",
        "Piratage du logiciel de réservation Miralune",
        "Des pirates ont volé les noms et adresses mail des lecteurs dans le logiciel Miralune. Selon le directeur de Miralune, cent bibliothèques ont été frappées par cette cyberattaque. La bibliothèque de Brémaux, la Houblande, a révélé que 8 000 de ses membres étaient touchés.",
        ("Houblande",),
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "customers"), TOLD.values(), ids=list(TOLD))
def test_customers_are_hit_through_it(language: str, title: str, text: str, customers: tuple[str, ...]) -> None:
    found = read_foreign(title, text, language).names(Role.DOWNSTREAM)
    for customer in customers:
        assert any(customer in name for name in found)


ITS_SUPPLIER = {
    "a provider of the mutual fund X": (
        "fr",
        "Un prestataire de la mutuelle Velmora piraté",
        "Un prestataire de la mutuelle Velmora a subi un piratage le 3 mai 2025. Les noms et adresses de 4 000 adhérents ont été volés.",
    ),
    "which says that its own systems were spared": (
        "fr",
        "Cyberattaque : les adhérents de Velmora touchés",
        "Un incident de sécurité a touché un prestataire de la mutuelle Velmora, dont les propres systèmes n'ont pas été touchés. Les noms et adresses de 4 000 adhérents ont été volés.",
    ),
    "a supplier of the bank X": (
        "es",
        "Ciberataque a un proveedor del banco Velmora",
        "Un proveedor del banco Velmora sufrió un ciberataque el 3 de mayo de 2025. Se robaron nombres y direcciones de 4.000 clientes.",
    ),
    "the same in Italian": (
        "it",
        "Attacco a un fornitore della banca Velmora",
        "Un fornitore della banca Velmora ha subito un attacco informatico il 3 maggio 2025. Sono stati rubati nomi e indirizzi di 4.000 clienti.",
    ),
    "a marketing supplier of the brand X": (
        "fr",
        "Fuite de données chez un sous-traitant",
        "Chez un sous-traitant marketing de l'enseigne Velmora, des pirates ont dérobé le nom de 40 000 clients le 3 mai 2025.",
    ),
    "a supplier of web shop X, in Dutch without an article": (
        "nl",
        "Datalek bij leverancier",
        "Een externe leverancier van webwinkel Velmora is getroffen door een datalek. Namen en adressen van 4.000 klanten zijn gestolen.",
    ),
    "a title that begins with the word for a supplier": (
        "pt",
        "Fornecedor da Velmora sofre ataque hacker",
        "Dados de 4.000 clientes da Velmora foram roubados em 3 de maio de 2025.",
    ),
    "a contractor who was entered": (
        "ja",
        "ベルモラ株式会社の委託先で情報漏えい",
        "ベルモラ株式会社の業務委託先が2025年5月3日に不正アクセスを受け、顧客4000人の氏名と住所が漏えいした。",
    ),
}


@pytest.mark.parametrize(("language", "title", "text"), ITS_SUPPLIER.values(), ids=list(ITS_SUPPLIER))
def test_whose_supplier_was_hit_was_not_breached(language: str, title: str, text: str) -> None:
    found = read_foreign(title, text, language)
    assert not found.names(Role.BREACHED)
    assert found.names(Role.DOWNSTREAM) == (("ベルモラ株式会社",) if language == "ja" else ("Velmora",))


def test_a_contractor_is_no_organisation_beside_its_name() -> None:
    text = "ベルモラ株式会社の委託先の株式会社トルネが2025年5月3日に不正アクセスを受け、顧客4000人の氏名が漏えいした。"
    found = read_foreign("ベルモラ株式会社の委託先から顧客情報流出", text, "ja")
    assert (found.names(Role.BREACHED), found.names(Role.DOWNSTREAM)) == (("株式会社トルネ",), ("ベルモラ株式会社",))


def test_what_it_supplies_is_no_customer() -> None:
    text = "Le fournisseur du logiciel de paie Velmora a subi un piratage le 3 mai 2025. Les noms de 4 000 salariés ont été volés."
    found = read_foreign("Le fournisseur du logiciel Velmora piraté", text, "fr")
    assert (found.names(Role.BREACHED), found.names(Role.DOWNSTREAM)) == (("Velmora",), ())
