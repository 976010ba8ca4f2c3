"""A line of another Tocsin's export that holds what no pipeline can work with is refused, and poisons nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fakes.databases import prepare
from test_take_with_you import export, new_run, tell

from storage.database import Database
from tocsin.incident_import import take_in

COUNT = {"count": 10**30, "unit": "people", "evidence": {"quote": "", "start": 0, "end": 0}}


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("disclosure.score", float("nan"), "no JSON"),
        ("url", "http://[sorrel", "told_by: url: no web address"),
        ("url", f"https://sorrel.example/{'a' * 2000}", "told_by: url: no web address"),
        ("published", "9999-12-31T23:59:59-12:00", "told_by: a time stamp beyond all years"),
        ("fetched", "0001-01-01T00:00:00+14:00", "told_by: a time stamp beyond all years"),
        ("disclosure.dates.occurred", "2026-02-30", "told_by: disclosure.dates.occurred: no day such as 2026-02-20"),
        ("disclosure.dates.disclosed", "soon", "told_by: disclosure.dates.disclosed: no day such as 2026-02-20"),
        ("disclosure.parties.0.confidence", 1e300, "told_by: disclosure: score and confidence are from 0 to 1"),
        ("disclosure.records", COUNT, "told_by: disclosure.records.count: more than can be"),
        ("disclosure.records", COUNT | {"count": -1}, "told_by: disclosure.records.count: more than can be"),
        ("fingerprint.0", -1, "told_by: fingerprint: no sketch of a text"),
    ],
)
def test_what_nothing_can_work_with_is_refused(
    database: Database, tmp_path: Path, place: str, value: Any, said: str
) -> None:
    tell(new_run(database), 1, "Quillmark")
    good = export(database)
    line = json.loads(good)
    at: Any = line["told_by"][0]
    *above, name = place.split(".")
    for part in above:
        at = at[int(part) if part.isdigit() else part]
    at[int(name) if name.isdigit() else name] = value
    other = Database(f"sqlite:///{tmp_path / 'odd.db'}")
    prepare(other)
    there = new_run(other)
    documents, problems = take_in(there, [json.dumps(line), good, good.replace("example/1", "example/2")], "x.jsonl")
    other.close()
    assert documents == 2
    assert [problem.startswith(f"x.jsonl, line 1: {said}") for problem in problems] == [True]
