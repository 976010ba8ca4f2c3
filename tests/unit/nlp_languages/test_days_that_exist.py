"""A date of the record is one that the calendar has, also where a text leaves month or year open."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.foreign import read_foreign

PUBLISHED = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("language", "text", "occurred"),
    [
        ("pt", "A Brellow sofreu um vazamento de dados. O ataque ocorreu no dia 31 e expôs e-mails.", "2026-01-31"),
        ("es", "Brellow sufrió una filtración de datos. El ataque ocurrió el día 30.", "2026-01-30"),
        ("es", "Brellow sufrió una filtración de datos. El ataque ocurrió el día 2.", "2026-03-02"),
        ("ja", "ブレロウは31日に不正アクセスを受け、個人情報が流出した。", "2026-01-31"),
        ("de", "Brellow meldet ein Datenleck. Der Angriff fand am 29. Februar statt.", None),
        ("de", "Brellow meldet ein Datenleck. Der Angriff fand am 31.02.2026 statt.", None),
        ("de", "Brellow meldet ein Datenleck. Der Angriff fand am 28. Februar statt.", "2026-02-28"),
    ],
)
def test_a_day(language: str, text: str, occurred: str | None) -> None:
    assert read_foreign("", text, language, (), PUBLISHED).dates.occurred == occurred


def test_a_day_of_the_month_is_no_count() -> None:
    text = "A Brellow sofreu um vazamento de dados. O ataque ocorreu no dia 31 e expôs e-mails e senhas de clientes."
    assert read_foreign("", text, "pt", ("Brellow",), PUBLISHED).records is None


def test_the_first_day_of_the_calendar_is_survived() -> None:
    text = "A Brellow sofreu um vazamento de dados. O ataque ocorreu no dia 31."
    assert read_foreign("", text, "pt", (), date.min).dates.discovered is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Brellow teilt mit, dass sich am 4. Februar ein Fremder Einblick in die Datenbank verschafft hat."),
        ("fr", "Brellow vous informe que, le 4 février, un tiers a obtenu un accès à son fichier."),
        ("es", "Brellow comunica que, el 4 de febrero, un tercero obtuvo acceso a su base de datos."),
        ("pt", "A Brellow comunica que, a 4 de fevereiro, um terceiro obteve acesso à base de dados."),
        ("ja", "ブレロウは、2月4日に第三者が不正アクセスを行い、氏名が流出したと発表した。"),
    ],
)
def test_the_day_of_what_is_told_is_not_the_day_of_telling(language: str, text: str) -> None:
    dates = read_foreign("", text, language, (), PUBLISHED).dates
    assert (dates.occurred, dates.disclosed) == ("2026-02-04", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Brellow a indiqué le 4 février que des noms avaient été volés."),
        ("ja", "ブレロウは2月4日、不正アクセスを受け、氏名が流出したと発表した。"),
    ],
)
def test_the_day_of_telling_is_not_the_day_of_what_is_told(language: str, text: str) -> None:
    dates = read_foreign("", text, language, (), PUBLISHED).dates
    assert (dates.occurred, dates.disclosed) == (None, "2026-02-04")


TOLD_ON = [
    ("it", "La palestra Vigormonte ha annunciato il 3 marzo un attacco hacker che ha rubato i nomi dei soci.", None),
    ("it", "Il rifugio Cimabianca ha confermato lunedì 2 marzo un attacco hacker avvenuto il 5 febbraio.", "2026-02-05"),
    ("pt", "No dia 3 de março, o clube Maresia informou que hackers roubaram nomes de sócios.", None),
    ("pt", "A livraria Papelonga avisou em 3 de março que hackers levaram nomes em 5 de fevereiro.", "2026-02-05"),
    ("es", "El club Almijara anunció el 3 de marzo un ciberataque en el que robaron nombres.", None),
    ("pt", "O ataque, ocorrido em 5 de fevereiro, foi anunciado pela livraria Papelonga: hackers levaram nomes.", "2026-02-05"),
    ("it", "La palestra Vigormonte ha comunicato che il 5 febbraio gli hacker hanno rubato i nomi.", "2026-02-05"),
    ("nl", "Op 5 februari zijn namen gestolen, meldde koor Zanglust.", "2026-02-05"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "occurred"), TOLD_ON)
def test_the_day_of_telling_is_not_that_of_the_incident(language: str, text: str, occurred: str | None) -> None:
    assert read_foreign("", text, language, (), PUBLISHED).dates.occurred == occurred


@pytest.mark.parametrize(
    ("language", "text", "occurred"),
    [
        ("fr", "Le 5 novembre, a confirmé Velmora, des pirates ont copié les adresses de 2 000 clients.", "2026-11-05"),
        ("it", "Il 5 novembre, ha confermato Olmara, gli hacker hanno copiato gli indirizzi dei clienti.", "2026-11-05"),
        ("pt", "Em 5 de novembro, confirmou a Olmera, hackers copiaram os CPFs de 2 mil clientes.", "2026-11-05"),
        ("fr", "Le 5 novembre, Velmora a confirmé que des pirates avaient copié des adresses de clients.", None),
    ],
    ids=["fr", "it", "pt", "told on that day"],
)  # fmt: skip
def test_who_tells_it_may_be_put_in_behind_the_day(language: str, text: str, occurred: str | None) -> None:
    assert read_foreign("", text, language, published=date(2026, 11, 20)).dates.occurred == occurred


@pytest.mark.parametrize(
    ("language", "text", "occurred"),
    [
        ("fr", "Velmora a été piraté vendredi dernier : des données de clients ont été volées.", "2026-11-13"),
        ("es", "Olmedra fue hackeada ayer: robaron datos de clientes.", "2026-11-19"),
        ("it", "Olmara è stata hackerata lunedì: rubati dati di clienti.", "2026-11-16"),
        ("pt", "A Olmera foi hackeada na última sexta-feira: roubados dados de clientes.", "2026-11-13"),
        ("fr", "Velmora a été piraté il y a deux mois : des données de clients ont été volées.", "2026-09"),
        ("fr", "Vendredi, Velmora a annoncé un piratage : des données de clients ont été volées.", None),
        ("fr", "Les serveurs de Velmora, piratés, sont bloqués jusqu'à vendredi : des données ont été volées.", None),
        ("es", "Olmedra informó ayer de que fue hackeada: robaron datos de clientes.", None),
    ],
)  # fmt: skip
def test_a_day_told_from_that_of_publication_counts_right_behind_what_happened(
    language: str, text: str, occurred: str | None
) -> None:
    assert read_foreign("", text, language, published=date(2026, 11, 20)).dates.occurred == occurred
