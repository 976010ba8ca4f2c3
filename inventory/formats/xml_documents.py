"""XML from outside, read without entities, without the network and without trusting its shape."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree

from inventory.errors import InventoryError
from inventory.formats.base import Source, printable

Element: TypeAlias = Any  # lxml ships no types
_PLACE = re.compile(r", line \d+, column \d+ \(.*", re.DOTALL)  # behind what lxml says


def load_xml(source: Source) -> Element:
    """The root; raises InventoryError for anything that is not well-formed, or declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root: Element = etree.fromstring(source.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        where = f"line {error.lineno}: " if isinstance(error, etree.XMLSyntaxError) else ""
        why = printable(_PLACE.sub("", str(error)).strip(), 120)
        raise InventoryError(f"{source.name}: {where}is no valid XML ({why}); export it again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InventoryError(f"{source.name}: declares a document type, which no inventory needs; remove it")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element, name: str) -> Element | None:
    """The first child of this local name."""
    found: Element | None = element.find(f"{{*}}{name}")
    return found


def text(element: Element, *names: str) -> str:
    """The text at a path of local names; empty where it leads nowhere."""
    found: Element | None = element
    for name in names:
        found = child(found, name) if found is not None else None
    return (found.text or "").strip() if found is not None else ""
