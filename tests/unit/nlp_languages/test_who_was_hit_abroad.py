"""Who was hit, by how a text introduces a body, a supplier, an authority and the people whose data got out."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign


def parties(language: str, text: str, title: str = "") -> dict[str, Role]:
    return {party.name: party.role for party in read_foreign(title, text, language).parties}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "El Hospital Municipal de Berlin ha sufrido un ataque informático.", "Hospital Municipal de Berlin"),
        ("fr", "L'Hôpital de Roma a été victime d'une cyberattaque.", "Hôpital de Roma"),
        ("it", "L'Ospedale di Berlin ha subito un attacco hacker.", "Ospedale di Berlin"),
        ("pt", "O Hospital de Berlin sofreu um ataque hacker.", "Hospital de Berlin"),
        ("de", "Die Hochschule Lisboa ist Opfer eines Cyberangriffs geworden.", "Hochschule Lisboa"),
        ("nl", "De Hogeschool Milano is getroffen door een cyberaanval.", "Hogeschool Milano"),
    ],
)
def test_who_has_its_seat_in_a_big_town_has_a_name(language: str, text: str, name: str) -> None:
    assert parties(language, text).get(name) is Role.BREACHED


def test_one_of_the_hospitals_of_a_town_has_none() -> None:
    text = "Hackers atacaron un hospital de Barcelona y robaron datos de pacientes."
    assert parties("es", text) == {}


@pytest.mark.parametrize(
    ("language", "text", "name", "prefix"),
    [
        ("pt", "Site da Prefeitura de Vale Fundo sofre ataque de hackers.", "Prefeitura de Vale Fundo", "Site"),
        ("pt", "Servidores da Universidade Valmar sofrem ataque hacker.", "Universidade Valmar", "Servidores"),
        ("pt", "Documentos da Universidade Valmar foram publicados por hackers.", "Universidade Valmar", "Documentos"),
        ("es", "Archivos del Hospital Valmar robados en un ciberataque.", "Hospital Valmar", "Archivos"),
        ("it", "Computer del Comune di Valmara bloccati dagli hacker.", "Comune di Valmara", "Computer"),
        ("nl", "Bestanden van Gemeente Valmeer zijn gestolen door hackers.", "Gemeente Valmeer", "Bestanden"),
        ("it", "Negli Stati Uniti la catena Olmeta è stata colpita da un attacco hacker.", "Olmeta", "Negli"),
    ],
)
def test_what_belongs_to_a_body_is_no_part_of_its_name(language: str, text: str, name: str, prefix: str) -> None:
    found = parties(language, text, title=text)
    assert found.get(name) is Role.BREACHED
    assert not any(other.startswith(prefix) for other in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein Hackerangriff hat die Wertelkliniken in Schwabaue und Bobenau getroffen. Daten wurden gestohlen."),
        ("nl", "Een hack trof de Wertelklinieken in Zwabau en Boberode. Er zijn gegevens gestolen."),
    ],
)
def test_a_place_behind_in_was_not_hit(language: str, text: str) -> None:
    assert {"Schwabaue", "Bobenau", "Zwabau", "Boberode"}.isdisjoint(parties(language, text))


@pytest.mark.parametrize(
    ("language", "text", "supplier"),
    [
        (
            "de",
            (
                "Ein Hackerangriff auf einen Dienstleister des Ruderverbands Elbtal hat Namen offengelegt. Bei dem Dienstleister "
                "handelt es sich um Kontoria."
            ),
            "Kontoria",
        ),
        (
            "fr",
            (
                "Le théâtre Merlune écrit à ses abonnés : une cyberattaque chez un prestataire, des noms volés. Il s'agit de "
                "la société Postalis."
            ),
            "Postalis",
        ),
        (
            "it",
            (
                "Nomi rubati in un attacco hacker a un fornitore, scrive il teatro Merluna agli abbonati. Il fornitore si "
                "chiama Archidoc."
            ),
            "Archidoc",
        ),
        (
            "nl",
            (
                "Roeibond Kantelmeer schrijft aan zijn leden dat er namen zijn gestolen bij een leverancier. Het gaat om "
                "leverancier Kebu."
            ),
            "Kebu",
        ),
    ],
)
def test_a_supplier_that_is_named_at_the_end_was_hit(language: str, text: str, supplier: str) -> None:
    assert parties(language, text).get(supplier) is Role.BREACHED


def test_data_of_the_people_of_a_firm_got_out_of_it_and_not_of_the_authority_that_tells() -> None:
    text = "Dados de 25 mil clientes da fintech Valpaga Crédito foram vazados, informou o Banco Central."
    title = "Dados de 25 mil clientes vazaram, anuncia o Banco Central"
    found = parties("pt", text, title)
    assert found.get("Valpaga Crédito") is Role.BREACHED
    assert found.get("Banco Central") is not Role.BREACHED


def test_an_authority_that_was_hit_itself_is_named() -> None:
    assert parties("es", "La Superintendencia de Molinos sufrió un ciberataque.").get(
        "Superintendencia de Molinos"
    ) is (Role.BREACHED)


def test_a_short_form_in_brackets_is_no_second_party() -> None:
    text = (
        "Bei der Evangelischen Musikschule Tannengrund (EMT) gab es einen Hackerangriff. Die EMT hat alle Eltern informiert. "
        "Laut EMT sind Namen gestohlen worden."
    )
    assert list(parties("de", text)) == ["Evangelischen Musikschule Tannengrund"]


def test_a_japanese_pronoun_is_nobody() -> None:
    text = "株式会社青空銀行は10月29日、情報漏えいを発表した。\nこれは9月25日に、委託先の青葉データ株式会社が不正アクセスを受けたもの。"
    assert "これ" not in parties("ja", text)
