"""Other names are those that a text states of an organisation in so many words, with the sentence."""

from __future__ import annotations

import time

import pytest

from model.disclosure import Disclosure, Evidence, Party
from model.vocabulary import Claim, Kind, Role
from nlp.parties.other_names import other_names


def told(text: str, *names: str) -> list[tuple[str, str, str]]:
    parties = tuple(Party(name, Role.BREACHED, 1.0, Evidence(name, 0, len(name))) for name in names)
    found = other_names(text, Disclosure(True, 1.0, Kind.BREACH, Claim.CONFIRMED, parties=parties))
    assert all(text[each.evidence.start : each.evidence.end] == each.evidence.quote for each in found)
    return [(each.name, each.other, each.how) for each in found]


@pytest.mark.parametrize(
    ("text", "name", "other", "how"),
    [
        (
            "Northquill, formerly known as Brasswick Systems, said so.",
            "Northquill",
            "Brasswick Systems",
            "formerly known as",
        ),
        ("Then, Northquill (formerly Brasswick) was hit.", "Northquill", "Brasswick", "formerly"),
        ("At Northquill, formerly Brasswick, data were taken.", "Northquill", "Brasswick", "formerly"),
        ("It is Northquill LLC d/b/a Tallowfen Works again.", "Northquill LLC", "Tallowfen Works", "d/b/a"),
        ("Data of Northquill, which is now known as Harbourline Ltd.", "Northquill", "Harbourline Ltd", "now known as"),
        ("We at Northquill (also known as “Tallowfen”) regret it.", "Northquill", "Tallowfen", "also known as"),
        ("Northquill Inc. DBA Tallowfen\nOrganization: x", "Northquill Inc. DBA Tallowfen", "Tallowfen", "dba"),
    ],
)
def test_stated_names(text: str, name: str, other: str, how: str) -> None:
    assert (name.partition(" DBA")[0], other, how) in told(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Northquill Health Partners (“Health Partners”) was hit.", "Northquill Health Partners"),
        ("Northquill (NYSE: NQL) was hit.", "Northquill"),
        ("She is at Northquill, formerly Head of Sales at Tallowfen.", "Northquill"),
        ("Northquill, formerly part of Brasswick, was hit.", "Northquill"),
        ("Northquill, formerly known as the best of its trade, was hit.", "Northquill"),
        ("Hit was East Quill, formerly known as Brasswick.", "Quill"),
        ("Hit was Eastquill, formerly known as Brasswick.", "quill"),
        ("Northquill and Brasswick, formerly known for shoes, were hit.", "Northquill"),
        ("Northquill, a customer of Brasswick, was hit.", "Northquill"),
        ("Tallowfen, formerly known as Brasswick, was hit.", "Northquill"),
    ],
)
def test_what_is_no_other_name_of_it(text: str, name: str) -> None:
    assert told(text, name) == []


def test_it_takes_time_linear_in_the_text() -> None:
    for text in ("Northquill, formerly known as " + "A " * 200_000, "Northquill formerly " * 20_000, "A" * 400_000):
        started = time.process_time()
        told(text, "Northquill")
        assert time.process_time() - started < 2
