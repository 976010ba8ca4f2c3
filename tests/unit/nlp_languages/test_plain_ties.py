"""Plain sentences in German, Dutch and Japanese that say who was entered, who was served, and who was neither."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

CASES = [
    (
        "de",
        "Nordholz warnt Kunden",
        "Unbekannte drangen in die Systeme der Meldewerk GmbH ein, die für die Nordholz AG den Newsletter verschickt.",
        {"Meldewerk GmbH"},
        {"Nordholz"},
    ),
    (
        "de",
        "Hack",
        "Hacker drangen bei der Nordholz AG ein, die für die Stadt Ellerbach Busse baut.",
        {"Nordholz"},
        set(),
    ),
    (
        "de",
        "Nachtfalke bekennt sich",
        "Die Gruppe Nachtfalke bekannte sich zu dem Angriff auf die Nordholz AG.",
        {"Nordholz"},
        set(),
    ),
    (
        "de",
        "Hack",
        "Die Nordholz AG, die von der Meldewerk GmbH gekauft wurde, ist gehackt worden.",
        {"Nordholz"},
        set(),
    ),
    ("de", "Hack", "Hacker haben Konten von der Nordholz AG übernommen und Daten kopiert.", {"Nordholz"}, set()),
    (
        "de",
        "Hackerangriff auf Meldewerk",
        "Meldewerk wurde gehackt. Kunden wie die Nordholz AG sind nicht betroffen.",
        {"Meldewerk"},
        set(),
    ),
    (
        "de",
        "Hackerangriff auf Meldewerk",
        "Meldewerk wurde gehackt. Kunden wie die Nordholz AG sind betroffen.",
        {"Meldewerk"},
        {"Nordholz"},
    ),
    (
        "nl",
        "Molenwiek waarschuwt klanten",
        "Hackers drongen binnen bij Postwerk, dat voor Bakkerij Molenwiek de nieuwsbrief verstuurt.",
        {"Postwerk"},
        {"Bakkerij Molenwiek"},
    ),
    (
        "nl",
        "Hack bij Postwerk",
        "Postwerk is gehackt. Klanten zoals Bakkerij Molenwiek zijn niet getroffen.",
        {"Postwerk"},
        set(),
    ),
    (
        "nl",
        "Datalek bij Molenwiek",
        "Bakkerij Molenwiek meldde het datalek. Advocatenkantoor Rechtlijn staat klanten bij.",
        {"Bakkerij Molenwiek"},
        set(),
    ),
    (
        "ja",
        "東雲印刷にサイバー攻撃",
        "東雲印刷がサイバー攻撃を受けた。同社に発送を委託する三輪銀行の顧客情報も流出した。",
        {"東雲印刷"},
        {"三輪銀行"},
    ),
    ("ja", "攻撃", "三輪市の業務を受託する東雲システムがサイバー攻撃を受け、市民の氏名が流出した。", set(), {"三輪市"}),
    ("ja", "攻撃", "三輪食品が発送を委託している東雲印刷が不正アクセスを受けた。", {"東雲印刷"}, {"三輪食品"}),
    (
        "ja",
        "三輪食品の顧客情報",
        "三輪食品は、不正アクセスを受けた東雲印刷に発送を委託していた。顧客情報が流出した。",
        {"東雲印刷"},
        {"三輪食品"},
    ),
    ("ja", "攻撃", "三輪食品はサイバー攻撃を受けていない。東雲印刷が不正アクセスを受けた。", {"東雲印刷"}, set()),
    (
        "ja",
        "予約サイトに不正アクセス",
        "予約サイト「旅のわ」が不正アクセスを受け、三輪ホテルの宿泊客の情報が流出した。",
        {"旅のわ"},
        set(),
    ),
]


@pytest.mark.parametrize(("language", "title", "text", "breached", "downstream"), CASES, ids=[one[2] for one in CASES])
def test_who_was_entered_and_whom_they_serve(
    language: str, title: str, text: str, breached: set[str], downstream: set[str]
) -> None:
    parties = read_foreign(title, text, language).parties
    named = {role: {p.name.removesuffix(" AG") for p in parties if p.role is role} for role in Role}
    assert (named[Role.BREACHED], named[Role.DOWNSTREAM]) == (breached, downstream)
