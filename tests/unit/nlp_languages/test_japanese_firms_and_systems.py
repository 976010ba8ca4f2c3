"""Japanese firms that call themselves a system, kinds of company before a name, and whom a contractor serves."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

CASES = [
    ("印刷会社の青磁システムが不正アクセスを受け、顧客の氏名が流出した。", {"青磁システム"}, set()),
    (
        "瀬川市は、委託先の青磁システムが不正アクセスを受け、市民の氏名が流出したと発表した。",
        {"青磁システム"},
        {"瀬川市"},
    ),
    ("瀬川市の予約システムが不正アクセスを受け、市民の氏名が流出した。", {"瀬川市"}, set()),
    ("瀬川市は、住民情報システムへの不正アクセスで、市民の氏名が流出したと発表した。", {"瀬川市"}, set()),
    ("コールセンター会社カスティアが不正アクセスを受け、顧客の氏名が流出した。", {"カスティア"}, set()),
    (
        "書店のベルモラの会報を配信しているカスティアが不正アクセスを受け、氏名が流出した。",
        {"カスティア"},
        {"ベルモラ"},
    ),
    (
        "瀬川銀行も、委託先のカスティアからの情報流出を公表した。カスティアは不正アクセスを受けた。",
        {"カスティア"},
        {"瀬川銀行"},
    ),
    (
        "当社が業務を委託している青磁株式会社から、同社が不正アクセスを受けたとの報告がありました。瀬川保険株式会社",
        {"青磁株式会社"},
        {"瀬川保険株式会社"},
    ),
]


@pytest.mark.parametrize(("text", "breached", "downstream"), CASES, ids=[one[0] for one in CASES])
def test_who_was_hit(text: str, breached: set[str], downstream: set[str]) -> None:
    found = read_foreign("情報流出", text, "ja")
    assert set(found.names(Role.BREACHED)) == breached
    assert set(found.names(Role.DOWNSTREAM)) == downstream
