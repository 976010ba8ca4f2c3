"""What an inventory holds and no database keeps: told of its place, and neither the rest nor the run ends with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes.by_hand import ANN, NOW, made_context

from storage.database import Database
from storage.inventories import items_of
from storage.uploads import add_upload, decide_upload, find_upload
from tocsin.context import Context
from tocsin.stages.imports import import_inventories

LONG = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(5_000))


def bom(*names: str, ref: str = "") -> bytes:
    components = [{"type": "library", "bom-ref": ref or str(at), "name": name} for at, name in enumerate(names)]
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": components}).encode()


def uploaded(context: Context, content: bytes) -> int:
    number = add_upload(context.database, ANN, name="ours.cdx.json", kind="inventory", content=content, now=NOW)
    assert decide_upload(context.database, ANN, number, accept=True, now=NOW)
    return number


def names_held(database: Database) -> list[str]:
    with database.read() as connection:
        return [stored.item.name for stored in items_of(connection, "default")]


def test_an_item_with_a_character_that_is_none_is_left_out_and_the_others_are_imported(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "files.cdx.json").write_bytes(bom("left\0pad", "Ternfold"))
    context = made_context(database, inventories=[tmp_path / "files.cdx.json"])
    number = uploaded(context, bom("Brasswick", "half a \ud83d"))
    import_inventories(context)
    assert names_held(database) == ["Ternfold", "Brasswick"]
    found = find_upload(database, "default", number)
    assert found is not None
    assert found.state == "imported"
    left = [problem for problem in context.tally.problems if "a character that is none" in problem]
    assert [problem.rpartition("/")[2].partition(": holds")[0] for problem in left] == [
        "files.cdx.json: left\N{REPLACEMENT CHARACTER}pad",
        "ours.cdx.json: half a \N{REPLACEMENT CHARACTER}",
    ]


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_file_that_cannot_be_stored_is_a_problem_and_the_next_is_imported(database: Database, tmp_path: Path) -> None:
    (tmp_path / "files.cdx.json").write_bytes(bom("Ternfold", ref=LONG))
    context = made_context(database, inventories=[tmp_path / "files.cdx.json"])
    first, second = uploaded(context, bom("Ternfold", ref=LONG)), uploaded(context, bom("Brasswick"))
    import_inventories(context)
    assert names_held(database) == ["Brasswick"]
    states = [found.state for found in (find_upload(database, "default", one) for one in (first, second)) if found]
    assert states == ["failed", "imported"]
    assert len(context.tally.problems) == 2
    assert all(
        "files.cdx.json: a value cannot" in one or "ours.cdx.json: a value cannot" in one
        for one in context.tally.problems
    )
