"""A file that `inventories` names no more, or in another folder, and what is told of what stood in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from fakes.by_hand import made_context, told

from config.settings import Settings
from inventory.read import read_inventory
from storage.audit import audit_log
from storage.database import Database
from storage.desk.inventories import inventory_files
from storage.inventories import items_of
from storage.matches import alerts_of
from storage.runs import begin_run
from storage.tables import inventory_file
from tocsin.context import Context
from tocsin.stages.imports import import_inventories, import_path
from tocsin.stages.matching import match_pending


@pytest.fixture
def context(database: Database) -> Context:
    return made_context(database)


def listed(path: Path, *names: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(["name", *names, ""]))
    return path


def begun(context: Context) -> Context:
    """The next run."""
    return replace(context, run_id=begin_run(context.database, "run", context.clock.now()))


def run(context: Context, *files: Path, organisation: str = "") -> Sequence[str]:
    """What is held, after a run whose configuration names these files."""
    settings = Settings.model_validate({"inventories": files, "organisation": {"name": organisation}})
    at = replace(begun(context), settings=settings)
    import_inventories(at)
    match_pending(at)
    with context.database.read() as connection:
        return sorted(
            f"{one.item.name} ({Path(one.item.source).parent.name})" for one in items_of(connection, "default")
        )


def test_nothing_is_told_of_a_vendor_whose_file_is_named_no_more(context: Context, tmp_path: Path) -> None:
    old, new = (
        listed(tmp_path / "a" / "old.csv", "Quillmark", "Ternfold"),
        listed(tmp_path / "a" / "new.csv", "Ternfold"),
    )
    assert len(run(context, old, organisation="Hollin")) == 2
    assert run(context, new, organisation="Hollin") == ["Ternfold (a)"]
    told(begun(context), "quillmark", "Quillmark")
    told(begun(context), "ternfold", "Ternfold")
    run(context, new, organisation="Hollin")
    assert [path for one in alerts_of(context.database) for each in one["message"].exposures for path in each.path] == [
        "Ternfold"
    ]
    closed = [line for line in audit_log(context.database, "default") if "closed" in line.after]
    assert [(line.subject.rpartition("/")[2], line.after) for line in closed] == [("old.csv", {"closed": 2})]


def test_a_file_that_is_named_again_holds_what_it_held(context: Context, tmp_path: Path) -> None:
    file = listed(tmp_path / "a" / "vendors.csv", "Quillmark")
    run(context, file)
    assert run(context) == []
    assert run(context, file) == ["Quillmark (a)"]


def test_a_folder_that_moved_is_no_new_inventory_to_which_all_that_is_known_is_history(
    context: Context, tmp_path: Path
) -> None:
    run(context, listed(tmp_path / "a" / "vendors.csv", "Quillmark"))
    told(begun(context), "quillmark", "Quillmark")
    assert run(context, listed(tmp_path / "b" / "vendors.csv", "Quillmark", "Ternfold")) == [
        "Quillmark (b)",
        "Ternfold (b)",
    ]
    assert len(alerts_of(context.database)) == 1
    assert run(context, tmp_path / "a" / "vendors.csv") == ["Quillmark (a)"]  # and back


def test_what_was_imported_by_hand_stays(context: Context, tmp_path: Path) -> None:
    import_path(context, listed(tmp_path / "hand" / "more.csv", "Ternfold"), read_inventory)
    file = listed(tmp_path / "a" / "vendors.csv", "Quillmark")
    assert run(context, file) == ["Quillmark (a)", "Ternfold (hand)"]
    assert run(context) == ["Ternfold (hand)"]
    import_path(context, file, read_inventory)
    assert run(context) == ["Quillmark (a)", "Ternfold (hand)"]
    assert [Path(one.path).name for one in inventory_files(context.database, "default")] == ["vendors.csv", "more.csv"]


def test_what_an_older_tocsin_imported_goes_with_its_file_as_well(context: Context, tmp_path: Path) -> None:
    file = listed(tmp_path / "a" / "vendors.csv", "Quillmark")
    run(context, file)
    with context.database.write() as connection:
        connection.execute(sa.update(inventory_file).values(configured=None))
    assert run(context, file) == ["Quillmark (a)"]
    assert run(context) == []
    assert inventory_files(context.database, "default") == []
