"""An inventory as CycloneDX 1.6 JSON. After https://cyclonedx.org/docs/1.6/json/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from inventory.assurance import written
from model.inventory import InventoryItem
from model.vocabulary import ItemKind


def as_cyclonedx(items: Iterable[InventoryItem]) -> dict[str, Any]:
    """A BOM whose services are the services and vendors of the inventory, with provider, domains and data shared.

    The same items give the same BOM: no time and no serial number stands in it.
    """
    components: list[dict[str, Any]] = []
    services: list[dict[str, Any]] = []
    taken: dict[str, int] = {}
    for item in items:
        ref = _free(item.ref, taken)
        if item.kind is ItemKind.COMPONENT:
            components.append(_component(item, ref))
        else:
            services.append(_service(item, ref))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": components,
        "services": services,
    }


def _free(ref: str, taken: dict[str, int]) -> str:
    """The ref, or the first numbered one that no other item has: of one BOM each stands for one thing."""
    found = ref
    while found in taken:
        taken[ref] += 1
        found = f"{ref}#{taken[ref]}"
    taken[found] = 1
    return found


def _component(item: InventoryItem, ref: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": "library", "bom-ref": ref, "name": item.name}
    entry |= {key: value for key in ("version", "purl", "cpe") if (value := getattr(item, key))}
    if item.supplier:
        entry["supplier"] = _organisation(item)
    return entry | _properties(item)


def _service(item: InventoryItem, ref: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"bom-ref": ref, "name": item.name, "provider": _organisation(item)}
    if item.data_types:
        entry["data"] = [{"flow": "outbound", "classification": str(kind)} for kind in sorted(item.data_types)]
    return entry | _properties(item)


def _organisation(item: InventoryItem) -> dict[str, Any]:
    urls = [f"https://{quote(domain)}" for domain in item.domains]
    return {"name": item.supplier or item.name} | ({"url": urls} if urls else {})


def _properties(item: InventoryItem) -> dict[str, Any]:
    values = {"owner": item.owner, "criticality": item.criticality, "aliases": ";".join(item.aliases)}
    values["assurance"] = ";".join(map(written, item.assurance))
    found = [{"name": f"tocsin:{key}", "value": value} for key, value in values.items() if value]
    return {"properties": found} if found else {}
