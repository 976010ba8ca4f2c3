"""Nothing that is read back could run code: no pickles, no job stores that hold them. (YAML: ruff's S506.)"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = ("crawler", "nlp", "inventory", "alerts", "storage", "config", "model", "tocsin")
FORBIDDEN = ("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "apscheduler.jobstores")


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_unpickled(package: str) -> None:
    for file in (ROOT / package).rglob("*.py"):
        if "training" in file.parts:
            continue  # not shipped as code that runs
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found = [name for name in imported(tree) if name.startswith(FORBIDDEN)]
        assert found == [], file
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert "PickleType" not in attributes, file
        pickled = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "allow_pickle"]
        assert all(isinstance(node.value, ast.Constant) and node.value.value is False for node in pickled), file
