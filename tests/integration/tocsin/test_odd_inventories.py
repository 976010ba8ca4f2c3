"""What an inventory holds and no database keeps: told of its place, and neither the rest nor the run ends with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fakes.by_hand import ANN, NOW, made_context

import tocsin.stages.imports
from storage.database import Database
from storage.errors import UnfitError
from storage.inventories import ImportResult, edges_of, items_of
from storage.uploads import add_upload, decide_upload, find_upload
from tocsin.context import Context
from tocsin.stages.imports import import_inventories, import_overlay, store_file

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


def test_what_is_known_by_more_than_can_be_found_again_is_left_out_and_the_others_are_imported(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "files.cdx.json").write_bytes(bom("Ternfold", ref=LONG))
    (tmp_path / "vendors.csv").write_text(f"name,owner\n{LONG},ann\nBrasswick,ann\n")
    (tmp_path / "uses.csv").write_text(f"from,to,kind\nBrasswick,{LONG},list\nBrasswick,Quillmetric,list\n")
    context = made_context(
        database,
        inventories=[tmp_path / "files.cdx.json", tmp_path / "vendors.csv"],
        dependencies=[tmp_path / "uses.csv"],
    )
    number = uploaded(context, bom("Ternfold", ref=LONG))
    import_inventories(context)
    assert names_held(database) == ["Brasswick"]
    with database.read() as connection:
        assert [edge.provider for edge in edges_of(connection, "default")] == ["Quillmetric"]
    found = find_upload(database, "default", number)
    assert found is not None
    assert found.state == "imported"
    files = [problem.rpartition("/")[2].partition(":")[0] for problem in context.tally.problems]
    assert files == ["files.cdx.json", "vendors.csv", "uses.csv", "ours.cdx.json"]
    assert all("more than 2,000 bytes: left out" in problem for problem in context.tally.problems)
    assert import_overlay(context, tmp_path / "vendors.csv") == (1, [], ())


def test_a_file_that_cannot_be_stored_is_a_problem_and_the_next_is_imported(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_brasswick(context: Context, *given: Any) -> ImportResult:
        if "Ternfold" in given[-1].items[0].name:
            raise UnfitError
        return store_file(context, *given)

    monkeypatch.setattr(tocsin.stages.imports, "store_file", only_brasswick)
    (tmp_path / "files.cdx.json").write_bytes(bom("Ternfold"))
    context = made_context(database, inventories=[tmp_path / "files.cdx.json"])
    first, second = uploaded(context, bom("Ternfold")), uploaded(context, bom("Brasswick"))
    import_inventories(context)
    assert names_held(database) == ["Brasswick"]
    states = [found.state for found in (find_upload(database, "default", one) for one in (first, second)) if found]
    assert states == ["failed", "imported"]
    assert len(context.tally.problems) == 2
    assert all(
        "files.cdx.json: a value cannot" in one or "ours.cdx.json: a value cannot" in one
        for one in context.tally.problems
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [(12, 3, True), (12, 0, True), (3, 0, True), (12, 6, False), (12, 11, False), (4, 1, False), (0, 12, False)],
)
def test_an_inventory_that_lost_most_of_its_items_is_told(
    database: Database, tmp_path: Path, before: int, after: int, told: bool
) -> None:
    ours = tmp_path / "ours.cdx.json"
    context = made_context(database, inventories=[ours])
    for number in (before, after):
        ours.write_bytes(bom(*(f"Brasswick {at}" for at in range(number))))
        import_inventories(context)
    lost = [problem for problem in context.tally.problems if "left it since it was last read" in problem]
    assert len(lost) == told
    if told:
        assert f"{before - after} items left it since it was last read, and {after} are in it" in lost[0]


def test_an_inventory_whose_items_are_others_by_now_is_none_that_was_cut_short(
    database: Database, tmp_path: Path
) -> None:
    ours = tmp_path / "ours.cdx.json"
    context = made_context(database, inventories=[ours])
    for version in "12":
        ours.write_bytes(
            json.dumps(
                {
                    "bomFormat": "CycloneDX",
                    "specVersion": "1.5",
                    "components": [
                        {"type": "library", "bom-ref": f"{at}@{version}", "name": f"b{at}"} for at in range(9)
                    ],
                }
            ).encode()
        )
        import_inventories(context)
    assert context.tally.problems == []
