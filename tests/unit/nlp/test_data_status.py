"""What becomes of a data term on which the rules and the tagger agree or differ; the tagger's opinion is set here."""

from __future__ import annotations

import pytest
from fakes.said import tagged

from model.vocabulary import DataStatus, DataType
from nlp.exposure.mentions import Mention, mentions_of
from nlp.exposure.status import features, weighed
from nlp.reading import Reading
from nlp.text.sentences import split
from nlp.trained.tagger import Tagged

EXPOSED, DENIED = "EXPOSED", "DENIED"


def mentions(text: str) -> list[Mention]:
    reading = Reading(text, text, 0)
    reading.sentences = split(text, 0)
    return list(mentions_of(reading))


def mention(text: str, words: str) -> Mention:
    return next(m for m in mentions(text) if m.term.words == words)


def status_of(words: str, text: str, heard: Tagged | None) -> DataStatus | None:
    [status] = weighed([mention(text, words)], heard)
    return status


TOLD = "Names and passwords were stolen."
DENIAL = "No passwords were stolen."
BARE = "The passwords of the choir hang on the wall."


@pytest.mark.parametrize(
    ("text", "label", "probability", "status"),
    [
        (TOLD, EXPOSED, 0.95, DataStatus.EXPOSED),
        (TOLD, DENIED, 0.99, DataStatus.DENIED),
        (DENIAL, DENIED, 0.9, DataStatus.DENIED),
        (DENIAL, EXPOSED, 0.9, None),
        (DENIAL, DENIED, 0.1, DataStatus.DENIED),
        (DENIAL, DENIED, 0.05, None),
        (BARE, EXPOSED, 0.99, DataStatus.EXPOSED),
        (BARE, EXPOSED, 0.1, None),
        (BARE, DENIED, 0.6, None),
        (BARE, DENIED, 0.99, DataStatus.DENIED),
    ],
)
def test_rules_and_tagger_are_weighed(text: str, label: str, probability: float, status: DataStatus | None) -> None:
    assert status_of("password", text, tagged(text, {"passwords": {label: probability}})) is status


def test_rules_alone_tell_what_the_tagger_did_not_read() -> None:
    unread = tagged("x" * 400 + "passwords", {"passwords": {EXPOSED: 0.9}})
    assert features([mention(DENIAL, "password")], unread) == [None]
    assert status_of("password", DENIAL, unread) is DataStatus.DENIED
    assert status_of("password", DENIAL, None) is DataStatus.DENIED


def test_an_exception_to_a_denial_is_left_to_grammar() -> None:
    text = "No data other than email addresses was taken."
    heard = tagged(text, {"email addresses": {DENIED: 0.99}})
    assert status_of("email address", text, heard) is DataStatus.EXPOSED


def test_what_is_said_of_any_data_is_left_to_grammar() -> None:
    text = "There is no evidence that any data of guests - such as email addresses - have been accessed."
    heard = tagged(text, {"email addresses": {EXPOSED: 0.95}})
    assert status_of("email address", text, heard) is DataStatus.DENIED


@pytest.mark.parametrize(("others", "status"), [(0.99, DataStatus.DENIED), (0.01, None)])
def test_what_is_heard_of_the_rest_of_a_list_counts(others: float, status: DataStatus | None) -> None:
    text = "Passwords, email addresses, phone numbers and card numbers were not part of it."
    rest = {words: {DENIED: others} for words in ("email addresses", "phone numbers", "card numbers")}
    heard = tagged(text, {"Passwords": {EXPOSED: 0.95, DENIED: 0.03}, **rest})
    found = dict(zip((m.term.words for m in mentions(text)), weighed(mentions(text), heard), strict=True))
    assert found["password"] is status


HEADED = "What was involved:\n- Names\n- Voiceprints\n\nWhat was not involved:\n- Passwords\n- Photos"


@pytest.mark.parametrize(
    ("words", "heard", "status"),
    [
        ("voiceprint", {EXPOSED: 0.03}, DataStatus.EXPOSED),
        ("voiceprint", {EXPOSED: 0.02, DENIED: 0.97}, DataStatus.DENIED),
        ("password", {EXPOSED: 0.99, DENIED: 0.01}, DataStatus.DENIED),
        ("photo", {}, DataStatus.DENIED),
    ],
)
def test_what_heads_a_list_says_it_of_its_lines(words: str, heard: dict[str, float], status: DataStatus) -> None:
    said = tagged(HEADED, dict.fromkeys(("Voiceprints", "Passwords", "Photos"), heard))
    found = weighed(mentions(HEADED), said)
    assert dict(zip((m.term.words for m in mentions(HEADED)), found, strict=True))[words] is status


def test_the_lines_of_a_list_keep_each_other_company() -> None:
    text = "The export:\n- Passwords\n- Photos\n- Voiceprints"
    rest = {words: {EXPOSED: 0.99} for words in ("Passwords", "Photos")}
    *_, last = features(mentions(text), tagged(text, {**rest, "Voiceprints": {EXPOSED: 0.1}}))
    assert last is not None
    assert last["others_EXPOSED_logit"] > 0.9


@pytest.mark.parametrize("believes", ["does not believe they were accessed", "doesn't think that any of it was copied"])
def test_what_is_not_believed_to_be_taken_is_denied_though_it_is_named_before(believes: str) -> None:
    assert status_of("bank account", f"As for bank accounts, Quillmark {believes}.", None) is DataStatus.DENIED


@pytest.mark.parametrize(("told", "status"), [(0.4, DataStatus.EXPOSED), (0.1, None)])
def test_what_answers_what_was_involved_is_believed_sooner(told: float, status: DataStatus | None) -> None:
    text = "What Information Was Involved? Your name and bank account number. What We Are Doing. We told the police."
    assert status_of("name", text, tagged(text, {"name": {EXPOSED: told}})) is status


def test_mails_between_persons_are_messages() -> None:
    assert mention("They copied e-mails between managers.", "email content").term.type is DataType.PRIVATE_MESSAGES


@pytest.mark.parametrize(("denied", "status"), [(0.3, None), (0.9, DataStatus.DENIED)])
def test_a_denial_in_doubt_yields_to_what_is_told_as_taken(denied: float, status: DataStatus | None) -> None:
    text = "Passwords were stolen. No passcodes were found in it."
    heard = tagged(text, {"Passwords": {EXPOSED: 0.95}, "passcodes": {DENIED: denied}})
    assert weighed(mentions(text), heard) == [DataStatus.EXPOSED, status]


def test_a_denial_stands_where_nothing_else_is_told_or_it_is_plain() -> None:
    text = "No passcodes were found in it."
    assert weighed(mentions(text), tagged(text, {"passcodes": {DENIED: 0.3}})) == [DataStatus.DENIED]
    text = "Passwords were stolen. No passcodes were stolen."
    heard = tagged(text, {"Passwords": {EXPOSED: 0.95}, "passcodes": {DENIED: 0.3}})
    assert weighed(mentions(text), heard) == [DataStatus.EXPOSED, DataStatus.DENIED]
