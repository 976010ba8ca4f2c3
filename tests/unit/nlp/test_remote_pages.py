"""Pages far from an incident are not read further; names are not made victims against the odds."""

from __future__ import annotations

import math

import pytest
from fakes.extracted import extracted

from model.disclosure import Disclosure
from model.vocabulary import DataStatus, Role
from nlp import pipeline
from nlp.extract import Extractor, TextInput
from nlp.verdict.weighed import at_most

EXTRACTOR = Extractor()
TRIAL = (
    "A man who stole the data of 5,000 customers of Kixpane in 2019 pleaded guilty and was sentenced. "
    + "The court heard the plaintiffs. " * 20
)


def read(text: str, title: str) -> Disclosure:
    return extracted(text, title)


def parties(text: str, title: str) -> set[tuple[str, Role]]:
    return {(party.name, party.role) for party in read(text, title).parties}


def test_a_page_far_from_an_incident_is_not_read_further(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(pipeline, "tagger", lambda: asked.append("tagger"))
    far = TextInput(
        "t", "Label your jars. Boil eggs in the kettle. You should freeze herbs in oil.", "Ten tips", lang="en"
    )
    reading = EXTRACTOR.read(far)
    assert reading.remote
    assert (reading.sentences, reading.tagged, reading.is_disclosure) == ([], None, False)
    assert EXTRACTOR.read(far, whole=True).sentences, "what the caller wants is read all the same"
    near = TextInput(
        "t", "Kixpane said that hackers stole the passwords of 5,000 customers.", "Kixpane hacked", lang="en"
    )
    assert not EXTRACTOR.read(near).remote


def test_a_doubtful_page_is_read_at_a_glance_unless_it_is_wanted() -> None:
    doubtful = TextInput("t", TRIAL, "Man sentenced", lang="en")
    reading, wanted = EXTRACTOR.read(doubtful), EXTRACTOR.read(doubtful, whole=True)
    assert reading.outlook is not None
    assert -6.5 < reading.outlook < -2
    assert any(note.startswith("read at a glance") for note in reading.notes)
    assert not reading.is_disclosure
    assert reading.tagged is not None
    assert wanted.tagged is not None
    assert len(reading.tagged.starts) < len(wanted.tagged.starts)


def test_of_a_page_that_can_be_no_disclosure_only_what_the_tagger_saw_is_read() -> None:
    reading = EXTRACTOR.read(TextInput("t", TRIAL, "Man sentenced", lang="en"))
    assert reading.tagged is not None
    assert at_most(reading) < 0
    assert not reading.is_disclosure
    assert 0 < len(reading.sentences) < TRIAL.count(".")
    assert reading.sentences[-1].start <= reading.tagged.starts[-1]
    assert [party.name for party in reading.parties] == ["Kixpane"], "who was hit stays known"


@pytest.mark.parametrize(
    "text",
    [
        "Hackers stole the passwords and card numbers of 5,000 customers of Kixpane on 3 May 2025, Kixpane said.",
        "We were told by our supplier Kixpane that our customers' names were copied from its systems in March.",
        "Kixpane opened its third bakery. There was cake.",
    ],
)
def test_no_page_is_a_likelier_disclosure_than_all_that_could_be_found_makes_it(text: str) -> None:
    reading = EXTRACTOR.read(TextInput("t", text, "Kixpane", lang="en"), whole=True)
    score = min(reading.score, 1 - 1e-4)
    assert math.log(max(score, 1e-4) / (1 - score)) <= at_most(reading) + 1e-2


def test_a_supplier_without_a_name_leaves_its_customer_downstream() -> None:
    text = (
        "At Kixpane Books we use an outside company to send our newsletter. On Wednesday that company informed us that "
        "it had been hacked. The attacker downloaded the mailing lists of several of its customers, ours among them."
    )
    assert ("Kixpane Books", Role.DOWNSTREAM) in parties(text, "An update about one of our suppliers")


def test_a_denial_in_a_title_is_not_about_the_name_before_it() -> None:
    text = "Kixpane Bikes has had to correct its notice on the hack of its web shop. Passwords were in plain text, it found."
    assert ("Kixpane Bikes", Role.BREACHED) in parties(text, "Kixpane Bikes corrects: passwords were not hashed")


@pytest.mark.parametrize(
    ("text", "exposed", "denied"),
    [
        (
            "The following was in them:\n- Name\n- Gross and net pay\n- Bank account number",
            {"employment_hr", "bank_accounts"},
            set(),
        ),
        ("These are the measures that we took:\n- Passwords were reset\n- Logs were reviewed", set(), set()),
        (
            "| Display name | yes |\n| Password | no |\n| Encryption keys | no |",
            set(),
            {"passwords", "encryption_keys"},
        ),
        (
            (
                "What Information Was Involved? Your name and Social Security number. What Information Was Not Involved? "
                "Our online banking credentials and debit card PINs. What We Are Doing. We have hired experts."
            ),
            {"government_ids"},
            {"passwords"},
        ),
    ],
)
def test_lists_tables_and_run_in_headings(text: str, exposed: set[str], denied: set[str]) -> None:
    found = read("Kixpane told customers that an intruder had copied payroll files.\n" + text, "Kixpane data breach")
    said = {claim.type.value: claim.status for claim in found.data_types}
    assert {kind for kind in exposed if said.get(kind) not in (DataStatus.EXPOSED, DataStatus.POSSIBLE)} == set()
    assert {kind for kind in denied if said.get(kind) is not DataStatus.DENIED} == set()
    if not exposed:
        assert not {"passwords", "logs_usage_analytics"} & {k for k, s in said.items() if s is not DataStatus.DENIED}
