"""Longer reports of an attack that tell of no data are disclosures; those of other matters are none."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

GERMAN = (
    "Nach der Attacke vor gut zwei Wochen habe das Unternehmen an einigen Standorten nur mit gedrosselter Leistung "
    "produziert, bestätigte ein Sprecher. Noch immer spüre der Konzern die Auswirkungen.\n\nInzwischen sei man auf dem Weg "
    "zum Normalzustand, die Fertigung werde hochgefahren. Die Gruppe mit mehr als 5000 Mitarbeitern zählt zu den führenden "
    "Herstellern. Sie wurde 2016 übernommen."
)
ITALIAN = (
    "L'azienda ha confermato di essere stata vittima di un attacco hacker. Come hanno riportato i media, l'ospedale è stato colpito da una gang. "
    "Si tratta di criminali attivi da quasi tre anni.\n\nI tecnici lavorano al ripristino. Le indagini sono in corso. Il "
    "direttore ha parlato con i sindacati."
)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "de",
            "Maschinenbauer Kelmatech Opfer von Cyber-Attacke",
            "Der Konzern ist von einem Cyber-Angriff getroffen worden. " + GERMAN,
        ),
        ("it", "Ospedale Valmarina, attacco hacker", ITALIAN),
    ],
)
def test_a_long_report_of_an_attack_without_data_is_a_disclosure(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


def test_a_long_warning_that_names_victims_is_none() -> None:
    title = "Polizei warnt vor gefälschten Mails: So schützen Sie sich vor einem Cyberangriff"
    text = "Viele werden Opfer eines Angriffs. Betrüger geben sich als Bank aus. " + GERMAN.partition("\n\n")[2]
    assert not read_foreign(title, text, "de").is_disclosure
