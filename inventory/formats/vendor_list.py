"""Vendor lists as CSV: `name` and, optionally, `domain, aliases, owner, criticality, data_types, tags`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from inventory.assurance import parse_assurance
from inventory.domains import host_of
from inventory.errors import InventoryError
from inventory.formats.base import CRITICALITIES, Format, Problems, Source, data_types, printable
from inventory.formats.tables import Row, decode, header_of, require, rows
from model.inventory import Assurance, InventoryFile, InventoryItem, Overlay
from model.vocabulary import ItemKind

EXAMPLE = "name,domain,aliases,owner,criticality,data_types,assurance,tags"
SYNONYMS = {
    column: target
    for target, columns in {
        "name": "vendor;vendor name;supplier;supplier name;company;company name;provider;organisation;organization;"
        "third party;third-party;vendor_name;lieferant;anbieter;dienstleister;firma;fournisseur;proveedor",
        "domain": "domains;website;url;web site;homepage;domain name;webseite;domäne",
        "aliases": "alias;also known as;aka;other names",
        "owner": "owner email;business owner;responsible;contact;verantwortlich;verantwortlicher",
        "criticality": "critical;tier;risk;importance;kritikalität",
        "assurance": "evidence;certificates;certifications;attestations",
        "tags": "tag;labels",
        "data_types": "data types;data;data shared;shared data;personal data",
    }.items()
    for column in columns.split(";")
}

_BETWEEN = re.compile("[;,\n]")  # two domains, of which none holds one of these


def read(source: Source) -> InventoryFile:
    """The vendors of a list; raises InventoryError if it has no `name` column or no row."""
    problems = Problems(source.name)
    text = decode(source, problems)
    require(source, header_of(text), "name", SYNONYMS, EXAMPLE)
    found = listed_vendors(source, rows(text, SYNONYMS, problems), problems)
    return replace(found, notes=guessed(header_of(text)))


def guessed(header: Sequence[str]) -> tuple[str, ...]:
    """A note on which columns were taken for which, and which were not read; none where all are called as expected."""
    taken, known = [], set(header)
    for column in header:
        if column in SYNONYMS:
            meant = SYNONYMS[column]
            taken.append(f"{column} as {meant}{' where that is empty' if meant in known else ''}")
            known.add(meant)
    left = [column for column in header if column and column not in SYNONYMS and column not in EXAMPLE.split(",")]
    parts = [f"read {', '.join(taken)}"] if taken else []
    parts += [f"not read: {', '.join(left[:12])}"] if left else []
    return (f"columns: {printable('; '.join(parts), 300)}",) if parts else ()


def overlays(items: Iterable[InventoryItem]) -> dict[str, Overlay]:
    """What a CSV of the same columns adds to items by name."""
    return {item.name: Overlay(item.owner, item.criticality, item.data_types, item.assurance) for item in items}


def listed_vendors(source: Source, rows_of: Iterable[Row], problems: Problems) -> InventoryFile:
    """The vendors of rows from any kind of list; raises InventoryError if there is no row."""
    items: dict[str, InventoryItem] = {}
    for row in rows_of:
        item = vendor(row, source.name, problems)
        if item is None:
            continue
        if item.ref in items:
            problems.add(f"line {row.line}", f"“{printable(item.name)}” is listed twice; the first row is kept")
        else:
            items[item.ref] = item
    if not items and not problems.lines():
        raise InventoryError(f"{source.name}: has no row below its header; add one line for each vendor")
    return InventoryFile(tuple(items.values()), (), problems.lines())


def vendor(row: Row, name_of_file: str, problems: Problems) -> InventoryItem | None:
    """The vendor of one row; None, with a note, without a name."""
    name = row.get("name")
    if not name:
        problems.add(f"line {row.line}", "has no name, left out")
        return None
    types, unknown = data_types(row.listed("data_types"))
    if unknown:
        problems.add(f"line {row.line}", f"`data_types`: no data type is called “{printable(unknown[0])}”; ignored")
    criticality = row.get("criticality").lower()
    if criticality and criticality not in CRITICALITIES:
        problems.add(
            f"line {row.line}", f"`criticality` is “{printable(criticality)}”, not {' / '.join(CRITICALITIES)}; ignored"
        )
        criticality = ""
    return InventoryItem(
        ref=name,
        name=name,
        kind=ItemKind.VENDOR,
        supplier=name,
        domains=_domains(row, problems),
        aliases=tuple(row.listed("aliases")),
        owner=row.get("owner") or None,
        criticality=criticality or None,
        data_types=types,
        source=name_of_file,
        assurance=_assurance(row, problems),
        tags=tuple(row.listed("tags")),
    )


def _assurance(row: Row, problems: Problems) -> tuple[Assurance, ...]:
    written = row.listed("assurance")
    if not written:
        return ()
    found, wrong = parse_assurance(written)
    if wrong:
        problems.add(
            f"line {row.line}", f"`assurance`: “{printable(wrong[0])}” is no evidence like SOC 2 2025-03-31; ignored"
        )
    return found


def _domains(row: Row, problems: Problems) -> tuple[str, ...]:
    written = [text for part in _BETWEEN.split(row.get("domain")) if (text := part.strip())]
    if not written:
        return ()
    hosts = {text: host_of(text) for text in written}
    for text, host in hosts.items():
        if host is None:
            problems.add(f"line {row.line}", f"`domain` “{printable(text)}” is no domain; ignored")
    return tuple(dict.fromkeys(host for host in hosts.values() if host))


FORMAT = Format("vendor list (CSV)", lambda source: source.suffix in {".csv", ".tsv"}, read)
