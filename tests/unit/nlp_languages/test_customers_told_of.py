"""Customers of whoever was hit: named behind "customers such as", in a list, or where one says how many of its own were."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

TOLD = {
    "of whoever was hit itself": (
        "de",
        "Torvald schickt Brief an Betroffene: Hacker haben persönliche Daten erbeutet",
        "Im Sommer 2022 wurde der Reifenhersteller Torvald Opfer eines Hackerangriffs. Neben Daten des Unternehmens selbst und diverser Kunden, darunter Kelmberg, haben die Angreifer auch personenbezogene Daten der Mitarbeiter erbeutet.",
        ("Kelmberg",),
    ),
    "in a list behind such companies as": (
        "nl",
        "Kort geding over datalek: Blauwdal eist openheid van softwareleverancier Nebura",
        "Een groot datalek kwam vorige week aan het licht. Marktonderzoeksbureau Blauwdal wil van softwareleverancier Nebura weten welke data is uitgelekt. Een aantal grote bedrijven, waaronder Velziggo, de VOS en zorgverzekeraar KZ hebben honderdduizenden klanten gewaarschuwd voor een mogelijk datalek. Persoonsgegevens zijn daardoor mogelijk op straat komen te liggen. Het gaat om de voornaam en het e-mailadres. Onze vragen heeft softwareleverancier Nebura niet beantwoord. We kregen van softwareleverancier Nebura een melding van een datalek, zegt Vinke van Blauwdal.",
        ("Velziggo", "VOS"),
    ),
    "by how many of its own": (
        "fr",
        "400 salles de spectacles piratées",
        "Quatre cents salles de spectacles ont été frappées par une cyberattaque. Les cybercriminels ont piraté le logiciel de billetterie Siriane et ont mis la main sur les noms et adresses mail des spectateurs. D'après le directeur de Siriane, ce sont six millions de données qui ont fuité. Rien que le théâtre de Valmont, le Feldspath, a révélé que 60 000 de ses clients étaient concernés par la fuite.",
        ("Feldspath",),
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "customers"), TOLD.values(), ids=list(TOLD))
def test_customers_are_hit_through_it(language: str, title: str, text: str, customers: tuple[str, ...]) -> None:
    found = read_foreign(title, text, language).names(Role.DOWNSTREAM)
    for customer in customers:
        assert any(customer in name for name in found)
