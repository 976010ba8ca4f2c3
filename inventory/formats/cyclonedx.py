"""CycloneDX 1.2 to 1.7 as JSON: components (nested too), services, their suppliers and what they are given.

After https://cyclonedx.org/docs/1.6/json/. Tolerant: a bad entry is noted by its reference, the rest is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from inventory.assurance import parse_assurance
from inventory.domains import SHARED_HOSTS, parents, registrable_domain
from inventory.errors import InventoryError
from inventory.formats.base import CRITICALITIES, Format, Problems, Source, data_types, printable
from inventory.formats.documents import load_json
from model.inventory import InventoryFile, InventoryItem
from model.vocabulary import DataType, ItemKind

_TYPES = frozenset(
    {
        *("application", "framework", "library", "container", "platform", "operating-system", "device"),
        *("device-driver", "firmware", "file", "machine-learning-model", "data", "cryptographic-asset"),
    }
)


def read(source: Source) -> InventoryFile:
    """The components and services of a BOM; raises InventoryError if it is no JSON object."""
    bom = load_json(source)
    if not isinstance(bom, dict):
        raise InventoryError(f"{source.name}: is no CycloneDX document; export one with your SBOM tool")
    return read_bom(bom, source.name)


def read_bom(bom: dict[str, Any], name: str) -> InventoryFile:
    """The same of a parsed BOM."""
    problems = Problems(name)
    items: dict[str, InventoryItem] = {}
    for kind, key in ((ItemKind.COMPONENT, "components"), (ItemKind.SERVICE, "services")):
        for place, entry in _entries(bom.get(key), key, problems):
            item = _item(entry, kind, place, name, problems)
            if item is None:
                continue
            if items.get(item.ref, item) != item and not _text(entry, "bom-ref"):  # two companies' "API"
                item = replace(item, ref=f"{item.ref}/{item.supplier}")
            if item.ref in items and items[item.ref] != item:
                problems.add(place, f"the reference “{printable(item.ref)}” is used twice; the first is kept")
            items.setdefault(item.ref, item)
    if not items and not problems.lines():  # which the schema allows, and nobody expects
        problems.add("components", "there is none, and no service either; nothing of this file is watched")
    return InventoryFile(tuple(items.values()), (), problems.lines())


def _entries(value: Any, place: str, problems: Problems) -> Iterator[tuple[str, dict[str, Any]]]:
    """All entries of a list and of the lists nested in it, each with where it stands; without recursion.

    The lists are emptied on the way.
    """
    waiting = [(place, value)]
    while waiting:
        where, found = waiting.pop()
        if found is None:
            continue
        if not isinstance(found, list):
            problems.add(where, f"is {_type(found)}, not a list; ignored")
            continue
        inner = place.rpartition(".")[2]
        for number, entry in enumerate(found):
            if not isinstance(entry, dict):
                problems.add(f"{where}[{number}]", f"is {_type(entry)}, not an object; left out")
                continue
            yield f"{where}[{number}]", entry
            if inner in entry:
                waiting.append((f"{where}[{number}].{inner}", entry[inner]))
            found[number] = None  # read: of a million entries one is in memory twice


def _item(entry: dict[str, Any], kind: ItemKind, place: str, source: str, problems: Problems) -> InventoryItem | None:
    name = _text(entry, "name")
    ref = _text(entry, "bom-ref")
    if not name:
        problems.add(f"{place} ({printable(ref)})" if ref else place, "has no name, left out")
        return None
    if kind is ItemKind.COMPONENT and _text(entry, "type") not in _TYPES:
        where = f"{place} ({printable(ref or name)})"
        problems.add(where, f"unknown component type “{printable(str(entry.get('type')))}”, read as a library")
    supplier = _supplier(entry, kind)
    notes = _properties(entry)
    if notes:
        _tell_mistyped(notes, f"{place} ({printable(ref or name)})", problems)
    version, purl = _text(entry, "version") or None, _text(entry, "purl") or None
    group = _text(entry, "group")
    scoped = group.startswith("@") and not name.startswith("@")  # npm's packages are called by scope and name
    return InventoryItem(
        ref=ref or purl or "/".join(filter(None, (kind, group, name, version))),
        name=f"{group}/{name}" if scoped else name,
        kind=kind,
        supplier=supplier or (name if kind is ItemKind.SERVICE else ""),
        version=version,
        purl=purl,
        cpe=_text(entry, "cpe") or None,
        domains=tuple(dict.fromkeys(_domains(entry, kind))),
        aliases=_listed(notes.get("aliases")),
        owner=notes.get("owner"),
        criticality=crit if (crit := (notes.get("criticality") or "").lower()) in CRITICALITIES else None,
        data_types=_shared(entry, notes),
        source=source,
        assurance=parse_assurance(_listed(notes.get("assurance")))[0] if notes else (),
    )


def _supplier(entry: dict[str, Any], kind: ItemKind) -> str:
    keys = ("provider", "supplier") if kind is ItemKind.SERVICE else ("supplier", "manufacturer", "publisher")
    for key in keys:
        value = entry.get(key)
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and name.strip():
            return name.strip()
    return ""


def _domains(entry: dict[str, Any], kind: ItemKind) -> Iterator[str]:
    urls: list[Any] = []
    for key in ("provider", "supplier", "manufacturer"):
        value = entry.get(key)
        if isinstance(value, dict):
            given = value.get("url")
            urls += given if isinstance(given, list) else [given]
    if kind is ItemKind.SERVICE:
        endpoints = entry.get("endpoints")
        urls += endpoints if isinstance(endpoints, list) else [endpoints]
        references = entry.get("externalReferences")
        for reference in references if isinstance(references, list) else ():
            if isinstance(reference, dict) and _text(reference, "type") in {"website", "support", "documentation"}:
                urls.append(reference.get("url"))
    for url in urls:
        domain = registrable_domain(url) if isinstance(url, str) else None
        if domain and SHARED_HOSTS.isdisjoint(parents(domain)):
            yield domain


def _shared(entry: dict[str, Any], notes: dict[str, str]) -> frozenset[DataType]:
    flows = entry.get("data")
    if not flows and not notes:
        return frozenset()
    words = list(_listed(notes.get("data_types")))
    for flow in flows if isinstance(flows, list) else ():
        if isinstance(flow, dict) and isinstance(flow.get("classification"), str):
            words += _listed(flow["classification"].replace(",", ";"))
            words += [flow["name"]] if isinstance(flow.get("name"), str) else []
    return data_types(words)[0]


def _properties(entry: dict[str, Any]) -> dict[str, str]:
    """`owner`, `criticality`, `aliases` and `data_types` from the properties, whatever stands before a colon."""
    found = entry.get("properties")
    if not found:
        return {}
    pairs = (each for each in (found if isinstance(found, list) else ()) if isinstance(each, dict))
    named = ((each.get("name"), each.get("value")) for each in pairs)
    return {
        name.rpartition(":")[2].lower().replace("-", "_"): value.strip()
        for name, value in named
        if isinstance(name, str) and isinstance(value, str) and value.strip()
    }


def _tell_mistyped(notes: dict[str, str], where: str, problems: Problems) -> None:
    """What of the properties means nothing, as of a vendor list's columns."""
    if (criticality := notes.get("criticality")) and criticality.lower() not in CRITICALITIES:
        said = f"`criticality` is “{printable(criticality)}”, not {' / '.join(CRITICALITIES)}; ignored"
        problems.add(where, said)
    for unknown in data_types(list(_listed(notes.get("data_types"))))[1][:1]:
        problems.add(where, f"`data_types`: no data type is called “{printable(unknown)}”; ignored")
    for wrong in parse_assurance(_listed(notes.get("assurance")))[1][:1]:
        problems.add(where, f"`assurance`: “{printable(wrong)}” is no evidence like SOC 2 2025-03-31; ignored")


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip()) if text else ()


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def _type(value: Any) -> str:
    return {list: "a list", dict: "an object", str: "a text", bool: "a boolean"}.get(type(value), "a number")


def _recognises(source: Source) -> bool:
    """By its format key, which generators that sort their keys write at the end."""
    marked = b'"bomFormat"' in source.data or b'"CycloneDX"' in source.data[:20_000]
    return marked and (source.is_json or source.suffix == ".json")


FORMAT = Format("CycloneDX (JSON)", _recognises, read)
