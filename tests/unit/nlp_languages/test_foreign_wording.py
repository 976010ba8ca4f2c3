"""How notices in the seven languages word what was spared, who attacked, when, and what is no leak of data at all."""

from __future__ import annotations

import time
from datetime import date

import pytest

from model.vocabulary import DataStatus, DataType, Kind, Role
from nlp.foreign import read_foreign

PUBLISHED = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("language", "text", "denied", "exposed"),
    [
        (
            "es",
            "Datos comprometidos: nombres; correos electrónicos.\nDatos no comprometidos: contraseñas; datos bancarios.",
            {"passwords", "bank_accounts"},
            {"names", "email_addresses"},
        ),
        ("fr", "Les noms ont été dérobés. Le code source ? Pas touché.", {"source_code"}, {"names"}),
        (
            "nl",
            "Namen zijn gestolen.\nWelke gegevens niet? Uw wachtwoorden en pasfoto's.",
            {"passwords", "photos_media"},
            {"names"},
        ),
        (
            "nl",
            "Bij de hack zijn namen buitgemaakt. Wachtwoorden staan in een ander systeem en zijn niet ingezien.",
            {"passwords"},
            {"names"},
        ),
        ("de", "Bei dem Angriff wurden Namen kopiert. Verschont geblieben sind Passwörter.", {"passwords"}, {"names"}),
        (
            "ja",
            "次のデータが外部へ送信されました。\n・氏名\n・ソースコード\nパスワードは登録項目になく、漏えいしていない。",
            {"passwords"},
            {"names", "source_code"},
        ),
    ],
)
def test_what_was_spared(language: str, text: str, denied: set[str], exposed: set[str]) -> None:
    read = read_foreign("", text, language)
    assert read.types(DataStatus.DENIED) == {DataType(t) for t in denied}
    assert read.types(DataStatus.EXPOSED, DataStatus.POSSIBLE) == {DataType(t) for t in exposed}


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("es", "La brecha afecta a 40.000 contratos y se filtraron nombres.", "business_documents"),
        ("pt", "A Seguros Ondalva confirmou a fuga de nomes de clientes.", "insurance"),
        ("nl", "Met een gestolen wachtwoord zijn namen van leden gedownload bij de hack.", "passwords"),
    ],
)
def test_counted_contracts_company_names_and_the_means_of_entry_are_no_data(
    language: str, text: str, words: str
) -> None:
    read = read_foreign("", text, language)
    assert DataType.NAMES in read.types(DataStatus.EXPOSED, DataStatus.POSSIBLE)
    assert DataType(words) not in read.types(*DataStatus)


@pytest.mark.parametrize(
    ("language", "text", "attackers"),
    [
        ("de", "Zu dem Angriff auf Velmora bekannte sich die Gruppe Nebelkrähe. Das Haus ermittelt.", ("Nebelkrähe",)),
        ("es", "Los autores, que firman como Banda del Faro, piden un rescate a Velmora.", ("Banda del Faro",)),
        ("fr", "Sur un forum, ombre_33 met en vente la base de Velmora.", ("ombre_33",)),
        ("ja", "攻撃者は「KageNeko」を名乗り、身代金を要求した。", ("KageNeko",)),
        ("fr", "Le groupe Velmora a confirmé une fuite de données.", ()),
        ("es", "El servidor de Velmora lo localizó el grupo Faro Claro, que avisó a la empresa.", ()),
        ("de", "Die Angaben liegen in der Datei kunden_2024, meldet Velmora.", ()),
    ],
)
def test_attackers_are_named_in_many_ways_and_companies_are_groups_too(
    language: str, text: str, attackers: tuple[str, ...]
) -> None:
    assert read_foreign("", text, language).names(Role.THREAT_ACTOR) == attackers


@pytest.mark.parametrize(
    ("language", "text", "occurred"),
    [
        ("ja", "ミドリ銀行は、今月3日に不正アクセスを受け、顧客の氏名が流出した。", "2026-01-03"),
        ("ja", "ミドリ銀行は、先月28日に不正アクセスを受け、顧客の氏名が流出した。", "2025-12-28"),
        ("ja", "ミドリ銀行は、昨年1月4日に不正アクセスを受け、顧客の氏名が流出した。", "2025-01-04"),
        ("pt", "A invasão ao Banco Ondalva ocorreu no dia 2 e expôs nomes de clientes.", "2026-01-02"),
        ("es", "El ataque a Banco Ondalva ocurrió el pasado día 28 y expuso nombres de clientes.", "2025-12-28"),
    ],
)
def test_days_are_counted_from_the_publication(language: str, text: str, occurred: str) -> None:
    assert read_foreign("", text, language, published=PUBLISHED).dates.occurred == occurred


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Bei dem Datenleck wurden Daten von knapp einer Viertelmillion Kunden gestohlen.", 250_000),
        ("nl", "Bij de hack zijn gegevens van 63.000 (oud-)leden gestolen.", 63_000),
        ("es", "La filtración expuso datos de quinientos mil clientes.", 500_000),
    ],
)
def test_counts_in_words_and_beside_brackets(language: str, text: str, count: int) -> None:
    records = read_foreign("", text, language).records
    assert records is not None
    assert records.count == count


def test_a_year_beside_people_is_no_count() -> None:
    assert read_foreign("", "La brecha de marzo de 2024 afecta a los clientes de Velmora.", "es").records is None


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("nl", "Lek in dijk bij Velmoord gedicht", "Een wandelaar ontdekte een lek in de dijk. De kade is hersteld."),
        ("fr", "Fuite de gaz à Velmont", "Une fuite de gaz a touché vendredi les habitants de Velmont."),
        ("ja", "人材流出に歯止め", "県は看護師の県外流出を防ぐ検討会を開いた。人材流出が続く。"),
    ],
)
def test_what_leaks_is_not_always_data(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


def test_a_flaw_that_nobody_used_is_no_disclosure() -> None:
    text = "Ein Fehler in der Firmware erlaubte Zugriff auf Passwörter. Version 4 behebt die Lücke. Ausgenutzt wurde sie nie."
    read = read_foreign("Sicherheitslücke in Kameras von Velmora", text, "de")
    assert (read.is_disclosure, read.kind) == (False, Kind.VULNERABILITY)


def test_a_sender_with_hiragana_in_its_name_is_the_breached() -> None:
    text = "株式会社あおば雑貨\n弊社のサーバーが不正アクセスを受け、氏名が流出しました。"
    assert read_foreign("個人情報流出に関するお詫び", text, "ja").names(Role.BREACHED) == ("株式会社あおば雑貨",)


def test_many_handles_take_bounded_time() -> None:
    start = time.process_time()
    read_foreign("", "ab_cd vende " * 5000, "es")
    assert time.process_time() - start < 6
