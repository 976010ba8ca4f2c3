"""One incident against 10,000 inventories, beside a plain loop over sets and a bare SQL join; and one with evidence."""

from __future__ import annotations

import random
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial
from itertools import accumulate
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent))

from rows import Row, seconds

from config.registry import load_registry
from inventory.graph import Graph
from inventory.match import match
from inventory.network import Network
from inventory.resolve import Resolver
from model.disclosure import Evidence
from model.incident import Incident, PartyFact, Provenance
from model.inventory import Edge, InventoryItem
from model.vocabulary import EdgeKind, ItemKind, Kind, Role, Status, Trust

INVENTORIES, VENDORS, HELD, EDGES = 10_000, 20_000, 1_900_000, 235_000
RANKS = {"the commonest": 0, "the 100th": 100, "the 1,000th": 1_000, "the rarest": VENDORS - 1}
ONE_VENDORS, ONE_ITEMS, ONE_EDGES = 10_000, 5_000, 190_000
TIMES = 5
_TODAY = date(2025, 11, 28)
_NONE = frozenset[str]()

Pair = tuple[str, str]


def figures() -> list[Row]:
    """Processor time: who is reached, three ways over the same data; then exposures with their evidence."""
    return [*_many(), *_one()]


def _many() -> list[Row]:
    chance = random.Random(1)
    vendors = [f"name:vendor {number}" for number in range(VENDORS)]
    inventories = [f"inventory {number}" for number in range(INVENTORIES)]
    popularity = list(accumulate(1 / (rank + 1) for rank in range(VENDORS)))
    held = _pairs(chance, inventories, vendors, popularity, HELD)
    edges = _pairs(chance, vendors, vendors, popularity, EDGES)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    network = Network()
    for user, provider in (*held, *edges):
        network.add(user, provider)
    took = time.process_time() - started
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    built = f"{took:.1f} s, {memory:.0f} MB"
    rows = [Row(f"{INVENTORIES:,} inventories, {HELD:,} + {EDGES:,} edges (Zipf), network built", built, 1)]
    ways = _Ways(network, inventories, held, edges)
    for label, rank in RANKS.items():
        rows += _compared(label, vendors[rank], ways)
    return rows


def _pairs(
    chance: random.Random, users: list[str], providers: list[str], popularity: list[float], number: int
) -> list[Pair]:
    used = chance.choices(providers, cum_weights=popularity, k=number)
    return list(zip(chance.choices(users, k=number), used, strict=True))


class _Ways:
    """Ours, the loop's and SQL's answer to who is reached directly, and who over one edge besides."""

    def __init__(self, network: Network, inventories: Iterable[str], held: list[Pair], edges: list[Pair]) -> None:
        self.inventories = frozenset(inventories)
        self.network = network
        self.mask = network.mask(inventories)
        self.users: dict[str, set[str]] = {}
        for user, provider in (*held, *edges):
            self.users.setdefault(provider, set()).add(user)
        self.sql = sqlite3.connect(":memory:")
        for table, rows in (("held", held), ("edge", edges)):
            self.sql.execute(f"create table {table} (provider text, user text, primary key (provider, user))")
            self.sql.executemany(f"insert or ignore into {table} values (?, ?)", ((b, a) for a, b in rows))

    def direct(self, vendor: str) -> Collection[str]:
        return self.network.ids(self.network.users([vendor]) & self.mask)

    def over_one(self, vendor: str) -> Collection[str]:
        users = self.network.users([vendor])
        direct = users & self.mask
        return self.network.ids(self.network.users(self.network.ids(users & ~self.mask)) & self.mask & ~direct)

    def loop_direct(self, vendor: str) -> Collection[str]:
        return [user for user in self.users.get(vendor, _NONE) if user in self.inventories]

    def loop_over_one(self, vendor: str) -> Collection[str]:
        found: set[str] = set()
        for user in self.users.get(vendor, _NONE):
            found.update(self.users.get(user, _NONE))
        return (found & self.inventories) - self.users.get(vendor, _NONE)

    def sql_direct(self, vendor: str) -> Collection[str]:
        return [row[0] for row in self.sql.execute("select user from held where provider = ?", (vendor,))]

    def sql_over_one(self, vendor: str) -> Collection[str]:
        asked = (
            "select distinct held.user from edge join held on held.provider = edge.user where edge.provider = ?"
            " except select user from held where provider = ?"
        )
        return [row[0] for row in self.sql.execute(asked, (vendor, vendor))]


def _compared(label: str, vendor: str, ways: _Ways) -> list[Row]:
    rows = []
    questions = (
        ("directly", ways.direct, ways.loop_direct, ways.sql_direct),
        ("over one edge", ways.over_one, ways.loop_over_one, ways.sql_over_one),
    )
    for question, *asked in questions:
        found = [ask(vendor) for ask in asked]
        if len({frozenset(each) for each in found}) != 1:
            raise SystemExit(f"{label} {question}: the three ways differ")
        ours, loop, sql = (1000 * _seconds(partial(ask, vendor)) for ask in asked)
        value = (
            f"{ours:.2f} ms; loop over sets {loop:.2f}, SQL join {sql:.2f}: {ours / min(loop, sql):.2g} x the faster"
        )
        rows.append(Row(f"{label} vendor, {len(found[0]):,} inventories {question}", value, TIMES))
    return rows


def _one() -> list[Row]:
    chance = random.Random(1)
    names = [f"Supplier {number} Ltd" for number in range(ONE_VENDORS)]
    popularity = list(accumulate(1 / (rank + 1) for rank in range(ONE_VENDORS)))
    edges = [Edge(a, b, EdgeKind.LIST, "list") for a, b in _pairs(chance, names, names, popularity, ONE_EDGES)]
    items = [InventoryItem(name, name, ItemKind.VENDOR, name) for name in chance.sample(names, ONE_ITEMS)]
    started = time.process_time()
    graph = Graph(items, edges, Resolver(load_registry(), items))
    built = f"{time.process_time() - started:.1f} s"
    rows = [Row(f"graph of one inventory of {ONE_ITEMS:,} vendors and {ONE_EDGES:,} edges", built, 1)]
    for label, name in (("the commonest", names[0]), ("a rare", names[ONE_VENDORS // 4])):
        event = _incident(name)
        exposures, _ = match(event, graph, today=_TODAY)
        milliseconds = 1000 * _seconds(partial(match, event, graph, today=_TODAY))
        value = f"{milliseconds:.1f} ms, {milliseconds / max(1, len(exposures)):.2f} ms each"
        rows.append(Row(f"{label} supplier: {len(exposures):,} exposures with paths, terms and reasons", value, TIMES))
    return rows


def _incident(name: str) -> Incident:
    said = Provenance(0, "https://news.example/", Trust.PRESS, Evidence(name, 0, len(name)))
    return Incident(
        name, Kind.BREACH, Status.CONFIRMED, (PartyFact(f"name:{name.lower()}", name, Role.BREACHED, (said,)),)
    )


def _seconds(work: Callable[[], object]) -> float:
    """The median of several times."""
    return median(seconds(work) for _ in range(TIMES))
