"""Files as tools and shells leave them, not as their formats have them."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from inventory.errors import InventoryError
from inventory.read import read_dependencies, read_inventory, read_upload


def given(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_what_powershell_wrote_of_a_tools_output_is_read(tmp_path: Path, encoding: str) -> None:
    path = given(tmp_path, "sbom.json", "")
    component = {"type": "library", "name": "a", "purl": "pkg:npm/a@1"}
    path.write_bytes(("\ufeff" + json.dumps({"bomFormat": "CycloneDX", "components": [component]})).encode(encoding))
    assert [item.purl for item in read_inventory(path).items] == ["pkg:npm/a@1"]
    head = f'<?xml version="1.0" encoding="{encoding[:6]}"?>'
    bom = "<bom xmlns='http://cyclonedx.org/schema/bom/1.5'><components><component type='library'><name>b</name></component></components></bom>"
    path = given(tmp_path, "sbom.xml", "")
    path.write_bytes(f"\ufeff{head}{bom}".encode(encoding))
    assert [item.name for item in read_inventory(path).items] == ["b"]


@pytest.mark.parametrize(
    ("pom", "line"), [("<project>\n<!-- a -- b\nc --></project>", 2), ("<project>\n\n\0</project>", 3)]
)
def test_what_is_no_xml_is_told_in_one_line_with_its_place(tmp_path: Path, pom: str, line: int) -> None:
    with pytest.raises(InventoryError, match=rf"pom.xml: line {line}: is no valid XML \([^()\n]*\); export it again$"):
        read_inventory(given(tmp_path, "pom.xml", pom))


def test_a_type_that_is_no_text_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    service = {"name": "s", "externalReferences": [{"type": {}, "url": "https://x.example"}]}
    components = [{"type": ["library"], "name": "a"}, {"type": {}, "name": "b"}]
    bom = {"bomFormat": "CycloneDX", "components": components, "services": [service]}
    found = read_inventory(given(tmp_path, "sbom.json", json.dumps(bom)))
    assert [item.name for item in found.items] == ["a", "b", "s"]
    assert [problem.partition("unknown")[2] for problem in found.problems] == [
        " component type “['library']”, read as a library",
        " component type “{}”, read as a library",
    ]


@pytest.mark.parametrize(
    ("first", "state", "names"), [("rId2", "", ["Quill"]), ("rId1", "", ["Old"]), ("rId1", "hidden", ["Quill"])]
)
def test_the_first_sheet_is_that_of_the_first_tab_that_is_shown(
    tmp_path: Path, first: str, state: str, names: list[str]
) -> None:
    tabs = "".join(
        f'<sheet name="{each}" r:id="{each}" {f"state={chr(34)}{state}{chr(34)}" if state and each == first else ""}/>'
        for each in sorted(("rId1", "rId2"), key=lambda each: each != first)
    )
    cell = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
    with zipfile.ZipFile(tmp_path / "vendors.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", f"<workbook xmlns:r='urn:r'><sheets>{tabs}</sheets></workbook>")
        targets = (("rId1", "worksheets/sheet1.xml"), ("rId2", "/xl/worksheets/sheet2.xml"))
        lines = "".join(f'<Relationship Id="{each}" Target="{place}"/>' for each, place in targets)
        book.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{lines}</Relationships>")
        for number, name in ((1, "Old"), (2, "Quill")):
            rows = cell.format(1, "name") + cell.format(2, name)
            book.writestr(f"xl/worksheets/sheet{number}.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    found = read_inventory(tmp_path / "vendors.xlsx")
    assert [item.name for item in found.items] == names
    told = ["workbook: 1 further sheet with vendors not read, only the first is: join them"]
    assert [line.partition(".xlsx: ")[2] for line in found.problems] == ([] if state else told)


def test_a_second_sheet_without_vendors_or_damaged_is_no_matter(tmp_path: Path) -> None:
    cell = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
    with zipfile.ZipFile(tmp_path / "vendors.xlsx", "w") as book:
        rows = cell.format(1, "name") + cell.format(2, "Quill")
        for number, held in ((1, rows), (2, cell.format(1, "Read me first")), (3, "<row"), (4, "")):
            book.writestr(f"xl/worksheets/sheet{number}.xml", f"<worksheet><sheetData>{held}</sheetData></worksheet>")
    found = read_inventory(tmp_path / "vendors.xlsx")
    assert ([item.name for item in found.items], found.problems) == (["Quill"], ())


@pytest.mark.parametrize("damage", ["row", "data"])
def test_a_damaged_workbook_is_refused_in_one_line(tmp_path: Path, damage: str) -> None:
    path, cell = tmp_path / "vendors.xlsx", '<c t="inlineStr"><is><t>name</t></is></c>'
    row = f'<row r="{"1e5" if damage == "row" else 1}">{cell}</row>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{row}</sheetData></worksheet>")
        place = book.infolist()[0].header_offset
    if damage == "data":
        data = bytearray(path.read_bytes())
        data[place + 60 : place + 90] = b"\xff" * 30
        path.write_bytes(data)
    with pytest.raises(InventoryError, match=r"vendors.xlsx: is no readable workbook; save it again as XLSX or CSV$"):
        read_inventory(path)


def test_a_pom_takes_from_its_parent_what_it_does_not_say(tmp_path: Path) -> None:
    dependency = "<dependency><groupId>{}</groupId><artifactId>b</artifactId><version>{}</version></dependency>"
    own = dependency.format("${project.groupId}", "${project.version}")
    other = dependency.format("${of.another.file}", "1")
    parent = "<parent><groupId>g.x</groupId><version>3</version></parent>"
    pom = f"<project>{parent}<dependencies>{own}{other}</dependencies></project>"
    found = read_inventory(given(tmp_path, "pom.xml", pom))
    assert [item.purl for item in found.items] == ["pkg:maven/g.x/b@3"]
    assert "property of another file" in found.problems[0]


@pytest.mark.parametrize("mark", ["sep=;", "SEP=;", '"sep=;"'])
def test_a_list_may_begin_by_telling_excel_what_divides_its_cells(tmp_path: Path, mark: str) -> None:
    found = read_inventory(given(tmp_path, "vendors.csv", f"{mark}\r\nname;owner,\r\nQuillmark, Inc.;a,b,c\r\n;x\r\n"))
    assert [item.name for item in found.items] == ["Quillmark, Inc."]
    assert "line 4" in found.problems[0]


STRAY = ['"Brightloop', '"Brightloop, Inc', '"Bright\nloop" x']


@pytest.mark.parametrize("stray", STRAY)
def test_a_quotation_mark_without_a_partner_costs_its_own_line_alone(tmp_path: Path, stray: str) -> None:
    lines = ["name,domain,owner", "Fernly,fernly.example,a", f"{stray},,b", "Quill,quill.example,c"]
    lines += ['"Okta, Inc.",okta.example,"d', 'e"', *(f"Vendor {number},,f" for number in range(20_000))]
    found = read_inventory(given(tmp_path, "vendors.csv", "\n".join(lines)))
    names = {item.name: item.owner for item in found.items}
    assert {name: names.get(name) for name in ("Fernly", "Quill", "Okta, Inc.", "Vendor 19999")} == {
        "Fernly": "a", "Quill": "c", "Okta, Inc.": "d\ne", "Vendor 19999": "f",
    }  # fmt: skip
    told = [problem for problem in found.problems if "line 3: " in problem]
    assert len(told) == 1


def test_a_go_module_is_what_it_is_replaced_by(tmp_path: Path) -> None:
    mod = """module quill.example/app

require (
\tgithub.com/quill/old v1.2.0
\tgithub.com/quill/pinned v1.0.0 // indirect
\tgithub.com/quill/local v2.0.0+incompatible
\tgithub.com/quill/kept v0.1.0
)

replace github.com/quill/old => github.com/brasswick/fork v1.3.0 // until it is mended

replace (
\tgithub.com/quill/pinned v1.0.0 => github.com/quill/pinned v1.0.1
\tgithub.com/quill/local => ../local
\tgithub.com/quill/kept v0.2.0 => github.com/brasswick/kept v0.2.1
)
"""
    assert sorted(item.purl or "" for item in read_inventory(given(tmp_path, "go.mod", mod)).items) == [
        "pkg:golang/github.com/brasswick/fork@v1.3.0",
        "pkg:golang/github.com/quill/kept@v0.1.0",
        "pkg:golang/github.com/quill/local@v2.0.0%2Bincompatible",
        "pkg:golang/github.com/quill/pinned@v1.0.1",
    ]


def test_what_a_requirements_file_does_not_name_itself_is_said(tmp_path: Path) -> None:
    text = """-r base.txt
--index-url https://pypi.example/simple
quill>=1.0,\\
    <2.0
mark==1.1 \\
    --hash=sha256:ab \\
    --hash=sha256:cd
https://quill.example/fern-1.0.tar.gz
-e .
-c pins.txt
-e git+https://quill.example/wick.git#egg=wick
"""
    found = read_inventory(given(tmp_path, "requirements.txt", text))
    assert [item.purl for item in found.items] == ["pkg:pypi/quill", "pkg:pypi/mark@1.1", "pkg:pypi/wick"]
    base, address = found.problems
    assert base.endswith("line 1: “base.txt” is another file; import it too")
    assert "line 8: “https://quill.example/fern-1.0.tar.gz” does not name its package" in address


def test_a_folder_is_no_package_of_pypi_and_what_was_built_or_packed_in_one_is(tmp_path: Path) -> None:
    text = """quill==1.0
-e file:///srv/wick#egg=wick
-e git+file:///srv/mark#egg=mark
fern @ file:///srv/fern
tallow @ file:///croot/tallow_1707342283163/work
fen @ file:///srv/wheels/fen-1.0-py3-none-any.whl#sha256=ab
"""
    found = read_inventory(given(tmp_path, "requirements.txt", text))
    assert [item.purl for item in found.items] == ["pkg:pypi/quill@1.0", "pkg:pypi/tallow", "pkg:pypi/fen"]
    assert [line.partition("line ")[2] for line in found.problems] == [
        "4: “fern @ file:///srv/fern” is a folder and no published package, left out"
    ]


def test_packages_that_come_from_no_registry_keep_their_names(tmp_path: Path) -> None:
    npm = {
        "git": {"version": "git+ssh://git@github.example/a/git.git#ab"},
        "own": {"version": "file:../own"},
        "b": {"version": "1.0.0"},
    }
    path = given(tmp_path, "package-lock.json", json.dumps({"lockfileVersion": 1, "dependencies": npm}))
    assert [item.purl for item in read_inventory(path).items] == ["pkg:npm/git", "pkg:npm/b@1.0.0"]
    pnpm = """packages:
  "quill@https://codeload.github.example/a/quill/tar.gz/12ab":
    version: 1.2.3
  "/@mark/wick@2.0.0(quill@1.2.3)": {}
  github.example/a/fern/4abcdef:
    name: fern
    version: 3.0.0
  "own@file:../own": {}
"""
    assert [item.purl for item in read_inventory(given(tmp_path, "pnpm-lock.yaml", pnpm)).items] == [
        "pkg:npm/quill@1.2.3",
        "pkg:npm/%40mark/wick@2.0.0",
        "pkg:npm/fern@3.0.0",
    ]


@pytest.mark.parametrize("key", ["'@quill/7zip@1.0.0'", "/@quill/7zip@1.0.0(a@2)", "/@quill/7zip/1.0.0_a@2"])
def test_a_scoped_name_may_begin_with_a_digit(tmp_path: Path, key: str) -> None:
    lock = f"packages:\n  {key}:\n    resolution: {{integrity: x}}\n"
    found = read_inventory(given(tmp_path, "pnpm-lock.yaml", lock))
    assert [item.purl for item in found.items] == ["pkg:npm/%40quill/7zip@1.0.0"]


@pytest.mark.parametrize("where", ["workspace:.", "portal:../ui::locator=a", "link:../ui", "file:./ui"])
def test_a_folder_of_the_project_in_a_yarn_lock_is_no_package(tmp_path: Path, where: str) -> None:
    lock = f'"ui@{where}":\n  version "0.0.0"\n\nquill@^1.0.0:\n  version "1.3.0"\n'
    found = read_inventory(given(tmp_path, "yarn.lock", lock))
    assert [item.purl for item in found.items] == ["pkg:npm/quill@1.3.0"]


@pytest.mark.parametrize("where", ['directory = { path = ".", editable = true }', '[packages.directory]\npath = "."'])
def test_the_project_itself_in_a_pylock_is_no_package(tmp_path: Path, where: str) -> None:
    lock = f'[[packages]]\nname = "ui"\n{where}\n\n[[packages]]\nname = "quill"\nversion = "1.3.0"\n'
    found = read_inventory(given(tmp_path, "pylock.toml", lock))
    assert [item.purl for item in found.items] == ["pkg:pypi/quill@1.3.0"]


OVER = "Hartwell,Quillmark,subprocessor,register,2022-01-01,2023-12-31,2023-12-31"
RUNNING = "Hartwell,Quillmark,subprocessor,register,2025-02-01,2026-01-31,"
AGAIN = "Hartwell,Quillmark,subprocessor,register,,,2024-06-30"


@pytest.mark.parametrize(
    ("rows", "last_seen", "ended"),
    [
        ((OVER, RUNNING), date(2026, 1, 31), None),
        ((RUNNING, OVER), date(2026, 1, 31), None),
        ((AGAIN, OVER), date(2023, 12, 31), date(2024, 6, 30)),
    ],
)
def test_a_supplier_that_is_listed_for_several_times_has_ended_only_with_the_last_of_them(
    tmp_path: Path, rows: tuple[str, ...], last_seen: date, ended: date | None
) -> None:
    other = "Hartwell,Quillmark,subprocessor,another register,,,2020-01-01"
    lines = ["from,to,kind,source,first_seen,last_seen,ended", *rows, other]
    one, apart = read_dependencies(given(tmp_path, "edges.csv", "\n".join(lines))).edges
    assert (one.first_seen, one.last_seen, one.ended) == (date(2022, 1, 1), last_seen, ended)
    assert apart.ended == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.json", '{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": []}'),
        ("bom.json", '{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}'),
        ("bom.xml", '<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><components/></bom>'),
    ],
)
def test_a_bom_that_holds_nothing_says_so(name: str, content: str) -> None:
    found = read_upload(name, content.encode())
    assert found.items == ()
    assert found.problems == (
        f"{name}: components: there is none, and no service either; nothing of this file is watched",
    )


def test_an_spdx_reference_may_be_written_by_its_whole_name() -> None:
    listed = "http://spdx.org/rdf/references/"
    wanted = {"purl": "pkg:npm/quill@1.0", "cpe23Type": "cpe:2.3:a:quill:quill:1.0:*:*:*:*:*:*:*"}
    references = [{"referenceType": listed + kind, "referenceLocator": text} for kind, text in wanted.items()]
    package = {"SPDXID": "SPDXRef-a", "name": "quill", "externalRefs": references}
    document = json.dumps({"spdxVersion": "SPDX-2.3", "packages": [package]})
    tags = "SPDXVersion: SPDX-2.3\nPackageName: quill\nSPDXID: SPDXRef-a\n" + "".join(
        f"ExternalRef: PACKAGE-MANAGER {listed}{kind} {text}\n" for kind, text in wanted.items()
    )
    for name, content in (("a.spdx.json", document), ("a.spdx", tags)):
        (item,) = read_upload(name, content.encode()).items
        assert (item.purl, item.cpe) == tuple(wanted.values())


def test_a_line_of_a_tag_value_file_that_is_none_is_told_by_its_number() -> None:
    tags = (
        "SPDXVersion: SPDX-2.3\n# made by hand\nPackageName: quill\nSPDXID: SPDXRef-a\n"
        "PackageComment: <text>one\ntwo</text>\n\nPackageName\nPackageVersion: 1.0\n"
    )
    found = read_upload("a.spdx", tags.encode())
    assert [(item.name, item.version) for item in found.items] == [("quill", "1.0")]
    assert found.problems == ("a.spdx: line 8: “PackageName” is no tag with a value, left out",)


def test_a_package_that_no_advisory_can_be_matched_with_is_told() -> None:
    purls = ("pkg:npm/%40quill/ink@1.0", "pkg:pypi/quill", "quill@1.0", "pkg:npm", "")
    parts = [{"type": "library", "bom-ref": f"{n}", "name": "q", "purl": purl} for n, purl in enumerate(purls)]
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": parts}
    found = read_upload("bom.json", json.dumps(document).encode())
    assert len(found.items) == len(purls)
    assert found.problems == (
        "bom.json: 2: “quill@1.0” is no purl as pkg:type/name: no advisory is matched by it",
        "bom.json: 3: “pkg:npm” is no purl as pkg:type/name: no advisory is matched by it",
    )


_PDM = """[metadata]
lock_version = "4.5.0"

[[package]]
name = "mine"
version = "0.1.0"
editable = true
path = "./packages/mine"
groups = ["default"]

[[package]]
name = "bought"
version = "2.0"
path = "./wheels/bought-2.0-py3-none-any.whl"

[[package]]
name = "forked"
version = "2.1"
git = "https://git.example/forked.git"
editable = true
"""


@pytest.mark.parametrize("lock", [_PDM, _PDM + "odd = 1.5\n"])  # line by line, and by tomllib
def test_a_folder_in_a_pdm_lock_is_the_projects_own(lock: str) -> None:
    """No package of a registry: one of its name there is somebody else's."""
    found = read_upload("pdm.lock", lock.encode())
    assert [item.purl for item in found.items] == ["pkg:pypi/bought@2.0", "pkg:pypi/forked@2.1"]


def test_a_page_given_as_an_inventory_says_how_it_goes_in(tmp_path: Path) -> None:
    with pytest.raises(InventoryError, match=r"format; .*; a page of sub-processors goes in with --as subprocessors"):
        read_inventory(given(tmp_path, "Subprocessors.HTML", "<table><tr><th>Name</th></tr></table>"))
