"""CycloneDX 1.2 to 1.7 as XML, brought into the shape of its JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inventory.errors import InventoryError
from inventory.formats.base import Format, Source
from inventory.formats.cyclonedx import read_bom
from inventory.formats.xml_documents import Element, load_xml, local, text
from model.inventory import InventoryFile


def read(source: Source) -> InventoryFile:
    """The components and services of a BOM; raises InventoryError if it is none."""
    root = load_xml(source)
    if local(root) != "bom":
        raise InventoryError(f"{source.name}: is XML, but no CycloneDX BOM; export one with your SBOM tool")
    return read_bom(_known(root), source.name)


def _known(element: Element) -> dict[str, Any]:
    """What is read of an element's children, by their names, the first of each; libxml2 bounds the depth to 256."""
    found: dict[str, Any] = {}
    for each in element:
        name = local(each)
        read_one = _READ.get(name)
        if read_one is not None and name not in found:
            found[name] = read_one(each)
    return found


def _entries(holder: Element) -> list[dict[str, Any]]:
    return [{"type": each.get("type"), "bom-ref": each.get("bom-ref")} | _known(each) for each in holder if local(each)]


def _text(element: Element) -> str:
    return (element.text or "").strip()


def _organisation(element: Element) -> dict[str, Any]:
    return {"name": text(element, "name"), "url": [each.text for each in element if local(each) == "url"]}


def _each(read_one: Callable[[Element], Any]) -> Callable[[Element], list[Any]]:
    return lambda holder: [read_one(each) for each in holder if local(each)]


_READ: dict[str, Callable[[Element], Any]] = {
    **dict.fromkeys(("name", "group", "version", "publisher", "purl", "cpe"), _text),
    **dict.fromkeys(("supplier", "manufacturer", "provider"), _organisation),
    **dict.fromkeys(("components", "services"), _entries),
    "endpoints": _each(lambda each: each.text),
    "externalReferences": _each(lambda each: {"type": each.get("type"), "url": text(each, "url")}),
    "properties": _each(lambda each: {"name": each.get("name"), "value": each.text}),
    "data": _each(lambda each: {"classification": text(each, "classification") or each.text, "name": each.get("name")}),
}


def _recognises(source: Source) -> bool:
    return source.suffix == ".xml" and b"cyclonedx.org/schema/bom" in source.data[:20_000]


FORMAT = Format("CycloneDX (XML)", _recognises, read)
