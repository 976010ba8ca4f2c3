"""How many incidents there were over a time is statistics in Japanese too, and no incident of whoever counted them."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

TALLIES = [
    "県警のまとめでは、企業のランサムウェア被害は半年で110件だった。サーバーに侵入され、顧客情報が流出した例もある。",
    "信用調査の青磁リサーチは、個人情報を漏えいした会社が昨年は150社あったと公表した。流出した氏名や住所は900万人分に上る。",
    "東北地方で公表された個人情報漏えいは今年上半期に35件あり、約2万人の氏名や住所が流出したことが、青磁総研の調べで分かった。",
    "全国の病院で昨年、サイバー攻撃により電子カルテが使えなくなった被害が14件あった。うち3件で患者の情報が流出した。",
]


@pytest.mark.parametrize("text", TALLIES)
def test_a_tally_of_incidents_is_none(text: str) -> None:
    assert not read_foreign("個人情報の流出、増える", text, "ja").is_disclosure


@pytest.mark.parametrize(
    "text",
    [
        "県内の青磁病院は昨年9月から、患者の検査結果の漏えいが12件あったと発表した。",
        "企業向けに名簿を管理する株式会社青磁データは、今年の不正アクセスで取引先の情報の流出が430件あったと発表した。",
        "職員のメール誤送信で、自治体の担当者35人の氏名が流出し、今年度の漏えいは3件目になったと青磁市が発表した。",
    ],
)
def test_of_one_firm_that_counts_what_got_out_it_is_one(text: str) -> None:
    assert read_foreign("個人情報の流出について", text, "ja").is_disclosure
