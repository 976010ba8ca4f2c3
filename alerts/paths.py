"""Why you: an exposure's path, edge by edge, and why it weighs what it weighs."""

from __future__ import annotations

from alerts.content import EdgeView, PathView
from alerts.text import clean, web_link
from alerts.wording import EDGES, MATCHES, labels
from model.exposure import Exposure, Hop
from model.inventory import InventoryItem

UNNAMED = "an unnamed supplier"
_NAME = 60


def path_view(exposure: Exposure) -> PathView:
    """The exposure for a reader: `you → OpenAI → Mixpanel` and what is known of each arrow."""
    names = ["you", *(clean(name, _NAME) if name else UNNAMED for name in exposure.path)]
    return PathView(
        path=" → ".join(names),
        edges=(_own_edge(exposure), *(_edge(hop) for hop in exposure.hops)),
        items=tuple(_item(item) for item in exposure.items),
        owners=tuple(dict.fromkeys(clean(item.owner, 120) for item in exposure.items if item.owner)),
        matched=f"{MATCHES[exposure.matched_on]} “{clean(exposure.matched_text, _NAME)}”",
        shared=labels(exposure.shared),
        severity=exposure.severity,
        severity_terms=tuple(clean(term.text, 200) for term in exposure.severity_terms),
        confidence=f"{exposure.confidence:.0%}",
    )


def _own_edge(exposure: Exposure) -> EdgeView:
    files = ", ".join(dict.fromkeys(clean(item.source, 120) for item in exposure.items if item.source))
    vendor = clean(exposure.path[0] or UNNAMED, _NAME)
    return EdgeView("you", vendor, "in your inventory", "", None, files)


def _edge(hop: Hop) -> EdgeView:
    return EdgeView(
        user=clean(hop.user, _NAME),
        provider=clean(hop.provider, _NAME) if hop.provider else UNNAMED,
        how=EDGES[hop.kind],
        when=_when(hop),
        source=web_link(hop.source),
        source_text=clean(hop.source, 120),
    )


def _when(hop: Hop) -> str:
    seen = [day.isoformat() for day in (hop.first_seen, hop.last_seen) if day]
    text = f"seen {' to '.join(dict.fromkeys(seen))}" if seen else "no date known"
    return f"{text}, ended {hop.ended.isoformat()}" if hop.ended else text


def _item(item: InventoryItem) -> str:
    version = f" {item.version}" if item.version else ""
    criticality = f", criticality {item.criticality}" if item.criticality else ""
    return clean(f"{item.name}{version} ({item.kind}{criticality})", 160)
