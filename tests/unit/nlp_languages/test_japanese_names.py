"""Names in Japanese: in quotes behind what kind of firm it is, without a particle, apart from a place and from one another."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

ONE = {
    "in quotes behind its kind, beside a kind of malware": (
        "自動車部品メーカーの「リゼナ」が身代金要求型のコンピューターウイルス「ランサムウエア」によるサイバー攻撃を受け、株主の氏名や住所などが漏えいしたことがわかりました。",
        "リゼナ",
    ),
    "before two particles": (
        "国立大学法人岡見大学では4月25日、メール誤送信による個人情報の流出が判明したと発表した。全メールアドレスが表示された状態となった。",
        "岡見大学",
    ),
    "behind the place where it is": (
        "岡見県森田町の森田町教育委員会は6月3日、小学校の教員が詐欺被害に遭い、生徒200名の個人情報が漏えいしたと明らかにしました。森田町によると不正アクセスは5月29日に発生しました。",
        "森田町教育委員会",
    ),
}


@pytest.mark.parametrize(("text", "name"), ONE.values(), ids=list(ONE))
def test_the_name_is_read_and_no_more_than_it(text: str, name: str) -> None:
    read = read_foreign("", text, "ja")
    assert read.names(Role.BREACHED) == (name,)
    assert read.names(Role.THREAT_ACTOR) == ()


def _named(text: str) -> set[str]:
    return {party.name for party in read_foreign("", text, "ja").parties}


def test_two_banks_are_two() -> None:
    text = "岡見県の岡見銀行と森田銀行は10月16日、業務提携先からの出向者により、個人情報漏洩(誤送信)事案が発生したことを公表した。氏名や住所が含まれる。"
    found = _named(text)
    assert "岡見銀行と森田銀行" not in found
    assert "岡見県" not in found
    assert {"岡見銀行", "森田銀行"} & found


def test_a_name_of_several_latin_words_is_one_and_a_common_word_none() -> None:
    text = (
        "森田製作所は、業務委託先の再委託先(海外法人QLM Harbor Global Delivery)社員が同社取引先の氏名を含むデータを業務用パソコンへ"
        "許可なくダウンロードし、外部クラウドサービスの個人アカウントへアップロードし、流出したことを確認したと発表した。"
    )
    found = _named(text)
    assert "森田製作所" in found
    assert (
        not {"Harbor", "Global", "Delivery", "業務用パソコン", "ダウンロード", "アップロード", "個人アカウント"} & found
    )
