"""Files made to hold up or to end whoever reads them."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from inventory.errors import InventoryError
from inventory.read import read_upload
from model.inventory import InventoryFile

_SPDX = "SPDXVersion: SPDX-2.3\nPackageName: a\nSPDXID: x\n"
_MANY = 100_000
_POM = "<project>{}<dependencies><dependency><groupId>{}</groupId><artifactId>b</artifactId></dependency></dependencies></project>"


def read(name: str, content: str) -> InventoryFile:
    return read_upload(name, content.encode())


@pytest.mark.parametrize(
    ("name", "content", "items"),
    [
        ("a.spdx", _SPDX + "<text>" * _MANY, 1),
        ("a.spdx", _SPDX + "PackageSupplier: Organization: a" + " " * _MANY + "b (\n", 1),
        ("package-lock.json", f'{{"packages": {{"node_modules/{"a" * _MANY}!": {{}}, "node_modules/b": {{}}}}}}', 1),
        ("yarn.lock", f"a@{'b' * _MANY}\nb@1:\n  version 1\n", 1),
        ("go.mod", f"require {'.' * _MANY}\nrequire example.test/b v1.0.0\n", 1),
        ("requirements.txt", f"a{' ' * _MANY}x\nb==1\n", 1),
        ("pnpm-lock.yaml", f"packages:\n  b@1.0: {{engines: {'1:' * _MANY}1}}\n", 1),
    ],
)
def test_the_time_to_read_a_line_does_not_grow_faster_than_the_line(name: str, content: str, items: int) -> None:
    start = time.process_time()
    assert len(read(name, content).items) == items
    assert time.process_time() - start < 2


def test_properties_that_fill_the_memory_are_not_filled_in() -> None:
    property_of_a_megabyte = f"<properties><a>{'x' * 1_000_000}</a></properties>"
    for group in ("${a}" * 100, "${a}" * _MANY):
        found = read("pom.xml", _POM.format(property_of_a_megabyte, group))
        (problem,) = found.problems
        assert not found.items
        assert len(problem) < 500
    (item,) = read("pom.xml", _POM.format("<properties><a>org</a></properties>", "${a}.${a}")).items
    assert item.name == "org.org/b"


def test_a_number_without_end_in_a_lock_is_an_error_that_names_the_file() -> None:
    with pytest.raises(InventoryError, match=r"^uv\.lock: is no valid TOML"):
        read("uv.lock", f'[[package]]\nname = "a"\nsource = {{ a = {"9" * 5_000} }}\n')


@pytest.mark.parametrize("value", ['!!int ""', "!!bool x", "!!timestamp x", "2025-13-01", "1.10"])
def test_a_pnpm_lock_is_read_whatever_the_tags_of_its_values(value: str) -> None:
    (item,) = read("pnpm-lock.yaml", f"packages:\n  a@1.0.0: {{engines: {value}}}\n").items
    assert item.purl == "pkg:npm/a@1.0.0"


def test_what_stands_behind_a_text_that_does_not_end_is_read() -> None:
    found = read("a.spdx", f"{_SPDX}PackageComment: <text>\nPackageName: no\n</text>\nNote: <text>\nPackageName: b\n")
    assert [item.name for item in found.items] == ["a", "b"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Organization: Quill (a) Ltd (mail@quill.test)", "Quill (a) Ltd"),
        ("Organization: Quill", "Quill"),
        ("Organization:Quill ()", "Quill"),
        ("Organization: Quill (", "Quill ("),
        ("Person: A B (a@b.test)", ""),
        ("Tool: x", ""),
        ("NOASSERTION", ""),
        ("Quill", ""),
    ],
)
def test_a_supplier_is_an_organisation_without_its_address(written: str, name: str) -> None:
    (item,) = read("a.spdx", f"{_SPDX}PackageSupplier: {written}\n").items
    assert item.supplier == name


def test_a_small_workbook_of_millions_of_empty_rows_is_refused() -> None:
    with zipfile.ZipFile(held := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{'<row/>' * 5_000_000}</sheetData></worksheet>"
        )
    start = time.process_time()
    with pytest.raises(
        InventoryError, match=r"^v\.xlsx: unpacks to more than a list of vendors needs; give it as CSV$"
    ):
        read_upload("v.xlsx", held.getvalue())
    assert time.process_time() - start < 2
