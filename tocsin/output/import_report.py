"""What an import did, for people and machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inventory.assurance import out_of_date, written
from inventory.graph import Graph
from model.counting import counted
from storage.inventories import ImportResult, items_of
from tocsin.context import Context
from tocsin.knowledge import graph_for, resolver_for
from tocsin.output.terminal import plain
from tocsin.past import VendorPast, past_lines

_SUGGESTED = 50  # names; beyond that the list is of something else


@dataclass(slots=True)
class Imported:
    """Counts of items and edges; `not_recognised` are names with suggestions for a person; `result` None: unchanged."""

    result: ImportResult | None = None
    not_recognised: list[tuple[str, list[str]]] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    overlaid: int = 0
    missing: list[str] = field(default_factory=list)
    past: Sequence[VendorPast] = ()
    problems: list[str] = field(default_factory=list)
    notes: Sequence[str] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing was taken in."""
        return self.result is None and not self.overlaid

    def counts(self) -> dict[str, int]:
        """How many items and edges are new, changed, as before, or gone."""
        result = self.result
        return {
            "added": len(result.added) if result else 0,
            "changed": len(result.changed) if result else self.overlaid,
            "unchanged": result.unchanged if result else 0,
            "closed": result.closed if result else 0,
            "edges": len(result.new_edges) if result else 0,
        }

    @property
    def taken_back(self) -> int:
        """How many edges are gone that the file gave before."""
        return len(self.result.taken_back) if self.result else 0

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            **self.counts(),
            "taken_back": self.taken_back,
            "problems": self.problems,
            "notes": list(self.notes),
            "not_recognised": [{"name": name, "suggestions": hints} for name, hints in self.not_recognised],
            "not_in_inventory": self.missing,
            "out_of_date": self.outdated,
            "past": [vendor.as_json() for vendor in self.past],
        }

    def lines(self, file: str) -> list[str]:
        """For people."""
        if self.nothing and not self.missing:
            return [f"{file}: unchanged since it was last read"]
        lines = [", ".join(f"{number} {name}" for name, number in self.counts().items())]
        lines += [f"{counted(self.taken_back, 'edge')} taken back"] if self.taken_back else []
        lines += [plain(note) for note in self.notes]
        lines += [f"{counted(len(self.problems), 'problem')}, listed above"] if self.problems else []
        for name, hints in self.not_recognised:
            hint = f" (did you mean {', '.join(hints)}?)" if hints else ""
            lines.append(plain(f"not recognised as a known organisation: {name}{hint}"))
        misspelt = "; if it is misspelt, import the page again with the right --vendor and --replace"
        hint = misspelt if self.result else ""
        lines += [plain(f"not in the inventory: {name}{hint}") for name in self.missing]
        lines += [plain(f"evidence out of date: {text}") for text in self.outdated]
        return [*lines, *past_lines(self.past)]


def unheld(context: Context, vendor: str) -> list[str]:
    """The vendor of a sub-processor page, where nothing of yours leads to it and nobody uses it."""
    with context.database.read() as connection:
        graph = graph_for(connection, context.tenant)
    known = graph.resolve(vendor)
    ids = [known.organisation_id] if known else []
    return [] if any(map(graph.holds, ids)) or graph.users(ids) else [vendor]


def imported(context: Context, path: Path, result: ImportResult | None) -> Imported:
    """The report on a file that was read; what of it is not recognised is matched by its own name only."""
    if result is None:
        return Imported()
    with context.database.read() as connection:
        resolver = resolver_for(connection, context.tenant)
        items = [stored.item for stored in items_of(connection, context.tenant) if stored.path == str(path)]
    unknown = dict.fromkeys(item.supplier or item.name for item in Graph(items, (), resolver).unrecognised)
    return Imported(
        result,
        [(name, resolver.suggest(name) if number < _SUGGESTED else []) for number, name in enumerate(unknown)],
        [f"{item.name}: {written(each)}" for item, each in out_of_date(items, context.clock.today())],
        notes=result.notes,
    )
