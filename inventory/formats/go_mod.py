"""go.mod: the modules that a Go program requires, each as what it is replaced by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from inventory.formats.base import Format, Problems, Source
from inventory.formats.packages import collected
from inventory.formats.tables import decode
from model.inventory import InventoryFile

_REQUIRE = re.compile(r"^(?:require\s+)?(?P<name>[^\s()\"][^\s().\"]*\.[^\s()\"]+)\s+(?P<version>v\S+)")
_REPLACE = re.compile(
    r"^(?:replace\s+)?(?P<name>[^\s\"]+)(?:\s+(?P<version>v\S+))?\s+=>\s+(?P<other>[^\s\"]+)(?:\s+(?P<newer>v\S+))?$"
)
_Replaced = Mapping[tuple[str, str | None], tuple[str, str]]


def read(source: Source) -> InventoryFile:
    """The required modules; raises InventoryError if there is none."""
    problems = Problems(source.name)
    return collected(source, "golang", _modules(decode(source, problems)), problems)


def _modules(text: str) -> Iterator[tuple[str, str | None, str]]:
    replaced = _replaced(text)
    for number, line in _lines(text, "require"):
        if found := _REQUIRE.match(line):
            name, version = found["name"], found["version"]
            yield *replaced.get((name, version), replaced.get((name, None), (name, version))), f"line {number}"


def _replaced(text: str) -> _Replaced:
    """The modules that stand for others, by name and, where only that is replaced, version. A folder is no module."""
    found = (match for _, line in _lines(text, "replace") if (match := _REPLACE.match(line)))
    return {(each["name"], each["version"]): (each["other"], each["newer"]) for each in found if each["newer"]}


def _lines(text: str, directive: str) -> Iterator[tuple[int, str]]:
    """The lines of a directive, in a block or alone, without comments and with their numbers."""
    block = ""
    for number, written in enumerate(text.splitlines(), 1):
        line = written.split("//", 1)[0].strip()
        if line.endswith("("):
            block = line[:-1].strip()
        elif line == ")":
            block = ""
        elif block == directive or line.startswith((f"{directive} ", f"{directive}\t")):
            yield number, line


FORMAT = Format("go.mod", lambda source: source.base == "go.mod", read)
