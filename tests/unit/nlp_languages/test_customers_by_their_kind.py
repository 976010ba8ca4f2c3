"""Customers of a supplier that was hit, where a clause behind its name calls them by their kind or "their", or names them."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

SERVED = {
    "de": (
        "Der Kegelverein Gutholz schreibt seinen Mitgliedern. Die Kartei GmbH, die die Beiträge des Vereins einzieht, wurde gehackt: Namen sind weg.",
        "Kartei GmbH",
        "Gutholz",
    ),
    "fr": (
        "Des noms ont été volés, annonce la mutuelle Bleuet. La société Postalis, qui imprime les cartes de la mutuelle, a été piratée.",
        "Postalis",
        "Bleuet",
    ),
    "nl": (
        "Namen van leerlingen zijn gestolen, schrijft muziekschool Klankbord. Het bedrijf Rekenmeester, dat voor de school lesgeld int, is gehackt.",
        "Rekenmeester",
        "Klankbord",
    ),
    "es": (
        "La clínica Valbrisa escribe a sus pacientes. La empresa Radiolia, que archiva las imágenes de la clínica, ha sido hackeada: robaron nombres.",
        "Radiolia",
        "Valbrisa",
    ),
    "pt": (
        "Foram roubados nomes, escreve a escola de música Clave. A empresa Pautadata, que gere as inscrições da escola, foi hackeada.",
        "Pautadata",
        "Clave",
    ),
    "it": (
        "Nomi in mano agli hacker, conferma la palestra Vigormonte. Incassofacile, che riscuote le rate per la palestra, è stata violata.",
        "Incassofacile",
        "Vigormonte",
    ),
    "fr, theirs": (
        "Le club de voile Ventarel s'excuse auprès de ses membres. La société Cartonval, qui imprime ses cartes, a subi une cyberattaque : des noms ont été volés.",
        "Cartonval",
        "Ventarel",
    ),
    "pt, apposed": (
        "A academia Corpobom confirmou que nomes de alunos vazaram. A Cobramais, empresa que faz as cobranças da academia, foi invadida por hackers.",
        "Cobramais",
        "Corpobom",
    ),
    "fr, a supplier apposed": (
        "Le théâtre Merlune écrit à ses abonnés. Billetolis, le prestataire du théâtre, a été victime d'un piratage : des noms ont été volés.",
        "Billetolis",
        "Merlune",
    ),
    "nl, behind the supplier": (
        "De leverancier van het theater, Kaartloket, is gehackt; namen zijn gestolen, meldt theater Maanzaal.",
        "Kaartloket",
        "Maanzaal",
    ),
    "es, behind the supplier": (
        "El proveedor del hotel, Camareal, sufrió un ciberataque: robaron nombres, confirma el hotel Mirador.",
        "Camareal",
        "Mirador",
    ),
    "de, last": (
        "Der Imkerverein Honigtal meldet den Diebstahl von Namen. Gehackt wurde die Firma Wabendruck, die den Rundbrief des Vereins verschickt.",
        "Wabendruck",
        "Honigtal",
    ),
    "nl, last": (
        "Hotel Zeeroos waarschuwt gasten. Aangevallen werd het bedrijf Beddenboek, dat de boekingen van het hotel bewaart; namen zijn gestolen.",
        "Beddenboek",
        "Hotel Zeeroos",
    ),
    "es, apposed": (
        "Hay nombres en manos de piratas, dice la peluquería Rizolindo. Citafácil, la empresa que le lleva las citas, ha sufrido un ciberataque.",
        "Citafácil",
        "Rizolindo",
    ),
    "it, apposed": (
        "Il teatro Merluna scrive agli abbonati. Bigliettalia, l'azienda che vende i biglietti del teatro, ha subito un attacco hacker: rubati i nomi.",
        "Bigliettalia",
        "Merluna",
    ),
    "nl, apposed": (
        "Theater Maanzaal schrijft bezoekers. Kaartloket, het bedrijf dat de kaarten van het theater verkoopt, is gehackt: namen gestolen.",
        "Kaartloket",
        "Theater Maanzaal",
    ),
}


@pytest.mark.parametrize(("case", "told"), SERVED.items(), ids=list(SERVED))
def test_whom_the_clause_calls_by_its_kind_was_hit_through_the_supplier(case: str, told: tuple[str, str, str]) -> None:
    text, supplier, customer = told
    read = read_foreign("", text, case[:2])
    assert read.names(Role.BREACHED) == (supplier,)
    assert read.names(Role.DOWNSTREAM) == (customer,)


def test_who_tells_of_it_as_an_authority_is_no_customer() -> None:
    text = "De politie Noordkade meldt een hack: het bedrijf Kartonist, dat haar brieven verstuurt, is gehackt. Er zijn namen gestolen."
    assert read_foreign("", text, "nl").names(Role.DOWNSTREAM) == ()


UNNAMED = [
    ("pt", "A parceira que faz as entregas da loja Violeta foi invadida por hackers. Nomes vazaram.", "Violeta"),
    ("pt", "Um ataque hacker à parceira que cuida dos pagamentos do clube Maresia expôs nomes de sócios.", "Maresia"),
    ("fr", "Des pirates ont visé le partenaire qui imprime les billets du théâtre Merlune et volé des noms.", "Merlune"),
    ("es", "Hackearon la empresa que gestiona las reservas del hotel Mirador y robaron nombres.", "Mirador"),
    ("nl", "De partner die de kaarten van theater Maanzaal drukt is gehackt; namen zijn gestolen.", "Maanzaal"),
    ("de", "Das Unternehmen, das die Lieferungen der Pizzeria Feuerofen fährt, wurde gehackt; Namen wurden kopiert.", "Pizzeria Feuerofen"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "customer"), UNNAMED)
def test_whom_somebody_without_a_name_serves_was_hit_through_them(language: str, text: str, customer: str) -> None:
    read = read_foreign("", text, language)
    assert read.names(Role.BREACHED) == ()
    assert read.names(Role.DOWNSTREAM) == (customer,)


def test_whose_owner_was_hit_is_no_customer() -> None:
    text = "A empresa que controla as lojas da rede Violeta foi invadida por hackers e vazaram nomes."
    assert read_foreign("", text, "pt").names(Role.DOWNSTREAM) == ()
