from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import forked
from fakes.databases import prepare
from fakes.incidents import incident
from fakes.stored import open_incident

from model.vocabulary import DataType
from storage.database import Database
from storage.marks import set_mark
from storage.search import index_incidents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tocsin.yaml").write_text("database: sqlite:///tocsin.db\n")
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    chain = incident("Quillmark", "Oakenbridge", exposed=(DataType.NAMES,), denied=(DataType.PASSWORDS,))
    found = [
        replace(chain, title="Quillmark breach \x1b[31m\u202e"),
        replace(incident("Tarn Valley Health"), title="Tarn Valley breach"),
    ]
    with database.write() as connection:
        now = datetime.now(UTC)
        index_incidents(connection, [open_incident(connection, one, run_id=1, history=False, now=now) for one in found])
    database.close()
    return tmp_path


def tocsin(folder: Path, *arguments: str, columns: int = 80) -> subprocess.CompletedProcess[str]:
    return forked.tocsin(folder, *arguments, COLUMNS=str(columns))


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, 200])
def test_results_can_be_read_at_either_width_and_steer_no_terminal(folder: Path, columns: int) -> None:
    shown = tocsin(folder, "search", "type:-passwords", "--facets", columns=columns)
    assert shown.returncode == 0, shown.stderr
    for words in ("Quillmark breach", "2026-03-02", "names", "passwords", "1 of 1 shown"):
        assert words in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= columns
    assert not {"\x1b", "\u202e"} & set(shown.stdout)


@pytest.mark.slow
def test_search_saves_forgets_and_prints_json(folder: Path) -> None:
    printed = json.loads(
        tocsin(folder, "search", "vendor:quillmark", "--since", "2026", "--save", "mine", "--alert", "--json").stdout
    )
    assert printed["total"] == 1
    (result,) = printed["results"]
    assert set(result) >= {
        "incident",
        "title",
        "status",
        "kind",
        "disclosed",
        "records",
        "organisations",
        "data_types",
        "sources",
    }
    assert result["organisations"][0] == {"name": "Quillmark", "role": "breached"}
    kept = json.loads(tocsin(folder, "search", "saved", "--json").stdout)
    assert kept == [{"name": "mine", "query": "(vendor:quillmark) since:2026", "alerts": True}]
    assert json.loads(tocsin(folder, "search", "--saved", "mine", "--json").stdout)["total"] == 1
    assert tocsin(folder, "search", "--forget", "mine").returncode == 0
    assert tocsin(folder, "search", "--forget", "mine").returncode == 2


@pytest.mark.slow
def test_where_nothing_is_found_it_says_that_nobody_was_asked_yet(folder: Path) -> None:
    shown = tocsin(folder, "search", "tallowfen").stdout
    assert re.fullmatch(
        r"nothing found; \d+ sources were not asked yet, see `tocsin source list`", " ".join(shown.split())
    )
    printed = json.loads(tocsin(folder, "search", "tallowfen", "--json").stdout)
    assert (printed["total"], printed["unheard"]) == (0, [])
    assert "hibp_breaches" in printed["not_asked"]


@pytest.mark.slow
def test_a_query_that_cannot_be_read_shows_where(folder: Path) -> None:
    refused = tocsin(folder, "search", "okta type:passwrds")
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[1:] == ["  okta type:passwrds", "            ^"]
    for command in ("search", "export"):
        refused = tocsin(folder, command, "okta", "--since", "yesterday")
        assert refused.returncode == 2
        assert refused.stderr.splitlines()[1:] == ["  since:yesterday", "        ^"]
        refused = tocsin(folder, command, "-tarn")
        assert refused.returncode == 2
        assert f"a query that begins with - goes behind --: tocsin {command} -- -word" in refused.stderr
        assert "behind --" not in tocsin(folder, command, "--sinc", "2026").stderr
    missed = tocsin(folder, "search", "vendor:quilmark")
    assert missed.returncode == 0
    assert "did you mean Quillmark?" in missed.stdout


@pytest.mark.slow
def test_export_writes_a_whole_file_and_import_wants_one(folder: Path) -> None:
    assert tocsin(folder, "export", "tarn", "--format", "csv", "-o", "out.csv").returncode == 0
    assert [row["title"] for row in csv.DictReader((folder / "out.csv").open(newline=""))] == ["Tarn Valley breach"]
    assert [path.name for path in folder.glob("*.part")] == []
    assert tocsin(folder, "export", "type:nonsense").returncode == 2
    missing = tocsin(folder, "import", "nowhere.jsonl")
    assert (missing.returncode, "nowhere.jsonl" in missing.stderr) == (2, True)
    (folder / "bad.jsonl").write_text("{}\n\n")  # an empty line is none that was read
    refused = tocsin(folder, "import", "bad.jsonl", "--json")
    assert refused.returncode == 3
    assert json.loads(refused.stdout)["problems"][0].startswith("bad.jsonl, line 1: ")


@pytest.mark.slow
def test_an_export_goes_through_a_link_and_into_a_pipe_and_takes_the_place_of_neither(folder: Path) -> None:
    (folder / "link.csv").symlink_to("real.csv")
    assert tocsin(folder, "export", "-f", "csv", "-o", "link.csv").returncode == 0
    assert (folder / "link.csv").is_symlink()
    os.mkfifo(folder / "pipe")
    with open(os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK), "rb") as reading:  # noqa: PTH123 - it is open
        assert tocsin(folder, "export", "-f", "csv", "-o", "pipe").returncode == 0
        assert reading.read() == (folder / "real.csv").read_bytes()
    assert (folder / "pipe").is_fifo()


@pytest.mark.slow
def test_results_stand_alone_also_where_an_older_database_is_brought_up_to_date(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'tocsin.db'}")
    with database.write() as connection:
        set_mark(connection, "indexed", "stale")
    database.close()
    shown = tocsin(folder, "search", "tarn", "--json")
    assert json.loads(shown.stdout)["total"] == 1
    assert shown.stderr.startswith("tocsin: the database, of revision ")
    assert tocsin(folder, "search", "tarn", "--json").stderr == ""


@pytest.mark.slow
def test_results_for_which_there_is_no_room_end_in_one_line(folder: Path) -> None:
    command = [sys.executable, "-m", "tocsin", "export"]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (
        3,
        "tocsin: No space left on device; make room and run it again\n",
    )


@pytest.mark.slow
def test_results_beyond_what_a_file_may_hold_end_in_one_line(folder: Path) -> None:
    size = 10_000_000  # the database has room
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
    limited += "; from tocsin.cli import main; main()"
    with (folder / "out.jsonl").open("wb") as file:
        file.seek(size)
        command = [sys.executable, "-c", limited, "export"]
        ended = subprocess.run(command, cwd=folder, stdout=file, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (3, "tocsin: File too large; make room and run it again\n")


@pytest.mark.slow
def test_an_export_that_fails_leaves_nothing_behind(folder: Path) -> None:
    (folder / "out").mkdir()
    failed = tocsin(folder, "export", "-o", "out")
    assert (failed.returncode, failed.stderr) == (3, "tocsin: out: Is a directory\n")
    assert not (folder / "out.part").exists()
    nowhere = tocsin(folder, "export", "-o", "tocsin.yaml/out")
    assert (nowhere.returncode, nowhere.stderr) == (3, "tocsin: tocsin.yaml/out: Not a directory\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["okta", "--save", " "], "--save: a name has letters"),
        (["okta", "--save", "x\u202e"], "--save: a name has letters"),
        (["okta", "--alert"], "--alert goes with --save NAME"),
        (["--saved", "mine", "--alert"], "--alert goes with --save NAME"),
        (["okta", "--saved", "mine"], "--saved NAME stands for a query"),
    ],
)
def test_what_would_be_kept_wrongly_or_left_out_of_account_is_refused(
    folder: Path, arguments: list[str], said: str
) -> None:
    refused = tocsin(folder, "search", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert "no search is kept" in tocsin(folder, "search", "saved").stdout
