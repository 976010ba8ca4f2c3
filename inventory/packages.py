"""What packages an inventory holds, and whether an advisory means one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from inventory.purls import read_package
from inventory.versions import Reach, reach
from model.inventory import InventoryItem


def reached(item: InventoryItem, name: str) -> Reach:
    """Whether a package of the inventory is the one, at the versions, that a party's name or id means."""
    held, wanted = read_package(item.purl or ""), read_package(name)
    if held is None or wanted is None or held.name != wanted.name:
        return Reach(False)
    return reach(held.kind, held.version or item.version, wanted.versions)


class HeldPackages:
    """The packages among some items, to look advisories up in."""

    def __init__(self, items: Iterable[InventoryItem]) -> None:
        self._held: dict[str, list[InventoryItem]] = defaultdict(list)
        for item in items:
            if item.purl and (found := read_package(item.purl)):
                self._held[found.name].append(item)

    def __bool__(self) -> bool:
        return bool(self._held)

    def any_of(self, names: Iterable[str]) -> bool:
        """Whether one of these parties, or of their ids, means a package that is held."""
        wanted = [(name, found) for name in names if (found := read_package(name))]
        return any(reached(item, name).reached for name, found in wanted for item in self._held.get(found.name, ()))
