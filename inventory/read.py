"""From a file to items and edges: picks the format by name and content."""

from __future__ import annotations

import codecs
import re
from dataclasses import fields, replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

from config.memory import uncollected
from inventory.errors import InventoryError
from inventory.formats import edge_list, vendor_list
from inventory.formats.base import Format, Problems, Source, printable
from inventory.names import deception
from model.characters import NO_CHARACTER
from model.inventory import Edge, InventoryFile, InventoryItem, Overlay

__all__ = [
    "InventoryError",
    "read_dependencies",
    "read_inventory",
    "read_overlay",
    "read_upload",
]

# asked in this order
_BUILT_IN = (
    *("cyclonedx", "cyclonedx_xml", "npm_locks", "spdx", "toml_locks", "requirements", "go_mod", "pom"),
    *("vendor_list", "vendor_yaml", "vendor_xlsx"),
)
_GROUP = "tocsin.inventory_formats"
_MAX_BYTES = 512_000_000
_PURL = re.compile("pkg:/*[^/]+/+[^/]")  # of thousands of items at a glance
_LONGEST = 2_000  # bytes by which a part is found again; PostgreSQL indexes no 2,704 of them


def read_inventory(path: Path) -> InventoryFile:
    """What a tenant depends on, from a file in any known format.

    Raises InventoryError, in one line, if nothing can be read; a bad entry becomes a problem and the rest is read.
    """
    return _recognised(_open(path))


def read_upload(name: str, data: bytes, *, edges: bool = False) -> InventoryFile:
    """The same of a file that came with its name but has no place of its own; `edges`: it says who uses whom.

    Raises InventoryError, in one line, if nothing can be read.
    """
    source = _filled(name, data)
    return _fit(source, edge_list.read(source)) if edges else _recognised(source)


def _recognised(source: Source) -> InventoryFile:
    for known in formats():
        if known.recognises(source):
            with uncollected():
                return _fit(source, known.read(source))
    names = ", ".join(each.name for each in formats())
    page = "; a page of sub-processors goes in with --as subprocessors --vendor NAME" if _is_page(source.name) else ""
    raise InventoryError(f"{source.name}: no known inventory format; give one of: {names}{page}")


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".md", ".pdf"))


def read_dependencies(path: Path) -> InventoryFile:
    """Who uses whom, from a CSV file with the columns from,to,kind,source,first_seen,last_seen[,ended].

    Raises InventoryError, in one line, if nothing can be read.
    """
    source = _open(path)
    return _fit(source, edge_list.read(source))


def read_overlay(path: Path) -> tuple[dict[str, Overlay], InventoryFile]:
    """What a CSV adds to items by their name, and the file, with its problems and notes.

    Raises InventoryError, in one line, if nothing can be read.
    """
    source = _open(path)
    found = _fit(source, vendor_list.read(source))
    return vendor_list.overlays(found.items), found


@cache
def formats() -> tuple[Format, ...]:
    """The formats of others (entry points `tocsin.inventory_formats`), then our own; looked up once."""
    foreign = [each.load() for each in entry_points(group=_GROUP)]
    own = [import_module(f"inventory.formats.{name}").FORMAT for name in _BUILT_IN]
    return (*foreign, *own)


def _fit(source: Source, found: InventoryFile) -> InventoryFile:
    """Without what no database keeps or finds again; that, and what nothing can match, told as problems."""
    odd = b"\\" in source.data  # only an escape can write a character that is none
    parts: tuple[InventoryItem | Edge, ...] = (*found.items, *found.edges)
    unfit = {part: why for part in parts if (why := _unfit(part, odd=odd))}
    unread = [item for item in found.items if item.purl and not _PURL.match(item.purl)]
    tricks = {name: trick for item in found.items for name in _names(item) if (trick := deception(name))}
    if not unfit and not unread and not tricks:
        return found
    problems = Problems(source.name)
    for name, trick in tricks.items():
        problems.add(printable(name), f"the name {trick}, and no disclosure is matched by it: write it anew")
    for item in unread:
        purl = printable(item.purl or "")
        problems.add(printable(item.ref), f"“{purl}” is no purl as pkg:type/name: no advisory is matched by it")
    for part, why in unfit.items():
        problems.add(printable(part.user if isinstance(part, Edge) else part.name), why)
    return replace(
        found,
        items=tuple(item for item in found.items if item not in unfit),
        edges=tuple(edge for edge in found.edges if edge not in unfit),
        problems=(*found.problems, *problems.lines()),
    )


def _names(item: InventoryItem) -> tuple[str, ...]:
    """By which disclosures find it; a package is found by its purl."""
    return () if item.purl else (item.name, item.supplier, *item.aliases)


def _unfit(part: InventoryItem | Edge, *, odd: bool) -> str:
    names = (part.user, part.provider or "", part.source) if isinstance(part, Edge) else (part.ref,)
    if len("".join(names).encode("utf-8", "replace")) > _LONGEST:
        return f"its name or reference has more than {_LONGEST:,} bytes: left out"
    return "holds a character that is none (NUL, half of a pair): left out" if odd and not _is_whole(part) else ""


def _is_whole(part: InventoryItem | Edge) -> bool:
    values = (getattr(part, each.name) for each in fields(part))
    texts = (text for value in values for text in (value if isinstance(value, tuple) else (value,)))
    return not any(NO_CHARACTER.search(text) for text in texts if isinstance(text, str))


def _open(path: Path) -> Source:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InventoryError(f"{path}: is larger than {_MAX_BYTES // 1_000_000} MB; split it")
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        where = "on the command line, or under `inventories` or `dependencies`"
        raise InventoryError(f"{path}: cannot be opened ({reason}); check its path {where}") from None
    return _filled(str(path), data)


def _filled(name: str, data: bytes) -> Source:
    if not data.strip():
        raise InventoryError(f"{name}: is empty; export it again")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # as PowerShell writes what a tool prints
        text = re.sub(r"^<\?xml[^>]*\?>", "", data.decode("utf-16", "replace"))  # which may say UTF-16
        data = text.encode("utf-8", "replace")
    return Source(name, data)
