"""Names in Japanese: in quotes behind what kind of firm it is, without a particle, apart from a place and from one another."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

ONE = {
    "in quotes behind its kind, beside a kind of malware": (
        "食品メーカーの「トルネラ」が身代金要求型のウイルス「ランサムウエア」に感染し、取引先の氏名が漏えいしました。",
        "トルネラ",
    ),
    "before two particles": (
        "青葉台大学では9月3日、個人情報の漏えいが判明したと発表した。名簿が誰でも見られる状態だった。",
        "青葉台大学",
    ),
    "behind the place where it is": (
        "青葉県白浜町の白浜町図書館は8月2日、職員が偽の電話にだまされ、利用者の個人情報が漏えいしたと明らかにしました。",
        "白浜町図書館",
    ),
    "before the particle of direction": (
        "株式会社青葉へのサイバー攻撃で、顧客の氏名が流出した。",
        "株式会社青葉",
    ),
    "of hiragana alone": (
        "株式会社みどりのサーバーが不正アクセスを受け、顧客の氏名が流出した。",
        "株式会社みどり",
    ),
    "hiragana first, at the start": (
        "さざなみ観光への不正アクセスで、予約客の氏名が流出した。",
        "さざなみ観光",
    ),
    "hiragana first, behind a particle": (
        "菓子店のもみじ堂に不正アクセスがあり、会員の氏名が流出した。",
        "もみじ堂",
    ),
    "hiragana first, behind a comma": (
        "患者の氏名が流出したと、ひなた総合病院が発表した。サーバーへの不正アクセスによる。",
        "ひなた総合病院",
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
    text = "青葉県の青葉銀行と白浜銀行は2月8日、個人情報漏えいを公表した。郵送先の取り違えで氏名が他人に届いた。"
    found = _named(text)
    assert "青葉銀行と白浜銀行" not in found
    assert "青葉県" not in found
    assert {"青葉銀行", "白浜銀行"} & found


def test_a_name_of_several_latin_words_is_one_and_a_common_word_none() -> None:
    text = (
        "白浜製作所は、再委託先(TKR Maple Data Works)の社員が取引先の氏名を業務用パソコンへダウンロードし、"
        "個人アカウントへアップロードし、流出したと発表した。"
    )
    found = _named(text)
    assert "白浜製作所" in found
    assert not {"Maple", "Data", "Works", "業務用パソコン", "ダウンロード", "アップロード", "個人アカウント"} & found


@pytest.mark.parametrize(
    "text", ["氏名が流出したと、ある総合病院が発表した。", "不正アクセスを受けた、この総合病院の患者の氏名が流出した。"]
)
def test_a_little_word_before_a_kind_is_no_name(text: str) -> None:
    assert _named(text) & {"ある総合病院", "この総合病院"} == set()
