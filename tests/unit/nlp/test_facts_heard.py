"""Counts and dates of which the rules know too little; the tagger's opinion is set here."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.said import Said, tagged

from nlp.figures.counts import read_counts
from nlp.figures.dates import read_dates
from nlp.figures.numerals import value_of_words
from nlp.reading import Reading
from nlp.text.sentences import split


def reading(text: str, said: dict[str, Said]) -> Reading:
    given = Reading(text, text, 0, date(2026, 6, 10))
    given.sentences = split(text, 0)
    given.tagged = tagged(text, said)
    read_counts(given)
    read_dates(given)
    return given


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("The case concerns 41,207 of you.", "41,207", 41_207),
        ("The case concerns 3 400 of you.", "3 400", 3_400),
        ("Fifty-four patients were told.", "Fifty-four", 54),
        ("Some seventy-five thousand singers were told.", "seventy-five thousand", 75_000),
    ],
)
def test_a_number_is_the_count_where_the_tagger_hears_it(text: str, words: str, count: int) -> None:
    records = reading(text, {words: {"RECORDS": 0.95}}).records
    assert records is not None
    assert records.count == count
    assert words in records.evidence.quote


def test_a_few_in_words_are_no_count_without_it() -> None:
    assert reading("Two employees were let go.", {"Two": {"RECORDS": 0.1}}).records is None


def test_a_scale_behind_figures_is_no_number_of_its_own() -> None:
    records = reading("The data of 6.9 million users leaked.", {"6.9": {"RECORDS": 0.9}, "million": {"RECORDS": 0.9}})
    assert records.records is not None
    assert records.records.count == 6_900_000


def test_of_two_counts_the_one_that_it_hears_is_told() -> None:
    text = "Of 9,000 customers 7,000 customers were affected."
    for words, count in (("9,000", 9_000), ("7,000", 7_000)):
        said: dict[str, Said] = {"9,000": {"RECORDS": 0.02}, "7,000": {"RECORDS": 0.02}, words: {"RECORDS": 0.98}}
        records = reading(text, said).records
        assert records is not None
        assert records.count == count


def test_a_date_without_a_cue_is_that_of_the_event_where_the_tagger_hears_it() -> None:
    text = "Their burglars came by boat. Everybody was asleep. It was the night of 8 February 2012."
    assert reading(text, {"8 February 2012": {"OCCURRED": 0.97}}).dates.occurred == "2012-02-08"
    assert reading(text, {"8 February 2012": {"OCCURRED": 0.01}}).dates.occurred is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ninety-three", 93), ("two hundred and twelve", 212), ("half a million", 500_000), ("a quarter of a million", 250_000), ("half a dozen", 6),
        ("three dozen", 36), ("a hundred", 100), ("one million two hundred thousand", 1_200_000),
    ],
)  # fmt: skip
def test_numbers_in_words(words: str, value: int) -> None:
    assert value_of_words(words) == value
