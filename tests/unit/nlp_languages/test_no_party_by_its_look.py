"""What looks like the name of somebody who was hit or attacked and is none: people, sizes, nouns, those who only tell."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

PEOPLE = {
    "an office before the name": (
        "nl",
        "Rosa Verhaken: “Hackers namen geen paspoorten mee”",
        "Volgens wethouder Rosa Verhaken heeft hackersgroep Play geen paspoorten gestolen. Wel zijn loonstroken gehackt. Verhaken belooft iedereen een brief.",
        "Verhaken",
    ),
    "an office behind the name": (
        "fr",
        "Une cyberattaque a visé un prestataire de la Houblande",
        "Une cyberattaque a visé un prestataire de la Houblande, une bibliothèque. Les noms des lecteurs ont été volés. « Cent bibliothèques sont concernées », souffle Irène Maltaure, directrice de la Houblande.",
        "Maltaure",
    ),
    "a surname alone, before it is told whose it is": (
        "de",
        "Hackerangriff auf Klinik Ottersheim: Patientendaten gestohlen",
        "Früher gab es schon einen Vorfall, doch der war laut Tannfeld „ein Kinderspiel“. Die Klinik Ottersheim ist Opfer eines Hackerangriffs geworden, sagte Sprecherin Ines Tannfeld. „Die Hacker wollen Geld“, sagt Tannfeld.",
        "Tannfeld",
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "person"), PEOPLE.values(), ids=list(PEOPLE))
def test_people_are_no_party(language: str, title: str, text: str, person: str) -> None:
    assert not [party.name for party in read_foreign(title, text, language).parties if person in party.name]


ATTACKERS = {
    "a size": (
        "nl",
        "LockBit zit achter hack op schaakbond Torreno",
        "Volgens ransomwarebende LockBit is bij schaakbond Torreno ingebroken. Daar hebben de hackers 82GB data gestolen.",
        ("LockBit",),
    ),
    "who watches them": (
        "fr",
        "Des fichiers du Lycée Orsane sur le darkweb",
        "Le groupe de cyber-criminels AvosLocker affiche le Lycée Orsane sur le darkweb. Ce groupe surveillé par le FBI demande une rançon à ceux qu'il pirate.",
        ("AvosLocker",),
    ),
    "a noun": (
        "de",
        "Post vom Kesselbauer Brunnwerk: Hacker haben Personaldaten erbeutet",
        "Der Kesselbauer Brunnwerk wurde im März Opfer der Ransomwaregruppe Lockbit. Seither hat die Ransomwaregruppe eine Liste ins Darknet gestellt.",
        ("Lockbit",),
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "names"), ATTACKERS.values(), ids=list(ATTACKERS))
def test_only_attackers_attack(language: str, title: str, text: str, names: tuple[str, ...]) -> None:
    assert read_foreign(title, text, language).names(Role.THREAT_ACTOR) == names


def test_it_is_part_of_the_name_of_a_computer_house() -> None:
    text = "Der Hackerangriff auf Hallgau-IT begann am Sonntag. Hallgau-IT trennte alle Rathäuser vom Netz."
    read = read_foreign("Hackerangriff trifft Dienstleister Hallgau-IT", text, "de")
    assert read.names(Role.BREACHED) == ("Hallgau-IT",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Adressen ihrer Kunden sind seit dem Hackerangriff in den Händen von Kriminellen, bestätigt die Gärtnerei Rosenquell.",
            "Gärtnerei Rosenquell",
        ),
        (
            "Namen der Kunden des Reitstalls Hufgold sind in fremden Händen. Hacker haben sie kopiert.",
            "Reitstalls Hufgold",
        ),
    ],
)
def test_a_german_noun_in_the_dative_is_the_noun(text: str, name: str) -> None:
    assert read_foreign("Kundendaten in fremden Händen", text, "de").names(*Role) == (name,)


def test_computers_were_not_hit_whose_they_are_was() -> None:
    text = "Hacker haben die Rechner der Brauerei Hopfenau lahmgelegt. Gebraut wird weiter."
    assert read_foreign("", text, "de").names(Role.BREACHED) == ("Hopfenau",)
