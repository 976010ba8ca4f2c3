"""Puts the tables of the benchmarks into docs/performance.md."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rows import Row, table

DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
END = "<!-- figures: end -->"


def section(rows: Sequence[Row]) -> str:
    """The table, and on what it was measured."""
    machine = f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}"
    return f"{table(rows)}\n\n{machine}, {datetime.now(UTC):%Y-%m-%d}"


def write(name: str, text: str) -> None:
    """This benchmark's figures in place of its last, or behind those of the others."""
    document = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(_with_section(document, name, text), encoding="utf-8")


def _with_section(document: str, name: str, text: str) -> str:
    begin, end = f"<!-- figures: {name} -->", f"<!-- end: {name} -->"
    written = f"{begin}\n### {name}\n\n{text}\n{end}"
    before, found, rest = document.partition(begin)
    if found:
        return before + written + rest.partition(end)[2]
    before, found, rest = document.partition(END)
    return f"{before}{written}\n\n{found}{rest}"
