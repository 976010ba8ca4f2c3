"""SPDX documents as the specification allows them and tools write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inventory.errors import InventoryError
from inventory.read import read_upload
from model.inventory import InventoryFile


def read(*packages: Any) -> InventoryFile:
    return read_upload("sbom.json", json.dumps({"spdxVersion": "SPDX-2.3", "packages": packages}).encode())


def refs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"referenceCategory": "OTHER", "referenceType": kind, "referenceLocator": value} for kind, value in pairs]


@pytest.mark.parametrize(
    ("agents", "supplier"),
    [
        ({"supplier": "Organization: Quillmark, Inc. (security@quillmark.example)"}, "Quillmark, Inc."),
        ({"supplier": "NOASSERTION", "originator": "Organization: Quillmark"}, "Quillmark"),
        ({"supplier": "Person: Ann", "originator": "Organization: Quillmark"}, "Quillmark"),
        ({"supplier": "Organization: Fernbank", "originator": "Organization: Quillmark"}, "Fernbank"),
        ({"supplier": "Tool: quill-1.0"}, ""),
        ({"supplier": "Quillmark"}, ""),
        ({}, ""),
    ],
)
def test_an_organisation_supplies_and_no_person_or_tool(agents: dict[str, str], supplier: str) -> None:
    [item] = read({"SPDXID": "SPDXRef-1", "name": " quill ", "versionInfo": " 1.0 ", **agents}).items
    assert (item.name, item.version, item.supplier) == ("quill", "1.0", supplier)


def test_what_a_package_is_referred_to_by() -> None:
    old, new = "cpe:/a:quill:quill:1", "cpe:2.3:a:quill:quill:1:*:*:*:*:*:*:*"
    listed = "http://spdx.org/rdf/references/purl"
    found = read(
        {"SPDXID": "1", "name": "a", "externalRefs": [*refs((listed, "pkg:npm/a@1"), ("cpe22Type", old)), "no", {}]},
        {"SPDXID": "2", "name": "b", "externalRefs": refs(("cpe22Type", old), ("cpe23Type", new), ("purl", ""))},
        {"SPDXID": "3", "name": "c", "externalRefs": [{"referenceType": "purl", "referenceLocator": 7}]},
        {"name": "d", "externalRefs": {}},
    )
    assert [(item.ref, item.purl, item.cpe) for item in found.items] == [
        ("1", "pkg:npm/a@1", old), ("2", None, new), ("3", None, None), ("d", None, None),
    ]  # fmt: skip
    assert not found.problems


def test_what_stands_there_twice_or_has_no_name_is_told() -> None:
    one = {"SPDXID": "1", "name": "a"}
    assert not read(one, one).problems
    found = read(one, {"SPDXID": "1", "name": "other"}, {"name": " "}, {"name": 7}, "no")
    assert [item.name for item in found.items] == ["a"]
    assert found.problems == (
        "sbom.json: packages[1]: the reference “1” is used twice; kept once",
        *(f"sbom.json: packages[{number}]: has no name, left out" for number in (2, 3, 4)),
    )


@pytest.mark.parametrize("packages", [[], {}, None, "a"])
def test_a_document_without_packages_is_refused(packages: Any) -> None:
    with pytest.raises(InventoryError, match="lists no SPDX package"):
        read_upload("sbom.json", json.dumps({"spdxVersion": "SPDX-2.3", "packages": packages}).encode())


@pytest.mark.parametrize("name", ["sbom.spdx", "sbom.tag", "sbom.txt"])
def test_in_tag_value_what_belongs_to_files_is_not_the_packages(name: str) -> None:
    head = "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nDocumentComment: <text>PackageName: x\nPackageName: y</text>\n"
    text = (
        "a line that is no tag\nFileName: ./a.py\nSPDXID: SPDXRef-File-A\nPackageName: quill\nSPDXID: SPDXRef-quill\n"
        "PackageVersion: 1.0 \nPackageSupplier: Organization: Quillmark (a@quillmark.example)\n"
        "ExternalRef: PACKAGE-MANAGER purl pkg:npm/quill@1.0\nExternalRef: SECURITY purl\n"
        "FileName: ./b.py\nSPDXID: SPDXRef-File-B\nPackageVersion: 9\nExternalRef: PACKAGE-MANAGER purl pkg:npm/b@9\n"
        "PackageName: fern\nFileName: ./c.py\nSPDXID: SPDXRef-File-C\n"
    )
    found = read_upload(name, (head + text).encode())
    assert [(item.ref, item.name, item.version, item.supplier, item.purl) for item in found.items] == [
        ("SPDXRef-quill", "quill", "1.0", "Quillmark", "pkg:npm/quill@1.0"),
        ("fern", "fern", None, "", None),
    ]


def test_a_document_of_spdx_3_is_read() -> None:
    maker = {"type": "Organization", "spdxId": "urn:maker", "name": "Quillmark, Inc."}
    ann = {"type": "Person", "spdxId": "urn:ann", "name": "Ann"}
    purl = {"type": "ExternalIdentifier", "externalIdentifierType": "packageUrl", "identifier": "pkg:npm/pen@2"}
    cpe = {
        "type": "ExternalIdentifier",
        "externalIdentifierType": "cpe23",
        "identifier": "cpe:2.3:a:q:fern:*:*:*:*:*:*:*:*",
    }
    graph = [
        {"type": "CreationInfo", "@id": "_:made"},
        {"type": "SpdxDocument", "spdxId": "urn:doc", "name": "all", "rootElement": ["urn:ink"]},
        {"type": "software_Package", "spdxId": "urn:ink", "name": "ink", "software_packageVersion": "1.0",
         "software_packageUrl": "pkg:npm/ink@1.0", "suppliedBy": "urn:maker", "originatedBy": ["urn:ann"]},
        {"type": "software_Package", "spdxId": "urn:pen", "name": "pen", "externalIdentifier": [purl], "suppliedBy": "urn:ann"},
        {"type": "ai_AIPackage", "spdxId": "urn:fern", "name": "fern", "externalIdentifier": cpe, "originatedBy": [maker]},
        {"type": "software_File", "spdxId": "urn:file", "name": "./pen.js"},
        {"type": "software_Package", "spdxId": "urn:none"},
        maker, ann, "no", {"type": ["software_Package"]},
    ]  # fmt: skip
    document = {"@graph": graph, "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}
    found = read_upload("image.spdx.json", json.dumps(document).encode())
    assert [(item.ref, item.name, item.version, item.supplier, item.purl, item.cpe) for item in found.items] == [
        ("urn:ink", "ink", "1.0", "Quillmark, Inc.", "pkg:npm/ink@1.0", None),
        ("urn:pen", "pen", None, "", "pkg:npm/pen@2", None),
        ("urn:fern", "fern", None, "Quillmark, Inc.", None, cpe["identifier"]),
    ]  # fmt: skip
    assert found.problems == ("image.spdx.json: packages[3]: has no name, left out",)


def test_a_document_as_yaml_is_read() -> None:
    text = """SPDXID: SPDXRef-DOCUMENT
spdxVersion: SPDX-2.3
packages:
- SPDXID: SPDXRef-ink
  name: ink
  versionInfo: 1.10
  supplier: 'Organization: Quillmark'
  externalRefs:
  - {referenceCategory: PACKAGE-MANAGER, referenceType: purl, referenceLocator: pkg:npm/ink@1.10}
"""
    [item] = read_upload("sbom.spdx.yaml", text.encode()).items
    assert (item.ref, item.version, item.supplier, item.purl) == (
        "SPDXRef-ink",
        "1.10",
        "Quillmark",
        "pkg:npm/ink@1.10",
    )
