from __future__ import annotations

import numpy as np
import pytest

from nlp.trained.gate import RECALL_THRESHOLD, Gate, blocks
from nlp.trained.hashed import LONGEST

DECIDED = 0.45  # best F1 of `incident` as a verdict (cross-validated)
BREACH = (
    "Kelmora notifies 41,000 patients of data breach",
    (
        "Kelmora, a hospital operator, said that hackers broke into its network and stole names, dates of birth and "
        "Social Security numbers of 41,000 patients. It has told the police and offers credit monitoring."
    ),
)
FOOTBALL = (
    "Wexbury United leaks goals again",
    "Wexbury United conceded three goals and the defence was breached too easily. The attack missed chances.",
)
CONTRACT = (
    "Dacosta sues Fenmark for breach of contract",
    "The supplier says that Fenmark breached the contract when it stopped payments. A judge will hear the case in May.",
)


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate.load()


def test_a_breach_passes_and_is_the_subject(gate: Gate) -> None:
    scores = gate.scores(*BREACH)
    assert scores.incident > DECIDED
    assert scores.subject > DECIDED


@pytest.mark.parametrize("document", [FOOTBALL, CONTRACT])
def test_breaches_of_other_kinds_are_no_incident(gate: Gate, document: tuple[str, str]) -> None:
    assert gate.score(*document) < DECIDED


@pytest.mark.parametrize(
    "document",
    [
        (
            "Kelmora denies data breach",
            "Kelmora denied that it was hacked after a seller offered user data on a forum.",
        ),
        (
            "Hacker withdraws claim about Kelmora",
            "The hacker who claimed to have stolen its database withdrew the claim.",
        ),
        (
            "Kelmora settles breach suit",
            "Kelmora will pay 3 million dollars over a 2021 breach of 20,000 customers' data.",
        ),
    ],
)
def test_what_revises_an_incident_passes(gate: Gate, document: tuple[str, str]) -> None:
    assert gate.score(*document) > RECALL_THRESHOLD


def test_a_breach_that_is_told_without_a_word_of_the_field_passes(gate: Gate) -> None:
    title = "Sack of letters found"
    text = "Forty sacks of undelivered post were in the garage of a mailman of Posten Karvel; 96 had been opened."
    assert gate.score(title, text) > DECIDED
    assert gate.score("Lemon cake", "Beat butter and sugar, add eggs, fold in flour.") < DECIDED


def test_an_empty_text_tells_of_nothing(gate: Gate) -> None:
    assert gate.score("", " ") == 0.0


@pytest.mark.parametrize(
    "text", ["", " ", "a", "\ud800 hack", "breach" * 50_000, "'" * 400 + "hack", "<" * 10_000, "漏洩 hack \U0001d518"]
)
def test_any_text_gets_a_probability(gate: Gate, text: str) -> None:
    for scores in (gate.scores("", text), gate.scores(text, "")):
        assert 0.0 <= scores.incident <= 1.0
        assert 0.0 <= scores.subject <= 1.0


def test_what_stands_after_the_part_that_is_read_changes_nothing(gate: Gate) -> None:
    text = BREACH[1] + " word" * LONGEST
    assert gate.scores("", text) == gate.scores("", text + " ransomware hackers stole data")


def test_features_ignore_case_digits_and_blanks_and_are_sorted() -> None:
    one = blocks("Breach of  1,234 Records", "x")
    two = blocks("breach OF 9,876\nrecords", "X")
    for a, b in zip(one, two, strict=True):
        assert np.array_equal(a, b)
        assert np.all(np.diff(a) > 0)


def test_other_words_are_other_features() -> None:
    assert not np.array_equal(blocks("breach of records", "")[0], blocks("breach of contract", "")[0])
