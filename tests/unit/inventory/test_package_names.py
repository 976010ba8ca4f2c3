"""Packages are called as their registry calls them, so that a page that names one finds it in an SBOM."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.incidents import SEEN, incident, party, vendor

from config.registry import load_registry
from inventory.graph import Graph
from inventory.match import match
from inventory.read import read_inventory
from inventory.resolve import Resolver
from model.exposure import Exposure, NearMiss
from model.incident import Incident
from model.inventory import InventoryItem
from model.vocabulary import ItemKind, Role

COMPONENTS = [
    {"type": "library", "group": "@tallowfen", "name": "core-utils", "purl": "pkg:npm/%40tallowfen/core-utils@1"},
    {"type": "library", "group": "@tallowfen", "name": "@tallowfen/cli", "purl": "pkg:npm/%40tallowfen/cli@1"},
    {"type": "library", "group": "org.brasswick", "name": "inner", "purl": "pkg:maven/org.brasswick/inner@1"},
]


def find(event: Incident, items: Sequence[InventoryItem]) -> tuple[list[Exposure], list[NearMiss]]:
    graph = Graph(items, (), Resolver(load_registry(), items))
    return match(event, graph, today=SEEN + timedelta(days=1))


def test_a_scoped_package_of_an_sbom_is_found_by_its_whole_name_only(tmp_path: Path) -> None:
    bom = tmp_path / "bom.cdx.json"
    bom.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": COMPONENTS}))
    items = read_inventory(bom).items
    assert [item.name for item in items] == ["@tallowfen/core-utils", "@tallowfen/cli", "inner"]
    found = {name: [e.path for e in find(incident(name), items)[0]] for name in ("@tallowfen/core-utils", "core-utils")}
    assert found == {"@tallowfen/core-utils": [("@tallowfen/core-utils",)], "core-utils": []}


POISONED = "Attackers published a poisoned version of inkwell to npm on Tuesday."


@pytest.mark.parametrize(
    ("held", "quote", "reached"),
    [
        ("pkg:pypi/inkwell@1.0", POISONED, []),
        ("pkg:npm/inkwell@1.0", POISONED, ["inkwell"]),
        ("pkg:pypi/inkwell@1.0", "The npm package inkwell was compromised.", []),
        ("pkg:pypi/inkwell@1.0", "The npm package inkwell and the PyPI package of that name were compromised.", ["inkwell"]),
        ("pkg:pypi/inkwell@1.0", "inkwell, a Python library, was compromised; it sends tokens to npm.", ["inkwell"]),
        ("pkg:pypi/inkwell@1.0", "inkwell was compromised.", ["inkwell"]),
        ("pkg:pypi/inkwell@1.0", "inkwell now copies what it finds on npm and GitHub tokens.", ["inkwell"]),
        ("pkg:swift/inkwell@1.0", POISONED, ["inkwell"]),
        (None, POISONED, ["inkwell"]),
    ],
)  # fmt: skip
def test_a_package_of_another_registry_is_another(held: str | None, quote: str, reached: list[str]) -> None:
    item = InventoryItem("i", "inkwell", ItemKind.COMPONENT, "", "1.0", held)
    event = incident(parties=(party("inkwell", Role.BREACHED, quote),))
    exposures, misses = find(event, [item])
    assert [exposure.items[0].name for exposure in exposures] == reached
    assert ["another registry" in miss.why for miss in misses] == [True] * (not reached)


def test_who_is_called_like_a_package_is_hit_all_the_same_and_so_is_each_of_two_packages() -> None:
    event = incident(parties=(party("inkwell", Role.BREACHED, POISONED),))
    of = {
        kind: InventoryItem(kind, "inkwell", ItemKind.COMPONENT, "", "1", f"pkg:{kind}/inkwell@1")
        for kind in ("npm", "pypi")
    }
    for items in ([of["pypi"], vendor("inkwell")], [of["pypi"], of["npm"]], [of["npm"], of["pypi"]]):
        assert len(find(event, items)[0]) == 1
