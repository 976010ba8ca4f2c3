"""Places and people beside whoever was hit, in other languages: nobody; and an English name that holds an "and"."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

TOWNS = [
    ("de", "Kundennamen, die ein Hackerangriff auf einen IT-Dienstleister aus Querlau erbeutete, sind nun im Darknet."),
    ("de", "QUERLAU (dpa) - Hacker haben der Velmora AG Namen und Anschriften gestohlen."),
    ("de", "Der Hackerangriff auf die Gemeinde Unterfelde nahe Querlau kostete Einwohner Namen und Anschriften."),
    ("fr", "Des noms et adresses ont été volés : Velmora, une entreprise basée à Querlau, a été victime d'une cyberattaque."),
    ("es", "Robaron nombres y direcciones en un ciberataque a Velmora, con sede en Querlau."),
    ("it", "Furto di nomi all'azienda informatica di Querlau: la Velmora spa conferma l'attacco hacker."),
    ("fr", "Des noms volés à l'entreprise de Querlau : Velmora confirme la cyberattaque."),
    ("nl", "QUERLAU (ANP) - Namen en adressen van klanten zijn gestolen bij een cyberaanval op Velmora."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), TOWNS)
def test_the_town_somebody_is_from_is_nobody(language: str, text: str) -> None:
    named = read_foreign("Cyber", text, language).names(*Role)
    assert not any("querlau" in name.lower() for name in named)


def test_an_english_name_with_and_is_one_name() -> None:
    text = "Namen und Anschriften hat ein Cyberangriff auf den IT-Dienstleister Trust and Bytes offengelegt."
    assert read_foreign("Cyberangriff", text, "de").names(Role.BREACHED) == ("Trust and Bytes",)


def test_whom_an_office_introduces_is_a_person_and_whose_it_is_a_name() -> None:
    text = "Namen en adressen van klanten zijn gestolen bij Velmora. Directeur Milo Karst van Velmora Nederland meldt een hack."
    assert read_foreign("Datalek bij Velmora", text, "nl").names(*Role) == ("Velmora Nederland",)
    said = "Bij Velmora zijn namen en adressen gestolen. Voorzitter Elza den Hollander wil weten hoe het datalek kon ontstaan."
    assert read_foreign("Datalek bij Velmora", said, "nl").names(*Role) == ("Velmora",)


NOBODY = [
    (
        "it",
        "L'Università di Valdora è offline dopo un attacco informatico. Secondo la rettrice Maria Lenori sono stati copiati dati di studenti.",
        "Lenori",
    ),
    (
        "de",
        "Bei Kastia, das für die Stadtwerke Waldau Zählerstände abliest, haben Hacker Namen gestohlen.",
        "Zählerstände",
    ),
]


@pytest.mark.parametrize(("language", "text", "nobody"), NOBODY, ids=[one[2] for one in NOBODY])
def test_an_office_holder_and_a_common_noun_are_nobody(language: str, text: str, nobody: str) -> None:
    assert not any(nobody in name for name in read_foreign("", text, language).names(*Role))
