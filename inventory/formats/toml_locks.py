"""Lock files in TOML with a `package` table each: uv.lock, poetry.lock, pdm.lock, pylock.toml and Cargo.lock."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from inventory.errors import InventoryError
from inventory.formats.base import Format, Problems, Source
from inventory.formats.packages import collected
from inventory.formats.toml_lines import quick_tables
from model.inventory import InventoryFile

_ECOSYSTEMS = {
    "uv.lock": "pypi",
    "poetry.lock": "pypi",
    "pdm.lock": "pypi",
    "pylock.toml": "pypi",
    "cargo.lock": "cargo",
}
_LOCAL = ("editable", "virtual", "directory", "workspace")
_ARCHIVES = (".whl", ".zip", ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz")


def read(source: Source) -> InventoryFile:
    """The locked packages save the project's own; raises InventoryError if it is no TOML or has none."""
    problems = Problems(source.name)
    try:
        found = _tables(source.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits among the former
        raise InventoryError(f"{source.name}: is no valid TOML ({str(error)[:120]}); lock again") from None
    ecosystem = _ECOSYSTEMS[source.base]
    return collected(source, ecosystem, _packages(found, ecosystem, problems), problems)


def _tables(text: str) -> Any:
    for name in ("package", "packages"):
        if found := quick_tables(text, name):
            return found
    lock = tomllib.loads(text)
    return lock.get("package", lock.get("packages"))


def _packages(found: Any, ecosystem: str, problems: Problems) -> Iterator[tuple[str, str | None, str]]:
    for number, entry in enumerate(found if isinstance(found, list) else ()):
        place = f"package[{number}]"
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            problems.add(place, "has no name, left out")
            continue
        origin = entry.get("source")
        own = ecosystem == "cargo" and origin is None  # crates of the workspace have no source
        own = own or "directory" in entry  # as pylock.toml writes the project
        own = own or not str(entry.get("path", _ARCHIVES[0])).endswith(_ARCHIVES)  # as pdm.lock writes a folder
        if own or (isinstance(origin, dict) and any(key in origin or origin.get("type") == key for key in _LOCAL)):
            continue
        version = entry.get("version")
        yield name, version if isinstance(version, str) else None, place


FORMAT = Format("uv, poetry, pdm and Cargo locks", lambda source: source.base in _ECOSYSTEMS, read)
