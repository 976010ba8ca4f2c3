"""The entries of a CycloneDX document, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inventory.read import read_upload
from model.inventory import InventoryFile
from model.vocabulary import DataType, ItemKind


def read(*components: Any, services: Any = ()) -> InventoryFile:
    bom = {"bomFormat": "CycloneDX", "components": components, "services": services}
    return read_upload("sbom.json", json.dumps(bom).encode())


def library(**more: Any) -> dict[str, Any]:
    return {"type": "library", "name": "quill", **more}


def test_a_component_with_all_that_is_said_of_it() -> None:
    told = {"tocsin:owner": "Ann", "criticality": "HIGH", "x:aliases": "Quill;QL", "data-types": "names; e-mail"}
    cpe = "cpe:2.3:a:quillmark:quill:1:*:*:*:*:*:*:*"
    properties = [{"name": name, "value": value} for name, value in told.items()]
    properties += [{"name": "assurance", "value": "SOC 2 2025-03-31"}, {"name": "owner", "value": " "}]
    one = library(version=" 1.0 ", purl="pkg:npm/quill@1.0", cpe=cpe, supplier={"name": " Quillmark "})
    [item] = read({**one, "properties": properties}).items
    assert (item.ref, item.name, item.version, item.cpe) == ("pkg:npm/quill@1.0", "quill", "1.0", cpe)
    assert (item.kind, item.supplier, item.owner, item.criticality) == (ItemKind.COMPONENT, "Quillmark", "Ann", "high")
    assert (item.aliases, item.data_types) == (("Quill", "QL"), {DataType.NAMES})
    assert [each.kind for each in item.assurance] == ["SOC 2"]
    [bare] = read(library()).items
    assert (bare.ref, bare.version, bare.purl, bare.cpe, bare.supplier) == ("component/quill", None, None, None, "")
    assert (bare.assurance, bare.owner, bare.criticality) == ((), None, None)


def test_what_is_mistyped_in_the_properties_is_told() -> None:
    told = {"criticality": "hihg", "x:data_types": "names; pasword", "assurance": "SOC 2 soon; SOC 2 2025-03-31"}
    properties = [{"name": name, "value": value} for name, value in told.items()]
    found = read(library(properties=properties))
    [item] = found.items
    assert (item.criticality, item.data_types) == (None, {DataType.NAMES})
    assert [str(each) for each in found.problems] == [
        "sbom.json: components[0] (quill): `criticality` is “hihg”, not low / medium / high / critical; ignored",
        "sbom.json: components[0] (quill): `data_types`: no data type is called “pasword”; ignored",
        "sbom.json: components[0] (quill): `assurance`: “SOC 2 soon” is no evidence like SOC 2 2025-03-31; ignored",
    ]


@pytest.mark.parametrize(
    ("said", "supplier"),
    [
        ({"supplier": {"name": "A"}, "manufacturer": {"name": "B"}, "publisher": "C"}, "A"),
        ({"supplier": {"name": " "}, "manufacturer": {"name": "B"}, "publisher": "C"}, "B"),
        ({"supplier": 7, "publisher": "C"}, "C"),
        ({"provider": {"name": "P"}}, ""),
    ],
)
def test_who_supplies_a_component(said: dict[str, Any], supplier: str) -> None:
    assert read(library(**said)).items[0].supplier == supplier


def test_a_service_is_supplied_by_its_provider_or_by_itself() -> None:
    site = {"type": "website", "url": "https://www.fernbank.example/"}
    code = {"type": "vcs", "url": "https://code.example/fern"}
    services = [
        {"name": "Fern", "provider": {"name": "Fernbank"}, "endpoints": ["https://api.fern.example/v1"]},
        {"name": "Desk", "externalReferences": [site, code]},
    ]
    fern, desk = read(services=services).items
    assert (fern.kind, fern.supplier, fern.domains) == (ItemKind.SERVICE, "Fernbank", ("fern.example",))
    assert (desk.supplier, desk.domains) == ("Desk", ("fernbank.example",))
    assert read(library(externalReferences=[site])).items[0].domains == (), "a library's site may be a forge"


@pytest.mark.parametrize(
    ("group", "name", "called"),
    [("@ink", "quill", "@ink/quill"), ("@ink", "@ink/quill", "@ink/quill"), ("example.ink", "quill", "quill")],
)
def test_a_scope_is_a_part_of_the_name(group: str, name: str, called: str) -> None:
    assert read(library(name=name, group=group)).items[0].name == called


def test_what_is_wrong_is_told_where_it_stands() -> None:
    first, same = library(**{"bom-ref": "1"}), library(**{"bom-ref": "1", "name": "fern"})
    assert not read(first, first).problems
    found = read(first, same, {"bom-ref": "2"}, {"type": "library"}, "no", library(components=7))
    assert [item.name for item in found.items] == ["quill", "quill"]
    assert [line.removeprefix("sbom.json: ") for line in found.problems] == [
        "components[1]: the reference “1” is used twice; the first is kept",
        "components[2] (2): has no name, left out",
        "components[3]: has no name, left out",
        "components[4]: is a text, not an object; left out",
        "components[5].components: is a number, not a list; ignored",
    ]
    assert "nothing of this file is watched" in read().problems[0]


def test_services_of_one_name_and_two_providers_are_two() -> None:
    """A reference is not asked for, and many companies call what they sell "API"."""
    one, two = ({"name": "API", "provider": {"name": name}} for name in ("Quillmetric", "Fennel AI"))
    bom = {"bomFormat": "CycloneDX", "services": [one, two, two]}
    found = read_upload("sbom.json", json.dumps(bom).encode())
    assert [(item.ref, item.supplier) for item in found.items] == [
        ("service/API", "Quillmetric"),
        ("service/API/Fennel AI", "Fennel AI"),
    ]
    assert found.problems == ()
