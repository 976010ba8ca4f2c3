"""What people correct of an incident: it holds whatever is read, until they undo it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.by_hand import ANN, incident_of, made_context, numbers, told
from fakes.databases import prepare
from typer.testing import CliRunner, Result

from model.vocabulary import Kind
from storage.audit import audit_log
from storage.database import Database
from tocsin.cli import app
from tocsin.context import Context
from tocsin.stages.by_hand import CannotError, correct_incident, undo_corrected


@pytest.fixture
def context(database: Database) -> Context:
    return made_context(database)


def test_the_next_report_belongs_to_the_incident_whose_party_was_corrected(context: Context) -> None:
    told(context, "one", "Quillmark")
    (only,) = numbers(context)
    ids = correct_incident(context, only, {"party:Quillmark": "", "party:Ternfold": "breached"}, "their letter", ANN)
    told(context, "two", "Ternfold", 21)
    assert numbers(context) == [only]
    for each in ids:
        undo_corrected(context, only, each, ANN)
    assert [party.name for party in incident_of(context, only).parties] == ["Quillmark", "Ternfold"]


def test_a_corrected_fact_holds_when_documents_are_read_again_until_it_is_undone(context: Context) -> None:
    url = told(context, "one", "Quillmark")
    (only,) = numbers(context)
    before = incident_of(context, only)
    facts = {
        "data_type:passwords": "exposed",
        "party:Quillmark": "downstream",
        "party:Ternfold Hosting": "breached",
        "records": "57,000 people",
        "occurred": "2025-11",
        "status": "confirmed",
    }
    ids = correct_incident(context, only, facts, "their letter of the 20th", ANN)
    for text in ("", "Quillmark was breached, it now says in other words."):
        if text:
            told(context, "one", "Quillmark", text=text)
        found = incident_of(context, only)
        assert [(party.name, party.role) for party in found.parties] == [
            ("Ternfold Hosting", "breached"),
            ("Quillmark", "downstream"),
        ]
        assert [(fact.type, fact.status) for fact in found.data_types] == [("passwords", "exposed")]
        assert found.data_types[0].said_by[0].evidence.quote == "their letter of the 20th (ann)"
        assert found.records is not None
        assert (found.records.count, found.records.unit, found.occurred, found.status) == (
            57000,
            "people",
            "2025-11",
            "confirmed",
        )
        assert found.title == "Ternfold Hosting breach (Quillmark downstream)"
        assert found.kind is Kind.THIRD_PARTY_BREACH
        assert found.sources == (url,)
        assert set(found.corrected) == set(facts)
    second = correct_incident(context, only, {"records": ""}, "they do not know", ANN)
    assert incident_of(context, only).records is None
    undo_corrected(context, only, second[0], ANN)
    records = incident_of(context, only).records
    assert records is not None
    assert records.count == 57000  # what was corrected before holds again
    for one in ids:
        undo_corrected(context, only, one, ANN)
    after = incident_of(context, only)
    assert replace(after, parties=before.parties) == before
    assert [(party.name, party.role, party.said_by[0].url) for party in after.parties] == [
        ("Quillmark", "breached", url)
    ]
    log = audit_log(context.database, "default")
    assert [entry.action for entry in log].count("undo correction") == 7
    restored = next(entry for entry in reversed(log) if entry.action == "undo correction")
    assert (restored.before, restored.after) == ({"records": ""}, {"records": "57000 people", "correction": second[0]})
    assert log[-1].before["records"] == ""
    assert log[-1].after["party:Quillmark"] == "downstream"
    with pytest.raises(CannotError, match="no correction"):
        undo_corrected(context, only, ids[0], ANN)


def test_what_cannot_be_corrected_is_named(context: Context) -> None:
    told(context, "one", "Quillmark")
    (only,) = numbers(context)
    for fact, value, words in (
        ("data_type:shoes", "exposed", "is no data type"),
        ("data_type:names", "gone", "status of a data type; there are exposed, possible, denied"),
        ("party:", "breached", "a party has a name"),
        ("party:A\x1bB", "breached", "a party has a name"),
        ("party:Quillmark", "boss", "is no role"),
        ("records", "many", "records are written as"),
        ("occurred", "2025-02-30", "is a day such as"),
        ("status", "", "is no status"),
        ("title", "x", "is no fact that can be corrected"),
    ):
        with pytest.raises(CannotError, match=words):
            correct_incident(context, only, {fact: value}, "why not", ANN)
    with pytest.raises(CannotError, match="no incident has the id 99"):
        correct_incident(context, 99, {"records": ""}, "why not", ANN)


def test_the_command_corrects_shows_and_undoes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tocsin.db'}"
    database = Database(url)
    prepare(database)
    told(made_context(database), "one", "Quillmark")
    database.close()
    (tmp_path / "tocsin.yaml").write_text(f"database: {url}\nbuiltin_sources: false\n")

    def tocsin(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["--config", str(tmp_path / "tocsin.yaml"), "incident", *arguments])

    done = tocsin("correct", "1", "data_type:passwords=denied", "party:Brask = & Co=bystander", "--why", "their letter")
    assert done.exit_code == 0, done.output
    shown = json.loads(tocsin("show", "1", "--json").stdout)
    assert [(one["fact"], one["value"]) for one in shown["corrections"]] == [
        ("data_type:passwords", "denied"),
        ("party:Brask = & Co", "bystander"),
    ]
    said = tocsin("show", "1").stdout
    assert "correction 1" in said
    told_of = [line.rpartition("): ")[2] for line in said.splitlines() if line.startswith("revision ")]
    assert told_of == ["first told", "nothing to alert of"], "a denial of what nobody told is no material change"
    assert tocsin("correct", "1", "--undo", "1").exit_code == 0
    assert "undone by" in tocsin("show", "1").stdout
    for wrong in (("1",), ("1", "records=9 people"), ("1", "nonsense", "--why", "because"), ("1", "--undo", "99")):
        refused = tocsin("correct", *wrong)
        assert refused.exit_code == 2, refused.output
