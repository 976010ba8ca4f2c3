"""Notices in Japanese: numbered headings, bounds behind the number, and names behind the kind of company."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus, DataType, Role
from nlp.foreign import read_foreign

NOTICE = """株式会社クイルマークのサーバーが不正アクセスを受け、情報が流出しました。

1. 流出した情報
氏名、電話番号

2. 流出していない情報
パスワード、口座番号
"""


def test_what_stands_below_a_numbered_heading_that_denies_is_denied() -> None:
    told = {claim.type: claim.status for claim in read_foreign("情報流出について", NOTICE, "ja").data_types}
    assert told == {
        DataType.NAMES: DataStatus.EXPOSED,
        DataType.PHONE_NUMBERS: DataStatus.EXPOSED,
        DataType.PASSWORDS: DataStatus.DENIED,
        DataType.BANK_ACCOUNTS: DataStatus.DENIED,
    }


@pytest.mark.parametrize(
    ("said", "bound"),
    [("4000件以上", "at_least"), ("4000人超", "at_least"), ("約4000件", "about"), ("4000件", "exact")],
)
def test_a_bound_may_stand_behind_the_number(said: str, bound: str) -> None:
    records = read_foreign("", f"広告会社クイルマークは3日、応募者の氏名など{said}が流出したと発表した。", "ja").records
    assert records is not None
    assert (records.count, records.bound) == (4000, bound)


def test_the_kind_of_company_is_no_part_of_its_name() -> None:
    text = "広告会社クイルマークは3日、サーバーが不正アクセスを受け、応募者の氏名が流出したと発表した。"
    assert read_foreign("", text, "ja").names(Role.BREACHED) == ("クイルマーク",)


def test_a_stopped_system_is_nobody() -> None:
    text = "森田町は4日、庁舎のパソコンがランサムウェアに感染し、窓口の業務を止めていると発表した。"
    assert read_foreign("森田町庁舎のシステム停止 ウイルス感染", text, "ja").names(Role.BREACHED) == ("森田町",)


def test_who_is_entrusted_and_lost_the_data_was_hit() -> None:
    text = (
        "森田町は3日、検診業務を委託する医療法人あかね会が、町民900人分の氏名を保存した記録媒体を紛失したと発表した。"
    )
    read = read_foreign("森田町、委託先で個人情報紛失", text, "ja")
    assert read.names(Role.BREACHED) == ("医療法人あかね会",)
    assert read.names(Role.DOWNSTREAM) == ("森田町",)
