"""SPDX documents as we read them and as spdx-tools, the library of the format's makers, reads them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from spdx_tools.spdx.model import (
    Actor,
    ActorType,
    Checksum,
    ChecksumAlgorithm,
    CreationInfo,
    Document,
    ExternalPackageRef,
    ExternalPackageRefCategory,
    File,
    Package,
    Relationship,
    RelationshipType,
    SpdxNoAssertion,
    SpdxNone,
)
from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
from spdx_tools.spdx.writer.write_anything import write_file

from inventory.read import read_inventory

_DATA = Path(__file__).parent / "data"
_NPM = _DATA / "npm.spdx.json"
_SUM = Checksum(ChecksumAlgorithm.SHA1, "d6a770ba38583ed4bb4525bd96e50461655d2758")
_HOSTILE = "PackageName: not-one\nExternalRef: PACKAGE-MANAGER purl pkg:npm/not-one@1\nSPDXID: SPDXRef-not-one"

Row = tuple[str, str, str | None, str | None, str | None, str]


def ours(path: Path) -> list[Row]:
    found = read_inventory(path)
    assert found.problems == ()
    return sorted((item.ref, item.name, item.version, item.purl, item.cpe, item.supplier) for item in found.items)


def theirs(document: Document) -> list[Row]:
    return sorted(
        (
            each.spdx_id,
            each.name,
            each.version,
            _reference(each, "purl"),
            _reference(each, "cpe23Type"),
            _supplier(each),
        )
        for each in document.packages
    )


def _reference(package: Package, kind: str) -> str | None:
    return next((each.locator for each in package.external_references if each.reference_type == kind), None)


def _supplier(package: Package) -> str:
    """An organisation's name: a person is nobody's supplier, and who supplies a package comes before who wrote it."""
    organisations = (
        actor.name
        for actor in (package.supplier, package.originator)
        if isinstance(actor, Actor) and actor.actor_type is ActorType.ORGANIZATION
    )
    return next(organisations, "")


def npm(path: Path = _NPM) -> Document:
    """What npm or sbom4python wrote; milliseconds and a third number of a version are none of the format's."""
    raw = json.loads(path.read_text("utf-8"))
    raw["creationInfo"]["created"] = re.sub(r"\.\d+Z$", "Z", raw["creationInfo"]["created"])
    if "licenseListVersion" in raw["creationInfo"]:
        raw["creationInfo"]["licenseListVersion"] = "3.28"
    found: Document = JsonLikeDictParser().parse(raw)
    return found


def _organisation(name: str, mail: str | None = None) -> Actor:
    return Actor(ActorType.ORGANIZATION, name, mail)


def made() -> Document:
    """A document of everything that has misled a reader: whom, in how many ways, and texts that look like tags."""
    manager, security = ExternalPackageRefCategory.PACKAGE_MANAGER, ExternalPackageRefCategory.SECURITY
    purl = ExternalPackageRef(manager, "purl", "pkg:npm/%40quill/pen@2.0.0-rc.1?arch=x64#lib", comment=_HOSTILE)
    cpe = ExternalPackageRef(security, "cpe23Type", "cpe:2.3:a:quill:pen:2.0.0:rc1:*:*:*:*:*:*")
    author = Actor(ActorType.PERSON, "Jane Roe", "jane@quill.example")
    unknown = SpdxNoAssertion()
    packages = [
        Package("SPDXRef-root", "the: application", unknown, "1.0", files_analyzed=False, supplier=unknown),
        Package("SPDXRef-pen", "@quill/pen", unknown, "2.0.0-rc.1", supplier=_organisation("Quill, Inc.", "a@quill.example"),
                files_analyzed=False, external_references=[cpe, purl], description=_HOSTILE, comment=_HOSTILE),
        Package("SPDXRef-held", "held", SpdxNone(), "0", supplier=_organisation("Brasswick (Holdings) Ltd", "b@b.example"),
                files_analyzed=False, summary="one\n\ntwo: three"),
        Package("SPDXRef-written", "écrit", unknown, originator=_organisation("Ateliers Ternfold"), files_analyzed=False),
        Package("SPDXRef-person", "lone", unknown, "1:2+b~3", supplier=author, files_analyzed=False),
        Package("SPDXRef-both", "both", unknown, supplier=author, originator=_organisation("Northquill"), files_analyzed=False),
    ]  # fmt: skip
    files = [File("./pen.js", "SPDXRef-file", [_SUM], comment=_HOSTILE, copyright_text=_HOSTILE)]
    tool = [Actor(ActorType.TOOL, "written by hand"), _organisation("Nobody")]
    about = CreationInfo(
        "SPDX-2.3", "SPDXRef-DOCUMENT", "made", "https://sbom.example/1", tool, datetime(2026, 3, 2, tzinfo=UTC)
    )
    describes = Relationship("SPDXRef-DOCUMENT", RelationshipType.DESCRIBES, "SPDXRef-root")
    beside = Relationship("SPDXRef-DOCUMENT", RelationshipType.DESCRIBES, "SPDXRef-file")
    return Document(about, packages=packages, files=files, relationships=[describes, beside])


def test_what_npm_wrote(tmp_path: Path) -> None:
    document = npm()
    expected = theirs(document)
    assert len(expected) == 99
    assert ours(_NPM) == expected
    written = tmp_path / "npm.spdx"
    write_file(document, str(written), validate=False)  # which their own reader takes half a minute to read
    assert ours(written) == expected


@pytest.mark.parametrize(("name", "count"), [("web/web.spdx.json", 162), ("python/poetry.spdx.json", 40)])
def test_what_two_more_generators_wrote(name: str, count: int) -> None:
    expected = theirs(npm(_DATA / name))
    assert len(expected) == count
    assert ours(_DATA / name) == expected


def test_tag_value_of_a_real_generator_says_what_its_json_says() -> None:
    """Files and snippets stand between the packages; the library takes half a minute for one such file."""
    tags, twin = _DATA / "python" / "poetry.spdx", _DATA / "python" / "poetry.spdx.json"
    assert {row[1:4] for row in ours(tags)} == {row[1:4] for row in ours(twin)}
    second = _DATA / "python" / "sbom4python.spdx"
    assert len(ours(second)) == second.read_text("utf-8").count("\nPackageName: ") == 27


@pytest.mark.parametrize("ending", ["json", "spdx"])
def test_what_their_library_wrote_in_both_forms(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"sbom.{ending}"
    write_file(made(), str(path), validate=False)
    assert ours(path) == theirs(parse_file(str(path))) == theirs(made())


def test_what_we_made_is_valid() -> None:
    assert validate_full_spdx_document(made()) == []
