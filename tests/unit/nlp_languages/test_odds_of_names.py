"""How trained words and the other names of a document count for the role of a name."""

from __future__ import annotations

from nlp.languages.candidates import mentions
from nlp.languages.cues import Cues
from nlp.languages.lexicon import lexicon
from nlp.languages.odds import compared, surroundings
from nlp.languages.text import read
from nlp.trained.abroad import Surroundings


def _shown(text: str) -> list[Surroundings]:
    words = lexicon("fr")
    cues = Cues(read("Cyberattaque", text, words.abbreviations), words)
    return surroundings(cues, [[mention] for mention in mentions(cues.reading, words, ())])


def test_of_the_other_names_only_their_place_counts() -> None:
    one, other = (
        _shown(f"La société Velmora a prévenu {name} après une cyberattaque.") for name in ("Kastia", "Sudélec")
    )
    assert [around.beside for around in one] == [around.beside for around in other]
    assert one[0].forms == other[0].forms
    assert one[1].forms != other[1].forms


def test_nothing_beyond_the_sentence_is_shown() -> None:
    (left, right), *_ = _shown("Il pleut. La société Velmora a été piratée. Les mots de passe sont saufs.")[0].beside
    assert "pleut" not in left
    assert "saufs" not in right


def test_a_name_is_compared_with_the_others_of_its_document() -> None:
    first, second, third = compared({"breached": [2.0, -1.0, 0.5]})
    assert first["breached_best"] == 1
    assert second["breached_best"] == third["breached_best"] == 0
    assert first["breached_margin"] > 0 > third["breached_margin"] > second["breached_margin"]


def test_the_only_name_leads() -> None:
    assert compared({"actor": [-3.0]}) == [{"actor_logit": -1.0, "actor_best": 1.0, "actor_margin": 2.0}]
