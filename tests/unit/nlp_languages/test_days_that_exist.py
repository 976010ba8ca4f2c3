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
