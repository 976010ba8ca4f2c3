from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.names import deception, fold, skeleton, split_legal_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OpenAI", "OPENAI"),
        ("OpenAI\u2019s", "OpenAI"),
        ("T-Mobile", "T Mobile"),
        ("AT&T", "AT & T"),
        ("The Widget House", "Widget House"),
        ("Acme B.V.", "Acme BV"),
        ("Acme™", "Acme"),
        ("J. P. Example", "J.P. Example"),
        ("moveit_transfer", "MOVEit Transfer"),
        ("K\u0130L\u0130M Bank", "kilim bank"),
        ("QUİLLDENİZ ANONİM ŞİRKETİ", "Quilldeniz Anonim Şirketi"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Okta", "Öktä"), ("OpenAI", "OpenAl"), ("Oktal", "Okta"), ("Groß", "Gross")]
)
def test_names_that_only_look_alike_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "base", "form"),
    [
        ("Quillstack, Inc.", "quillstack", "inc"),
        ("Quillstack OpCo, LLC", "quillstack", "opco llc"),
        ("Quillstack GmbH & Co. KG", "quillstack", "gmbh and co kg"),
        ("Quillstack Sp. z o.o.", "quillstack", "sp z oo"),
        ("Quillstack S.à r.l.", "quillstack", "sà rl"),
        ("Quillstack Pty. Ltd.", "quillstack", "pty ltd"),
        ("Quillstack, PBC", "quillstack", "pbc"),
        ("Quillstack A/S", "quillstack", "a s"),
        ("株式会社 クイル", "クイル", "株式会社"),
        ("株式会社クイル", "クイル", "株式会社"),
        ("クイル株式会社", "クイル", "株式会社"),
        ("㈱クイル", "クイル", "株式会社"),
        ("クイル\uff08株\uff09", "クイル", "株式会社"),
        ("合同会社クイル", "クイル", "合同会社"),
        ("奎尔股份有限公司", "奎尔", "股份有限公司"),
        ("奎尔有限公司", "奎尔", "有限公司"),
        ("奎尔有限责任公司", "奎尔", "有限责任公司"),
        ("주식회사 퀼", "퀼", "주식회사"),
        ("㈜퀼", "퀼", "주식회사"),
        ("Quillstack, spol. s r.o.", "quillstack", "spol s ro"),
        ("Quillstack A.Ş.", "quillstack", "aş"),
        ("Quillstack S.A.B. de C.V.", "quillstack", "sab de cv"),
        ("Quillstack Berhad", "quillstack", "berhad"),
        ("Quillstack GmbH und Co. KG", "quillstack", "gmbh und co kg"),
        ("Quillstack Gesellschaft mit beschränkter Haftung", "quillstack", "gesellschaft mit beschränkter haftung"),
        ("Quillstack AB (publ)", "quillstack", "ab publ"),
        ("Quillstack BVBA", "quillstack", "bvba"),
        ("Quillstack Bank, N.A.", "quillstack bank", "na"),
        ("Quillstack FZ-LLC", "quillstack", "fz llc"),
        ("Quillstack Public Company Limited", "quillstack", "public company limited"),
        ("Quillstack PJSC", "quillstack", "pjsc"),
        ("ТОВ «Квилл»", "квилл", "тов"),  # noqa: RUF001 - Cyrillic throughout
        ("会社クイル", "会社クイル", ""),
        ("Browser Company", "browser company", ""),
        ("Co", "co", ""),
        ("Inc. Ltd.", "inc", "ltd"),
    ],
)
def test_the_legal_form_is_split_off(name: str, base: str, form: str) -> None:
    assert split_legal_form(fold(name)) == (base, form)


@pytest.mark.parametrize(
    "name",
    [
        "Ok\u200bta",
        "Mix\u202elenap",
        "\u0410pple",
        "M\u0456xpanel",
        "\uff2f\uff4b\uff54\uff41",
        "Okt\u0251",
        "Ok\u00adta",
        "\U0001d40e\U0001d424\U0001d42d\U0001d41a",
    ],
)
def test_disguised_names_are_told(name: str) -> None:
    assert deception(name)


@pytest.mark.parametrize(
    "name",
    [
        "Okta",
        "Société Générale",
        "Яндекс Cloud",
        "LINEヤフー",
        "株式会社ＬＩＮＥ",
        "Łódź Systems",
        "Salesﬁrst",
        "Ørsted",
    ],
)
def test_honest_names_are_not(name: str) -> None:
    assert deception(name) is None


def test_a_skeleton_shows_what_a_reader_sees() -> None:
    assert skeleton("M\u0456xp\u0430nel") == "Mixpanel"


@given(st.text(max_size=60))
def test_no_text_breaks_folding(text: str) -> None:
    key = fold(text)
    base, _form = split_legal_form(key)
    assert fold(key) == key or not key.isascii() or "the" in key or key.startswith(("a ", "s "))
    assert bool(base) == bool(key)
    deception(text)
    skeleton(text)
