"""Tables of vendors as people keep them."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pytest

from inventory.errors import InventoryError
from inventory.read import read_inventory, read_upload


def given(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_of_two_columns_that_mean_the_same_an_empty_one_hides_nothing(tmp_path: Path) -> None:
    text = "Vendor,Website,URL,Business Owner,Contact\nQuillmark,quillmark.example,,Ann,\n"
    item = read_inventory(given(tmp_path, "vendors.csv", text)).items[0]
    assert (item.domains, item.owner) == (("quillmark.example",), "Ann")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "yaml"])
def test_of_two_columns_that_mean_the_same_the_one_that_is_called_so_counts(tmp_path: Path, kind: str) -> None:
    table = [
        ["Name", "Vendor", "Website", "URL", "Criticality", "Risk"],
        ["Quill Desk", "Quillmark", "desk.example", "shop.example/desk", "critical", "reviewed"],
        ["", "Fernbank", "", "fernbank.example", "", "high"],
    ]
    if kind == "csv":
        path = given(tmp_path, "vendors.csv", "".join(",".join(line) + "\n" for line in table))
        assert "vendor as name where that is empty, website as domain, url" in read_inventory(path).notes[0]
    elif kind == "yaml":
        path = given(
            tmp_path, "vendors.yaml", json.dumps([dict(zip(table[0], line, strict=True)) for line in table[1:]])
        )
    else:
        path, cell = tmp_path / "vendors.xlsx", '<c t="inlineStr"><is><t>{}</t></is></c>'
        rows = "".join(f"<row>{''.join(map(cell.format, line))}</row>" for line in table)
        with zipfile.ZipFile(path, "w") as book:
            book.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    found = read_inventory(path)
    assert [(item.name, item.domains, item.criticality) for item in found.items] == [
        ("Quill Desk", ("desk.example",), "critical"),
        ("Fernbank", ("fernbank.example",), "high"),
    ]
    assert not found.problems


@pytest.mark.parametrize(
    ("cell", "domains"),
    [
        ("https://quillmark.example/login?next=/a", ("quillmark.example",)),
        ("quillmark.example/app", ("quillmark.example",)),
        ("quillmark.example?contact=a@tallowfen.example", ("quillmark.example",)),
        ("mailto:security@quillmark.example", ("quillmark.example",)),
        ("quillmark.example, tallowfen.example", ("quillmark.example", "tallowfen.example")),
        ("quillmark.example\ntallowfen.example", ("quillmark.example", "tallowfen.example")),
    ],
)
def test_a_cell_of_domains_as_people_write_them(cell: str, domains: tuple[str, ...]) -> None:
    found = read_upload("vendors.csv", f'name,domain\nQuillmark,"{cell}"\n'.encode())
    assert (found.items[0].domains, found.problems) == (domains, ())


def test_a_wide_cell_of_domains_takes_no_minutes() -> None:
    cell = f"quillmark.example;tallowfen.example{' ' * 60_000}x"
    begun = time.process_time()
    found = read_upload("vendors.csv", f'name,domain\nQuillmark,"{cell}"\n'.encode())
    assert time.process_time() - begun < 5
    assert found.items[0].domains == ("quillmark.example",)


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        ("name\nQuillmetric;quill.example\n", ";"),
        ("name,domain\nQuillmetric;quill.example\n", ";"),
        ("name;domain\nQuillmetric,quill.example\n", ","),
        ("name\nQuillmetric|quill.example\n", "|"),
    ],
)
def test_rows_divided_by_another_mark_than_the_header_are_told(tmp_path: Path, content: str, mark: str) -> None:
    """A vendor called "Quillmetric;quill.example" is hit by nothing."""
    [problem] = read_inventory(given(tmp_path, "vendors.csv", content)).problems
    assert f"line 2: is one cell and holds “{mark}”" in problem
    whole = 'name;domain\n"Quillmetric, Inc."\nFennel AI, Ltd.\n'
    assert read_inventory(given(tmp_path, "vendors.csv", whole)).problems == ()


def test_german_heads_are_read(tmp_path: Path) -> None:
    content = "Dienstleister;Webseite;Verantwortlich;Kritikalität\nQuillmetric;quill.example;it@example.org;high\n"
    [item] = read_inventory(given(tmp_path, "vendors.csv", content)).items
    told = (item.name, item.domains, item.owner, item.criticality)
    assert told == ("Quillmetric", ("quill.example",), "it@example.org", "high")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- name: Quillmark\n  owner: ann\n  name: Fernbank\n", r"line 3: is no valid YAML \(“name” stands in one entry twice\)"),
        ("vendors:\n- Quillmark\nvendors:\n- Fernbank\n", r"line 3: is no valid YAML \(“vendors” stands in one entry twice\)"),
        ("vendors:\n\t- Quillmark\n", r"line 2: is no valid YAML \(.*cannot start any token\)"),
    ],
)  # fmt: skip
def test_a_list_in_which_one_vendor_would_hide_another_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InventoryError, match=problem):
        read_upload("vendors.yaml", text.encode())


def test_what_nobody_sees_in_a_name_that_was_copied_is_left_out() -> None:
    hidden = "Quill\u00admark\u200b", "\ufeffFernbank", "\u200eNorth\u2060quill\u202c"
    found = read_upload("vendors.csv", "\n".join(("name,aliases", *(f"{name},Al\u200bso" for name in hidden))).encode())
    assert [(item.ref, item.name, item.supplier, item.aliases) for item in found.items] == [
        (name, name, name, ("Also",)) for name in ("Quillmark", "Fernbank", "Northquill")
    ]
    edges = read_upload("edges.csv", f"from,to\n{hidden[0]},{hidden[1]}\n".encode(), edges=True).edges
    assert [(edge.user, edge.provider) for edge in edges] == [("Quillmark", "Fernbank")]


@pytest.mark.parametrize("name", ["Quillm\u0430rk", "Quill\x1bmark", "\uff31uillmark"])
def test_a_name_by_which_nothing_can_be_matched_is_told(name: str) -> None:
    found = read_upload("vendors.csv", f"name,domain\n{name},quillmark.example\n".encode())
    assert [item.name for item in found.items] == [name]
    [problem] = found.problems
    assert problem.endswith(", and no disclosure is matched by it: write it anew")
