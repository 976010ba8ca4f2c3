"""Where vendors tell of themselves: their status page, security page and list of sub-processors, as far as known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from config.shipped import shipped_text


@dataclass(frozen=True, slots=True)
class VendorPages:
    """The public pages of one vendor; "" where none is known."""

    name: str
    domains: tuple[str, ...]
    status: str = ""
    security: str = ""
    subprocessors: str = ""


@lru_cache(maxsize=1)
def load_vendor_pages() -> dict[str, VendorPages]:
    """By registered domain; read once. The data keep their own licence, see data/LICENSES.md."""
    found = {}
    for row in json.loads(shipped_text("vendor_pages_probo.json"))["vendors"]:
        pages = VendorPages(
            name=row["name"],
            domains=tuple(row["domains"]),
            status=row.get("status", ""),
            security=row.get("security", ""),
            subprocessors=row.get("subprocessors", ""),
        )
        found.update(dict.fromkeys(pages.domains, pages))
    return found
