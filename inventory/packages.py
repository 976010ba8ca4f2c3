"""What packages an inventory holds, and whether an advisory means one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from inventory.purls import read_package
from inventory.versions import Reach, reach
from model.inventory import InventoryItem

# By purl type: what its registry is called, and what else speaks of its packages.
_REGISTRIES = {
    "npm": ("npm", r"npm|node(?:\.?js)?|javascript|typescript|yarn|pnpm"),
    "pypi": ("PyPI", r"pypi|python|pip"),
    "gem": (r"RubyGems(?:\.org)?", r"rubygems|ruby|gems?"),
    "cargo": (r"crates\.io", r"crates?|cargo|rust"),
    "composer": ("Packagist", r"packagist|composer|php|laravel"),
    "nuget": ("NuGet", r"nuget|\.net|dotnet"),
    "maven": ("Maven(?: Central)?", r"maven|java|gradle|kotlin"),
}
_GOODS = "(?:package|module|librar(?:y|ies)|registry|component)s?"
_SPOIL = r"(?: (?:and|or) \w+)?(?: \w+)? (?:tokens?|credentials?|secrets?|keys?|accounts?)"
_LIES = {
    kind: re.compile(rf"\b{name} {_GOODS}\b|\b(?:on|to|from) (?:the )?{name}\b(?!{_SPOIL})", re.IGNORECASE)
    for kind, (name, _) in _REGISTRIES.items()
}
_SPEAKS = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, (_, words) in _REGISTRIES.items()}


def is_elsewhere(text: str, kinds: Collection[str]) -> bool:
    """Whether the package that a text tells of lies in a registry, and nothing speaks of any of these (purl types)."""
    if not kinds or any(kind not in _SPEAKS or _SPEAKS[kind].search(text) for kind in kinds):
        return False
    return any(lies.search(text) for lies in _LIES.values())


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
