from __future__ import annotations

import pytest

from crawler.parsing.wrapped import paragraphs

LONG = "Quillmetric, an analytics vendor, said that someone had entered its"


@pytest.mark.parametrize(
    ("below", "text"),
    [
        ("systems. It is sorry.", " systems. It is sorry."),
        ("Nobody knows why.", " Nobody knows why."),
        ("- Names", "\n- Names"),
        ("• Names", "\n• Names"),
        ("2. What was taken", "\n2. What was taken"),
        ("\nWhat was taken", "\n\nWhat was taken"),
    ],
)
def test_a_line_that_was_wrapped_goes_on_and_another_begins(below: str, text: str) -> None:
    assert paragraphs([f"{LONG}\n{below}"]) == LONG + text
    assert paragraphs([f"What was taken\n{below}\n{LONG}"]).startswith(f"What was taken\n{below}")


@pytest.mark.parametrize(
    ("end", "below", "whole"),
    [
        ("pass-", "words", "passwords"),
        ("third-", "party", "third-party"),
        ("e-", "mail", "e-mail"),
        ("Q-", "Mail", "Q- Mail"),
    ],
)
def test_a_word_that_was_broken_is_whole(end: str, below: str, whole: str) -> None:
    assert paragraphs([f"{LONG} {end}\n{below} were taken"]) == f"{LONG} {whole} were taken"


def test_text_without_blanks_between_words_gets_none() -> None:
    assert paragraphs(["顧客の氏名とメールアドレスが外部に流出した可能性があ\nることを確認しました。"]) == (
        "顧客の氏名とメールアドレスが外部に流出した可能性があることを確認しました。"
    )


def test_heads_and_feet_of_pages_part_no_sentence() -> None:
    pages = [
        f"Quillmetric Inc.\n{LONG}\nPage 1 of 3",
        "Quillmetric Inc.\nsystems and taken the names of all customers, their birthdays and\nPage 2 of 3",
        "Quillmetric Inc.\nhomes.\nPage 3 of 3",
    ]
    whole = f"{LONG} systems and taken the names of all customers, their birthdays and homes."
    assert paragraphs(pages) == f"Quillmetric Inc.\n{whole}"
    assert paragraphs(["one\n\ntwo"]) == "one\n\ntwo"
    assert paragraphs(["One.", "", "Two."]) == "One.\n\nTwo."
    assert paragraphs([]) == paragraphs([""]) == ""
