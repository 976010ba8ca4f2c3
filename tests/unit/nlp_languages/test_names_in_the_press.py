"""How newspapers introduce a company: by its kind, its owner, its operator or its people."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign


def parties(language: str, text: str, title: str = "") -> dict[str, Role]:
    return {party.name: party.role for party in read_foreign(title, text, language).parties}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Zahlungsdienstleister Nordkasse ist Opfer eines Cyberangriffs geworden.", "Nordkasse"),
        ("Beim Cloud-Anbieter Datenhand sind nach einem Hackerangriff Kundendaten abgeflossen.", "Datenhand"),
        ("Hackerangriff beim Versandhändler Blumenmarkt: Die Täter kopierten Adressen.", "Blumenmarkt"),
        ("Der Energieversorger Lichtnetz wurde gehackt, Kundendaten wurden kopiert.", "Lichtnetz"),
    ],
)
def test_a_german_name_that_ends_like_a_noun_is_one_behind_the_kind_of_company(text: str, name: str) -> None:
    assert parties("de", text).get(name) is Role.BREACHED


@pytest.mark.parametrize(
    "text",
    [
        "Nach dem Hackerangriff hat das Unternehmen Strafanzeige erstattet.",
        "Durch den Hackerangriff hat der Händler Kundendaten verloren.",
        "Nach dem Datenleck will der Anbieter Rechtssicherheit.",
        "Das Unternehmen wurde Opfer eines Cyberangriffs.",
    ],
)
def test_a_noun_that_only_follows_the_word_for_a_company_names_nobody(text: str) -> None:
    assert parties("de", text) == {}


@pytest.mark.parametrize(
    ("language", "text", "owner"),
    [
        (
            "it",
            "La fintech Paganova ha subito un attacco hacker con furto di dati. È controllata dal gruppo Finaria.",
            "Finaria",
        ),
        (
            "pt",
            "A Vivamar sofreu um ataque hacker com roubo de dados. Foi comprada em 2022 pelo grupo Atlântica Holding.",
            "Atlântica Holding",
        ),
        (
            "fr",
            "Télémarine a subi une cyberattaque avec vol de données. Elle est une filiale du groupe Armorique.",
            "Armorique",
        ),
        ("es", "Segurmar sufrió un ciberataque con robo de datos. Es filial del grupo Costaluz.", "Costaluz"),
    ],
)
def test_the_group_that_owns_a_victim_is_no_gang(language: str, text: str, owner: str) -> None:
    assert parties(language, text).get(owner) is not Role.THREAT_ACTOR


def test_a_group_that_boasts_is_one() -> None:
    read = parties("it", "Il gruppo Lupara rivendica l'attacco a Paganova e chiede un riscatto per i dati rubati.")
    assert read["Lupara"] is Role.THREAT_ACTOR


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "pt",
            "Pacientes do Hospital da Ribeira foram avisados. O Hospital da Ribeira sofreu um ataque hacker.",
            "Hospital da Ribeira",
        ),
        (
            "nl",
            "Gemeente Oosterlaar is gehackt. Inwoners van Oosterlaar kunnen niets aanvragen.",
            "Gemeente Oosterlaar",
        ),
        ("nl", "Er zijn gegevens gestolen bij een hack bij bouwbedrijf Van Hoevelaken.", "Van Hoevelaken"),
    ],
)
def test_people_at_the_head_of_a_sentence_are_no_part_of_a_name(language: str, text: str, name: str) -> None:
    assert parties(language, text) == {name: Role.BREACHED}


def test_a_law_is_nobody_and_strangers_are_no_supplier() -> None:
    text = (
        "En cumplimiento del Reglamento General de Protección de Datos, le informamos de que detectamos un acceso no "
        "autorizado a nuestra tienda. Terceros han podido conocer su nombre y su correo electrónico.\n\n"
        "Zapatería Albores, S.L."
    )
    assert parties("es", text) == {"Zapatería Albores, S.L.": Role.BREACHED}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "精密機器メーカーの東亜精機は10日、不正アクセスを受け顧客情報が流出したと発表した。",
            {"東亜精機": Role.BREACHED},
        ),
        ("家電量販店大手のほしぞら電機が不正アクセスを受け、顧客情報が流出した。", {"ほしぞら電機": Role.BREACHED}),
        (
            "通販サイト「ミドリマート」を運営するミドリ商事は10日、不正アクセスを受け顧客情報が流出したと発表した。",
            {"ミドリ商事": Role.BREACHED},
        ),
        ("部品メーカーの担当者が不正アクセスに気づいた。", {}),
    ],
)
def test_a_japanese_name_follows_the_kind_of_company_and_the_service_it_runs(text: str, read: dict[str, Role]) -> None:
    assert parties("ja", text) == read


def test_a_japanese_notice_is_signed_at_its_head() -> None:
    text = (
        "お客様各位\n\n株式会社はなやぎ\n\n弊社が運営するショップにおきまして、不正アクセスを受け、"
        "クレジットカード番号が漏えいした可能性があることが判明いたしました。\n\n対象は1,842名です。\n\n"
        "セキュリティ対策を強化いたします。"
    )
    assert parties("ja", text, "個人情報漏えいに関するお詫び") == {"株式会社はなやぎ": Role.BREACHED}


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        (
            "ja",
            "クイラリ商事は9日、委託先のパソコンがランサムウエアに感染し、顧客情報7千件が流出したと発表した。",
            "パソコン",
        ),
        (
            "nl",
            "Bij Quillaar is een USB-stick gestolen met gegevens van klanten. Het datalek van de USB-stick is gemeld.",
            "USB-stick",
        ),
        (
            "de",
            "Im Spätsommer hat ein Cyber-Angriff die Quillon AG getroffen. Seit dem Spätsommer fehlen Kundendaten.",
            "Spätsommer",
        ),
    ],
)
def test_a_device_or_a_season_is_nobody(language: str, text: str, thing: str) -> None:
    assert thing not in parties(language, text)


@pytest.mark.parametrize(
    ("language", "text", "victim"),
    [
        (
            "pt",
            "O Hospital Quilar, localizado no centro do Nebrol, sofreu um ataque hacker. Dados foram furtados.",
            "Hospital Quilar",
        ),
        (
            "es",
            "La clínica Quillar, en el centro de Nebrola, sufrió un ciberataque. Robaron datos de pacientes.",
            "Quillar",
        ),
        (
            "fr",
            "La clinique Quillon, au centre de Nébroles, a été victime d'une cyberattaque. Des données ont été volées.",
            "Quillon",
        ),
    ],
)
def test_the_town_in_whose_centre_it_happened_is_nobody(language: str, text: str, victim: str) -> None:
    assert parties(language, text) == {victim: Role.BREACHED}
