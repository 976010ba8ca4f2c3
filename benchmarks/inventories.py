"""How long an inventory takes to read, by format, and one incident against a large one."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent))

from rows import Row, middle

from config.registry import load_registry
from inventory.graph import Graph
from inventory.match import match
from inventory.read import read_inventory
from inventory.resolve import Resolver
from model.disclosure import Evidence
from model.incident import Incident, PartyFact, Provenance
from model.inventory import Edge, InventoryItem
from model.vocabulary import EdgeKind, ItemKind, Kind, Role, Status, Trust

COMPONENTS, SERVICES, VENDORS, EDGES = 5_000, 200, 10_000, 190_000
TIMES = 5
_TODAY = date(2025, 11, 28)


def figures() -> list[Row]:
    """Import times of each format, then direct and one-hop matching in a graph with Zipf popularity."""
    return [*_imports(), *_matching()]


def _imports() -> list[Row]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in _files().items():
            path = Path(folder) / name
            path.write_text(text)
            read_inventory(path)  # the suffix list is not what is measured
            seconds = [_seconds(lambda path=path: read_inventory(path)) for _ in range(TIMES)]
            found.append(Row(f"reads {name}", middle([1000 * each for each in seconds], "ms", 0), TIMES))
    return found


def _files() -> dict[str, str]:
    names = [(f"package-{number}", f"1.{number % 50}.0") for number in range(COMPONENTS)]
    components = [
        {"type": "library", "name": name, "version": version, "purl": f"pkg:npm/{name}@{version}", "bom-ref": name}
        for name, version in names
    ]
    services = [{"name": f"Service {n}", "endpoints": [f"https://s{n}.example"]} for n in range(SERVICES)]
    packages = [{"SPDXID": f"SPDXRef-{name}", "name": name, "versionInfo": version} for name, version in names]
    vendors = "".join(f"Vendor {number},vendor-{number}.example\n" for number in range(COMPONENTS))
    lock = {"lockfileVersion": 3, "packages": {f"node_modules/{name}": {"version": version} for name, version in names}}
    return {
        "bom.cdx.json": json.dumps({"bomFormat": "CycloneDX", "components": components, "services": services}),
        "bom.spdx.json": json.dumps({"spdxVersion": "SPDX-2.3", "packages": packages}),
        "package-lock.json": json.dumps(lock),
        "requirements.txt": "".join(f"{name}=={version}\n" for name, version in names),
        "uv.lock": "".join(f'[[package]]\nname = "{name}"\nversion = "{version}"\n' for name, version in names),
        "vendors.csv": f"name,domain\n{vendors}",
    }


def _matching() -> list[Row]:
    chance = random.Random(1)
    names = [f"Supplier {number} Ltd" for number in range(VENDORS)]
    weights = [1 / (rank + 1) for rank in range(VENDORS)]
    users = chance.choices(names, k=EDGES)
    providers = chance.choices(names, weights, k=EDGES)
    edges = [Edge(user, provider, EdgeKind.LIST, "list") for user, provider in zip(users, providers, strict=True)]
    items = [InventoryItem(name, name, ItemKind.VENDOR, name) for name in chance.sample(names, VENDORS // 2)]
    started = time.perf_counter()
    graph = Graph(items, edges, Resolver(load_registry(), items))
    rows = [Row(f"graph of {EDGES:,} edges built", f"{time.perf_counter() - started:.1f} s", 1)]
    plain: dict[str, set[str]] = {}
    for user, provider in zip(users, providers, strict=True):
        plain.setdefault(provider, set()).add(user)
    held = {item.name for item in items}
    for label, name in (("the commonest supplier", names[0]), ("a rare supplier", names[-1])):
        ours = median(_seconds(lambda name=name: match(_incident(name), graph, today=_TODAY)) for _ in range(TIMES))
        loop = median(
            _seconds(lambda name=name: [user for user in plain.get(name, ()) if user in held]) for _ in range(TIMES)
        )
        exposures, _ = match(_incident(name), graph, today=_TODAY)
        value = f"{1000 * ours:.1f} ms for {len(exposures):,} exposures; a bare dict loop {1000 * loop:.2f} ms"
        rows.append(Row(f"one hop from {label}", value, TIMES))
    return rows


def _incident(name: str) -> Incident:
    said = Provenance(0, "https://news.example/", Trust.PRESS, Evidence(name, 0, len(name)))
    return Incident(
        name, Kind.BREACH, Status.CONFIRMED, (PartyFact(f"name:{name.lower()}", name, Role.BREACHED, (said,)),)
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
