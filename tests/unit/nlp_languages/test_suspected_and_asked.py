"""Data that are suspected, asked after or denied in German, Dutch and Japanese: neither taken nor the other way round."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus, DataType
from nlp.foreign import read_foreign

HIT = {
    "de": "Der Händler Nordkasse wurde gehackt. ",
    "nl": "Webwinkel Noordkassa is gehackt. ",
    "ja": "通販のノルド商事が不正アクセスを受けた。",
}
EXPOSED, POSSIBLE, DENIED = DataStatus.EXPOSED, DataStatus.POSSIBLE, DataStatus.DENIED
CASES = [
    ("de", "Es besteht die Möglichkeit, dass Passwörter eingesehen wurden.", {POSSIBLE}),
    ("de", "Es wird befürchtet, dass Passwörter kopiert wurden.", {POSSIBLE}),
    ("de", "Die Firma schließt aus, dass Passwörter gestohlen wurden.", {DENIED}),
    ("de", "Die Firma schließt nicht aus, dass Passwörter gestohlen wurden.", {POSSIBLE}),
    ("de", "Die Firma bestreitet nicht, dass Passwörter gestohlen wurden.", {EXPOSED}),
    ("de", "Der Verdacht, es seien Passwörter kopiert worden, hat sich nicht bestätigt.", {DENIED}),
    ("de", "Der Verdacht, dass Passwörter kopiert wurden, hat sich bestätigt.", {EXPOSED}),
    ("de", "Egal ob Namen oder Passwörter: Alles wurde gestohlen.", {EXPOSED}),
    ("de", "Ob Namen oder Passwörter gestohlen wurden, ist unklar.", set()),
    ("de", "Es ist nicht bekannt, wie viele Passwörter gestohlen wurden.", {EXPOSED}),
    ("nl", "Of wachtwoorden zijn gestolen, staat nog niet vast.", set()),
    ("nl", "Of het nu namen of wachtwoorden zijn: alles is gestolen.", {EXPOSED}),
    ("nl", "Het is niet bekend hoeveel wachtwoorden zijn gestolen.", {EXPOSED}),
    ("nl", "Gevreesd wordt dat wachtwoorden zijn gestolen.", {POSSIBLE}),
    ("nl", "Wachtwoorden vielen buiten het lek.", {DENIED}),
    ("ja", "パスワードの流出の有無は調査中。", set()),
    ("ja", "氏名が流出し、パスワードが流出したかどうかは不明。", set()),
    ("ja", "パスワードの流出は否定している。", {DENIED}),
    ("ja", "パスワードの流出は否定できない。", {POSSIBLE}),
    ("ja", "パスワード以外は流出していない。", {EXPOSED}),
]


@pytest.mark.parametrize(("language", "sentence", "status"), CASES, ids=[one[1] for one in CASES])
def test_what_is_suspected_asked_or_denied(language: str, sentence: str, status: set[DataStatus]) -> None:
    read = read_foreign("", HIT[language] + sentence, language)
    assert {claim.status for claim in read.data_types if claim.type is DataType.PASSWORDS} == status


def test_what_a_clause_before_the_question_tells_was_taken() -> None:
    read = read_foreign("", HIT["ja"] + "氏名が流出し、パスワードが流出したかどうかは不明。", "ja")
    assert read.types(EXPOSED) == {DataType.NAMES}


def test_who_did_not_pay_spared_no_data() -> None:
    text = "Weil sie nicht zahlte, hat die Bande Personalakten der Quillholz AG veröffentlicht."
    assert read_foreign("Hackerangriff", text, "de").types(EXPOSED) == {DataType.EMPLOYMENT_HR}


def test_earlier_reports_are_no_messages() -> None:
    read = read_foreign("", HIT["nl"] + "In tegenstelling tot eerdere berichten zijn wachtwoorden gestolen.", "nl")
    assert read.types(EXPOSED) == {DataType.PASSWORDS}


def test_an_inquiry_is_no_survey() -> None:
    text = "東雲印刷がサイバー攻撃を受けた。県警が捜査している。調査は足跡社が担う。"
    assert read_foreign("東雲印刷にサイバー攻撃", text, "ja").is_disclosure
