"""What real generators wrote, read by us and by the libraries of the formats.

`data/` was made by cyclonedx-py 7 (`environment`) and `npm sbom` 11, `package-lock.json` by npm itself; `data/web` by
npm 11, pnpm 9 and yarn 1.22 from one package.json, `data/service` by uv 0.13 (`lock` and two `export`s).
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model import XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.model.service import Service
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from inventory.read import read_inventory
from model.vocabulary import ItemKind

_DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("name", ["python-environment.cdx.json", "npm.cdx.json", "service/uv.cdx.json"])
def test_cyclonedx_against_its_library(name: str) -> None:
    bom: Any = Bom.from_json(json.loads((_DATA / name).read_text("utf-8"), parse_float=Decimal))  # type: ignore[attr-defined]
    expected = {(str(each.bom_ref), each.name, each.version, str(each.purl)) for each in bom.components}
    found = read_inventory(_DATA / name)
    assert found.problems == ()
    assert len(found.items) >= 30
    assert {(item.ref, item.name, item.version, item.purl) for item in found.items} >= expected


def test_npm_says_the_same_three_times() -> None:
    spdx, cyclonedx, lock = (
        {item.purl for item in read_inventory(_DATA / name).items if item.purl}
        for name in ("npm.spdx.json", "npm.cdx.json", "package-lock.json")
    )
    assert cyclonedx == lock
    assert lock <= spdx
    assert len(spdx - lock) <= 1  # the project itself


def test_three_package_managers_lock_the_same() -> None:
    npm, pnpm, yarn = (packages(f"web/{name}") for name in ("package-lock.json", "pnpm-lock.yaml", "yarn.lock"))
    assert len(npm) == 161
    assert pnpm == npm
    assert npm - yarn == {"pkg:npm/react@18.3.1"}  # a peer dependency, which only the others install by themselves
    assert yarn <= npm


def test_uv_says_the_same_three_times() -> None:
    lock, pins, bom = (packages(f"service/{name}") for name in ("uv.lock", "requirements.txt", "uv.cdx.json"))
    assert len(lock) == 30
    assert lock == pins == bom


def packages(name: str) -> set[str | None]:
    found = read_inventory(_DATA / name)
    assert found.problems == ()
    return {item.purl for item in found.items}


@pytest.mark.parametrize("version", [SchemaVersion.V1_4, SchemaVersion.V1_5, SchemaVersion.V1_6, SchemaVersion.V1_7])
@pytest.mark.parametrize(("form", "ending"), [(OutputFormat.JSON, "json"), (OutputFormat.XML, "xml")])
def test_cyclonedx_of_every_version(tmp_path: Path, version: SchemaVersion, form: OutputFormat, ending: str) -> None:
    supplier = OrganizationalEntity(name="Brasswick, Inc.", urls=[XsUri("https://brasswick.example")])
    inner = Component(name="inner", type=ComponentType.CONTAINER)
    outer = Component(
        name="outer",
        version="1.0",
        type=ComponentType.LIBRARY,
        supplier=supplier,
        purl=PackageURL("npm", None, "outer", "1.0"),
        components=[inner],
    )
    service = Service(name="Chat", provider=supplier, endpoints=[XsUri("https://api.quill.example/v1")])
    path = tmp_path / f"bom.{ending}"
    bom = Bom(components=[outer], services=[service])
    make_outputter(bom, form, version).output_to_file(str(path))
    found = read_inventory(path)
    assert found.problems == ()
    by_name = {item.name: item for item in found.items}
    assert set(by_name) == {"outer", "inner", "Chat"}
    assert (by_name["outer"].supplier, by_name["outer"].purl) == ("Brasswick, Inc.", "pkg:npm/outer@1.0")
    assert by_name["Chat"].kind is ItemKind.SERVICE
    assert by_name["Chat"].domains == ("brasswick.example", "quill.example")


def test_a_large_bom_is_read_whole(tmp_path: Path) -> None:
    components = [
        {
            "type": "library",
            "bom-ref": f"ref-{number}",
            "name": f"package-{number}",
            "version": "1.0",
            "purl": f"pkg:npm/package-{number}@1.0",
            "supplier": {"name": f"Supplier {number % 300}", "url": [f"https://supplier-{number % 300}.example"]},
        }
        for number in range(5_000)
    ]
    services = [{"name": f"Service {number}", "endpoints": [f"https://s{number}.example"]} for number in range(200)]
    path = tmp_path / "large.json"
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "components": components, "services": services}))
    found = read_inventory(path)
    assert len(found.items) == 5_200
    assert not found.problems
