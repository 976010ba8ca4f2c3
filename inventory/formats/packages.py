"""Packages of language ecosystems as inventory items."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packageurl import PackageURL

from inventory.errors import InventoryError
from inventory.formats.base import Problems, Source, printable
from model.inventory import InventoryFile, InventoryItem
from model.vocabulary import ItemKind

# What packageurl writes as it stands, whatever the ecosystem: most names and versions there are.
_PLAIN_NAME = re.compile(r"(?:[0-9.-]*[a-z][a-z0-9.-]*/)*[0-9.-]*[a-z][a-z0-9.-]*")
_PLAIN_VERSION = re.compile(r"[0-9a-z.-]+")


def package(ecosystem: str, name: str, version: str | None, source: str) -> InventoryItem:
    """A package by its purl type, full name (`@scope/name`, `group/artifact`) and version.

    Raises ValueError for what is no name.
    """
    purl = package_url(ecosystem, name, version)
    return InventoryItem(
        ref=purl,
        name=name,
        kind=ItemKind.COMPONENT,
        supplier="",
        version=version or None,
        purl=purl,
        source=source,
    )


def package_url(ecosystem: str, name: str, version: str | None) -> str:
    """The purl of a package, as packageurl writes it; most are plain, and are put together in a tenth of the time.

    Raises ValueError for what is no name.
    """
    if _PLAIN_NAME.fullmatch(name) and (not version or _PLAIN_VERSION.fullmatch(version)):
        return f"pkg:{ecosystem}/{name}@{version}" if version else f"pkg:{ecosystem}/{name}"
    namespace, _, short = name.strip().rpartition("/")
    return PackageURL(type=ecosystem, namespace=namespace or None, name=short, version=version or None).to_string()


def collected(
    source: Source, ecosystem: str, found: Iterable[tuple[str, str | None, str]], problems: Problems
) -> InventoryFile:
    """The packages given as (name, version, place), each once; raises InventoryError if there is none at all."""
    items: dict[str, InventoryItem] = {}
    for name, version, place in found:
        try:
            item = package(ecosystem, name, version, source.name)
        except ValueError:
            problems.add(place, f"“{printable(name)}” is no package name, left out")
            continue
        items.setdefault(item.ref, item)
    if not items and not problems.lines():
        raise InventoryError(f"{source.name}: lists no package; export it again, or give another file")
    return InventoryFile(tuple(items.values()), (), problems.lines())
