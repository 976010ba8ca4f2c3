"""What real generators wrote, read by us and by the libraries of the formats.

`data/README.md` says what was made by which tool, of what.
"""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

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


def test_other_locks_of_three_package_managers() -> None:
    npm, pnpm, yarn = (packages(f"app/{name}") for name in ("package-lock.json", "pnpm-lock.yaml", "yarn.lock"))
    assert len(npm) == 234
    assert pnpm == npm
    assert npm < yarn  # which took the newest pino for a package that allows two
    assert {purl.partition("@")[0] for purl in yarn - npm} == {
        f"pkg:npm/{name}" for name in ("pino", "pino-abstract-transport", "real-require", "thread-stream")
    }


def test_uv_and_pdm_lock_the_same_for_one_python() -> None:
    assert packages("worker/uv.lock") == packages("worker/pdm.lock")
    assert len(packages("worker/pdm.lock")) == 38


def test_uv_says_the_same_three_times() -> None:
    lock, pins, bom = (packages(f"service/{name}") for name in ("uv.lock", "requirements.txt", "uv.cdx.json"))
    assert len(lock) == 30
    assert lock == pins == bom


@pytest.mark.parametrize("name", ["python/tools.cdx.xml", "service/service.cdx.xml", "web/web.cdx.xml"])
def test_cyclonedx_xml_against_its_library(name: str) -> None:
    bom: Any = Bom.from_xml(ET.parse(_DATA / name).getroot())  # type: ignore[attr-defined]
    expected = {
        # npm's scope is part of the name by which a package is called
        (str(each.bom_ref), f"{each.group}/{each.name}" if each.group else each.name, each.version, each.purl and str(each.purl))
        for each in bom.components
    }  # fmt: skip
    found = read_inventory(_DATA / name)
    assert found.problems == ()
    assert len(found.items) >= len(expected) >= 30
    assert {(item.ref, item.name, item.version, item.purl) for item in found.items} >= expected


def test_xml_and_spdx_say_what_the_locks_say() -> None:
    assert packages("service/service.cdx.xml") == packages("service/uv.lock")
    assert packages("web/web.cdx.xml") == packages("web/package-lock.json")
    assert packages("web/web.spdx.json") - packages("web/package-lock.json") == {"pkg:npm/example-app@1.0.0"}


def test_poetry_and_pdm_lock_what_uv_locks() -> None:
    uv = packages("service/uv.lock")
    assert packages("service/poetry.lock") == uv
    assert uv - packages("service/pdm.lock") == {"pkg:pypi/numpy@2.5.5"}  # uv locks for every Python, pdm for one
    assert len(packages("api/poetry.lock")) == 72


@pytest.mark.parametrize(("name", "count"), [("tokenizers", 151), ("pydantic-core", 101)])
def test_cargo_locks(name: str, count: int) -> None:
    path = _DATA / "crates" / name / "Cargo.lock"
    crates = tomllib.loads(path.read_text("utf-8"))["package"]
    expected = {
        f"pkg:cargo/{each['name']}@{each['version'].replace('+', '%2B')}" for each in crates if "source" in each
    }
    assert packages(f"crates/{name}/Cargo.lock") == expected
    assert len(expected) == count


@pytest.mark.parametrize(("name", "count"), [("restic", 43), ("gh", 72)])
def test_go_modules(name: str, count: int) -> None:
    text = (_DATA / "go" / name / "go.mod").read_text("utf-8")
    wanted = re.findall(r"^(?:\t|require )([\w./~-]+) (v[^\s]+)", text, re.MULTILINE)
    for old, new, version in re.findall(r"^replace (\S+)(?: v\S+)? => (\S+) (v\S+)", text, re.MULTILINE):
        wanted = [(new, version) if each[0] == old else each for each in wanted]
    found = read_inventory(_DATA / "go" / name / "go.mod")
    assert [(item.name, item.version) for item in found.items] == wanted
    assert len(wanted) == count


@pytest.mark.parametrize(("name", "count"), [("zookeeper", 33), ("netty", 51)])
def test_maven_projects(name: str, count: int) -> None:
    path = _DATA / "maven" / name / "pom.xml"
    space = "{http://maven.apache.org/POM/4.0.0}"
    wanted = {
        f"{each.findtext(space + 'groupId')}/{each.findtext(space + 'artifactId')}"
        for each in ET.parse(path).iter(f"{space}dependency")
    }
    found = read_inventory(path)
    assert found.problems == ()
    assert len(found.items) == count
    written = {item.name for item in found.items}
    assert {each for each in wanted if "${" not in each} <= written
    assert not any("${" in each for each in written)
    assert sum(item.version is not None for item in found.items) >= 0.7 * count


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
