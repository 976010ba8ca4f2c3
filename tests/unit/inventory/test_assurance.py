from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from inventory.assurance import holds_until, out_of_date, parse_assurance, written
from inventory.export import as_cyclonedx
from inventory.formats.cyclonedx import read_bom
from inventory.read import read_inventory, read_overlay
from model.inventory import Assurance

TODAY = date(2025, 11, 26)


def test_evidence_is_read_with_its_dates_and_written_back() -> None:
    texts = [
        "SOC 2 2025-03-31",
        "ISO 27001 2024-01-01..2027-01-01",
        "SLSA 3 of 2025-05-01",
        "trust us",
        "DPA 2025-99-01",
    ]
    found, wrong = parse_assurance(texts)
    assert [each.kind for each in found] == ["SOC 2", "ISO 27001", "SLSA 3"]
    assert found[1].until == date(2027, 1, 1)
    assert wrong == ["trust us", "DPA 2025-99-01"]
    assert parse_assurance(map(written, found))[0] == found


def test_evidence_ends_by_its_own_word_or_by_its_kind() -> None:
    issued = date(2023, 1, 1)
    assert holds_until(Assurance("SOC 2", issued)) == date(2024, 1, 1)
    assert holds_until(Assurance("ISO 27001", issued)) == date(2025, 12, 31)
    assert holds_until(Assurance("DPA", issued)) is None
    assert holds_until(Assurance("SOC 2", issued, date(2030, 1, 1))) == date(2030, 1, 1)


def test_evidence_of_the_last_day_there_is_ends_with_it() -> None:
    assert holds_until(Assurance("SOC 2", date(9999, 12, 31))) == date.max


def test_old_evidence_is_listed_until_newer_replaces_it(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(
        "name,assurance\nQuillmark,SOC 2 2023-01-01; DPA 2019-01-01\nTernfold,SOC 2 2025-06-01\n"
    )
    items = read_inventory(tmp_path / "v.csv").items
    assert [(item.name, each.kind) for item, each in out_of_date(items, TODAY)] == [("Quillmark", "SOC 2")]
    renewed = replace(items[0], assurance=(*items[0].assurance, Assurance("SOC 2", date(2025, 1, 1))))
    assert out_of_date([renewed], TODAY) == []


def test_evidence_survives_export_and_import(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("name,assurance\nQuillmark,SOC 2 2023-01-01\n")
    items = read_inventory(tmp_path / "v.csv").items
    assert read_bom(as_cyclonedx(items), "bom").items[0].assurance == items[0].assurance


def test_columns_that_were_guessed_are_told(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("Vendor Name,Website,Shoe size\nQuillmark,quillmark.example,43\n")
    read = read_inventory(tmp_path / "v.csv")
    assert read.items[0].domains == ("quillmark.example",)
    assert read.notes == ("columns: read vendor name as name, website as domain; not read: shoe size",)
    (tmp_path / "v.yaml").write_text(
        "- Sorrel\n- {Vendor Name: Quillmark, Website: quillmark.example, Shoe size: 43}\n"
    )
    assert read_inventory(tmp_path / "v.yaml").notes == read.notes


def test_an_overlay_adds_what_the_file_does_not_say(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("name,owner,criticality,data_types\nQuillmark,platform,high,names\n")
    overlays, file = read_overlay(tmp_path / "o.csv")
    assert (file.problems, file.notes) == ((), ())
    assert (overlays["Quillmark"].owner, overlays["Quillmark"].criticality) == ("platform", "high")
