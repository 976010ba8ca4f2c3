from __future__ import annotations

import json
import sys
import unicodedata

import pytest

from tocsin.output.terminal import plain, print_json, print_table

COLUMNS = ("id", "state", "title")
ROWS = [("vendor_page_quillmark", "ok", "Quillmark tells of a breach"), ("tarn", "", "Tarn Valley")]


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_no_word_of_a_table_is_torn_apart(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    print_table(COLUMNS, ROWS, none="nothing", title="All there are")
    shown = capsys.readouterr().out
    assert shown.splitlines()[0] == "All there are"
    assert max(map(len, shown.splitlines())) <= columns
    for word in " ".join((*COLUMNS, *(cell for row in ROWS for cell in row))).split():
        assert word in shown


def test_a_row_of_a_table_that_is_too_wide_becomes_lines_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    print_table(COLUMNS, ROWS, none="nothing")
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "id: vendor_page_quillmark",
        "  state: ok | title: Quillmark",
        "  tells of a breach",
        "id: tarn",
        "  title: Tarn Valley",
    ]


def test_a_table_of_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(COLUMNS, [], none="nothing was told so far", title="All there are")
    assert capsys.readouterr().out == "nothing was told so far\n"


def test_json_on_a_terminal_steers_nothing_and_is_the_same_to_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    steering = [each for each in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(each) in ("Cc", "Cf")]
    value = {"title": "".join(steering) + "Łódź 漏えい"}
    print_json(value)
    shown = capsys.readouterr().out
    assert json.loads(shown) == value
    assert plain(shown) == shown
    assert "Łódź 漏えい" in shown
