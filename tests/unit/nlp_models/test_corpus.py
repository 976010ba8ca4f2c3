"""The labelled training corpus: it reads whole, and a slip is named with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.training.corpus import CorpusError, counts, read


def test_spans_are_the_words_they_mark_and_names_reach_the_record() -> None:
    documents = read()
    assert len({document.id for document in documents}) == len(documents)
    for document in documents:
        assert all(document.whole[span.start : span.end] == span.words for span in document.spans)
    tally = counts(documents)
    assert tally["dev True"] * 3 <= tally["dev False"]


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("@doc kind=breach disclosure=yes\n-\nA [B|Name and no end.\n", "malformed mark"),
        ("@doc kind=breach disclosure=yes\n-\n[shoe_sizes+|Sizes] were taken.\n", "shoe_sizes"),
        ("@doc kind=breach disclosure=yes records=5\n-\nFive people.\n", "belong together"),
        ("@doc kind=burglary disclosure=yes\n-\nA text.\n", "burglary"),
        ("@doc kind=breach disclosure=yes colour=red\n-\nA text.\n", "colour"),
    ],
)
def test_a_slip_names_file_and_line(tmp_path: Path, text: str, slip: str) -> None:
    (tmp_path / "theme.txt").write_text(f"# a comment\n{text}", encoding="utf-8")
    with pytest.raises(CorpusError, match=rf"^theme\.txt:2: .*{slip}"):
        read(tmp_path)


def test_a_bracket_of_the_text_and_a_short_form(tmp_path: Path) -> None:
    text = "@doc kind=third_party_breach disclosure=yes\nTo \\[Name\\]\n[B|Ostvik Data] hit [C|Larch]; [B~|OD] [names,email_addresses?|contacts]\n"
    (tmp_path / "theme.txt").write_text(text, encoding="utf-8")
    (document,) = read(tmp_path)
    assert document.whole == "To [Name]\nOstvik Data hit Larch; OD contacts"
    record = document.record
    assert (record["breached"], record["affected_downstream"], record["not_breached"]) == (
        ["Ostvik Data"],
        ["Larch"],
        ["Larch"],
    )
    assert record["data_types"] == ["names", "email_addresses"]
