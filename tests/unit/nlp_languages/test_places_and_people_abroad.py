"""Places and people beside whoever was hit, in other languages: nobody; and an English name that holds an "and"."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

TOWNS = [
    ("de", "Nach dem Hackerangriff auf einen IT-Dienstleister aus Querlau sind Namen und Anschriften von Kunden im Darknet gelandet."),
    ("de", "QUERLAU (dpa) - Bei einem Hackerangriff auf die Velmora AG wurden Namen und Anschriften gestohlen."),
    ("de", "Bei einem Hackerangriff auf die Gemeinde Unterfelde nahe Querlau sind Namen und Anschriften abgeflossen."),
    ("fr", "Velmora, une entreprise basée à Querlau, a été victime d'une cyberattaque : des noms et adresses ont été volés."),
    ("es", "Velmora, con sede en Querlau, sufrió un ciberataque y se robaron nombres y direcciones de sus clientes."),
    ("it", "Sotto attacco i clienti dell'azienda informatica di Querlau: la Velmora spa ha confermato il furto di dati."),
    ("fr", "L'entreprise de Querlau a été victime d'une cyberattaque : Velmora dit que des noms ont été volés."),
    ("nl", "QUERLAU (ANP) - Bij een cyberaanval op Velmora zijn namen en adressen van klanten gestolen."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), TOWNS)
def test_the_town_somebody_is_from_is_nobody(language: str, text: str) -> None:
    named = read_foreign("Cyber", text, language).names(*Role)
    assert not any("querlau" in name.lower() for name in named)


def test_an_english_name_with_and_is_one_name() -> None:
    text = (
        "Der IT-Dienstleister Trust and Bytes wurde Opfer eines Cyberangriffs. Namen und Anschriften wurden gestohlen."
    )
    assert read_foreign("Cyberangriff", text, "de").names(Role.BREACHED) == ("Trust and Bytes",)


def test_whom_an_office_introduces_is_a_person_and_whose_it_is_a_name() -> None:
    text = "Velmora meldt dat namen en adressen van klanten zijn gestolen. Directeur Milo Karst van Velmora Nederland spreekt van een hack."
    assert read_foreign("Datalek bij Velmora", text, "nl").names(*Role) == ("Velmora Nederland",)
    said = "Voorzitter Elza den Hollander noemt het datalek bij Velmora schokkend. Namen en adressen zijn gestolen."
    assert read_foreign("Datalek bij Velmora", said, "nl").names(*Role) == ("Velmora",)
