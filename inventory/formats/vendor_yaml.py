"""Vendor lists as YAML: a list of names, or of mappings with the columns of the CSV."""

from __future__ import annotations

from typing import Any

import yaml

from inventory.errors import InventoryError
from inventory.formats.base import Format, Problems, Source
from inventory.formats.tables import Row
from inventory.formats.vendor_list import SYNONYMS, listed_vendors
from model.inventory import InventoryFile

_MAX_BYTES = 5_000_000  # a list that people keep


class _NoAliases(yaml.SafeLoader):
    """Refuses `*alias`, with which a few lines become gigabytes."""

    def compose_node(self, parent: Any, index: int) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


def read(source: Source) -> InventoryFile:
    """The vendors of a list, or of the list under `vendors`; raises InventoryError if there is none."""
    if len(source.data) > _MAX_BYTES:
        raise InventoryError(f"{source.name}: is larger than a list that people keep; give it as CSV")
    try:
        document = yaml.load(source.data, Loader=_NoAliases)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        place = getattr(error, "problem_mark", None)
        where = f"line {place.line + 1}: " if place else ""
        raise InventoryError(f"{source.name}: {where}is no valid YAML; write a list of vendors") from None
    entries = document.get("vendors") if isinstance(document, dict) else document
    if not isinstance(entries, list):
        raise InventoryError(f"{source.name}: holds no list of vendors; begin with: - name: ...")
    problems = Problems(source.name)
    rows = [Row(number, cells) for number, entry in enumerate(entries, 1) if (cells := _cells(entry, number, problems))]
    return listed_vendors(source, rows, problems)


def _cells(entry: Any, number: int, problems: Problems) -> dict[str, str] | None:
    if isinstance(entry, str):
        return {"name": entry}
    if not isinstance(entry, dict):
        problems.add(f"entry {number}", "is neither a name nor a mapping, left out")
        return None
    cells = {}
    for key, value in entry.items():
        column = SYNONYMS.get(str(key).strip().lower(), str(key).strip().lower())
        values = value if isinstance(value, list) else [value]
        cells[column] = ";".join(str(each) for each in values if isinstance(each, str | int | float))
    return cells


FORMAT = Format("vendor list (YAML)", lambda source: source.suffix in {".yaml", ".yml"}, read)
