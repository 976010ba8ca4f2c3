"""go.mod: the modules that a Go program requires."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from inventory.formats.base import Format, Problems, Source
from inventory.formats.packages import collected
from inventory.formats.tables import decode
from model.inventory import InventoryFile

_REQUIRE = re.compile(r"^(?:require\s+)?(?P<name>[^\s()\"]+\.[^\s()\"]+)\s+(?P<version>v\S+)")


def read(source: Source) -> InventoryFile:
    """The required modules; raises InventoryError if there is none."""
    problems = Problems(source.name)
    return collected(source, "golang", _modules(decode(source, problems)), problems)


def _modules(text: str) -> Iterator[tuple[str, str | None, str]]:
    block = ""
    for number, written in enumerate(text.splitlines(), 1):
        line = written.split("//", 1)[0].strip()
        if line.endswith("("):
            block = line[:-1].strip()
        elif line == ")":
            block = ""
        elif (block == "require" or line.startswith("require ")) and (found := _REQUIRE.match(line)):
            yield found["name"], found["version"], f"line {number}"


FORMAT = Format("go.mod", lambda source: PurePath(source.name).name == "go.mod", read)
