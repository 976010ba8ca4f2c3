"""Data for which the lexicon has no words; the tagger's opinion is set here."""

from __future__ import annotations

import pytest
from fakes.said import Said, tagged

from model.vocabulary import DataStatus, DataType
from nlp.data_mentions import mentions_of
from nlp.data_status import weighed
from nlp.reading import Reading
from nlp.sentences import split

SURE: Said = {"EXPOSED": 0.99, "health_records": 0.97}


def found(text: str, said: dict[str, Said]) -> dict[str, DataStatus | None]:
    reading = Reading(text, text, 0)
    reading.sentences = split(text, 0)
    reading.tagged = tagged(text, said)
    return {
        f"{mention.term.type}: {reading.text[mention.term.start : mention.term.end]}": weighed(mention, reading.tagged)
        for mention in mentions_of(reading)
        if mention.sure is not None
    }


def test_words_that_no_list_has_are_data_where_the_tagger_is_sure() -> None:
    text = "The van was empty. Yarnograms of the quilters were gone."
    assert found(text, {"Yarno": SURE, "grams": SURE}) == {"health_records: Yarnograms": DataStatus.EXPOSED}
    denied: Said = {"DENIED": 0.99, "health_records": 0.97}
    assert found(text, {"Yarnograms": denied}) == {"health_records: Yarnograms": DataStatus.DENIED}


@pytest.mark.parametrize(
    "said",
    [
        {"EXPOSED": 0.3, "health_records": 0.97},
        {"EXPOSED": 0.99, "health_records": 0.2, "photos_media": 0.2},
    ],
)
def test_where_it_is_not_nothing_is_said(said: Said) -> None:
    assert found("Yarnograms were gone.", {"Yarnograms": said}) == {}


def test_of_what_a_list_has_the_list_tells_the_type() -> None:
    text = "Passwords were gone."
    assert found(text, {"Passwords": {"EXPOSED": 0.99, DataType.HEALTH_RECORDS.value: 0.97}}) == {}
