"""Counts with a half, in words of the language, of papers, and as a part of a total."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("es", "Los hackers robaron los datos de un millón y medio de clientes.", 1_500_000),
        ("it", "Gli hacker hanno rubato i dati di un milione e mezzo di clienti.", 1_500_000),
        ("pt", "Hackers roubaram dados de dois milhões e meio de clientes.", 2_500_000),
        ("fr", "Les pirates ont volé les données de deux millions et demi de clients.", 2_500_000),
        ("nl", "Hackers stalen gegevens van ruim 6 ton klanten.", 600_000),
        ("nl", "Hackers stalen gegevens van 6,5 ton klanten.", 650_000),
        ("fr", "Les pirates ont volé les données d'une centaine de clients.", 100),
        ("it", "Gli hacker hanno rubato i dati di un migliaio di clienti.", 1_000),
        ("ja", "不正アクセスにより120万超の会員情報が流出した。", 1_200_000),
        ("de", "Die Hacker kopierten 86.000 Lebensläufe.", 86_000),
        ("fr", "Plus de 86 000 CV et lettres de motivation ont été exposés.", 86_000),
        ("pt", "Hackers expuseram 86 mil currículos.", 86_000),
        ("nl", "Er zijn 86.000 cv's gelekt.", 86_000),
        ("de", "Nach dem Datenleck ist die Zahl der betroffenen Patienten von 8.200 auf 21.000 gestiegen.", 21_000),
        ("fr", "Le nombre de patients touchés par la fuite de données est passé à 21 000.", 21_000),
    ],
)
def test_a_count_is_read_as_the_language_says_it(language: str, text: str, count: int) -> None:
    read = read_foreign("", text, language)
    assert read.records is not None
    assert read.records.count == count


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Von 12.000 der insgesamt 80.000 Kunden wurden Daten gestohlen."),
        ("fr", "Les données de 12 000 des 80 000 clients ont été volées."),
        ("es", "Robaron los datos de 12.000 de los 80.000 clientes."),
        ("it", "Rubati i dati di 12.000 dei circa 80.000 clienti."),
        ("pt", "Roubaram os dados de 12 mil dos 80 mil clientes."),
        ("nl", "Van 12.000 van de 80.000 klanten zijn gegevens gestolen."),
    ],
)
def test_a_total_is_not_how_many_were_hit(language: str, text: str) -> None:
    read = read_foreign("", text, language)
    assert read.records is not None
    assert read.records.count == 12_000


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Gestohlen wurden Daten der 80.000 Kunden.", 80_000),
        ("es", "Robaron los datos de un millón de clientes y media docena de contratos.", 1_000_000),
        ("nl", "Na de hack zijn gegevens van 600 klanten en 6 ton hout gestolen.", 600),
    ],
)
def test_what_only_looks_like_one_of_these_counts_as_before(language: str, text: str, count: int) -> None:
    read = read_foreign("", text, language)
    assert read.records is not None
    assert read.records.count == count
