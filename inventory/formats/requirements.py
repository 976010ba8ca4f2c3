"""pip's requirements files (PEP 508 lines), pinned or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inventory.formats.base import Format, Problems, Source, printable
from inventory.formats.packages import collected
from inventory.formats.tables import decode
from model.inventory import InventoryFile

_LINE = re.compile(
    r"^(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*"
    r"(?:(?P<pin>===?)\s*(?P<version>[^\s;,#\\]+)|[(<>~!=@;]|$)"
)
_EGG = re.compile(r"[#&]egg=(?P<name>[A-Za-z0-9._-]+)")
_NAME = re.compile(r"(^|[/\\])[^/\\]*(requirements|constraints)[^/\\]*\.(txt|in|lock)$", re.IGNORECASE)


def read(source: Source) -> InventoryFile:
    """The packages a requirements file names; raises InventoryError if there is none."""
    problems = Problems(source.name)
    return collected(source, "pypi", _packages(decode(source, problems), problems), problems)


def _packages(text: str, problems: Problems) -> Iterator[tuple[str, str | None, str]]:
    for number, written in enumerate(text.splitlines(), 1):
        line = re.sub(r"(^|\s)#.*$", "", written).strip().rstrip("\\").strip()
        if not line:
            continue
        if line.startswith("-") or "://" in line.split("@", 1)[0]:
            if egg := _EGG.search(line):
                yield egg["name"], None, f"line {number}"
            continue  # an option, a hash, a nested file or an unnamed address
        if found := _LINE.match(line):
            version = found["version"]
            yield found["name"], None if version and "*" in version else version, f"line {number}"
        else:
            problems.add(f"line {number}", f"“{printable(line)}” is no requirement, left out")


FORMAT = Format("requirements.txt", lambda source: bool(_NAME.search(source.name)), read)
