"""Who threatens to publish stolen data is an attacker, with or without a word for a gang; a paper and a plaintiff are none."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim, Kind, Role
from nlp.foreign import read_foreign

THREATS = [
    ("de", "Die Gruppe Nachtfalk droht, 40 Gigabyte Daten von Velmora zu veröffentlichen."),
    ("de", "Nachtfalk droht, die bei Velmora gestohlenen Daten zu veröffentlichen."),
    ("nl", "De groep Nachtfalk dreigt gegevens van Velmora te publiceren."),
    ("nl", "Nachtfalk dreigt de bij Velmora gestolen gegevens te publiceren."),
    ("ja", "ナイトファルクは、株式会社ベルモラのデータを公開すると予告した。"),
]


@pytest.mark.parametrize(("language", "text"), THREATS, ids=[one[1] for one in THREATS])
def test_who_threatens_is_the_attacker(language: str, text: str) -> None:
    found = read_foreign("", text, language)
    attacker, hit = ("ナイトファルク", "株式会社ベルモラ") if language == "ja" else ("Nachtfalk", "Velmora")
    assert (found.names(Role.THREAT_ACTOR), found.names(Role.BREACHED)) == ((attacker,), (hit,))
    assert (found.kind, found.claim) == (Kind.LEAK_CLAIM, Claim.CLAIMED)


OTHERS = [
    ("de", "Die Zeitung Tagblatt droht, Dokumente der Velmora zu veröffentlichen."),
    ("de", "Velmora droht nach dem Hackerangriff ein Bußgeld."),
    ("nl", "Velmora dreigt de leverancier na het datalek voor de rechter te slepen."),
    ("ja", "Velmoraは顧客のデータを公開すると発表した。"),
]


@pytest.mark.parametrize(("language", "text"), OTHERS, ids=[one[1] for one in OTHERS])
def test_who_threatens_with_something_else_is_none(language: str, text: str) -> None:
    assert read_foreign("", text, language).names(Role.THREAT_ACTOR) == ()
