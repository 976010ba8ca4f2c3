"""What becomes of a data term on which the rules and the tagger agree or differ; the tagger's opinion is set here."""

from __future__ import annotations

import pytest
from fakes.said import tagged

from model.vocabulary import DataStatus
from nlp.data_mentions import Mention, mentions_of
from nlp.data_status import features, weighed
from nlp.reading import Reading
from nlp.sentences import split

EXPOSED, DENIED = "EXPOSED", "DENIED"


def mention(text: str, words: str) -> Mention:
    reading = Reading(text, text, 0)
    reading.sentences = split(text, 0)
    return next(m for m in mentions_of(reading) if m.term.words == words)


TOLD = "Names and passwords were stolen."
DENIAL = "No passwords were stolen."
BARE = "The passwords of the choir hang on the wall."


@pytest.mark.parametrize(
    ("text", "label", "probability", "status"),
    [
        (TOLD, EXPOSED, 0.95, DataStatus.EXPOSED),
        (TOLD, DENIED, 0.99, DataStatus.DENIED),
        (DENIAL, DENIED, 0.9, DataStatus.DENIED),
        (DENIAL, EXPOSED, 0.6, None),
        (BARE, EXPOSED, 0.99, DataStatus.EXPOSED),
        (BARE, EXPOSED, 0.1, None),
        (BARE, DENIED, 0.6, None),
        (BARE, DENIED, 0.99, DataStatus.DENIED),
    ],
)
def test_rules_and_tagger_are_weighed(text: str, label: str, probability: float, status: DataStatus | None) -> None:
    assert weighed(mention(text, "password"), tagged(text, {"passwords": {label: probability}})) is status


def test_rules_alone_tell_what_the_tagger_did_not_read() -> None:
    unread = tagged("x" * 400 + "passwords", {"passwords": {EXPOSED: 0.9}})
    assert features(mention(DENIAL, "password"), unread) is None
    assert weighed(mention(DENIAL, "password"), unread) is DataStatus.DENIED
    assert weighed(mention(DENIAL, "password"), None) is DataStatus.DENIED


def test_an_exception_to_a_denial_is_left_to_grammar() -> None:
    text = "No data other than email addresses was taken."
    heard = tagged(text, {"email addresses": {DENIED: 0.99}})
    assert weighed(mention(text, "email address"), heard) is DataStatus.EXPOSED
