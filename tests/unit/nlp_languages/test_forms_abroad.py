"""A form to fill in tells of no incident in other languages either; a letter of somebody with a name does."""

from __future__ import annotations

import pytest

from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor()
LETTERS = {
    "ja": "{who}は、{when}に不正アクセスを受け、お客様の氏名とメールアドレス、暗号化されたパスワードが4,100件流出したことを確認いたしました。深くお詫び申し上げます。",
    "de": "{who} wurde am {when} Opfer eines Hackerangriffs. Dabei wurden Namen, Anschriften und Passwörter von 4.100 Kunden gestohlen.",
    "fr": "{who} a été victime le {when} d'une cyberattaque. Les noms, adresses et mots de passe de 4 100 clients ont été volés.",
    "es": "{who} sufrió el {when} un ciberataque. Se robaron nombres, direcciones y contraseñas de 4.100 clientes.",
}


@pytest.mark.parametrize(
    ("language", "who", "when"),
    [
        ("ja", "○○○株式会社", "3月4日"),
        ("ja", "クイルマーク株式会社", "**月**日"),
        ("ja", "[会社名]", "3月4日"),
        ("de", "[Name des Unternehmens]", "4. März 2024"),
        ("de", "Quillmark", "[Datum]"),
        ("fr", "[Nom de l'entreprise]", "4 mars 2024"),
        ("es", "[Nombre de la empresa]", "4 de marzo de 2024"),
    ],
)
def test_a_letter_with_blanks_is_a_form(language: str, who: str, when: str) -> None:
    text = LETTERS[language].format(who=who, when=when)
    assert not EXTRACTOR.extract(TextInput("1", text, "", lang=language)).is_disclosure


@pytest.mark.parametrize(
    ("language", "who", "when"),
    [
        ("ja", "クイルマーク株式会社", "3月4日"),
        ("de", "Quillmark", "4. März 2024"),
        ("fr", "Quillmark", "4 mars 2024"),
        ("es", "Quillmark", "4 de marzo de 2024"),
    ],
)
def test_a_letter_without_is_a_notice(language: str, who: str, when: str) -> None:
    text = LETTERS[language].format(who=who, when=when)
    assert EXTRACTOR.extract(TextInput("1", text, "", lang=language)).is_disclosure


def test_where_a_report_comes_from_is_no_name() -> None:
    text = (
        "Quillmark wurde am 4. März 2024 Opfer eines Hackerangriffs. Namen von 4.100 Kunden wurden gestohlen, sagte ein Sprecher."
        "\n\nQuelle: Fernmoor"
    )
    parties = EXTRACTOR.extract(TextInput("1", text, "Hackerangriff", lang="de")).parties
    assert "Quelle" not in {party.name for party in parties}
