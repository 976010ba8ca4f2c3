"""`tocsin match`: which exposures would these extraction records give? A dry run on files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.commands.options import AsOf, fail, parse_day

if TYPE_CHECKING:
    from model.exposure import Exposure


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(match)


def match(
    inventory: Annotated[Path, typer.Argument(help="An SBOM, a lock file or a vendor list.")],
    disclosures: Annotated[Path, typer.Argument(help="Extraction records (JSON Lines), as `tocsin extract` writes.")],
    dependencies: Annotated[
        Path | None,
        typer.Option("--dependencies", help="Who uses whom: CSV from,to,kind,source,first_seen,last_seen[,ended]."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Add the terms of confidence and severity.")] = False,
    as_of: AsOf = None,
) -> None:
    """Print one JSON line per exposure; no database, no configuration, no network."""
    from inventory.errors import InventoryError
    from inventory.read import read_dependencies, read_inventory

    day = parse_day(as_of) or datetime.now(UTC).date()
    try:
        read = read_inventory(inventory)
        edges = read_dependencies(dependencies) if dependencies else None
        lines = disclosures.open(encoding="utf-8-sig", errors="replace")
    except InventoryError as error:
        fail(str(error), 2)
    except OSError as error:
        fail(f"{error.filename}: cannot be read: {error.strerror}", 2)
    for problem in (*read.notes, *read.problems, *(edges.problems if edges else ())):
        sys.stderr.write(f"tocsin: {problem}\n")
    with lines:
        bad = _match_lines(read.items, (*read.edges, *(edges.edges if edges else ())), lines, day, explain=explain)
    raise typer.Exit(1 if bad else 0)


def _match_lines(items: Any, edges: Any, lines: Iterator[str], day: date, *, explain: bool) -> int:
    from config.registry import load_registry
    from inventory.graph import Graph
    from inventory.match import incident_of
    from inventory.match import match as find
    from inventory.resolve import Resolver
    from model.vocabulary import Claim
    from nlp.record import from_record
    from tocsin.output.terminal import plain, print_json

    resolver = Resolver(load_registry(), items)
    graph, bad = Graph(items, edges, resolver), 0
    for item in graph.unrecognised:
        name = item.supplier or item.name
        hint = ", ".join(resolver.suggest(name))
        sys.stderr.write(f"tocsin: not recognised: {plain(name)}{f' (did you mean {hint}?)' if hint else ''}\n")
    for name in graph.unresolved:
        sys.stderr.write(f"tocsin: not told apart: {plain(name)}: its edges are left out; write its full name\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_constant=_refuse)
            disclosure = from_record(record)
        except (ValueError, RecursionError) as error:
            bad += 1
            sys.stderr.write(f"tocsin: line {number}: not an extraction record: {plain(str(error))}\n")
            continue
        if not disclosure.is_disclosure or disclosure.claim in (Claim.DENIED, Claim.RETRACTED):
            continue  # it would open no incident
        incident = incident_of(disclosure, resolver, published=_published(record))
        exposures, _ = find(incident, graph, today=day)
        for exposure in exposures:
            print_json(_exposure_json(record.get("id"), exposure, explain=explain))
    return bad


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _published(record: dict[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(record.get("published"))[:10])
    except ValueError:
        return None


def _exposure_json(record_id: Any, exposure: Exposure, *, explain: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "disclosure": record_id,
        "path": list(exposure.path),
        "items": [item.name for item in exposure.items],
        "hops": len(exposure.hops),
        "matched_on": exposure.matched_on,
        "data_types": sorted(exposure.data_types),
        "confidence": round(exposure.confidence, 3),
        "severity": exposure.severity,
    }
    if explain:
        found["why"] = exposure.why
        found["confidence_terms"] = [[term.name, term.value, term.text] for term in exposure.confidence_terms]
        found["severity_terms"] = [[term.name, term.value, term.text] for term in exposure.severity_terms]
    return found
