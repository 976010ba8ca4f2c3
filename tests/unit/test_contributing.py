"""What CONTRIBUTING.md asks of the code and no tool checks."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("alerts", "benchmarks", "config", "crawler", "docs", "inventory", "model", "nlp", "storage", "tests", "tocsin")


def test_files_stay_under_four_hundred_lines() -> None:
    files = [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]
    assert len(files) > 500, "they are looked for in the right place"
    assert {str(path.relative_to(ROOT)) for path in files if path.read_bytes().count(b"\n") >= 400} == set()
