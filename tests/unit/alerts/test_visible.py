"""What a reader sees of text from outside."""

from __future__ import annotations

import unicodedata

import pytest

from alerts.text import clean, visible
from tocsin.web.views.words import tidy


@pytest.mark.parametrize("blank", ["\u034f", "\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\u202e", "\u200d"])
def test_nothing_that_shows_nothing_stands_for_a_name(blank: str) -> None:
    assert clean(blank * 3) == ""
    assert clean(f"Ok{blank}ta") == tidy(f"Ok{blank}ta") == "Okta"


def test_marks_by_the_hundred_do_not_cover_the_lines_around() -> None:
    piled = "Z" + "\u0301\u0327" * 200 + "e"
    for shown in (clean(piled, 1_000), tidy(piled)):
        assert sum(map(unicodedata.combining, shown)) > 0
        assert len(shown) == 10


@pytest.mark.parametrize(
    "name", ["Tru\u031b\u01a1\u0300ng", "株式会社クイル", "บริษัท ตัวอย่าง จำกัด", "חֶבְרָה לְדֻגְמָה", "Éire"]
)
def test_honest_writing_stays_as_it_is(name: str) -> None:
    assert clean(name) == tidy(name) == name


def test_what_is_kept_of_hidden_characters_stays() -> None:
    assert visible("a\n\tb\x1b", "\n\t") == "a\n\tb"
