from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from fakes.forked import tocsin

from storage.database import Database
from storage.runs import latest_runs

HEAVY = {
    "fastapi",
    "uvicorn",
    "argon2",
    "spacy",
    "scrapy",
    "sqlalchemy",
    "alembic",
    "trafilatura",
    "feedparser",
    "onnxruntime",
    "slack_sdk",
    "twisted",
}


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from tocsin.cli import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted(name for name in sys.modules if '.' not in name))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Commands" in done.stdout
    loaded = set(done.stdout.splitlines()[-1].split()[1:])
    assert loaded & HEAVY == set()
    assert "typer" in loaded, "the test would see nothing otherwise"


@pytest.mark.parametrize("columns", ["50", "80"])
def test_a_list_of_commands_says_all_of_each(tmp_path: Path, columns: str) -> None:
    """Words past the end of the line were cut off: `Replay the incident of November 2025 on this machine: no...`."""
    for group in ((), ("alert",), ("incident",)):
        done = tocsin(tmp_path, *group, "--help", COLUMNS=columns)
        shown = done.stdout.partition("Commands:\n")[2]
        assert shown, done.stderr
        assert "..." not in shown
    assert "Only the default tenant may." in " ".join(shown.split())


def test_what_is_empty_says_so_and_what_would_fill_it(tmp_path: Path) -> None:
    said = {
        ("inventory", "list"): "the inventory is empty: ",
        ("inventory", "graph"): "the inventory is empty: ",
        ("source", "list", "--vendors"): "no vendor is in the inventory yet: ",
        ("incident", "list"): "no incident is known yet: ",
        ("alert", "list"): "nobody was told anything so far",
        ("alert", "silences"): "nothing is muted or put off",
        ("user", "list"): "there is no user yet: ",
        ("token", "list"): "there is no token yet: ",
    }
    for command, words in said.items():
        done = tocsin(tmp_path, *command)
        assert (done.returncode, done.stdout[: len(words)]) == (0, words), command


def test_a_maker_that_nobody_knows_is_refused_where_none_would_be_taken_for_an_answer(tmp_path: Path) -> None:
    (tmp_path / "vendors.csv").write_text("name\nTernfold\n")
    assert tocsin(tmp_path, "inventory", "import", "vendors.csv").returncode == 0
    done = tocsin(tmp_path, "advisory", "list", "--vendor", "Ternfeld")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Ternfeld: nobody is known by this name alone" in done.stderr
    done = tocsin(tmp_path, "advisory", "list", "--vendor", "Ternfold")
    assert (done.returncode, done.stdout) == (0, "none reaches what is in the inventory\n")


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("user add ann <&-", 2, "tocsin: the password needs at least 12 characters\n"),
        ("doctor --json >&-", 1, ""),
    ],
)
def test_a_stream_that_is_closed_is_an_empty_one(tmp_path: Path, typed: str, code: int, said: str) -> None:
    (tmp_path / "tocsin.yaml").touch()
    command = f'exec "{sys.executable}" -m tocsin {typed}'
    path = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, stderr=subprocess.PIPE, text=True, check=False, env=path)
    assert (done.returncode, done.stderr) == (code, said)


def unread() -> int:
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize("into", [unread, lambda: os.open("/dev/full", os.O_WRONLY)])
def test_a_standard_error_that_is_full_or_that_nobody_reads_ends_no_run(
    tmp_path: Path, into: Callable[[], int]
) -> None:
    """The first problem ended it before anything was delivered, as where what `serve` logs to was restarted."""
    (tmp_path / "tocsin.yaml").write_text("{builtin_sources: false, inventories: [gone.csv]}")
    command = [sys.executable, "-m", "tocsin", "run", "--json"]
    path = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    error = into()
    done = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=error, check=False, env=path)
    os.close(error)
    assert done.returncode == 1
    assert "gone.csv" in json.loads(done.stdout)["problems"][0]
    assert latest_runs(Database(f"sqlite:///{tmp_path / 'tocsin.db'}"))[0]["state"] == "partial"


def test_a_file_of_incidents_is_closed_once_it_is_read(tmp_path: Path) -> None:
    """Python says so where its warnings are on."""
    for name in ("tocsin.yaml", "theirs.jsonl"):
        (tmp_path / name).touch()
    command = [sys.executable, "-W", "error", "-m", "tocsin", "import", "theirs.jsonl"]
    path = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=path)
    assert (done.returncode, done.stderr) == (0, "")


def test_where_nothing_can_be_collected_the_command_that_shows_why_can_be_run(tmp_path: Path) -> None:
    """It was named with the address as given: without `https://` it was taken for the id of a source."""
    done = tocsin(tmp_path, "source", "add", "127.0.0.1:9")
    assert done.returncode == 3
    assert "`tocsin source test https://127.0.0.1:9 --kind page` shows why" in done.stderr


def test_a_configuration_mistake_is_one_line_and_exit_2(tmp_path: Path) -> None:
    (tmp_path / "tocsin.yaml").write_text("colour: blue\n")
    command = [sys.executable, "-m", "tocsin", "run"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "tocsin: tocsin.yaml: unknown key `colour`\n"


def test_init_writes_a_configuration_that_is_valid_and_keeps_it_afterwards(tmp_path: Path) -> None:
    first = tocsin(tmp_path, "init")
    assert first.returncode == 0, first.stderr
    config = tmp_path / "tocsin.yaml"
    written = config.read_text()
    assert (tmp_path / "tocsin.db").exists()
    config.write_text(written + "# mine\n")
    second = tocsin(tmp_path, "init")
    assert second.returncode == 0
    assert "kept tocsin.yaml" in second.stdout
    assert config.read_text() == written + "# mine\n"


def test_a_wrong_day_is_a_usage_error(tmp_path: Path) -> None:
    assert tocsin(tmp_path, "run", "--as-of", "yesterday").returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("incident", "show", "99999999999999999999"),
        ("alert", "ack", "99999999999999999999"),
        ("alert", "replay", "99999999999999999999"),
        ("incident", "list", "--limit", "-1"),
        ("alert", "list", "--limit", "-1"),
        ("clock", "record", "1", "--aware", "0001-01-01T00:00+01:00", "--why", "their letter"),
        ("clock", "record", "1", "--aware", "9999-12-31T23:59-05:00", "--why", "their letter"),
        ("alert", "mute", "severity >= low", "--for", "0d"),
        ("alert", "mute", "severity >= low", "--for", "99999999d"),
        ("run", "--as-of", "0001-01-01"),
        ("export", "--limit", "99999999999999999999"),
    ],
    ids=" ".join,
)
def test_a_number_or_a_time_beyond_reason_is_a_usage_error(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = tocsin(tmp_path, *arguments)
    assert done.returncode == 2, done.stderr
    assert "Invalid value for" in done.stderr
    assert not (tmp_path / "tocsin.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("incident", "merge", "1", "2"),
        ("incident", "split", "1", "https://vendor.example/notice"),
        ("vendor", "merge", "Quillmark Ltd", "Quillmark"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_what_lasts_needs_a_reason_that_says_something(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = tocsin(tmp_path, *arguments, "--why", "  ")
    assert done.returncode == 2
    assert "say --why" in done.stderr


def test_users_and_tokens_belong_to_a_tenant_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "tocsin.yaml").write_text("tenants: [{id: acme}]\n")
    (tmp_path / "password").write_text("correct horse battery\n")
    for command in (("user", "add", "ann", "--password-file", "password"), ("token", "add", "siem")):
        refused = tocsin(tmp_path, *command, "--tenant", "acem")
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "there are default, acme" in refused.stderr
        assert tocsin(tmp_path, *command, "--tenant", "acme").returncode == 0


def test_the_history_of_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tocsin.yaml").write_text(
        "builtin_sources: false\nsources: [{id: ours, kind: feed, url: 'http://127.0.0.1:1/', trust: press}]\n"
    )
    known = tocsin(tmp_path, "source", "history", "ours")
    assert (known.returncode, known.stdout) == (0, "nothing happened to it so far\n"), known.stderr
    unknown = tocsin(tmp_path, "source", "history", "theirs")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "no source has the id theirs" in unknown.stderr


def test_doctor_does_not_send_to_a_command_that_a_newer_database_refuses(tmp_path: Path) -> None:
    assert tocsin(tmp_path, "init", "--no-history").returncode == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "tocsin.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    told = tocsin(tmp_path, "doctor").stdout
    assert "written by a newer Tocsin (revision 9999); upgrade Tocsin" in told
    assert "makes it so" not in told


def test_where_no_source_is_on_nothing_found_proves_nothing(tmp_path: Path) -> None:
    """`doctor` said "nothing to mend", and a search "nothing found", where nobody was asked."""
    config = tmp_path / "tocsin.yaml"
    config.write_text("builtin_sources: false\nfetch: {contact: a@example.org}\n")
    assert tocsin(tmp_path, "init", "--no-history").returncode == 0
    told = tocsin(tmp_path, "doctor").stdout
    assert "no source is on, so nothing new is heard: set `builtin_sources: true`" in told
    assert told.count("nothing new is heard") == 1
    assert tocsin(tmp_path, "search", "tallowfen").stdout == (
        "nothing found; no source is on, see `tocsin source list`\n"
    )
    config.write_text(config.read_text().replace("false", "true"))
    assert "no source is on" not in tocsin(tmp_path, "doctor").stdout


def test_doctor_says_nothing_of_a_source_that_was_turned_off(tmp_path: Path) -> None:
    source = "id: ours, kind: feed, url: 'http://127.0.0.1:9/feed', trust: press"
    config = tmp_path / "tocsin.yaml"
    config.write_text(f"builtin_sources: false\nsources: [{{{source}}}]\n")
    assert tocsin(tmp_path, "init", "--no-history").returncode == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "tocsin.db")) as connection, connection:
        now = "2026-11-10 12:00:00.000000"
        columns, failed = "source_id, state, detail, since, last_attempt, failures", ("http_404", "gone", now, now, 3)
        connection.execute(f"INSERT INTO source_state ({columns}) VALUES ('ours', ?, ?, ?, ?, ?)", failed)
    assert "source ours: http_404" in tocsin(tmp_path, "doctor").stdout
    for turned_off in (f"sources: [{{{source}, enabled: false}}]", "sources: []"):
        config.write_text(f"builtin_sources: false\n{turned_off}\n")
        assert "ours" not in tocsin(tmp_path, "doctor").stdout


def test_doctor_names_a_kind_and_an_option_that_there_are_not_before_any_run(tmp_path: Path) -> None:
    source = "url: 'http://127.0.0.1:9/', trust: press"
    own = f"[{{id: ours, kind: gopher, {source}}}, {{id: theirs, kind: listing, {source}, options: {{mach: news}}}}]"
    (tmp_path / "tocsin.yaml").write_text(f"sources: {own}\n")
    told = tocsin(tmp_path, "doctor").stdout
    assert "source ours: no spider for kind gopher: use one of" in told
    assert "source theirs: kind listing has no option `mach`: use at_once, delay, links, match, max_links" in told


def test_doctor_misses_the_files_of_every_tenant(tmp_path: Path) -> None:
    tenant = "{id: acme, inventories: [theirs.csv], dependencies: [edges.csv]}"
    (tmp_path / "tocsin.yaml").write_text(f"inventories: [ours.csv]\ntenants: [{tenant}]\n")
    told = tocsin(tmp_path, "doctor").stdout
    for name in ("ours.csv", "theirs.csv", "edges.csv"):
        assert f"{name}: cannot be opened (no such file or directory); check its path" in told


def test_where_no_configuration_is_it_is_said_that_nothing_of_it_holds(tmp_path: Path) -> None:
    said = f"no tocsin.yaml in {tmp_path}: "
    assert said in tocsin(tmp_path, "search", "quillmark").stderr
    (tmp_path / "tocsin.yaml").touch()
    assert said not in tocsin(tmp_path, "search", "quillmark").stderr


def test_a_folder_that_was_removed_under_a_shell_is_one_line(tmp_path: Path) -> None:
    (gone := tmp_path / "gone").mkdir()
    command = f'cd "{gone}" && rmdir "{gone}" && exec "{sys.executable}" -m tocsin search quillmark'
    path = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, env=path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "the folder in which it was started is gone" in done.stderr


def test_doctor_misses_an_inventory_where_nothing_was_imported_either_of_every_tenant(tmp_path: Path) -> None:
    (tmp_path / "tocsin.yaml").write_text("builtin_sources: false\ntenants: [{id: acme}]\n")
    (tmp_path / "vendors.csv").write_text("name\nTernfold\n")
    assert tocsin(tmp_path, "inventory", "import", "vendors.csv").returncode == 0
    told = tocsin(tmp_path, "doctor").stdout
    assert [line for line in told.splitlines() if "no inventory is configured" in line] == [
        "! tenant acme: no inventory is configured: name one under `inventories`, or nothing can reach you"
    ]


def test_doctor_reads_the_files_as_a_run_does(tmp_path: Path) -> None:
    (tmp_path / "tocsin.yaml").write_text("inventories: [folder, broken.csv, good.csv]\ndependencies: [empty.csv]\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.csv").write_bytes(b"\0\1garbage")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "good.csv").write_text("name\nTernfold\n")
    told = tocsin(tmp_path, "doctor").stdout
    assert "folder: cannot be opened (is a directory)" in told
    assert "broken.csv: holds NUL characters" in told
    assert "empty.csv: is empty" in told
    assert "good.csv" not in told


def test_doctor_misses_the_secrets_that_only_serve_or_the_sign_of_life_needs(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-canary")
    (tmp_path / "ping").write_text("http://elsewhere.example/canary")
    slack = "{id: ops, kind: slack, token_file: token, channel: '#x', app_token_file: app}"
    (tmp_path / "tocsin.yaml").write_text(f"channels: [{slack}]\nhealth: {{ping_url_file: ping}}\n")
    told = tocsin(tmp_path, "doctor").stdout
    assert f"channel ops: cannot read {tmp_path / 'app'}: No such file or directory" in told
    assert "`health.ping_url` must be https" in told
    assert "canary" not in told


def test_a_database_that_is_none_is_one_line_and_exit_3(tmp_path: Path) -> None:
    (tmp_path / "tocsin.db").write_text("no database\n" * 100)
    (tmp_path / "tocsin.yaml").write_text("builtin_sources: false\n")
    done = tocsin(tmp_path, "run")
    assert done.returncode == 3
    assert "not a database; `database` names another file, or it is damaged" in done.stderr
    assert done.stderr.count("\n") == 1


def test_doctor_says_what_to_mend_and_lists_the_crash_points(tmp_path: Path) -> None:
    done = tocsin(tmp_path, "doctor")
    assert done.returncode == 1
    assert "no inventory is configured" in done.stdout
    assert "the database is not there or not up to date" in done.stdout
    assert not (tmp_path / "tocsin.db").exists(), "it looks, and makes nothing"
    points = tocsin(tmp_path, "doctor", "--crash-points")
    assert points.returncode == 0
    assert len(points.stdout.split()) >= 12


def test_a_channel_that_cannot_be_opened_is_named_once_and_intervals_are_shown_as_they_are_written(
    tmp_path: Path,
) -> None:
    channel = "{id: chat, kind: slack, token_file: gone.txt, channel: '#ops'}"
    source = "{id: ours, kind: feed, url: 'http://127.0.0.1:9/feed', trust: press, every: 6h}"
    (tmp_path / "tocsin.yaml").write_text(f"builtin_sources: false\nchannels: [{channel}]\nsources: [{source}]\n")
    [line] = [line for line in tocsin(tmp_path, "doctor").stdout.splitlines() if "chat" in line]
    assert line.count("channel chat") == 1
    [listed] = json.loads(tocsin(tmp_path, "source", "list", "--json").stdout)
    assert listed["every"] == "6h"


def test_the_version_is_told(tmp_path: Path) -> None:
    done = tocsin(tmp_path, "--version")
    assert (done.returncode, done.stdout) == (0, f"tocsin {version('tocsin')}\n")
