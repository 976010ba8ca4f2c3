"""Who was hit where a supplier without a name was, and where a headline says it right behind the name."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

UNNAMED = {
    "an intrusion at one of theirs": (
        "es",
        "Un incidente deja al descubierto datos de clientes de Velmora",
        "Un acceso no autorizado a un colaborador de Velmora ha expuesto el DNI y el número de cuenta de clientes de la compañía, que ya ha notificado a los afectados.",
        "Velmora",
    ),
    "an attack that hit what one of theirs keeps": (
        "es",
        "Ciberataque a Velmora",
        "Velmora ha informado de que ha sido víctima de un ciberataque. El ataque afectó a las bases de datos de un proveedor externo, que incluía nombres y teléfonos de clientes.",
        "Velmora",
    ),
    "an attack that was aimed at one": (
        "fr",
        "Cyberattaque à Saint-Auban : des données de spectateurs volées",
        "Une cyberattaque a visé un prestataire de la Verrière, salle de spectacle. Les noms et adresses mail des spectateurs de la Verrière ont été volés.",
        "Verrière",
    ),
    "who serves them has suffered it": (
        "fr",
        "Vol de données : un prestataire de la Verrière piraté",
        "Un prestataire de la Verrière, une salle de spectacle, a subi un piratage. Les noms et adresses mail des spectateurs ont été volés.",
        "Verrière",
    ),
}


@pytest.mark.parametrize(("language", "title", "text", "customer"), UNNAMED.values(), ids=list(UNNAMED))
def test_of_an_unnamed_supplier_the_customer_was_not_entered(
    language: str, title: str, text: str, customer: str
) -> None:
    read = read_foreign(title, text, language)
    assert read.names(Role.BREACHED) == ()
    assert any(customer in name for name in read.names(Role.DOWNSTREAM))


HEADLINES = {
    "fr": (
        "Meurvanne-et-Loire : La célèbre verrerie Cristalune victime d'une cyberattaque",
        "On ne compte plus les entreprises touchées par une cyberattaque. Cette fois-ci, c'est la célèbre verrerie de luxe Cristalune qui a annoncé ce mercredi en être victime. Appuyée par des experts externes, l'entreprise fondée à Cristalune (Meurvanne-et-Loire) évalue la nature de cet incident. « Nous prenons contact avec nos clients, partenaires et fournisseurs », déclare Maud Orvelin, directrice générale de Cristalune.",
        "Cristalune",
    ),
    "pt": (
        "Vale Fundo: hospital Santa Ondina sofre ataque hacker e parceiros pedem cautela",
        "Os parceiros e fornecedores foram avisados na segunda-feira, disse Ana Lobrau, diretora do hospital. O ataque hacker bloqueou o sistema, segundo especialistas ouvidos em Vale Fundo.",
        "hospital Santa Ondina",
    ),
}


@pytest.mark.parametrize(("language", "page"), HEADLINES.items(), ids=list(HEADLINES))
def test_who_is_hit_right_behind_its_name_in_the_headline(language: str, page: tuple[str, str, str]) -> None:
    title, text, name = page
    assert name in read_foreign(title, text, language).names(Role.BREACHED)


def test_who_was_hit_before_is_not_who_is_hit_in_the_headline() -> None:
    title = "El Ayuntamiento de Valmera es víctima de los mismos 'hackers' que atacaron al de Torrevilla"
    text = (
        "El grupo de ransomware Lockbit ha robado información sensible del Consistorio, por la que pide un rescate. "
        "Tras el sonado ataque al Ayuntamiento de Torrevilla, que dejó sus sistemas inoperativos por casi dos semanas, "
        "esta vez le ha tocado al Ayuntamiento de Valmera. Los hackers lograron acceder a los sistemas informáticos "
        "del Consistorio."
    )
    read = read_foreign(title, text, "es")
    assert read.names(Role.BREACHED) == ("Ayuntamiento de Valmera",)
    assert read.names(Role.DOWNSTREAM) == ()


def test_a_group_that_was_attacked_is_no_attacker() -> None:
    title = "Il gruppo Olmeria (Corriere di Valtorva) attaccato dagli hacker: inviate mail di allerta"
    text = "Il gruppo Olmeria che ha sede a Lorena, ed è l'editore de Il Corriere di Valtorva e di Lorenaoggi, è stato attaccato dagli hacker. Lo annuncia lo stesso gruppo editoriale con una mail. I pirati informatici hanno compromesso alcuni sistemi. Impossibile conoscere l'identità degli hacker che hanno violato il sistema dell'Olmeria."
    read = read_foreign(title, text, "it")
    assert read.names(Role.BREACHED) == ("Olmeria",)
    assert read.names(Role.THREAT_ACTOR) == ()
