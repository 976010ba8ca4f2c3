from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlp.extract import Extractor, TextInput
from nlp.text.sentences import split
from nlp.trained import tokens
from nlp.trained.tagger import MODELS, TAGS, Tagged, Tagger, document_windows

TITLE = "Kelmora tells 41,000 patients of data breach"
TEXT = (
    "Kelmora, a hospital operator, said on Monday that hackers broke into its billing provider Fendrix and stole names. "
    "The Wexbury Gazette first reported the attack. "
) + "Nothing of note happened on the pier. " * 40
WHOLE = f"{TITLE}\n{TEXT}"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def tag(tagger: Tagger, text: str, title_length: int = 0) -> Tagged:
    return tagger.tag(text, split(text, title_length))


def test_every_row_is_a_probability_of_the_words_it_stands_for(tagger: Tagger) -> None:
    tagged = tag(tagger, WHOLE, len(TITLE))
    assert tagged.roles.shape == (len(tagged.starts), len(TAGS))
    assert np.allclose(tagged.roles.sum(axis=1), 1.0, atol=1e-4)
    assert all(0 < end <= len(WHOLE) and start < end for start, end in zip(tagged.starts, tagged.ends, strict=True))
    assert all(0.0 <= told <= 1.0 for told in tagged.told)


def test_what_a_document_says_does_not_depend_on_what_was_read_before(tagger: Tagger) -> None:
    alone = tag(Tagger.load(), WHOLE, len(TITLE))
    for other in ("A storm passed.", TEXT * 3, ""):
        tag(tagger, other)
    again = tag(tagger, WHOLE, len(TITLE))
    assert np.array_equal(alone.roles, again.roles)
    assert alone.told == again.told


def test_two_threads_say_what_one_says(tagger: Tagger) -> None:
    both = Tagger.load(threads=2)
    for text in (WHOLE, TEXT * 3, "A storm passed.", "Hackers stole names from Kelmora. " * 30):
        one, two = tag(tagger, text), tag(both, text)
        assert one.told == two.told
        for name in ("roles", "data", "facts"):
            assert np.array_equal(getattr(one, name), getattr(two, name))


def test_the_breached_and_the_bystander_are_told_apart(tagger: Tagger) -> None:
    text = (
        "Hackers stole the records of 12,000 guests from Tolvane Hotels. Tolvane Hotels hired Brackwell to investigate."
    )
    tagged = tag(tagger, text)
    breached = TAGS.index("BREACHED")
    hit, helper = (
        tagged.of(text.index(name), text.index(name) + len(name)) for name in ("Tolvane Hotels", "Brackwell")
    )
    assert hit is not None
    assert helper is not None
    assert hit[breached] > 0.5 > helper[breached]


def test_a_window_keeps_to_its_length_and_repeats_the_title(tagger: Tagger) -> None:
    text = f"{TITLE}\n" + "The stolen records of the breach were posted by hackers. " * 200
    found = document_windows(tokens.load(MODELS / "tokenizer.json"), text, split(text, len(TITLE)), most=5)
    assert len(found) == 5
    assert all(len(window.ids) <= tokens.LONGEST for window in found)
    assert len({tuple(window.ids[: window.prefix]) for window in found}) == 1


def test_a_short_document_is_read_whole_and_a_long_one_where_it_matters() -> None:
    tokenizer = tokens.load(MODELS / "tokenizer.json")
    told = "Ashmere was breached. " + "It rained. " * 3 + "USDelta put it up for sale."
    for text, read in ((told, True), (told + " It rained on the pier." * 60, False)):
        (window,) = document_windows(tokenizer, text, split(text, 0), most=2)
        assert any(text[start:end].startswith("USD") for start, end in window.offsets) or not read
        assert (window.offsets[-2][1] == len(text)) is read
        assert len(window.ids) <= tokens.LONGEST


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Hackers broke into Quillmere and stole customer names. The ransomware gang Grimhollow claimed the attack.", "Grimhollow"),
        ("Quillmere said that hackers stole customer names. Researchers at Ashfold Labs first saw the attack.", None),
    ],
)  # fmt: skip
def test_attackers_are_named_and_researchers_are_none(text: str, actor: str | None) -> None:
    found = Extractor().extract(TextInput("a", text, "Quillmere hacked", lang="en"), bypass_gate=True)
    assert [p.name for p in found.parties if p.role == "threat_actor"] == ([actor] if actor else [])
    assert "Quillmere" in [p.name for p in found.parties if p.role == "breached"]


def test_a_word_that_opens_a_headline_is_no_attacker() -> None:
    title = "Extortion crew claims theft from Osterley Cloudworks, offers no proof"
    text = "Osterley Cloudworks appeared on Tuesday on the site of Ravenmoot, a group that lives from extortion."
    found = Extractor().extract(TextInput("a", text, title, lang="en"), bypass_gate=True)
    assert [party.name for party in found.parties if party.role == "threat_actor"] == ["Ravenmoot"]


def test_a_sentence_longer_than_a_window_and_an_empty_text_are_read(tagger: Tagger) -> None:
    assert len(tag(tagger, "breach " * 3_000).starts) > 0
    assert len(tag(tagger, "").starts) == 0


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"tagger\.onnx"):
        Tagger.load(tmp_path)


def test_a_page_in_the_first_person_is_told_of_the_owner_of_its_site() -> None:
    text = (
        "We are writing to tell you of a data breach. On 3 May we discovered that an intruder accessed our customers' names and "
        "e-mail addresses. We have reset all passwords and notified the police."
    )
    item = TextInput(
        "a", text, "Notice of a security incident", url="https://trust.quillmere.example/notice", lang="en"
    )
    found = Extractor().extract(item, bypass_gate=True)
    assert [(p.name, p.role) for p in found.parties] == [("Quillmere", "breached")]
    assert all(p.evidence.quote in text for p in found.parties)
