from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from fakes.forked import tocsin

INVENTORY = "name,domain,owner,criticality,data_types\nOpenAI,openai.com,platform,high,names\nOkta,okta.com,it,critical,\nTernfold Payroll,,people,low,\n"
DEPENDENCIES = "from,to,kind,source,first_seen,last_seen\nOkta,Quillfern Analytics,subprocessor,https://okta.example/list,2024-01-01,2025-01-01\n"


def party(name: str, role: str) -> dict[str, object]:
    return {"name": name, "role": role, "confidence": 0.9, "evidence": {"quote": name, "start": 0, "end": len(name)}}


def record(number: str, *parties: dict[str, object], **more: object) -> str:
    given = {"id": number, "is_disclosure": True, "kind": "breach", "claim": "confirmed", "parties": parties}
    return json.dumps({**given, **more})


RECORDS = [
    record("chain", party("Mixpanel", "breached"), party("OpenAI", "downstream")),
    record("unnamed", party("OpenAI", "downstream")),
    record("direct", party("Okta, Inc.", "breached")),
    record("listed", party("Quillfern Analytics", "breached")),
    record("bystander", party("Brackenmoor Clinics", "breached"), party("OpenAI", "bystander")),
    record("nobody", party("Brackenmoor Clinics", "breached")),
    record("no disclosure", party("OpenAI", "breached"), is_disclosure=False),
]


def match(folder: Path, records: list[str], *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "vendors.csv").write_text(INVENTORY)
    (folder / "deps.csv").write_text(DEPENDENCIES)
    (folder / "records.jsonl").write_text("\n".join(records))
    command = [
        sys.executable,
        "-m",
        "tocsin",
        "match",
        "vendors.csv",
        "records.jsonl",
        "--dependencies",
        "deps.csv",
        *options,
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_exposures_are_told_with_their_paths(tmp_path: Path) -> None:
    done = match(tmp_path, RECORDS)
    assert done.returncode == 0, done.stderr
    found = {row["disclosure"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert {name: (row["path"], row["hops"]) for name, row in found.items()} == {
        "chain": (["OpenAI", "Mixpanel"], 1),
        "unnamed": (["OpenAI", None], 1),
        "direct": (["Okta"], 0),
        "listed": (["Okta", "Quillfern Analytics"], 1),
    }
    assert found["direct"]["matched_on"] == "legal_name"
    assert found["direct"]["severity"] in ("high", "critical")
    assert set(found["chain"]) == {
        "disclosure",
        "path",
        "items",
        "hops",
        "matched_on",
        "data_types",
        "confidence",
        "severity",
    }
    assert "not recognised: Ternfold Payroll" in done.stderr


def test_a_bad_line_is_named_and_the_others_are_matched(tmp_path: Path) -> None:
    done = match(tmp_path, ["{", *RECORDS])
    assert done.returncode == 1
    assert "line 1: not an extraction record" in done.stderr
    assert len(done.stdout.splitlines()) == 4


def test_numbers_that_are_none_and_names_that_are_no_text_are_bad_lines(tmp_path: Path) -> None:
    odd = [
        record("count", party("Okta", "breached"), records={"count": float("inf")}).replace("Infinity", "1e400"),
        record("place", party("Okta", "breached") | {"evidence": {"start": 1e300 * 10, "end": float("inf")}}),
        record("sure", party("Okta", "breached") | {"confidence": float("nan")}),
        record("name", party("Okta", "breached"), {"name": None, "role": "breached"}),
        record("link", party("Okta", "downstream"), links=[{"user": "Okta", "provider": ["Quillfern"]}]),
        record("date", party("Okta", "breached"), dates={"occurred": 2026}),
    ]
    done = match(tmp_path, [*odd, *RECORDS])
    assert done.returncode == 1, done.stderr
    assert [f"line {number}: not an extraction record" in done.stderr for number in range(1, 8)] == [True] * 6 + [False]
    assert [json.loads(line)["disclosure"] for line in done.stdout.splitlines()] == [
        "chain",
        "unnamed",
        "direct",
        "listed",
    ]


def test_records_of_another_encoding_are_bad_lines_and_an_id_may_be_anything(tmp_path: Path) -> None:
    (tmp_path / "vendors.csv").write_text(INVENTORY)
    odd = record("\ud800", party("Okta, Inc.", "breached")).encode()
    (tmp_path / "records.jsonl").write_bytes(b"\xef\xbb\xbf" + odd + b"\n\xff\xfe{\x00\n" + odd)
    done = tocsin(tmp_path, "match", "vendors.csv", "records.jsonl")
    assert done.returncode == 1, done.stderr
    assert "line 2: not an extraction record" in done.stderr
    assert [json.loads(line)["disclosure"] for line in done.stdout.splitlines()] == ["\ud800"] * 2


def test_an_inventory_that_is_none_is_one_line_and_exit_2(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_text("")
    (tmp_path / "x.cdx.json").write_text("{")
    command = [sys.executable, "-m", "tocsin", "match", "x.cdx.json", "records.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "x.cdx.json" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_edge_file_decides_how_a_path_is_written(tmp_path: Path) -> None:
    done = match(tmp_path, [record("both", party("Quillfern Analytics GmbH", "breached"), party("Okta", "downstream"))])
    assert [row["path"] for row in map(json.loads, done.stdout.splitlines())] == [["Okta", "Quillfern Analytics"]]


def test_what_is_denied_or_withdrawn_opens_nothing(tmp_path: Path) -> None:
    records = [record(claim, party("Okta", "breached"), claim=claim) for claim in ("denied", "retracted", "claimed")]
    done = match(tmp_path, records)
    assert [row["disclosure"] for row in map(json.loads, done.stdout.splitlines())] == ["claimed"]
