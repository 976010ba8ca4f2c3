"""What the seven languages commonly say of data, of what was spared, of how many, of whom and when."""

from __future__ import annotations

from datetime import date

import pytest

from model.vocabulary import DataStatus, DataType, Role
from nlp.foreign import read_foreign

PUBLISHED = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("language", "text", "types"),
    [
        ("de", "Kopiert wurden Spendenquittungen sowie Zutrittszeiten.", {"financial_records", "logs_usage_analytics"}),
        (
            "fr",
            "Ont été dérobés des radios dentaires ainsi que des bulletins de solde.",
            {"health_records", "employment_hr"},
        ),
        ("es", "Se filtraron recibos de haberes así como apodos.", {"employment_hr", "usernames_ids"}),
        ("it", "Sono stati sottratti cedolini nonché referti clinici.", {"employment_hr", "health_records"}),
        ("pt", "Foram copiados contracheques bem como laudos médicos.", {"employment_hr", "health_records"}),
        ("nl", "Gestolen zijn monsterrollen evenals bijstandsdossiers.", {"employment_hr", "financial_records"}),
        ("ja", "不正アクセスにより、検針票および保険金請求書類が流出した。", {"logs_usage_analytics", "insurance"}),
        ("de", "Kopiert wurden Kennzeichen und Gutscheincodes.", {"other"}),
        ("it", "Sono state copiate le targhe e i buoni regalo.", {"other"}),
    ],
)
def test_data_are_called_by_many_names(language: str, text: str, types: set[str]) -> None:
    read = read_foreign("", text, language)
    assert {DataType(t) for t in types} <= read.types(DataStatus.EXPOSED, DataStatus.POSSIBLE)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Bei dem Angriff wurden Namen kopiert. Von Passwörtern keine Spur."),
        ("de", "Bei dem Angriff wurden Namen kopiert.\nNicht betroffen\n- Passwörter\n- Bankverbindungen"),
        ("fr", "Les noms ont été dérobés. Les mots de passe dorment sur un autre serveur."),
        ("es", "Los atacantes copiaron nombres, salvo las contraseñas."),
        ("es", "Los atacantes copiaron nombres. Las contraseñas las gestiona otra empresa, aparte."),
        ("it", "Sono stati copiati i nomi. Di password nemmeno l'ombra."),
        ("pt", "Foram copiados nomes. As senhas ficam em outro sistema."),
        ("nl", "Er zijn namen gestolen. Wachtwoorden staan op een andere server."),
        ("ja", "不正アクセスにより氏名が流出した。パスワードは取り扱っておりませんでした。"),
        ("ja", "不正アクセスにより氏名が流出しました。\n漏えいしていない情報\n・パスワード"),
    ],
)
def test_what_lies_elsewhere_or_below_a_denying_heading_was_spared(language: str, text: str) -> None:
    read = read_foreign("", text, language)
    assert DataType.PASSWORDS in read.types(DataStatus.DENIED)
    assert read.types(DataStatus.EXPOSED, DataStatus.POSSIBLE) == {DataType.NAMES}


def test_besides_is_no_denial() -> None:
    read = read_foreign("", "Bij de hack bij Velmora: behalve foto's ging het om namen.", "nl")
    assert read.types(DataStatus.DENIED) == frozenset()


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Bei dem Angriff wurden Daten von zweihunderttausend Haushalten gestohlen.", 200_000),
        ("fr", "La fuite a exposé les données de deux cent mille abonnés.", 200_000),
        ("es", "La filtración expuso datos de setecientos mil suscriptores.", 700_000),
        ("it", "L'attacco ha esposto i dati di diciassettemila correntisti.", 17_000),
        ("pt", "A invasão expôs dados de oitocentos mil contribuintes.", 800_000),
        ("nl", "Bij de hack zijn gegevens van zestienduizend uitzendkrachten gestolen.", 16_000),
        ("ja", "不正アクセスにより、利用者のべ5万1千名様の氏名が流出した。", 51_000),
    ],
)
def test_counts_in_one_word_and_of_other_people(language: str, text: str, count: int) -> None:
    records = read_foreign("", text, language).records
    assert records is not None
    assert records.count == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bei Velmora wurden Namen gestohlen. In der Kartei stehen 46.000 Mitglieder.", 46_000),
        ("Bei Velmora wurden Namen von 300 Kunden gestohlen. Das Haus hat 46.000 Mitglieder.", 300),
        ("Bei Velmora wurden Namen gestohlen. Dort sind 60 Mitarbeiter tätig.", None),
    ],
)
def test_a_count_far_from_the_incident_stands_where_no_other_does(text: str, count: int | None) -> None:
    records = read_foreign("", text, "de").records
    assert (records.count if records else None) == count


@pytest.mark.parametrize(
    ("language", "text", "attacker"),
    [
        ("de", "Angeboten werden die Daten von Velmora von einem Nutzer namens farnkraut.", "farnkraut"),
        ("fr", "La fuite chez Velmora : un vendeur qui se fait appeler marmite en demande 4 000 euros.", "marmite"),
        ("fr", "La fuite de données chez Velmora : Cigalune menace de publier les fichiers.", "Cigalune"),
        ("es", "Tras el ataque a Velmora, Zorzal Gris subió los datos a su portal.", "Zorzal Gris"),
        ("it", "I dati rubati a Velmora: Nottambra ha rivendicato l'attacco.", "Nottambra"),
        ("pt", "O ataque à Velmora foi reivindicado por Garoa Negra.", "Garoa Negra"),
        ("nl", "Velmora werd in de nacht lamgelegd door Schemerkraai.", "Schemerkraai"),
        ("ja", "ベルモラへの攻撃で氏名が流出した。「YoruKarasu」が犯行を認めた。", "YoruKarasu"),
    ],
)
def test_attackers_are_named_by_what_they_do(language: str, text: str, attacker: str) -> None:
    assert read_foreign("", text, language).names(Role.THREAT_ACTOR) == (attacker,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Namen wurden gestohlen. Die Erpresser drohten. Velmora stellte die Systeme ab."),
        ("fr", "Des noms ont été volés. Le pirate menace de publier les fichiers de Velmora."),
        ("es", "Se filtraron nombres. El atacante asegura tener los datos de Velmora."),
    ],
)
def test_words_for_attackers_are_no_names(language: str, text: str) -> None:
    assert read_foreign("", text, language).names(Role.THREAT_ACTOR) == ()


@pytest.mark.parametrize(
    ("language", "text", "occurred"),
    [
        ("ja", "ミドリ銀行で15日未明、不正アクセスがあり、顧客の氏名が流出した。", "2026-01-15"),
        ("de", "Bei Velmora wurden Namen kopiert. Am 14. Dezember lag der Zugang offen da.", "2025-12-14"),
    ],
)
def test_days_without_a_month_and_days_that_nothing_explains(language: str, text: str, occurred: str) -> None:
    assert read_foreign("", text, language, published=PUBLISHED).dates.occurred == occurred
