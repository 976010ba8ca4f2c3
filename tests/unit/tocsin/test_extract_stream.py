"""`tocsin extract` as a stream: the same records whatever the batches and workers, in order, never far ahead."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest

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
