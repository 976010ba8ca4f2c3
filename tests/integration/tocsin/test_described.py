"""What people say of an item counts for the incidents that are known, by whatever name it is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes.by_hand import made_context, told

from inventory.read import read_inventory
from storage.database import Database
from storage.desk.exposures import exposures_page
from tocsin.context import Context
from tocsin.stages.imports import import_overlay, import_path
from tocsin.stages.matching import match_pending

BOM = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "services": [{"bom-ref": "desk", "name": "Inkwell Desk", "provider": {"name": "Quillmark"}}],
}


def owners(context: Context) -> list[str | None]:
    return [row.exposure.items[0].owner for row in exposures_page(context.database, "default", before=None, limit=9)]


@pytest.mark.parametrize("name", ["desk", "Inkwell Desk", "Quillmark"])
def test_whose_an_item_is_counts_for_what_reached_it_before(database: Database, tmp_path: Path, name: str) -> None:
    context = made_context(database)
    (tmp_path / "ours.cdx.json").write_text(json.dumps(BOM))
    import_path(context, tmp_path / "ours.cdx.json", read_inventory)
    told(context, "one", "Quillmark")
    match_pending(context)
    assert owners(context) == [None]
    (tmp_path / "own.csv").write_text(f"name,owner\n{name},Jo\n")
    import_overlay(context, tmp_path / "own.csv")
    match_pending(context)
    assert owners(context) == ["Jo"]
