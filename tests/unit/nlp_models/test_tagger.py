from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlp.tagger import LABELS, TAGS, Tag, Tagger, decode

SENTENCES = [
    "Kelmora confirmed on Friday that hackers stole names and dates of birth of 41,000 customers.",
    "Velnova uses Kelmora for analytics.",
    "",
    "Researchers at Torlytics found the database.",
    "No passwords were taken.",
    "Wexbury United won on Sunday.",
    "A" * 3_000,
    "word " * 700,
    "\ud83d\ude00 Kelmora was hacked \u2014 caf\u00e9 \u6f0f\u6d29",
]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def named(tagger: Tagger, sentence: str, label: str) -> list[str]:
    return [sentence[tag.start : tag.end] for tag in tagger.tag([sentence])[0] if tag.label == label]


def test_the_breached_party_is_found(tagger: Tagger) -> None:
    assert named(tagger, SENTENCES[0], "BREACHED") == ["Kelmora"]


def test_count_and_data_are_found(tagger: Tagger) -> None:
    assert "41,000" in " ".join(named(tagger, SENTENCES[0], "NUM"))
    assert any("names" in words for words in named(tagger, SENTENCES[0], "DATA"))


def test_a_researcher_is_not_breached(tagger: Tagger) -> None:
    assert named(tagger, SENTENCES[3], "BREACHED") == []


def test_neighbours_and_order_change_nothing(tagger: Tagger) -> None:
    alone = [tagger.tag([sentence])[0] for sentence in SENTENCES]
    assert tagger.tag(SENTENCES) == alone
    assert tagger.tag(SENTENCES[::-1]) == alone[::-1]
    assert tagger.tag(SENTENCES * 3) == alone * 3


def test_spans_lie_in_order_within_their_sentence(tagger: Tagger) -> None:
    for sentence, tags in zip(SENTENCES, tagger.tag(SENTENCES), strict=True):
        position = 0
        for tag in tags:
            assert position <= tag.start < tag.end <= len(sentence)
            assert tag.label in LABELS
            assert 0.0 < tag.score <= 1.0
            position = tag.end


def test_the_subject_is_a_probability_and_tells_breaches_apart(tagger: Tagger) -> None:
    breach = tagger.subject("Kelmora confirms data breach", SENTENCES[0])
    cake = tagger.subject("Lemon cake", "Beat butter and sugar, add eggs, fold in flour. Bake for 45 minutes.")
    assert 0.0 <= cake < 0.5 < breach <= 1.0
    assert tagger.subject("", "") == 0.0


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"tagger\.onnx"):
        Tagger.load(tmp_path)


def rows(*tags: str) -> np.ndarray:
    out = np.full((len(tags), len(TAGS)), 0.01, np.float32)
    for row, tag in enumerate(tags):
        out[row, TAGS.index(tag)] = 0.9
    return out


def test_decoding_joins_a_role_and_parts_at_a_new_beginning() -> None:
    offsets = [(0, 4), (5, 9), (10, 14), (15, 19)]
    tags = decode(rows("B-BREACHED", "I-BREACHED", "B-BREACHED", "O"), offsets)
    assert [(tag.start, tag.end, tag.label) for tag in tags] == [(0, 9, "BREACHED"), (10, 14, "BREACHED")]


def test_decoding_starts_a_span_at_an_orphan_inside_and_takes_a_whole_word() -> None:
    offsets = [(0, 5), (5, 10), (11, 13)]
    assert decode(rows("I-ACTOR", "O", "O"), offsets) == [Tag(0, 10, "ACTOR", pytest.approx(0.465, abs=0.01))]
