"""Longer reports of an attack that tell of no data are disclosures; those of other matters are none."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

GERMAN = (
    "Nach der Attacke liefen in zwei Werken nur wenige Maschinen, bestätigte ein Sprecher. Noch immer fehlt dem Konzern "
    "Material.\n\nJetzt werden alle Anlagen nacheinander angefahren. Die Gruppe mit 900 Mitarbeitern baut Pressen. Sie "
    "gehört seit 2009 einer Stiftung."
)
ITALIAN = (
    "L'ospedale ha confermato di essere stato vittima di un attacco hacker. La rete è stata colpita da una gang, scrive la "
    "stampa. Sono criminali ancora ignoti.\n\nGli informatici ricostruiscono i server. Le indagini sono in corso. Il "
    "prefetto ha aperto un tavolo."
)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "de",
            "Pressenbauer Kelmatech bestätigt: Opfer von Cyber-Attacke",
            "Ein Cyber-Angriff hat den Konzern getroffen. " + GERMAN,
        ),
        ("it", "Ospedale Valmarina conferma l'attacco hacker", ITALIAN),
    ],
)
def test_a_long_report_of_an_attack_without_data_is_a_disclosure(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


def test_a_long_warning_that_names_victims_is_none() -> None:
    title = "Falsche Rechnungen per Mail: So schützen Sie Ihren Betrieb vor einem Cyberangriff"
    text = (
        "Jeder kann Opfer eines Angriffs werden. Die Polizei warnt vor Absendern, die sich als Lieferant ausgeben. "
        + GERMAN.partition("\n\n")[2]
    )
    assert not read_foreign(title, text, "de").is_disclosure


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "fr",
            "Panne informatique à la clinique de Sorlaine",
            (
                "La clinique de Sorlaine a perdu l'accès à ses dossiers le 14 mars 2024. Une panne informatique a bloqué le "
                "logiciel des admissions. La piste d'une cyberattaque a été écartée."
            ),
        ),
        (
            "fr",
            "Une panne informatique touche la clinique de Sorlaine",
            (
                "Est-ce un ransomware ? Il ne s'agit pas d'un ransomware. La clinique a signalé un onduleur en panne et des "
                "serveurs touchés. Ce n'est pas le résultat d'une cyberattaque."
            ),
        ),
        (
            "it",
            "Attenzione al falso messaggio di Postalba",
            (
                "Un sms di phishing porta su una copia del sito di Postalba e chiede di inserire dati personali:\n"
                "- Nome e cognome\n- Codice fiscale\n- Credenziali della banca\n"
            ),
        ),
    ],
)
def test_an_outage_that_was_no_attack_and_a_forged_page_are_none(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


def test_an_outage_after_an_attack_is_a_disclosure() -> None:
    title = "Panne informatique à la clinique de Sorlaine après une cyberattaque"
    text = "La clinique de Sorlaine a été victime d'un rançongiciel. Des dossiers de patients ont été volés, confirme-t-elle."
    assert read_foreign(title, text, "fr").is_disclosure


def test_personal_data_of_no_type_still_tell_of_a_leak() -> None:
    text = (
        "Hackers hebben uit het archief van de gemeente Velderlo gegevens gestolen. De gemeente heeft het datalek gemeld. Het "
        "gaat om persoonsgegevens.\n\nHet archief hoort bij drie gemeenten. De toezichthouder is ingelicht."
    )
    found = read_foreign("Hackers stelen archief van gemeente Velderlo", text, "nl")
    assert found.is_disclosure
    assert not found.data_types
