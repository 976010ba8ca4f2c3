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


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "fr",
            "Panne informatique dans les cliniques du Valmont",
            (
                "Une panne informatique a touché les cliniques du Valmont le 30 août 2023, a indiqué la direction. Le logiciel qui "
                "permet d'identifier les patients n'était plus accessible. La cyberattaque a été écartée comme cause."
            ),
        ),
        (
            "fr",
            "Une importante panne informatique touche les cliniques du Valmont",
            (
                "S'agit-il d'un ransomware ? Il ne s'agit pas d'un ransomware. Les cliniques ont signalé une panne affectant leurs "
                "serveurs. Cette panne n'est pas le résultat d'une cyberattaque."
            ),
        ),
        (
            "it",
            "Attenzione: messaggio truffa Velposta",
            (
                "Circola un tentativo di phishing che sfrutta il nome di Velposta. L'utente viene portato su un sito dove gli viene "
                "richiesto di inserire dati personali come:\n- Nome e cognome\n- Codice fiscale\n- Dati bancari o credenziali\n"
            ),
        ),
    ],
)
def test_an_outage_that_was_no_attack_and_a_forged_page_are_none(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


def test_an_outage_after_an_attack_is_a_disclosure() -> None:
    title = "Panne informatique à l'hôpital de Valmont après une cyberattaque"
    text = "L'hôpital de Valmont a confirmé avoir été victime d'une cyberattaque par rançongiciel. Les noms des patients ont été volés."
    assert read_foreign(title, text, "fr").is_disclosure


def test_personal_data_of_no_type_still_tell_of_a_leak() -> None:
    text = (
        "Hackers hebben van servers van de gemeente Velderlo een grote hoeveelheid gegevens gestolen. De gemeente heeft het "
        "datalek gemeld. Het vermoeden bestaat dat "
        "het om 20 gigabyte aan data gaat, waaronder persoonsgegevens.\n\nDe data komt uit de netwerkomgeving van een "
        "samenwerking van gemeenten. De toezichthouder is op de hoogte gesteld, evenals de gemeenten die betrokken zijn."
    )
    found = read_foreign("Grote datadiefstal in gemeente Velderlo", text, "nl")
    assert found.is_disclosure
    assert not found.data_types
