"""Who uses whom, by organisation: plain dictionaries, so that an incident costs what it touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy, deepcopy
from dataclasses import dataclass

from inventory.names import fold, split_legal_form
from inventory.network import Network
from inventory.packages import reached
from inventory.purls import is_package, read_package
from inventory.resolve import Resolver
from model.inventory import Edge, InventoryItem
from model.organisation import Resolution
from model.vocabulary import ItemKind


@dataclass(frozen=True, slots=True)
class Held:
    """An inventory item with one way in which it leads to an organisation."""

    item: InventoryItem
    by: Resolution


@dataclass(frozen=True, slots=True)
class Link:
    """An edge with both ends resolved; `provider` is None where nobody names the supplier."""

    edge: Edge
    user: Resolution
    provider: Resolution | None


class Graph:
    """An inventory and the dependency edges around it.

    `unrecognised` are the items that lead to no organisation of the registry, `unresolved` the names of edges that
    mean nobody for sure (their edges are left out). The tenant's own organisation stands apart: it is no vendor.
    """

    def __init__(self, items: Iterable[InventoryItem], edges: Iterable[Edge], resolver: Resolver) -> None:
        self.resolver = resolver
        self._held: dict[str, list[Held]] = {}
        self._own: dict[str, list[Held]] = {}
        self._network = Network()
        self._suppliers: dict[str, list[Link]] = {}
        self._resolved: dict[str, Resolution | None] = {}
        self._meant: dict[str, list[Resolution]] = {}
        self._written: set[str] = set()
        self.unrecognised: list[InventoryItem] = []
        self.unresolved: dict[str, None] = {}
        for item in items:
            self._hold(item)
        for edge in edges:
            self._connect(edge)

    def extended(self, edges: Iterable[Edge]) -> Graph:
        """This graph with further edges; it stays as it is itself, and what both have is shared."""
        further = copy(self)
        further.unresolved = dict(self.unresolved)
        further._network = deepcopy(self._network)  # noqa: SLF001 - our own
        further._suppliers = {user: list(links) for user, links in self._suppliers.items()}  # noqa: SLF001 - our own
        for edge in edges:
            further._connect(edge)  # noqa: SLF001 - our own
        return further

    def held(self, organisation_id: str) -> list[Held]:
        """What of the inventory leads to this organisation, or is this package at the versions meant; once per way."""
        package = read_package(organisation_id) if is_package(organisation_id) else None
        if package is None:
            return self._held.get(organisation_id, [])
        return [each for each in self._held.get(package.whole_id, ()) if reached(each.item, organisation_id).reached]

    def own(self, organisation_id: str) -> list[Held]:
        """The tenant's own organisation, where this is it; once per way."""
        return self._own.get(organisation_id, [])

    def holds(self, organisation_id: str) -> bool:
        """Whether something of the inventory leads to it, or it is the tenant's own organisation."""
        return bool(self.held(organisation_id) or self.own(organisation_id))

    def among(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids to which something of the inventory leads; packages are not looked at by version."""
        return self._held.keys() & ids

    def reached(self, ends: Iterable[str]) -> list[str]:
        """`among` for the ends of paths, and the tenant's own organisation; packages at the versions meant.

        One that adds no item is left out: an item whose version is not known is meant by each version that an advisory
        lists, and reached once.
        """
        found: list[str] = []
        taken: dict[str, set[int]] = {}
        for end in ends:
            items = {id(each.item) for each in (*self.own(end), *self.held(end))}
            package = read_package(end) if items and is_package(end) else None
            known = taken.setdefault(package.whole_id if package else end, set())
            if items - known:
                found.append(end)
                known |= items
        return found

    def suppliers(self, organisation_id: str) -> list[Link]:
        """Whom this organisation uses, as the edges came."""
        return self._suppliers.get(organisation_id, [])

    def onward(self, ids: Iterable[str], edges: int) -> set[str]:
        """These, and everyone whom they use over at most so many edges."""
        found = nearest = set(ids)
        for _ in range(edges):
            links = (link for each in nearest for link in self.suppliers(each))
            nearest = {link.provider.organisation_id for link in links if link.provider} - found
            found = found | nearest
        return found

    def users(self, providers: Iterable[str]) -> list[str]:
        """The ids of everyone who uses one of these."""
        return self._network.ids(self._network.users(providers))

    def links_to(self, provider: str) -> list[Link]:
        """Every edge to this organisation, user by user."""
        links = (link for user in self.users([provider]) for link in self.suppliers(user))
        return [link for link in links if link.provider and link.provider.organisation_id == provider]

    def writes(self, key: str) -> bool:
        """Whether an item is written so, whoever it may mean; `key` is folded."""
        return key in self._written

    def organisations(self) -> Iterable[str]:
        """The ids of all organisations in the inventory; packages are none."""
        return [identity for identity in self._held if not is_package(identity)]

    def providers(self) -> Collection[str]:
        """The ids of all organisations that somebody uses."""
        return self._network.providers()

    def resolve(self, name: str) -> Resolution | None:
        """`Resolver.resolve` for a name in an edge file, remembered."""
        if name not in self._resolved:
            self._resolved[name] = self.resolver.resolve(name, written_by_hand=True)
        return self._resolved[name]

    def _suppliers_of(self, written: str) -> list[Resolution]:
        """`Resolver.suppliers`, remembered."""
        if written not in self._meant:
            self._meant[written] = self.resolver.suppliers(written)
        return self._meant[written]

    def _hold(self, item: InventoryItem) -> None:
        self._written.update(split_legal_form(fold(name))[0] for name in (item.supplier, item.name, *item.aliases))
        ways = self.resolver.organisations_of(item)
        if item.kind is ItemKind.ORGANISATION:
            for way in ways:
                self._own.setdefault(way.organisation_id, []).append(Held(item, way))
            return
        nameless = item.kind is ItemKind.COMPONENT and not item.supplier  # a package; nobody expects a company
        if not nameless and not any(way.known for way in ways):
            self.unrecognised.append(item)
        for way in ways:
            self._held.setdefault(way.organisation_id, []).append(Held(item, way))

    def _connect(self, edge: Edge) -> None:
        user = self.resolve(edge.user)
        providers = self._suppliers_of(edge.provider) if edge.provider else []
        if user is None or not providers:
            unknown = [edge.user] * (user is None) + [edge.provider or ""] * (not providers)
            self.unresolved.update({name: None for name in unknown if name})
            return
        for provider in providers:
            self._network.add(user.organisation_id, provider.organisation_id)
            self._suppliers.setdefault(user.organisation_id, []).append(Link(edge, user, provider))
