"""SPDX 3.0 as JSON-LD: the packages of its graph. After https://spdx.github.io/spdx-spec/v3.0.1/serializations/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

CONTEXT = b"spdx.org/rdf/3."  # in the address of the words that such a document uses
_PACKAGES = ("software_Package", "ai_AIPackage", "dataset_DatasetPackage")
_AGENTS = ("Organization", "Agent")  # a person or a tool is nobody's supplier
_REFERENCES = {"packageUrl": "purl", "cpe23": "cpe23Type", "cpe22": "cpe22Type"}


def packages_of(graph: list[Any]) -> list[dict[str, Any]]:
    """The packages among the elements of a graph, in the shape of the JSON of SPDX 2.3."""
    elements = [each for each in graph if isinstance(each, dict)]
    agents = {str(each.get("spdxId")): each for each in elements if each.get("type") in _AGENTS}
    return [_package(each, agents) for each in elements if each.get("type") in _PACKAGES]


def _package(entry: dict[str, Any], agents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": entry.get("name"),
        "SPDXID": entry.get("spdxId"),
        "versionInfo": entry.get("software_packageVersion"),
        "supplier": _organisation(entry.get("suppliedBy"), agents),
        "originator": _organisation(entry.get("originatedBy"), agents),
        "externalRefs": list(_references(entry)),
    }


def _organisation(value: Any, agents: dict[str, dict[str, Any]]) -> str:
    """The first organisation of these, each the address of an element or one itself."""
    for each in _each(value):
        agent = agents.get(each) if isinstance(each, str) else each
        if isinstance(agent, dict) and agent.get("type") in _AGENTS and isinstance(agent.get("name"), str):
            return f"Organization: {agent['name']}"
    return ""


def _references(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for each in _each(entry.get("externalIdentifier")):
        kind = each.get("externalIdentifierType") if isinstance(each, dict) else None
        if isinstance(kind, str) and kind in _REFERENCES:
            yield {"referenceType": _REFERENCES[kind], "referenceLocator": each.get("identifier")}
    if purl := entry.get("software_packageUrl"):
        yield {"referenceType": "purl", "referenceLocator": purl}


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
