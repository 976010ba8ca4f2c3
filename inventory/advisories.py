"""Which inventory items an advisory on a vulnerability is about."""

from __future__ import annotations

from collections.abc import Iterable

from inventory.graph import Graph
from inventory.names import fold
from model.inventory import InventoryItem
from model.vocabulary import ItemKind


def touched(graph: Graph, makers: Iterable[str], words: Iterable[str]) -> list[InventoryItem]:
    """The items of these makers, each once: a vendor always, a product or service where `words` name it.

    `words` are the advisory's title and its products. A package is matched by its purl elsewhere, never by its name.
    """
    told = [f" {fold(text)} " for text in words]
    found: dict[int, InventoryItem] = {}
    for maker in makers:
        whose = graph.resolve(maker)
        for held in graph.held(whose.organisation_id) if whose else ():
            if _is_meant(held.item, told):
                found[id(held.item)] = held.item
    return list(found.values())


def _is_meant(item: InventoryItem, told: list[str]) -> bool:
    if item.kind is ItemKind.VENDOR:
        return True
    names = {fold(name) for name in (item.name, *item.aliases)} - {""}
    return any(f" {name} " in text for name in names for text in told)
