"""That data were taken, in the everyday words of German, Dutch and Japanese; and the same words of other things."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus, DataType
from nlp.foreign import read_foreign

HIT = {
    "de": "Der Händler Nordkasse wurde gehackt. ",
    "nl": "Webwinkel Noordkassa is gehackt. ",
    "ja": "通販のノルド商事が不正アクセスを受けた。",
}


def told(language: str, sentence: str) -> tuple[frozenset[DataType], frozenset[DataType]]:
    """The types that were exposed or may have been, and those denied."""
    read = read_foreign("", HIT[language] + sentence, language)
    exposed = read.types(DataStatus.EXPOSED, DataStatus.POSSIBLE)
    return frozenset(exposed), frozenset(read.types(DataStatus.DENIED))


TAKEN = [
    ("de", "Passwörter stehen im Darknet."),
    ("de", "Passwörter kursieren in Chatgruppen."),
    ("de", "Passwörter gerieten in falsche Hände."),
    ("de", "Passwörter sind weg."),
    ("de", "Die Täter kamen an Passwörter."),
    ("de", "Dabei nahmen die Täter Passwörter mit."),
    ("de", "Fremde konnten Passwörter lesen."),
    ("de", "Die Beute: Passwörter."),
    ("de", "Es handelt sich dabei um Passwörter."),
    ("de", "Passwörter tauchten in einem Forum auf."),
    ("de", "Passwörter waren auch dabei."),
    ("de", "Passwörter wurden abgefischt."),
    ("nl", "Wachtwoorden circuleren op internet."),
    ("nl", "De daders kwamen aan wachtwoorden."),
    ("nl", "De daders namen wachtwoorden mee."),
    ("nl", "De daders konden wachtwoorden lezen."),
    ("nl", "Wachtwoorden doken op."),
    ("nl", "Wachtwoorden zijn weg."),
    ("nl", "Ook wachtwoorden zijn onderschept."),
    ("ja", "パスワードが闇サイトに出ている。"),
    ("ja", "パスワードが売られている。"),
    ("ja", "パスワードがさらされた。"),
]


@pytest.mark.parametrize(("language", "sentence"), TAKEN, ids=[one[1] for one in TAKEN])
def test_data_are_taken_in_everyday_words(language: str, sentence: str) -> None:
    assert told(language, sentence) == (frozenset([DataType.PASSWORDS]), frozenset())


SPARED = [
    ("de", "Passwörter stehen nicht im Darknet."),
    ("de", "Die Täter konnten keine Passwörter lesen."),
    ("de", "An Passwörter kamen die Täter nicht."),
    ("nl", "De daders namen geen wachtwoorden mee."),
    ("nl", "Wachtwoorden circuleren niet op internet."),
]


@pytest.mark.parametrize(("language", "sentence"), SPARED, ids=[one[1] for one in SPARED])
def test_the_same_words_are_denied(language: str, sentence: str) -> None:
    assert told(language, sentence) == (frozenset(), frozenset([DataType.PASSWORDS]))


OTHERS = [
    ("de", "Patienten konnten ihre Befunde wieder abrufen."),
    ("de", "Die Polizei nahm Unterlagen mit."),
    ("nl", "Klanten konden hun facturen weer downloaden."),
    ("nl", "Ze namen contact op met klanten."),
]


@pytest.mark.parametrize(("language", "sentence"), OTHERS, ids=[one[1] for one in OTHERS])
def test_what_others_read_or_take_with_them_was_not_taken(language: str, sentence: str) -> None:
    assert told(language, sentence) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("verb", "status"), [("konnten", DataStatus.EXPOSED), ("könnten", DataStatus.POSSIBLE)], ids=["did", "perhaps"]
)
def test_what_they_could_see_they_saw_and_what_they_might_have_seen_is_open(verb: str, status: DataStatus) -> None:
    read = read_foreign("", HIT["de"] + f"Die Täter {verb} Passwörter lesen.", "de")
    assert [claim.status for claim in read.data_types] == [status]
