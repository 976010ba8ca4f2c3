"""Packages are called as their registry calls them, so that a page that names one finds it in an SBOM."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from fakes.incidents import SEEN, incident

from config.registry import load_registry
from inventory.graph import Graph
from inventory.match import match
from inventory.read import read_inventory
from inventory.resolve import Resolver

COMPONENTS = [
    {"type": "library", "group": "@tallowfen", "name": "core-utils", "purl": "pkg:npm/%40tallowfen/core-utils@1"},
    {"type": "library", "group": "@tallowfen", "name": "@tallowfen/cli", "purl": "pkg:npm/%40tallowfen/cli@1"},
    {"type": "library", "group": "org.brasswick", "name": "inner", "purl": "pkg:maven/org.brasswick/inner@1"},
]


def test_a_scoped_package_of_an_sbom_is_found_by_its_whole_name_only(tmp_path: Path) -> None:
    bom = tmp_path / "bom.cdx.json"
    bom.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": COMPONENTS}))
    items = read_inventory(bom).items
    assert [item.name for item in items] == ["@tallowfen/core-utils", "@tallowfen/cli", "inner"]
    graph = Graph(items, (), Resolver(load_registry(), items))
    found = {
        name: [e.path for e in match(incident(name), graph, today=SEEN + timedelta(days=1))[0]]
        for name in ("@tallowfen/core-utils", "core-utils")
    }
    assert found == {"@tallowfen/core-utils": [("@tallowfen/core-utils",)], "core-utils": []}
