"""CycloneDX 1.2 to 1.7 as XML, brought into the shape of its JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inventory.errors import InventoryError
from inventory.formats.base import Format, Source
from inventory.formats.cyclonedx import read_bom
from inventory.formats.xml_documents import Element, child, load_xml, local, named, text
from model.inventory import InventoryFile

_TEXTS = ("name", "group", "version", "publisher", "purl", "cpe")


def read(source: Source) -> InventoryFile:
    """The components and services of a BOM; raises InventoryError if it is none."""
    root = load_xml(source)
    if local(root) != "bom":
        raise InventoryError(f"{source.name}: is XML, but no CycloneDX BOM; export one with your SBOM tool")
    bom = {"components": _list(root, "components"), "services": _list(root, "services")}
    return read_bom(bom, source.name)


def _list(parent: Element, name: str) -> list[dict[str, Any]]:
    """The entries of `<components>` or `<services>`; libxml2 bounds the depth to 256."""
    holder = child(parent, name)
    return [_entry(each) for each in (holder if holder is not None else ()) if local(each)]


def _entry(element: Element) -> dict[str, Any]:
    inner = named(element)
    entry: dict[str, Any] = {"type": element.get("type"), "bom-ref": element.get("bom-ref")}
    entry |= {name: value for name in _TEXTS if name in inner and (value := (inner[name].text or "").strip())}
    for role in ("supplier", "manufacturer", "provider"):
        if role in inner:
            urls = [each.text for each in inner[role] if local(each) == "url"]
            entry[role] = {"name": text(inner[role], "name"), "url": urls}
    for name, read_one in _LISTS.items():
        if name in inner:
            entry[name] = [read_one(each) for each in inner[name] if local(each)]
    for nested in ("components", "services"):
        if nested in inner:
            entry[nested] = _list(element, nested)
    return entry


_LISTS: dict[str, Callable[[Element], Any]] = {
    "endpoints": lambda each: each.text,
    "externalReferences": lambda each: {"type": each.get("type"), "url": text(each, "url")},
    "properties": lambda each: {"name": each.get("name"), "value": each.text},
    "data": lambda each: {"classification": text(each, "classification") or each.text, "name": each.get("name")},
}


def _recognises(source: Source) -> bool:
    return source.suffix == ".xml" and b"cyclonedx.org/schema/bom" in source.data[:20_000]


FORMAT = Format("CycloneDX (XML)", _recognises, read)
