"""What npm, yarn and pnpm lock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from inventory.formats.base import Format, Problems, Source
from inventory.formats.documents import load_json, load_yaml
from inventory.formats.packages import collected
from inventory.formats.tables import decode
from model.inventory import InventoryFile

_NAMES = ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml")
_YARN_ENTRY = re.compile(r'^"?(?P<name>@?[^@\s"]+)@.*:$')
_YARN_VERSION = re.compile(r'^\s+"?version"?:?\s+"?(?P<version>[^"\s]+)"?$')
_YARN_LOCAL = re.compile(r"@(?:workspace|portal|link|file):")
# One package under another's name: `string-width-cjs@npm:string-width@^4.2.0`.
_YARN_ALIAS = re.compile(r'^"?@?[^@\s"]+@npm:(?P<name>@?[^@\s",]+)@')
_ALIASED = re.compile(r"npm:(?P<name>@?[^@]+)@(?P<version>.+)")
_ADDRESS = re.compile(r"[:/]")  # npm gives one as the version of what comes from no registry
_PNPM_KEY = re.compile(r"^/?(?P<name>(?:@[^@/(]+/)?[^@(]+?)[@/](?P<version>\d[^(_/]*)")
_PNPM_ADDRESS = re.compile(r"^/?(?P<name>@?[^@(]+)@(?:https?|git|ssh|git\+\w+)[:+]")
_PNPM_LOCAL = re.compile(r"(?:^|@)(?:file|link):")
_LOCAL = ("file:", "link:")
_Found = Iterator[tuple[str, str | None, str]]


def read(source: Source) -> InventoryFile:
    """The locked packages save the project's own; raises InventoryError if the lock cannot be read or has none."""
    problems = Problems(source.name)
    if source.base == "yarn.lock":
        found = _yarn(decode(source, problems))
    elif source.base == "pnpm-lock.yaml":
        found = _pnpm(source)
    else:
        found = _npm(load_json(source))
    return collected(source, "npm", found, problems)


def _npm(lock: Any) -> _Found:
    lock = lock if isinstance(lock, dict) else {}
    packages = lock.get("packages")
    if isinstance(packages, dict):  # versions 2 and 3: one key for each place in node_modules
        for path, entry in packages.items():
            if "node_modules/" in path and isinstance(entry, dict) and not entry.get("link"):
                name = entry.get("name")
                yield (name if isinstance(name, str) else path.rpartition("node_modules/")[2]), _version(entry), path
        return
    waiting = [lock.get("dependencies")]  # version 1: nested
    while waiting:
        found = waiting.pop()
        for name, entry in found.items() if isinstance(found, dict) else ():
            if isinstance(entry, dict):
                version = str(entry.get("version") or "")
                if aliased := _ALIASED.fullmatch(version):
                    yield aliased["name"], aliased["version"], name
                elif not version.startswith(_LOCAL):
                    yield name, _version(entry), name
                waiting.append(entry.get("dependencies"))


def _yarn(text: str) -> _Found:
    name = None
    for number, line in enumerate(text.splitlines(), 1):
        if entry := _YARN_ENTRY.match(line):
            own = _YARN_LOCAL.search(line) or entry["name"] == "__metadata"
            name = None if own else _really(line, entry["name"])
        elif name and (version := _YARN_VERSION.match(line)):
            yield name, version["version"], f"line {number}"
            name = None


def _really(line: str, name: str) -> str:
    aliased = _YARN_ALIAS.match(line)
    return aliased["name"] if aliased else name


def _pnpm(source: Source) -> _Found:
    lock = load_yaml(source)
    packages = lock.get("packages") if isinstance(lock, dict) else None
    for key, held in packages.items() if isinstance(packages, dict) else ():
        if _PNPM_LOCAL.search(str(key)):
            continue
        entry = held if isinstance(held, dict) else {}
        found = _PNPM_ADDRESS.match(str(key)) or _PNPM_KEY.match(str(key))
        name = entry.get("name") or (found and found["name"])
        if isinstance(name, str):  # of an address the entry says name and version
            yield name, _version(entry) or (found and found.groupdict().get("version")), str(key)


def _version(entry: dict[str, Any]) -> str | None:
    version = entry.get("version")
    return version if isinstance(version, str) and not _ADDRESS.search(version) else None


FORMAT = Format("npm, yarn and pnpm locks", lambda source: source.base in _NAMES, read)
