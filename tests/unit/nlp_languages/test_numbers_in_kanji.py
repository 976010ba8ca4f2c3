"""Counts and days that Japanese papers write in kanji."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.foreign import read_foreign
from nlp.languages.kanji import number, with_digits

PUBLISHED = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三千", 3_000),
        ("二万五千", 25_000),
        ("百二十", 120),
        ("一億二千万", 120_000_000),
        ("1億2,000万", 120_000_000),
        ("1.5万", 15_000),
        ("二〇二五", 2_025),
        ("二十", 20),
        ("3千5百", 3_500),
        ("万", None),
        ("1.2.3", None),
        ("", None),
    ],
)
def test_a_number_is_read_as_it_is_written(written: str, value: int | None) -> None:
    assert number(with_digits(written)) == value


@pytest.mark.parametrize(
    ("people", "count"),
    [
        ("顧客三千件の氏名", 3_000),
        ("約二万五千人分の氏名", 25_000),
        ("会員百二十名の氏名", 120),
        ("数千人の氏名", None),
        ("三人の担当者の氏名", None),  # a few in kanji are rather those who looked into it
        ("三千円の商品の購入者の氏名", None),
    ],
)
def test_kanji_count_people(people: str, count: int | None) -> None:
    read = read_foreign("", f"青磁商事は不正アクセスにより{people}が流出したと発表した。", "ja").records
    assert (read.count if read else None) == count


@pytest.mark.parametrize(
    ("day", "occurred"),
    [
        ("令和七年四月二十日", "2025-04-20"),
        ("令和元年十二月三日", "2019-12-03"),
        ("二〇二四年十一月五日", "2024-11-05"),
        ("昨年十月十五日", "2024-10-15"),
    ],
)
def test_a_day_in_kanji_is_that_day(day: str, occurred: str) -> None:
    read = read_foreign(
        "青磁商事に不正アクセス", f"不正アクセスは{day}に発生し、顧客の氏名が流出した。", "ja", (), PUBLISHED
    )
    assert read.dates.occurred == occurred


def test_per_day_is_no_day() -> None:
    text = "一日に千件の注文を受ける青磁商事が不正アクセスを受け、顧客の氏名が流出した。"
    assert read_foreign("", text, "ja", (), PUBLISHED).dates.occurred is None
