"""pip's requirements files (PEP 508 lines), pinned or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inventory.formats.base import Format, Problems, Source, printable
from inventory.formats.packages import collected
from inventory.formats.tables import decode
from model.inventory import InventoryFile

_LINE = re.compile(
    r"^(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\]\s*)?"
    r"(?:(?P<pin>===?)\s*(?P<version>[^\s;,#\\]+)|[(<>~!=@;]|$)"
)
_NESTED = re.compile(r"(?:-r|--requirement)[\s=]*(?P<file>\S+)")
_HASH = re.compile(r"(?:^|\s)--hash[=\s]\S+")
_EGG = re.compile(r"[#&]egg=(?P<name>[A-Za-z0-9._-]+)")
_LOCAL = re.compile(r"(?:^|[\s=@+])file:", re.IGNORECASE)
# What is a published package all the same: an archive of one, or where conda built it, as pip freeze writes it.
_PUBLISHED = re.compile(r"\.(?:whl|zip|tgz|tar\.\w+)(?![\w/])|_\d+[/\\]work(?!\w)", re.IGNORECASE)
_NAME = re.compile(r"(^|[/\\])[^/\\]*(requirements|constraints)[^/\\]*\.(txt|in|lock)$", re.IGNORECASE)


def read(source: Source) -> InventoryFile:
    """The packages a requirements file names; raises InventoryError if there is none."""
    problems = Problems(source.name)
    return collected(source, "pypi", _packages(decode(source, problems), problems), problems)


def _packages(text: str, problems: Problems) -> Iterator[tuple[str, str | None, str]]:
    for number, line in _lines(text):
        if nested := _NESTED.match(line):
            problems.add(f"line {number}", f"“{printable(nested['file'])}” is another file; import it too")
        elif _LOCAL.search(line) and not _PUBLISHED.search(line):  # whoever has its name at PyPI is somebody else
            if not line.startswith("-"):
                problems.add(f"line {number}", f"“{printable(line)}” is a folder and no published package, left out")
        elif line.startswith("-") or "://" in line.split("@", 1)[0]:
            if egg := _EGG.search(line):
                yield egg["name"], None, f"line {number}"
            elif not line.startswith("-"):  # an option, or the project itself
                problems.add(f"line {number}", f"“{printable(line)}” does not name its package, left out")
        elif found := _LINE.match(line):
            version = found["version"]
            yield found["name"], None if version and "*" in version else version, f"line {number}"
        else:
            problems.add(f"line {number}", f"“{printable(line)}” is no requirement, left out")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines without comments and hashes, each with its number; what a backslash continues is one."""
    begun, first = "", 1
    for number, written in enumerate(text.splitlines(), 1):
        line = re.sub(r"(^|\s)#.*$", "", written).rstrip()
        first = first if begun else number
        if line.endswith("\\"):
            begun += line[:-1] + " "
            continue
        if whole := _HASH.sub("", begun + line).strip():
            yield first, whole
        begun = ""
    if whole := _HASH.sub("", begun).strip():
        yield first, whole


FORMAT = Format("requirements.txt", lambda source: bool(_NAME.search(source.name)), read)
