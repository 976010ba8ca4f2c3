"""Suppliers and shops in Japanese: named in quotes, behind what they are entrusted with, and with what they are called by."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign
from nlp.languages.japanese import japanese_names
from nlp.languages.lexicon import lexicon
from nlp.languages.text import read

TOLD = {
    "in quotes behind the kind of company": (
        "住民の氏名が流出したのは、森田町が広報の印刷を委託している、鳥羽の会社「クイルマーク」のサーバーがサイバー攻撃を受けたためと森田町が発表した。",
        "クイルマーク",
        "森田町",
    ),
    "in quotes behind what it is entrusted with": (
        "東丘精機は9日、同社が包装を委託する「倉見サービス」のサーバーが不正アクセスを受け、社員の氏名が流出したと発表した。",
        "倉見サービス",
        "東丘精機",
    ),
    "before brackets that hold a full stop": (
        "測量を受注した森田測地株式会社から一部を受託した株式会社クイルマーク(以下「再委託先」という。)に不正アクセスがあり、地主の氏名が漏えいしました。",
        "株式会社クイルマーク",
        "森田測地株式会社",
    ),
}


@pytest.mark.parametrize(("text", "breached", "downstream"), TOLD.values(), ids=list(TOLD))
def test_the_supplier_was_entered_and_its_customer_hit(text: str, breached: str, downstream: str) -> None:
    read = read_foreign("サーバーへの不正アクセスについて", text, "ja")
    assert (read.names(Role.BREACHED), read.names(Role.DOWNSTREAM)) == ((breached,), (downstream,))


def test_a_shop_in_quotes_has_its_whole_name() -> None:
    text = "弊社の通販サイト「Quill Berry.shop」が不正アクセスを受け、ご購入者のカード情報が漏えいしました。"
    assert read_foreign("お詫び", text, "ja").names(Role.BREACHED) == ("Quill Berry.shop",)


def test_the_short_form_of_a_company_is_that_company() -> None:
    text = (
        "カード情報が漏洩したのは、株式会社クイルマーク(以下、「クイルマーク社」といいます。)のサービスへの不正アクセスによるものです。"
        "クイルマーク社が公表しました。"
    )
    assert read_foreign("お詫び", text, "ja").names(Role.BREACHED) == ("株式会社クイルマーク",)


def test_households_and_a_virus_are_nobody() -> None:
    text = (
        "公民館のサーバーがコンピューターウイルスに感染し、約70世帯分の氏名が流出した可能性があると、森田町が発表した。"
    )
    assert read_foreign("約70世帯分の個人情報流出か", text, "ja").names(*Role) == ("森田町",)


def test_who_entrusts_is_a_customer_in_the_present_tense_too() -> None:
    text = "高齢者の氏名が流出した。岡見県介護広域連合が封入を委託する株式会社ケルムのサーバーがランサムウェアに感染したためだ。"
    found = read_foreign("個人情報の流出について", text, "ja")
    assert found.names(Role.DOWNSTREAM) == ("岡見県介護広域連合",)


def test_so_many_of_them_and_whoever_entrusts_are_no_names() -> None:
    words = lexicon("ja")
    reading = read("", "顧客の7病院と委託元病院の患者の氏名が流出した。", words.abbreviations)
    assert not list(japanese_names(reading, words))
