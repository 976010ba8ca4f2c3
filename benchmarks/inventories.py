"""How long an inventory takes to read, and how much memory it takes, by format."""

from __future__ import annotations

import json
import sys
import tempfile
import tracemalloc
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from rows import Row, measure, middle, seconds

from inventory.read import read_inventory

COMPONENTS, SERVICES, HUGE = 5_000, 200, 1_000_000
TIMES = 5


def figures() -> list[Row]:
    """The processor time and the peak memory of reading each format."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in _files().items():
            path = Path(folder) / name
            path.write_text(text)
            read_inventory(path)  # the suffix list is not what is measured
            times = [1000 * seconds(partial(read_inventory, path)) for _ in range(TIMES)]
            value = f"{middle(times, 'ms', 0)}, at most {_peak(path):.0f} MB"
            found.append(Row(f"reads {name}", value, TIMES))
        found.append(_huge(Path(folder)))
    return found


def _huge(folder: Path) -> Row:
    """A file that no tool writes and an attacker might: it is read, in a process of its own."""
    path = folder / "huge.cdx.json"
    with path.open("w") as file:
        file.write('{"bomFormat": "CycloneDX", "components": [{"type": "library", "name": "first"}')
        file.writelines(f',{{"type": "library", "name": "p{n}", "purl": "pkg:npm/p{n}@1"}}' for n in range(HUGE))
        file.write("]}")
    script = f"from pathlib import Path; from inventory.read import read_inventory; read_inventory(Path({str(path)!r}))"
    took = measure(["-c", script], Path(__file__).parent.parent)
    return Row(f"reads {HUGE:,} components", f"{took.cpu:.1f} s, {took.peak:.0f} MB", 1)


def _files() -> dict[str, str]:
    names = [(f"package-{number}", f"1.{number % 50}.0") for number in range(COMPONENTS)]
    components = [
        {"type": "library", "name": name, "version": version, "purl": f"pkg:npm/{name}@{version}", "bom-ref": name}
        for name, version in names
    ]
    services = [{"name": f"Service {n}", "endpoints": [f"https://s{n}.example"]} for n in range(SERVICES)]
    packages = [{"SPDXID": f"SPDXRef-{name}", "name": name, "versionInfo": version} for name, version in names]
    tags = "".join(
        f"PackageName: {name}\nSPDXID: SPDXRef-{name}\nPackageVersion: {version}\n\n" for name, version in names
    )
    modules = "".join(f"\texample.org/{name} v{version}\n" for name, version in names)
    jars = "".join(
        f"<dependency><groupId>example</groupId><artifactId>{name}</artifactId><version>{version}</version></dependency>"
        for name, version in names
    )
    vendors = "".join(f"Vendor {number},vendor-{number}.example\n" for number in range(COMPONENTS))
    lock = {"lockfileVersion": 3, "packages": {f"node_modules/{name}": {"version": version} for name, version in names}}
    return {
        "bom.cdx.json": json.dumps({"bomFormat": "CycloneDX", "components": components, "services": services}),
        "bom.spdx.json": json.dumps({"spdxVersion": "SPDX-2.3", "packages": packages}),
        "bom.cdx.xml": _xml(names),
        "bom.spdx": f"SPDXVersion: SPDX-2.3\n\n{tags}",
        "package-lock.json": json.dumps(lock),
        "requirements.txt": "".join(f"{name}=={version}\n" for name, version in names),
        "uv.lock": "".join(f'[[package]]\nname = "{name}"\nversion = "{version}"\n' for name, version in names),
        "yarn.lock": "".join(f'{name}@^1.0.0:\n  version "{version}"\n\n' for name, version in names),
        "Cargo.lock": "".join(
            f'[[package]]\nname = "{name}"\nversion = "{version}"\nsource = "registry+https://crates.example"\n'
            for name, version in names
        ),
        "go.mod": f"module example.org/app\n\nrequire (\n{modules})\n",
        "pom.xml": f"<project><dependencies>{jars}</dependencies></project>",
        "vendors.csv": f"name,domain\n{vendors}",
        "vendors.yaml": "vendors:\n" + "".join(f"- name: Vendor {number}\n" for number in range(COMPONENTS)),
    }


def _xml(names: list[tuple[str, str]]) -> str:
    components = "".join(
        f'<component type="library" bom-ref="{name}"><name>{name}</name><version>{version}</version>'
        f"<purl>pkg:npm/{name}@{version}</purl></component>"
        for name, version in names
    )
    services = "".join(f"<service><name>Service {number}</name></service>" for number in range(SERVICES))
    return (
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>'
        f"{components}</components><services>{services}</services></bom>"
    )


def _peak(path: Path) -> float:
    """The most memory in MB that reading it takes besides what is there already."""
    tracemalloc.start()
    read_inventory(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6
