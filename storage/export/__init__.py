"""Incidents for other programs: read with what their licences allow, and written in their forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from storage.export.found import export_query
from storage.export.lines import json_lines, read_line
from storage.export.misp import misp_parts
from storage.export.records import Exported, ToldBy, exported
from storage.export.stix import stix_parts
from storage.export.tables import csv_lines
from storage.export.veris import veris_parts

# Format -> its writer (text in pieces, to be joined), media type and file ending.
FORMATS: dict[str, tuple[Callable[[Iterable[Exported]], Iterator[str]], str, str]] = {
    "jsonl": (json_lines, "application/jsonl", "jsonl"),
    "csv": (csv_lines, "text/csv; charset=utf-8", "csv"),
    "stix": (stix_parts, "application/stix+json;version=2.1", "stix.json"),
    "misp": (misp_parts, "application/json", "misp.json"),
    "veris": (veris_parts, "application/json", "veris.json"),
}

WITH_PAST = frozenset({"stix"})  # the forms in which what is over is told

__all__ = ["FORMATS", "WITH_PAST", "Exported", "ToldBy", "export_query", "exported", "read_line"]
