"""Numbers as people write them: one of a thing is not several."""

from __future__ import annotations

from datetime import date

import pytest

from model.counting import counted, hit
from tocsin.past import VendorPast, past_lines
from tocsin.stages.backfill import FileRead


@pytest.mark.parametrize(
    ("number", "one", "text"),
    [
        (0, "document", "0 documents"),
        (1, "document", "1 document"),
        (2000, "document", "2,000 documents"),
        (1, "whole entry", "1 whole entry"),
        (2, "whole entry", "2 whole entries"),
        (2, "day", "2 days"),
        (2, "person", "2 people"),
    ],
)
def test_a_number_has_the_word_that_goes_with_it(number: int, one: str, text: str) -> None:
    assert counted(number, one) == text


def test_one_who_was_hit_is_a_person() -> None:
    assert [hit(1, "people"), hit(57_000, "people"), hit(1, "records")] == ["1 person", "57,000 people", "1 record"]


def test_a_summary_of_one_speaks_of_one() -> None:
    past = [VendorPast("Quillmark", (7,), date(2026, 5, 1))]
    assert past_lines(past)[0] == "History, of which nobody is alerted: 1 vendor of yours, 1 incident"
    assert FileRead("a.warc", records=1, new=1).line() == "a.warc: 1 record, 1 document new, 0 known"
