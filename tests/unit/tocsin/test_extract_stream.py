"""`tocsin extract` as a stream: the same records whatever the batches and workers, in order, never far ahead."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.forked import tocsin

from tests.accuracy import sets
from tocsin.extracting import extract_stream

ROWS = sets.read_rows(sets.OWN)[::5]
LINES = [json.dumps({key: row[key] for key in ("id", "title", "text", "lang", "published")}) for row in ROWS]


def _records(lines: list[str], *, workers: int, batch: int) -> list[str]:
    out = io.StringIO()
    extract_stream(lines, out, workers=workers, batch=batch)
    return out.getvalue().splitlines()


def test_batches_and_workers_change_nothing() -> None:
    once = _records(LINES, workers=1, batch=32)
    assert [json.loads(line)["id"] for line in once] == [row["id"] for row in ROWS]
    assert _records(LINES, workers=1, batch=1) == once
    assert _records(list(reversed(LINES)), workers=1, batch=7) == once[::-1]
    assert _records(LINES, workers=2, batch=5) == once


def test_where_a_reading_process_is_killed_the_same_records_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    others = set(multiprocessing.active_children())

    def lines() -> Iterator[str]:
        for number, line in enumerate(LINES):
            if number == len(LINES) // 2:
                one = next(child for child in multiprocessing.active_children() if child not in others)
                one.kill()
                one.join()
            yield line

    out = io.StringIO()
    extract_stream(lines(), out, workers=2, batch=1)
    assert out.getvalue().splitlines() == _records(LINES, workers=1, batch=32)
    assert "a reading process was ended" in capsys.readouterr().err


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_lines_answer_in_their_place(workers: int) -> None:
    lines = [LINES[0], "{", LINES[1], '{"id": "a", "text": 7}', "", LINES[2]]
    records = [json.loads(line) for line in _records(lines, workers=workers, batch=2)]
    assert [record["id"] for record in records] == [ROWS[0]["id"], None, ROWS[1]["id"], "a", ROWS[2]["id"]]
    assert [record["line"] for record in records if "error" in record] == [2, 4]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_input_is_never_read_far_ahead(workers: int) -> None:
    """Memory does not grow with the input: what was read and not yet written stays under a bound."""
    out, batch, total = io.StringIO(), 10, 600
    read, ahead = 0, 0

    def lines() -> Iterator[str]:
        nonlocal read, ahead
        for number in range(total):
            read += 1
            ahead = max(ahead, read - out.getvalue().count("\n"))
            yield json.dumps({"id": str(number), "text": "The garden party was a success.", "lang": "en"})

    assert extract_stream(lines(), out, workers=workers, batch=batch) == 0
    assert out.getvalue().count("\n") == total
    assert ahead <= (2 * workers + 2) * batch


def test_progress_stays_off_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    _records(LINES[:3], workers=1, batch=1)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("encoding", ["utf-8:strict", "latin-1"])
def test_wrong_bytes_and_another_locale_stop_nothing(encoding: str) -> None:
    given = (
        '\ufeff{"id": "a", "text": "Zoë — 日本."}\n'.encode()
        + b'{"id": "b", "text": "\xff"}\n{"id": "\\ud800", "text": ""}\n'
    )
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", "extract"],
        input=given,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b", "\ud800"]


def test_the_file_that_cannot_be_read_is_the_one_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "documents.jsonl").write_text(LINES[0])
    done = tocsin(tmp_path, "extract", "documents.jsonl", "--names", "names.txt")
    assert done.returncode == 2
    assert done.stderr == "tocsin: names.txt: cannot be read: No such file or directory\n"
