"""A vendor's list of sub-processors that a person saved, read as the crawler reads it from the web."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from crawler.parsing.subprocessors import parse_processors
from inventory.errors import InventoryError
from inventory.processors import compare
from model.inventory import InventoryFile


def read_processor_page(path: Path, vendor: str, seen: date) -> InventoryFile:
    """Whom `vendor` uses by its list as HTML, Markdown, CSV or PDF, as edges seen on that day.

    Raises InventoryError, in one line, if the page names nobody.
    """
    try:
        found = parse_processors(path.read_bytes(), path.name.lower())
    except ValueError as error:
        raise InventoryError(
            f"{path}: is {error}; a table needs a column such as `Sub-processor`, a list such a heading above it"
        ) from None
    listed = compare(vendor, str(path), found.entries, {}, seen=seen, updated=found.updated)
    return InventoryFile((), listed.edges)
