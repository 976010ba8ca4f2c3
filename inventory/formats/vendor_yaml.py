"""Vendor lists as YAML: a list of names, or of mappings with the columns of the CSV."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from inventory.errors import InventoryError
from inventory.formats.base import Format, Problems, Source
from inventory.formats.documents import load_yaml_texts
from inventory.formats.tables import Row, meanings
from inventory.formats.vendor_list import SYNONYMS, guessed, listed_vendors
from model.inventory import InventoryFile

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_BYTES = 5_000_000  # a list that people keep


def read(source: Source) -> InventoryFile:
    """The vendors of a list, or of the list under `vendors`; raises InventoryError if there is none."""
    if len(source.data) > _MAX_BYTES:
        raise InventoryError(f"{source.name}: is larger than a list that people keep; give it as CSV")
    document = load_yaml_texts(source, "write a list of vendors")
    entries = document.get("vendors") if isinstance(document, dict) else document
    if not isinstance(entries, list):
        raise InventoryError(f"{source.name}: holds no list of vendors; begin with: - name: ...")
    problems = Problems(source.name)
    found = ((number, _cells(entry, number, problems)) for number, entry in enumerate(entries, 1))
    rows = [Row(number, cells) for number, cells in found if cells is not None]
    keys = [str(key).strip().lower() for entry in entries if isinstance(entry, dict) for key in entry]
    return replace(listed_vendors(source, rows, problems), notes=guessed(list(dict.fromkeys(keys))))


def _cells(entry: Any, number: int, problems: Problems) -> dict[str, str] | None:
    if isinstance(entry, str) and entry not in _NOTHING:
        return {"name": entry}
    if not isinstance(entry, dict):
        problems.add(f"entry {number}", "is neither a name nor a mapping, left out")
        return None
    cells = {str(key).strip().lower(): _text(value) for key, value in entry.items()}
    columns = meanings(((column, column) for column in cells), SYNONYMS)
    return {name: cells[column] for column, name in columns if cells[column]}


def _text(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ";".join(each for each in values if isinstance(each, str) and each not in _NOTHING)


FORMAT = Format("vendor list (YAML)", lambda source: source.suffix in {".yaml", ".yml"}, read)
