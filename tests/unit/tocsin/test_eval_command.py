"""`tocsin eval`: the figures of `make accuracy` on labels of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tocsin.cli import app

TEXT = (
    "Quillmark said that hackers stole the names and e-mail addresses of 5,000 customers. Passwords were not affected."
)
LABELLED: dict[str, Any] = {
    "id": "a", "title": "Data breach at Quillmark", "text": TEXT, "lang": "en", "is_disclosure": True,
    "breached": ["Quillmark Ltd"], "data_types": ["names", "email_addresses"], "data_types_denied": ["passwords"],
    "records": 5000,
}  # fmt: skip
GARDEN = {"id": "b", "text": "The garden party\u2028was a success.", "lang": "en", "is_disclosure": False}


def evaluate(*arguments: Path | str) -> Any:
    return CliRunner().invoke(app, ["eval", *map(str, arguments)])


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "own.jsonl"
    path.write_text(f"{json.dumps(LABELLED)}\n\n{json.dumps(GARDEN, ensure_ascii=False)}\n", encoding="utf-8")
    return path


def test_documents_are_read_and_scored(labelled: Path) -> None:
    done = evaluate(labelled, "--json")
    assert done.exit_code == 0, done.stderr
    figures = {figure["name"]: figure for figure in map(json.loads, done.stdout.splitlines())}
    right = ("disclosure", "breached", "data types", "denied data types", "records within 10 %")
    assert {name: figures[name]["value"] for name in right} == dict.fromkeys(right, 1.0)
    assert (figures["disclosure"]["n"], figures["breached"]["n"]) == (2, 1)
    assert evaluate(labelled).stdout.splitlines()[1].split() == ["disclosure", "F1", "1.000", "0.00-1.00", "1.000", "1.000", "2"]  # fmt: skip


def test_records_are_scored_and_those_that_lack_are_said(labelled: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps({"id": "b", "is_disclosure": True, "score": 0.9}) + "\n")
    done = evaluate(labelled, records, "--json")
    assert done.exit_code == 1
    assert "no record, so counted as not read: 1 document, as" in done.stderr
    assert next(map(json.loads, done.stdout.splitlines()))["counts"] == [0, 1, 1]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "Expecting property name"),
        ("[]", "not an object with an id"),
        ('{"id": null, "text": "x"}', "not an object with an id"),
        ('{"id": "a", "text": "x", "is_disclosure": false}', "a second line of the id a"),
        ('{"id": 1, "text": 5}', "has not the form"),
        ('{"id": 1, "text": "x", "records": "many"}', "has not the form"),
        ('{"id": 1, "text": "x", "breached": 7}', "has not the form"),
    ],
)
def test_a_bad_label_is_named_by_its_line_and_the_rest_is_scored(labelled: Path, line: str, reason: str) -> None:
    labelled.write_text(f"{labelled.read_text()}{line}\n")
    done = evaluate(labelled, "--json")
    assert (done.exit_code, len(done.stdout.splitlines()) > 3) == (1, True)
    assert "own.jsonl: line 4: " in done.stderr
    assert reason in done.stderr


def test_what_cannot_be_done_says_so(tmp_path: Path) -> None:
    assert evaluate(tmp_path / "none.jsonl").exit_code == 2
    (tmp_path / "empty.jsonl").write_text("")
    done = evaluate(tmp_path / "empty.jsonl")
    assert (done.exit_code, "no labelled document" in done.stderr) == (3, True)
    (tmp_path / "bare.jsonl").write_text('{"id": "a", "text": "x"}\n')
    done = evaluate(tmp_path / "bare.jsonl")
    assert (done.exit_code, done.stdout, "one of the labels" in done.stderr) == (3, "", True)
