"""Where a text is cut into headings, items and sentences."""

from __future__ import annotations

import pytest

from nlp.text.sentences import split


def test_sentences() -> None:
    text = "Title\nKixpane Inc. was hit. Dr. Vey said so.\nWhat was taken:\n- names\n- emails"
    assert [(s.shape, s.text) for s in split(text, 5)] == [
        ("title", "Title"),
        ("prose", "Kixpane Inc. was hit."),
        ("prose", "Dr. Vey said so."),
        ("heading", "What was taken:"),
        ("item", "names"),
        ("item", "emails"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It hit Lantern Ltd.|Hackers say that they hold its files.",
        "It hit Lantern, L.L.C.|Patients were told in May.",
        "Names were taken from Lantern Corp.|No passwords were.",
        "It hit a clinic in Tarn, Ariz.|The clinic has told its patients.",
        "It began at 3 a.m.|In all, 40 files were taken.",
        # near misses: what stands behind is a name, or goes on with it
        "It hit Lantern Inc. Customers Group and Orrin.",
        "It hit Lantern Co. All & Sons.",
        "Names were taken, said Lantern Inc. President Ada Vey.",
        "Mt. Orlane School District was hit, said Rev. Ada Vey.",
        "It hit the U.S. Orlane Service.",
    ],
)
def test_an_abbreviation_ends_a_sentence_before_a_word_that_begins_one(text: str) -> None:
    assert [s.text for s in split(text.replace("|", "  "))] == text.split("|")
