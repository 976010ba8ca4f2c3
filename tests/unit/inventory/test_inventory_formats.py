from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inventory.formats.base import Format, Source
from inventory.read import InventoryError, formats, read_dependencies, read_inventory
from model.inventory import InventoryFile
from model.vocabulary import DataType, EdgeKind, ItemKind


def given(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cyclonedx(folder: Path, **content: Any) -> InventoryFile:
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.6", **content}
    return read_inventory(given(folder, "bom.cdx.json", json.dumps(bom)))


def names(found: InventoryFile) -> list[str]:
    return [item.name for item in found.items]


def test_cyclonedx_services_and_nested_components(tmp_path: Path) -> None:
    found = cyclonedx(
        tmp_path,
        services=[
            {
                "bom-ref": "svc-1",
                "name": "Chat",
                "provider": {"name": "Northquill, Inc.", "url": ["https://northquill.example"]},
                "endpoints": ["https://api.eu.quill-api.example/v1"],
                "data": [{"flow": "outbound", "classification": "email_addresses"}],
                "properties": [
                    {"name": "tocsin:criticality", "value": "High"},
                    {"name": "tocsin:owner", "value": "platform"},
                    {"name": "tocsin:data_types", "value": "support_tickets"},
                ],
            }
        ],
        components=[
            {
                "type": "library",
                "name": "outer",
                "version": "1",
                "purl": "pkg:npm/outer@1",
                "supplier": {"name": "Brasswick"},
                "components": [{"type": "library", "name": "inner", "publisher": "Tallowfen"}],
            }
        ],
    )
    service = next(item for item in found.items if item.kind is ItemKind.SERVICE)
    assert (service.supplier, service.domains) == ("Northquill, Inc.", ("northquill.example", "quill-api.example"))
    assert (service.criticality, service.owner) == ("high", "platform")
    assert service.data_types == {DataType.EMAIL_ADDRESSES, DataType.SUPPORT_TICKETS}
    assert {(item.name, item.supplier) for item in found.items} >= {("outer", "Brasswick"), ("inner", "Tallowfen")}
    assert found.problems == ()


def test_cyclonedx_bad_entries_are_one_line_each_and_the_rest_is_read(tmp_path: Path) -> None:
    found = cyclonedx(
        tmp_path,
        components=[
            {"type": "gizmo", "name": "odd", "bom-ref": "ref-odd"},
            7,
            {"type": "library"},
            {"type": "library", "name": "good", "supplier": 3, "externalReferences": {}, "properties": [None]},
        ],
        services={"name": "not a list"},
    )
    assert names(found) == ["odd", "good"]
    assert len(found.problems) == 4
    assert any("components[0] (ref-odd)" in line and "gizmo" in line for line in found.problems)


def test_cyclonedx_code_hosts_are_no_suppliers(tmp_path: Path) -> None:
    found = cyclonedx(
        tmp_path, components=[{"type": "library", "name": "a", "supplier": {"url": ["https://github.com/a"]}}]
    )
    assert found.items[0].domains == ()


def test_duplicate_references_keep_the_first(tmp_path: Path) -> None:
    entry = {"type": "library", "name": "a", "bom-ref": "r"}
    found = cyclonedx(tmp_path, components=[entry, entry, {**entry, "name": "b"}])
    assert names(found) == ["a"]
    assert len(found.problems) == 1


def test_names_from_the_file_cannot_forge_lines(tmp_path: Path) -> None:
    found = cyclonedx(tmp_path, components=[{"type": "evil\nline\u202e", "name": "a\nb"}])
    assert "\n" not in found.problems[0]
    assert "\u202e" not in found.problems[0]


_XML = """<?xml version="1.0"?>{doctype}<bom xmlns="http://cyclonedx.org/schema/bom/1.5">
<components><component type="library"><supplier><name>Brasswick</name></supplier><name>outer</name><version>1</version>
<purl>pkg:npm/outer@1</purl><components><component type="library"><name>{inner}</name></component></components>
</component></components>
<services><service bom-ref="s"><provider><name>Northquill</name><url>https://northquill.example</url></provider>
<name>Chat</name><endpoints><endpoint>https://api.quill.example</endpoint></endpoints></service></services></bom>"""


def test_cyclonedx_xml_says_the_same(tmp_path: Path) -> None:
    found = read_inventory(given(tmp_path, "bom.xml", _XML.format(doctype="", inner="inner")))
    assert set(names(found)) == {"outer", "inner", "Chat"}
    service = next(item for item in found.items if item.kind is ItemKind.SERVICE)
    assert (service.supplier, service.domains) == ("Northquill", ("northquill.example", "quill.example"))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_xml_entities_are_refused(tmp_path: Path, doctype: str) -> None:
    with pytest.raises(InventoryError, match="document type"):
        read_inventory(given(tmp_path, "bom.xml", _XML.format(doctype=doctype, inner="&x;")))


def test_spdx_json_and_tag_value(tmp_path: Path) -> None:
    document = {
        "spdxVersion": "SPDX-2.3",
        "packages": [
            {
                "SPDXID": "SPDXRef-a",
                "name": "moveit-agent",
                "versionInfo": "2.0",
                "supplier": "Organization: Brasswick (sec@brasswick.example)",
                "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:generic/moveit-agent@2.0"}],
            },
            {"SPDXID": "SPDXRef-b", "name": "lone", "supplier": "Person: Jane Roe", "versionInfo": "NOASSERTION"},
            "odd",
        ],
    }
    found = read_inventory(given(tmp_path, "sbom.spdx.json", json.dumps(document)))
    assert [(i.name, i.supplier, i.version) for i in found.items] == [
        ("moveit-agent", "Brasswick", "2.0"),
        ("lone", "", None),
    ]
    assert len(found.problems) == 1
    tags = (
        "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nPackageName: moveit-agent\nSPDXID: SPDXRef-a\n"
        "PackageVersion: 2.0\nPackageSupplier: Organization: Brasswick (sec@brasswick.example)\n"
        "PackageComment: <text>PackageName: not-one</text>\n"
        "ExternalRef: PACKAGE-MANAGER purl pkg:generic/moveit-agent@2.0\nFileName: ./x\nSPDXID: SPDXRef-file\n"
    )
    [item] = read_inventory(given(tmp_path, "sbom.spdx", tags)).items
    assert item.purl == found.items[0].purl == "pkg:generic/moveit-agent@2.0"
    assert (item.ref, item.supplier) == ("SPDXRef-a", "Brasswick")
    wrapped = read_inventory(given(tmp_path, "github.json", json.dumps({"sbom": document})))
    assert wrapped.items[0].purl == item.purl


@pytest.mark.parametrize(
    ("name", "content", "purls"),
    [
        (
            "requirements.txt",
            (
                "# comment\n-c other.txt\nquill==1.2.3 \\\n    --hash=sha256:ab\nBrass_Wick[extra]>=2 ; python_version>'3'\n"
                "fen @ https://x.example/fen.whl\ngit+https://x.example/y.git#egg=tallow\n"
            ),
            ["pkg:pypi/quill@1.2.3", "pkg:pypi/brass-wick", "pkg:pypi/fen", "pkg:pypi/tallow"],
        ),
        (
            "uv.lock",
            '[[package]]\nname="quill"\nversion="1"\nsource={registry="x"}\n[[package]]\nname="me"\nsource={editable="."}\n',
            ["pkg:pypi/quill@1"],
        ),
        (
            "poetry.lock",
            (
                '[[package]]\nname = "quill"\nversion = "1"\n\n[[package]]\nname = "mine"\nversion = "0"\n\n'
                '[package.source]\ntype = "directory"\nurl = "../mine"\n'
            ),
            ["pkg:pypi/quill@1"],
        ),
        (
            "Cargo.lock",
            'version=3\n[[package]]\nname="quill"\nversion="1"\nsource="registry+x"\n[[package]]\nname="me"\nversion="0"\n',
            ["pkg:cargo/quill@1"],
        ),
        (
            "package-lock.json",
            (
                '{"lockfileVersion":3,"packages":{"":{"name":"me"},"node_modules/@q/a":{"version":"1"},'
                '"node_modules/b/node_modules/c":{"version":"2"}}}'
            ),
            ["pkg:npm/%40q/a@1", "pkg:npm/c@2"],
        ),
        (
            "package-lock.json",
            '{"dependencies":{"a":{"version":"1","dependencies":{"b":{"version":"2"}}}}}',
            ["pkg:npm/a@1", "pkg:npm/b@2"],
        ),
        (
            "yarn.lock",
            '# yarn\n"@q/a@^1.0", "@q/a@~1":\n  version "1.1"\nb@2:\n  version "2.0"\n',
            ["pkg:npm/%40q/a@1.1", "pkg:npm/b@2.0"],
        ),
        (
            "yarn.lock",
            '__metadata:\n  version: 8\n"b@npm:^2":\n  version: 2.0\n"me@workspace:.":\n  version: 0.0.0\n',
            ["pkg:npm/b@2.0"],
        ),
        (
            "yarn.lock",
            '"b-cjs@npm:b@^2.0":\n  version "2.1"\nc-old@npm:@q/c@1:\n  version "1.0"\n',
            ["pkg:npm/b@2.1", "pkg:npm/%40q/c@1.0"],
        ),
        (
            "yarn.lock",
            '__metadata:\n  version: 8\n"b-cjs@npm:b@^2.0":\n  version: 2.1\n"@q/a@npm:^1, @q/a@npm:latest":\n  version: 1.5\n',
            ["pkg:npm/b@2.1", "pkg:npm/%40q/a@1.5"],
        ),
        ("package-lock.json", '{"dependencies":{"b-cjs":{"version":"npm:@q/b@2.1"}}}', ["pkg:npm/%40q/b@2.1"]),
        (
            "pnpm-lock.yaml",
            "packages:\n  '@q/a@1.1':\n    r: x\n  /b@2.0(c@1):\n    r: x\n  /d/3.0:\n    r: x\n",
            ["pkg:npm/%40q/a@1.1", "pkg:npm/b@2.0", "pkg:npm/d@3.0"],
        ),
        (
            "go.mod",
            (
                "module x.example/me\ngo 1.22\nrequire a.example/q v1.0.0\nrequire (\n b.example/r/v2 v2.1.0 // indirect\n)\n"
                "replace (\n c.example/s v1.0.0 => ../s\n)\n"
            ),
            ["pkg:golang/a.example/q@v1.0.0", "pkg:golang/b.example/r/v2@v2.1.0"],
        ),
        (
            "pom.xml",
            (
                '<project xmlns="http://maven.apache.org/POM/4.0.0"><properties><v>3</v></properties><dependencies><dependency>'
                "<groupId>g.x</groupId><artifactId>a</artifactId><version>${v}</version></dependency></dependencies></project>"
            ),
            ["pkg:maven/g.x/a@3"],
        ),
    ],
)
def test_lock_files(tmp_path: Path, name: str, content: str, purls: list[str]) -> None:
    found = read_inventory(given(tmp_path, name, content))
    assert [item.purl for item in found.items] == purls
    assert found.problems == ()


def test_vendor_csv(tmp_path: Path) -> None:
    text = (
        "name,domain,aliases,owner,criticality,data_types\n"
        "Northquill,northquill.example,NQ;Quill,ops,High,names; email addresses\n"
        ",,,,,\n"
        ",lost.example,,,,\n"
        "Brasswick,not a domain,,,urgent,secrets\n"
        "Northquill,,,,,\n"
    )
    found = read_inventory(given(tmp_path, "vendors.csv", text))
    first, second = found.items
    assert (first.aliases, first.domains, first.criticality) == (("NQ", "Quill"), ("northquill.example",), "high")
    assert first.data_types == {DataType.NAMES, DataType.EMAIL_ADDRESSES}
    assert (second.domains, second.criticality, second.data_types) == ((), None, frozenset())
    assert [line.split(": ")[1] for line in found.problems] == ["line 4", "line 5", "line 5", "line 5", "line 6"]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffname;domain\nZürn;zurn.example\n".encode(),
        "name\tdomain\nZürn\tzurn.example\n".encode("utf-16"),
        "name,domain\r\nZürn,zurn.example\r\n".encode("cp1252"),
        '"Vendor Name","Website"\n"Zürn","https://www.zurn.example/x"\n'.encode(),
    ],
)
def test_vendor_csv_encodings_and_delimiters(tmp_path: Path, data: bytes) -> None:
    [item] = read_inventory(given(tmp_path, "vendors.csv", data)).items
    assert item.name == "Zürn"
    assert item.domains[0].endswith("zurn.example")


def test_vendor_yaml_and_xlsx(tmp_path: Path) -> None:
    text = "vendors:\n- Brasswick\n- {name: Northquill, domain: northquill.example, aliases: [NQ, Quill]}\n- [7]\n- ~\n"
    text += "- {name: On, domain: ~, criticality: high}\n- 1984\n"
    found = read_inventory(given(tmp_path, "vendors.yaml", text))
    assert names(found) == ["Brasswick", "Northquill", "On", "1984"]
    assert found.items[1].aliases == ("NQ", "Quill")
    assert (found.items[2].domains, found.items[2].criticality) == ((), "high")
    assert [line.split(": ")[1] for line in found.problems] == ["entry 3", "entry 4"]
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        archive.writestr(
            "xl/sharedStrings.xml",
            f"<sst {space}><si><t>Supplier</t></si><si><r><t>North</t></r><r><t>quill</t></r>"
            '<rPh sb="0" eb="2"><t>how it is read aloud</t></rPh></si></sst>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet {space}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Domain</t></is></c></row>'
            '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>northquill.example</t></is></c></row></sheetData></worksheet>',
        )
    listed = read_inventory(given(tmp_path, "vendors.xlsx", book.getvalue()))
    [item] = listed.items
    assert (item.name, item.domains) == ("Northquill", ("northquill.example",))
    assert listed.notes == ("columns: read supplier as name",)


def test_edges(tmp_path: Path) -> None:
    text = (
        "from,to,kind,source,first_seen,last_seen,ended\n"
        "Northquill,Brasswick,sub-processor,https://x.example,2024-01-02,2026-01-02,\n"
        "Northquill,Tallowfen,telepathy,,yesterday,,2025-01-01\n"
        "Northquill,,list,,,,\n"
    )
    found = read_dependencies(given(tmp_path, "edges.csv", text))
    first, second = found.edges
    assert (first.kind, first.first_seen, first.ended) == (EdgeKind.SUBPROCESSOR, date(2024, 1, 2), None)
    assert (second.kind, second.first_seen, second.ended) == (EdgeKind.LIST, None, date(2025, 1, 1))
    assert second.source.endswith("edges.csv")
    assert [line.split(": ")[1] for line in found.problems] == ["line 3", "line 3", "line 4"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vendors.csv", "vendor_id,domain\n1,x.example\n"),
        ("vendors.csv", "name\n"),
        ("vendors.csv", b"name\n\x00\x00\n"),
        ("vendors.csv", ""),
        ("a.cdx.json", '{"bomFormat": "CycloneDX", "components": [' + "[" * 100_000),
        ("a.cdx.json", '{"bomFormat": "CycloneDX", "components": ' + "[" * 100_000 + "]" * 100_000 + "}"),
        ("a.cdx.json", '{"bomFormat": "CycloneDX", '),
        ("a.cdx.json", '["CycloneDX"]'),
        ("a.cdx.json", b'\xff{"bomFormat": "CycloneDX"}'),
        ("bom.xml", '<bom xmlns="http://cyclonedx.org/schema/bom/1.5">' + "<components><component>" * 100_000),
        ("bom.xml", '<x xmlns="http://cyclonedx.org/schema/bom/1.5"/>'),
        ("a.spdx.json", '{"spdxVersion": "SPDX-2.3"}'),
        ("uv.lock", "[[package"),
        ("uv.lock", "a=" + "[" * 100_000),
        ("pnpm-lock.yaml", "a: &a [x]\nb: [*a\n"),
        ("vendors.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nvendors: [*b]\n"),
        ("vendors.yaml", "[" * 5_000),
        ("vendors.yaml", "- " * 5_000),
        ("vendors.yaml", "? " * 5_000 + "x"),
        ("vendors.yaml", "".join(f"{' ' * n}a:\n{' ' * n}- a:\n" for n in range(0, 400, 2))),
        ("vendors.yaml", "x: 1\u2028" + "- " * 5_000),
        ("vendors.yaml", "name: x\n"),
        ("vendors.xlsx", b"PK\x03\x04 not really"),
        ("notes.docx", "hello"),
        ("pom.xml", "<project/>"),
        ("requirements.txt", "# nothing\n"),
    ],
)
def test_what_cannot_be_read_is_one_line_that_names_the_file(tmp_path: Path, name: str, content: str | bytes) -> None:
    path = given(tmp_path, name, content)
    with pytest.raises(InventoryError) as raised:
        read_inventory(path)
    assert str(raised.value).startswith(str(path))
    assert "\n" not in str(raised.value)


def test_a_missing_file_and_a_missing_column(tmp_path: Path) -> None:
    with pytest.raises(InventoryError, match=r"cannot be opened .* on the command line"):
        read_inventory(tmp_path / "none.csv")
    with pytest.raises(InventoryError, match="line 1: no column `to`"):
        read_dependencies(given(tmp_path, "edges.csv", "from,kind\na,list\n"))


class TestEveryFormat:
    """What each format promises, ours and those of others."""

    @pytest.fixture(params=formats(), ids=lambda each: each.name)
    def format_(self, request: pytest.FixtureRequest) -> Format:
        found: Format = request.param
        return found

    @pytest.mark.parametrize(
        "data", [b"", b"\0\0", b"{}", b"[]", b"<a/>", b"name\n", b"- x", b"\xff\xfe", b"PK\x03\x04"]
    )
    def test_reads_or_refuses(self, format_: Format, data: bytes) -> None:
        for name in ("x.json", "uv.lock", "package-lock.json", "x.xml"):
            source = Source(name, data)
            if not format_.recognises(source):
                continue
            problem = ""
            try:
                assert isinstance(format_.read(source), InventoryFile)
            except InventoryError as error:
                problem = str(error)
            assert "\n" not in problem
