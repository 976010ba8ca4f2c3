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
