"""SPDX 2.2 and 2.3 as JSON, YAML and tag-value, after https://spdx.github.io/spdx-spec/v2.3/package-information/;
3.0 as JSON-LD.
"""

from __future__ import annotations

import re
from typing import Any

from inventory.errors import InventoryError
from inventory.formats.base import Format, Problems, Source, printable
from inventory.formats.documents import load_json, load_yaml
from inventory.formats.spdx3 import CONTEXT, packages_of
from inventory.formats.tables import decode
from model.inventory import InventoryFile, InventoryItem
from model.vocabulary import ItemKind

_ADDRESS = re.compile(r"\([^()]*\)$")  # which may stand behind a name
_NOTHING = {"", "NOASSERTION", "NONE"}
_LISTED = "http://spdx.org/rdf/references/"  # a type of the specification's list by its whole name
_TEXT = re.compile(r"<text>.*?</text>", re.DOTALL)
_YAML = {".yaml", ".yml"}
_MARKED = re.compile(rb"^[\"']?spdxVersion[\"']?\s*:", re.MULTILINE)
_TAG = re.compile(r"^(?P<tag>[A-Za-z0-9]+):\s*(?P<value>.*)$")


def read(source: Source) -> InventoryFile:
    """The packages of a document, what it describes among them; raises InventoryError if it has none."""
    problems = Problems(source.name)
    packages = _packages(source, problems)
    if not isinstance(packages, list) or not packages:
        raise InventoryError(f"{source.name}: lists no SPDX package; export it again with your SBOM tool")
    items: dict[str, InventoryItem] = {}
    for number, entry in enumerate(packages):
        item = _item(entry, f"packages[{number}]", source.name, problems)
        if item is None:
            continue
        if item.ref in items and items[item.ref] != item:
            problems.add(f"packages[{number}]", f"the reference “{printable(item.ref)}” is used twice; kept once")
        items.setdefault(item.ref, item)
    return InventoryFile(tuple(items.values()), (), problems.lines())


def _packages(source: Source, problems: Problems) -> Any:
    """What stands where the packages should, in whichever form the document is written."""
    if source.is_json:
        document = load_json(source)
    elif source.suffix in _YAML:
        document = load_yaml(source)
    else:
        document = _tag_value(decode(source, problems), problems)
    if not isinstance(document, dict):
        return None
    if isinstance(document.get("@graph"), list):
        return packages_of(document["@graph"])
    inner = document.get("sbom")  # as GitHub's API wraps it
    return (inner if isinstance(inner, dict) else document).get("packages")


def _item(entry: Any, place: str, source: str, problems: Problems) -> InventoryItem | None:
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name.strip():
        problems.add(place, "has no name, left out")
        return None
    references = entry.get("externalRefs")
    found = {
        reference["referenceType"].removeprefix(_LISTED): reference.get("referenceLocator")
        for reference in (references if isinstance(references, list) else ())
        if isinstance(reference, dict) and isinstance(reference.get("referenceType"), str)
    }
    return InventoryItem(
        ref=_text(entry, "SPDXID") or name,
        name=name.strip(),
        kind=ItemKind.COMPONENT,
        supplier=_agent(entry, "supplier") or _agent(entry, "originator"),
        version=_text(entry, "versionInfo") or None,
        purl=_string(found.get("purl")),
        cpe=_string(found.get("cpe23Type") or found.get("cpe22Type")),
        source=source,
    )


def _agent(entry: dict[str, Any], key: str) -> str:
    """An organisation's name; a person's is nobody's supplier."""
    kind, _, name = _text(entry, key).partition(":")
    return _ADDRESS.sub("", name).strip() if kind == "Organization" else ""


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) and value.strip() not in _NOTHING else ""


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _tag_value(text: str, problems: Problems) -> dict[str, Any]:
    """The packages of a tag-value document in the shape of the JSON."""
    names = {
        "SPDXID": "SPDXID",
        "PackageVersion": "versionInfo",
        "PackageSupplier": "supplier",
        "PackageOriginator": "originator",
    }
    packages: list[dict[str, Any]] = []
    inside = False
    told, end, rest = text.rpartition("</text>")  # behind it none is closed, which each would look for to the end
    kept = _TEXT.sub(lambda each: "\n" * each[0].count("\n"), told + end) + rest  # each line keeps its number
    for number, line in enumerate(kept.split("\n"), 1):
        found = _TAG.match(line)
        if found is None:
            if line.strip() and not line.startswith("#"):
                problems.add(f"line {number}", f"“{printable(line.strip())}” is no tag with a value, left out")
            continue
        tag, value = found["tag"], found["value"].strip()
        if tag == "PackageName":
            packages.append({"name": value, "externalRefs": []})
            inside = True
        elif tag in {"FileName", "SnippetSPDXID", "LicenseID", "Relationship"}:
            inside = False  # their SPDXID is not the package's
        elif inside and tag in names:
            packages[-1].setdefault(names[tag], value)
        elif inside and tag == "ExternalRef":
            parts = value.split(None, 2)
            if len(parts) == 3:  # noqa: PLR2004 - category, type, locator
                packages[-1]["externalRefs"].append({"referenceType": parts[1], "referenceLocator": parts[2]})
    return {"packages": packages}


def _recognises(source: Source) -> bool:
    if source.is_json:
        return b'"spdxVersion"' in source.data or (b'"@graph"' in source.data and CONTEXT in source.data)
    if source.suffix in _YAML:
        return _MARKED.search(source.data) is not None
    return source.suffix in {".spdx", ".tag"} or b"SPDXVersion:" in source.data[:2_000]


FORMAT = Format("SPDX (JSON, YAML, tag-value)", _recognises, read)
