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


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Kundendaten wurden gestohlen. Von den 2 Millionen Kunden sind 500 betroffen.", 500),
        ("fr", "Des données de clients ont été volées. Sur ses 2 millions de clients, 500 sont concernés.", 500),
        ("es", "Se robaron datos de clientes. De sus 2 millones de clientes, 500 están afectados.", 500),
        ("it", "Rubati dati dei clienti. Dei suoi 80.000 soci, circa 500 sono coinvolti.", 500),
        ("pt", "Foram roubados dados de clientes. Menos de 500 dos seus 2 milhões de clientes foram afetados.", 500),
        ("nl", "Klantgegevens zijn gestolen. Van de 2 miljoen klanten zijn er 500 getroffen.", 500),
        ("ja", "顧客情報が流出した。会員200万人のうち500人が対象となる。", 500),
        ("de", "Kundendaten wurden gestohlen. Ein Teil der 90.000 Kunden ist betroffen.", None),
        ("fr", "Des données de clients ont été volées. Une partie de ses 90 000 clients est concernée.", None),
        ("pt", "Foram roubados dados de clientes. A maioria dos 9.000 associados foi afetada.", None),
        ("nl", "Klantgegevens zijn gestolen. Een deel van de 90.000 klanten is getroffen.", None),
        ("de", "Die Klinik, gehackt, versorgt 80.000 Patienten; 2.700 Patienten wurden benachrichtigt.", 2_700),
        ("fr", "Piratée, la mutuelle, qui compte 300 salariés et 80 000 adhérents, a prévenu 2 700 adhérents.", 2_700),
        ("es", "La mutua hackeada cuenta con 80.000 socios y avisó a 2.700 socios.", 2_700),
        (
            "nl",
            "Het gehackte bedrijf, met 300 werknemers en 80.000 klanten, spreekt van 2.700 getroffen klanten.",
            2_700,
        ),
        ("es", "Hackeo: la cifra de afectados pasó de 12.000 a 1,2 millones.", 1_200_000),
        ("it", "Hacker: rubati dati dei clienti; il numero delle vittime è salito da 12.000 a 1,2 milioni.", 1_200_000),
        ("de", "Die Quillholz AG mit 8.000 Beschäftigten wurde gehackt.", None),
        ("nl", "Bakkerij Quillwiek telt 800 werknemers en is gehackt.", None),
        ("ja", "従業員800人の三輪食品が不正アクセスを受けた。", None),
        # near misses
        ("de", "Kopiert wurde eine Datei mit 3.000 Kunden.", 3_000),
        ("de", "Gestohlen wurde eine Datei mit 8.000 Mitarbeitern.", 8_000),
        ("de", "Die gehackte Quillholz AG hat 8.000 Mitarbeiter informiert.", 8_000),
        ("ja", "不正アクセスで従業員800人の個人情報が流出した。", 800),
        ("fr", "Vos données ont été volées. Vous faites partie des 3 000 clients concernés.", 3_000),
        ("es", "El archivo robado tiene 3.000 clientes.", 3_000),
    ],
)
def test_the_whole_of_a_part_and_the_size_of_a_firm_are_no_count(language: str, text: str, count: int | None) -> None:
    read = read_foreign("", text, language).records
    assert (read.count if read else None) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Bei dem Hack wurden Namen von 3.000 Kunden und rund 500 Mitarbeitern gestohlen.", 3_500),
        ("fr", "Piratage : les noms de 3 000 clients et de 500 salariés ont été volés.", 3_500),
        ("es", "Hackeo: se robaron los nombres de 3.000 clientes y 500 empleados.", 3_500),
        ("it", "Hacker: rubati i nomi di 3.000 clienti e 500 dipendenti.", 3_500),
        ("pt", "Hackers roubaram os nomes de 3.000 clientes e 500 funcionários.", 3_500),
        ("nl", "Bij de hack zijn de namen van 3.000 klanten en 500 medewerkers gestolen.", 3_500),
        ("ja", "不正アクセスで顧客3000人と従業員500人の氏名が流出した。", 3_500),
        # the same people, or other things
        ("de", "Bei dem Hack wurden Namen von 3.000 Kunden und IBANs von 500 Kunden gestohlen.", 3_000),
        ("de", "Bei dem Hack wurden Namen von 3.000 Kunden gestohlen, darunter 500 Mitarbeiter.", 3_000),
        ("ja", "不正アクセスで氏名3000人と住所500人が流出した。", 3_000),
    ],
)
def test_two_counts_of_people_are_added(language: str, text: str, count: int) -> None:
    read = read_foreign("", text, language)
    assert read.records is not None
    assert read.records.count == count
    assert read.records.evidence.quote in text
