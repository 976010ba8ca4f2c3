"""Who was entered, who was hit through a supplier, and who is only named, on pages of the seven languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign
from nlp.training import corpus
from nlp.training.learnt_from import documents

BREACHED = [
    (
        "de",
        "Datenleck beim Reiseportal Fernzeit",
        (
            "Angreifer haben beim Reiseportal Fernzeit E-Mail-Adressen und Namen von 20.000 Kunden kopiert. "
            "Gemeldet hatte das Leck die Sicherheitsforscherin Anke Brunn von Nordwall Security."
        ),
        "Fernzeit",
        "Nordwall Security",
    ),
    (
        "fr",
        "Cyberattaque contre Boutiflore",
        (
            "Boutiflore, fleuriste en ligne, a été victime d'une intrusion. Les adresses et noms de 12 000 clients ont été volés. "
            "Le cabinet Orvane Cyber a été mandaté, écrit le quotidien La Voix du Marais."
        ),
        "Boutiflore",
        "Orvane Cyber",
    ),
    (
        "es",
        "Hackean la base de datos de Mercafácil",
        (
            "Un intruso robó correos y nombres de 30.000 clientes a la cadena Mercafácil. "
            "Entró sin dejar rastro, según la consultora Faro Digital."
        ),
        "Mercafácil",
        "Faro Digital",
    ),
    (
        "it",
        "Attacco hacker a Librarti",
        (
            "Indirizzi e nomi di 9.000 clienti sono stati sottratti: la libreria online Librarti ha subito un accesso abusivo. "
            "Indaga la Polizia Postale, scrive il quotidiano Il Corriere dei Laghi."
        ),
        "Librarti",
        "Il Corriere dei Laghi",
    ),
    (
        "pt",
        "Livraria Sol Nascente confirma vazamento",
        (
            "Hackers acessaram CPF e nomes de 15 mil clientes da Livraria Sol Nascente. "
            "A livraria contratou a consultoria Vigia Digital e avisou a ANPD."
        ),
        "Livraria Sol Nascente",
        "Vigia Digital",
    ),
    (
        "nl",
        "Datalek bij Bloemenzaak Tulpo",
        (
            "Bij een hack van webwinkel Tulpo zijn adressen en namen van 8.000 klanten gestolen. "
            "Het lek werd gevonden door beveiligingsonderzoeker Jan Pol van Slotwacht."
        ),
        "Tulpo",
        "Slotwacht",
    ),
    (
        "ja",
        "ミドリ書房に不正アクセス、顧客情報が流出",
        (
            "顧客9000人の住所と氏名が流出したと、ミドリ書房が発表した。サーバーが不正アクセスを受けた。"
            "調べているのはセキュリティー会社のタカネラボ。"
        ),
        "ミドリ書房",
        "タカネラボ",
    ),
]


@pytest.mark.parametrize(("language", "title", "text", "hit", "named"), BREACHED, ids=[row[0] for row in BREACHED])
def test_the_one_entered_is_told_from_those_who_speak_of_it(
    language: str, title: str, text: str, hit: str, named: str
) -> None:
    read = read_foreign(title, text, language)
    assert read.is_disclosure
    assert [name for name in read.names(Role.BREACHED) if hit in name]
    assert not [name for name in (*read.names(Role.BREACHED), *read.names(Role.DOWNSTREAM)) if named in name]


@pytest.mark.parametrize(
    ("language", "title", "text", "supplier", "customers"),
    [
        (
            "de",
            "Angriff auf Dienstleister Briefwerk",
            (
                "Beim Druckdienstleister Briefwerk sind Hacker eingebrochen. Die Kunden Stadtbank Holm und Stromag informieren über "
                "gestohlene Namen und Anschriften."
            ),
            "Briefwerk",
            {"Stadtbank Holm", "Stromag"},
        ),
        (
            "es",
            "Ataque al proveedor Citalia",
            (
                "El proveedor Citalia sufrió un ciberataque. Entre sus clientes afectados están Clínica Robledo y Hospital Pinar, "
                "que avisan del robo de nombres y teléfonos."
            ),
            "Citalia",
            {"Clínica Robledo", "Hospital Pinar"},
        ),
    ],
    ids=["de", "es"],
)
def test_customers_of_a_supplier_that_was_entered(
    language: str, title: str, text: str, supplier: str, customers: set[str]
) -> None:
    read = read_foreign(title, text, language)
    assert [name for name in read.names(Role.BREACHED) if supplier in name]
    assert set(read.names(Role.DOWNSTREAM)) == customers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Bij de hack zijn namen gestolen. Wachtwoorden stonden er niet bij."),
        ("de", "Bei dem Angriff wurden Namen kopiert. Passwörter lagen dort nicht."),
        ("ja", "不正アクセスにより氏名が流出した。パスワードは記録されておりません。"),
    ],
)
def test_a_verb_that_is_itself_negated_exposes_nothing(language: str, text: str) -> None:
    read = read_foreign("", text, language)
    assert {claim.type.value: claim.status.value for claim in read.data_types} == {
        "names": "exposed",
        "passwords": "denied",
    }


def test_names_that_do_not_look_like_names() -> None:
    read = read_foreign(
        "Datenleck bei kletterwald.example",
        "Bei kletterwald.example wurden Namen von 400 Kunden gestohlen. Der Betreiber hat Anzeige erstattet.",
        "de",
    )
    assert read.names(Role.BREACHED) == ("kletterwald.example",)


def test_no_document_kept_for_measuring_is_fitted_on(tmp_path: Path) -> None:
    pages = {"id": "x", "lang": "de", "title": "", "text": "Seite", "is_disclosure": False}
    (tmp_path / "pages_dev.jsonl").write_text(json.dumps(pages) + "\n", encoding="utf-8")
    fitted = {record["text"] or record["title"] for record in documents(tmp_path)}
    kept = {document.text or document.title for document in corpus.read() if document.dev}
    assert "Seite" in fitted
    assert kept
    assert not fitted & kept
