"""A vendor's list of sub-processors against what it listed before: dated edges, and what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inventory.ends import has_ended
from inventory.names import fold, split_legal_form
from model.inventory import Edge, is_torso
from model.vocabulary import EdgeKind

_ROLE = "sub-processor"


@dataclass(frozen=True, slots=True)
class ListChange:
    """The edges as they are now; `added` and `removed` are names, with what is said of their purpose,
    `kept` how many it has now, `first` whether nothing was known of it before.
    """

    edges: tuple[Edge, ...]
    added: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    kept: int
    first: bool

    @property
    def is_torso(self) -> bool:
        """Whether all, or many and most, of the names that the list had are gone: the page may have been cut short."""
        return is_torso(len(self.removed), len(self.added), self.kept)


def compare(
    vendor: str,
    source: str,
    entries: Iterable[Mapping[str, Any]],
    before: Mapping[str, Edge],
    *,
    seen: date,
    updated: str,
) -> ListChange:
    """What the list says now; a name that left it has ended, on the day that the list states or else on `seen`.

    An entry may give its own end (`until`, ISO), past or to come.
    A name that is only spelt anew ("Acme Inc" for "Acme, Inc.") stays as it was written before.
    """
    day = min(_written(updated) or seen, seen)  # a day to come is none
    given = {str(entry["name"]): entry for entry in entries if entry.get("name")}
    spelt = _respelt(set(given) - set(before), {name for name in before if name not in given})
    listed = {spelt.get(name, name): entry for name, entry in given.items()}
    ends = {name: _written(entry.get("until")) for name, entry in listed.items()}
    current = [name for name, end in ends.items() if not has_ended(end, seen)]
    was = [name for name, edge in before.items() if not has_ended(edge.ended, seen)]
    fresh = Edge(vendor, None, EdgeKind.SUBPROCESSOR, source, first_seen=day, last_seen=seen, role=_ROLE)
    edges = []
    for name, end in ends.items():
        known = before.get(name) or replace(fresh, first_seen=min(day, end or day))
        edges.append(replace(known, provider=name, last_seen=seen, ended=end))
    gone = [before[name] for name in was if name not in listed]
    edges += [replace(edge, ended=max(day, edge.first_seen or day)) for edge in gone]
    added = tuple((name, str(listed[name].get("purpose") or "")) for name in current if name not in was)
    left = tuple(name for name in was if name not in current)
    return ListChange(tuple(edges), added, left, len(current), first=not before)


def _respelt(new: set[str], old: set[str]) -> dict[str, str]:
    """The earlier spelling of each new name that has just one, save its punctuation and legal form the same."""
    keys = [defaultdict[str, list[str]](list) for _ in (new, old)]
    for names, found in zip((new, old), keys, strict=True):
        for name in names:
            found[split_legal_form(fold(name))[0]].append(name)
    fresh, known = keys
    return {names[0]: known[key][0] for key, names in fresh.items() if key and len(names) == len(known[key]) == 1}


def _written(day: Any) -> date | None:
    try:
        return date.fromisoformat(str(day))
    except ValueError:
        return None
