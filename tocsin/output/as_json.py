"""What commands print and the API answers, as plain JSON values; one shape for both."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from storage.as_json import result_json

if TYPE_CHECKING:
    from storage.search import Facets, Page
    from tocsin.service.health import Unheard
    from tocsin.vendors import VendorView


def page_json(page: Page, silent: Unheard, counts: Facets | None = None) -> dict[str, Any]:
    """A page for machines, with the sources of which it cannot know."""
    found: dict[str, Any] = {
        "total": page.total,
        "total_is_capped": page.total_is_capped,
        "results": [result_json(stored) for stored in page.results],
        "next_cursor": page.next_cursor,
        "suggestions": list(page.suggestions),
        **asdict(silent),
    }
    return found if counts is None else {**found, "facets": asdict(counts)}


def vendor_json(view: VendorView) -> dict[str, Any]:
    """The view for machines."""
    return {
        "id": view.id,
        "name": view.name,
        "matched_on": view.matched_on,
        "in_registry": view.entry is not None,
        "parent": view.entry.parent if view.entry else None,
        "known_by": [{"kind": each.kind, "text": each.text, "source": each.source} for each in view.known_by],
        "merges": [
            {"merged": each.merged, "kept": each.kept, "why": each.why, "made": each.made, "undone": each.undone}
            for each in view.merges
        ],
        "history": [
            {**result_json(stored), "role": role, "only_history": stored.only_history} for stored, role in view.history
        ],
        "paths": [
            {"path": list(way.names), "hops": len(way.links), "items": [item.name for item in way.items]}
            for way in view.ways
        ],
        "watched_by": [
            {"source": source.id, "url": source.url, "enabled": source.enabled, "state": state.state if state else None}
            for source, state in view.watched_by
        ],
    }
