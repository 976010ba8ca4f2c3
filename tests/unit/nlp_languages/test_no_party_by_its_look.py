"""What looks like the name of somebody who was hit or attacked and is none: people, sizes, nouns, those who only tell."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

PEOPLE = {
    "an office before the name": (
        "nl",
        "Bram Lohringen over cyberaanval: “Hackers maakten geen gegevens van rijbewijzen buit”",
        "Volgens burgemeester Bram Lohringen heeft hackerscollectief Play geen gevoelige informatie buitgemaakt van rijbewijzen. Wel zijn er gegevens uit personeelsdossiers gehackt. De specialisten van de stad hebben gezocht, zei Lohringen.",
        "Lohringen",
    ),
    "an office behind the name": (
        "fr",
        "Une cyberattaque a visé un prestataire de la Verrière",
        "Une cyberattaque a visé un prestataire de la Verrière, une salle de spectacle. Les noms des spectateurs ont été volés. « Quatre cents salles sont concernées », ajoute Elsa Baumarde, secrétaire générale de la Verrière.",
        "Baumarde",
    ),
    "a surname alone, before it is told whose it is": (
        "de",
        "Hackerangriff auf Kliniken: Patientendaten gestohlen",
        "Bereits 2016 war es zu einem Vorfall gekommen, doch diesmal ist es laut Lohring „eine andere Größenordnung“. Die Klinik Bobenau ist Opfer eines Hackerangriffs geworden. Die Versorgung der Patienten sei gewährleistet, sagte Sprecherin Karin Lohring. „Es hat ein Angebot der Hacker gegeben“, sagt Lohring.",
        "Lohring",
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "person"), PEOPLE.values(), ids=list(PEOPLE))
def test_people_are_no_party(language: str, title: str, text: str, person: str) -> None:
    assert not [party.name for party in read_foreign(title, text, language).parties if person in party.name]


ATTACKERS = {
    "a size": (
        "nl",
        "LockBit claimt achter hack op voetbalbond Velmora te zitten en 305GB data te hebben gestolen",
        "Ransomwarebende LockBit claimt achter de hack op de voetbalbond Velmora te zitten. Daarbij is volgens de hackers 305GB aan data gestolen, die wordt vrijgegeven als de bond niet betaalt.",
        ("LockBit",),
    ),
    "who watches them": (
        "fr",
        "Des données du Collège Valmont sur le darkweb",
        "« Cyberattaque au Collège Valmont. La direction doit nous contacter », écrit en anglais le groupe de cyber-criminels AvosLocker, sur une page du web clandestin. Bien que ce ne soit pas explicite dans sa menace, ce groupe surveillé de près par le FBI réclame d'ordinaire une rançon aux organismes qu'elle pirate.",
        ("AvosLocker",),
    ),
    "a noun": (
        "de",
        "Torvald schickt Brief an Betroffene: Hacker haben persönliche Daten erbeutet",
        "Im Sommer 2022 wurde der Reifenhersteller Torvald Opfer eines Hackerangriffs der Ransomwaregruppe Lockbit. Bislang hat die Ransomwaregruppe nur eine Liste der erbeuteten Daten im Darknet veröffentlicht.",
        ("Lockbit",),
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "names"), ATTACKERS.values(), ids=list(ATTACKERS))
def test_only_attackers_attack(language: str, title: str, text: str, names: tuple[str, ...]) -> None:
    assert read_foreign(title, text, language).names(Role.THREAT_ACTOR) == names


def test_it_is_part_of_the_name_of_a_computer_house() -> None:
    text = (
        "Ein Hackerangriff hat den kommunalen Dienstleister Westmark-IT am Montag überrascht. Westmark-IT habe aus "
        "Sicherheitsgründen alle Systeme heruntergefahren, heißt es in einer Mitteilung. Die Polizei ermittelt."
    )
    read = read_foreign("Hackerangriff trifft kommunalen Dienstleister Westmark-IT", text, "de")
    assert read.names(Role.BREACHED) == ("Westmark-IT",)
