"""The first opinion of pages that are not English, by the words alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.trained.abroad import ROLES, TOLD, WEIGHTS, Opinions, Surroundings, name_blocks
from nlp.trained.hashed import BITS

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@pytest.fixture(scope="module")
def opinions() -> Opinions:
    return Opinions.load()


@pytest.mark.parametrize(
    ("told", "calm"),
    [
        ("Unbekannte haben die Server der Holmwerk verschlüsselt.", "Die Holmwerk bekommt im Mai neue Server."),
        (
            "Velmora victime d'une cyberattaque : des pirates ont volé les noms et les adresses de ses clients.",
            "Velmora ouvre en mai une piscine de plus, annonce la direction dans son journal.",
        ),
        (
            "株式会社ノルビスは、不正アクセスにより個人情報が流出したと発表した。",
            "株式会社ノルビスは新しい工場を建てる。",
        ),
    ],
)
def test_a_report_of_an_incident_is_likelier_one_than_calm_news(opinions: Opinions, told: str, calm: str) -> None:
    assert opinions.document("", told) > opinions.document("", calm)


def test_the_words_around_a_name_tell_its_role(opinions: Opinions) -> None:
    hit = opinions.name(Surroundings(["qq"], [("kriminelle haben die server der ", " verschlusselt.")]))
    asked = opinions.name(Surroundings(["qq"], [("das sagte eine sprecherin der ", ", die ermittelt.")]))
    assert set(hit) == set(ROLES)
    assert hit["breached"] > asked["breached"]


def test_the_words_around_data_tell_what_became_of_them(opinions: Opinions) -> None:
    taken = opinions.data(Surroundings(["adressen"], [("gestohlen wurden namen und ", " der kunden.")]))
    spared = opinions.data(Surroundings(["adressen"], [("nicht betroffen sind ", ".")]))
    assert set(taken) == set(TOLD)
    assert taken["exposed"] > spared["exposed"]
    assert taken["denied"] < spared["denied"]


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_has_an_opinion(left: str, right: str, name: str) -> None:
    around = Surroundings([name], [(left, right), ("", "")], left)
    assert all(0 <= number < 1 << BITS for block in name_blocks(around) for number in block)


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Opinions.load(tmp_path / WEIGHTS.name)
