"""Small files that would become huge: refused with one line, soon, whatever format they claim to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from inventory.errors import InventoryError
from inventory.read import read_dependencies, read_inventory

DEEP = 100_000
ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
BOMBS = {
    "deep json": "[" * DEEP,
    "deep and closed json": "[" * DEEP + "]" * DEEP,
    "deep xml": f"<bom>{'<components><component><name>a</name>' * DEEP}{'</component></components>' * DEEP}</bom>",
    "deep components": '{"bomFormat": "CycloneDX", "components": ['
    + '{"type": "library", "name": "a", "components": [' * DEEP
    + "]}" * DEEP
    + "]}",
    "deep objects": '{"components":' * DEEP + "1" + "}" * DEEP,
    "aliases": ALIASES + "packages: *a9\nvendors: *a9\n",
    "a number without end": '{"bomFormat": "CycloneDX", "version": ' + "9" * DEEP + "}",
}
NAMES = [
    "bom.json",
    "bom.cdx.json",
    "bom.cdx.xml",
    "sbom.spdx.json",
    "package-lock.json",
    "pnpm-lock.yaml",
    "vendors.yaml",
    "vendors.yml",
]


@pytest.mark.timeout(100)
@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("name", NAMES)
def test_a_bomb_is_one_line_or_nothing(tmp_path: Path, name: str, bomb: str) -> None:
    path = tmp_path / name
    path.write_text(BOMBS[bomb])
    for read in (read_inventory, read_dependencies):
        try:
            found = read(path)
        except InventoryError as error:
            said = str(error)
            assert name in said
            assert "\n" not in said
            assert len(said) < 500
        else:
            assert len(found.items) + len(found.edges) < 100
