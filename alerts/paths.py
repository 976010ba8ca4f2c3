"""Why you: an exposure's path, edge by edge, and why it weighs what it weighs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from alerts.content import EdgeView, PathView
from alerts.text import clean, web_link
from alerts.wording import EDGES, MATCHES, OURS, labels, spelled, supplier_name
from model.alert import Alert
from model.exposure import Exposure, Hop, Term
from model.inventory import Assurance, InventoryItem
from model.vocabulary import ItemKind

_NAME = 60
_MOST = 10  # items, or owners, that a path names


def paths_of(alert: Alert) -> tuple[PathView, ...]:
    """What an alert tells of, each for a reader; what no longer holds says so."""
    return tuple(path_view(exposure, withdrawn=exposure.key in alert.withdrawn) for exposure in alert.exposures)


def path_view(exposure: Exposure, *, withdrawn: bool = False) -> PathView:
    """The exposure for a reader: `you → OpenAI → Mixpanel` and what is known of each arrow."""
    names = names_along(exposure)
    steps = pairwise(names if exposure.own else names[1:])
    return PathView(
        path=f"{'no longer: ' if withdrawn else ''}{' → '.join(names)}",
        edges=(
            *(() if exposure.own else (_own_edge(exposure),)),
            *(_edge(hop, *ends) for hop, ends in zip(exposure.hops, steps, strict=False)),
        ),
        items=_some([_item(item) for item in exposure.items]),
        owners=_some(list(dict.fromkeys(clean(item.owner, 120) for item in exposure.items if item.owner))),
        matched=_matched(exposure),
        shared=labels(exposure.shared) if lists_shared(exposure) else "",
        severity=exposure.severity,
        severity_terms=tuple(_term(term) for term in exposure.severity_terms),
        confidence=f"{exposure.confidence:.0%}",
    )


def names_along(exposure: Exposure, limit: int = _NAME) -> list[str]:
    """From the reader ("you") to the breached party, each name of at most `limit` code points.

    The reader's own organisation is no step of its own: "you (Example GmbH)".
    """
    names = [supplier_name(name, limit) for name in exposure.path]
    return [f"you ({names[0]})", *names[1:]] if exposure.own else ["you", *names]


def _some(names: Sequence[str]) -> tuple[str, ...]:
    """The first ones and how many more there are: two hundred leave no room for whose they are, nor for why."""
    more = len(names) - _MOST
    return (*names[:_MOST], f"and {more} more") if more > 1 else tuple(names)


def _matched(exposure: Exposure) -> str:
    versions = f"; {clean(exposure.versions, 300)}" if exposure.versions else ""
    return f"{MATCHES[exposure.matched_on]} “{clean(exposure.matched_text, _NAME)}”{versions}"


def _own_edge(exposure: Exposure) -> EdgeView:
    files = ", ".join(dict.fromkeys(_place(item.source) for item in exposure.items if item.source))
    vendor = supplier_name(exposure.path[0], _NAME)
    return EdgeView("you", vendor, "in your inventory", "", None, files)


def _edge(hop: Hop, user: str, provider: str) -> EdgeView:
    return EdgeView(
        user=user,
        provider=provider,
        how=EDGES[hop.kind],
        when=_when(hop),
        source=web_link(hop.source),
        source_text=_place(hop.source),
    )


def _place(source: str) -> str:
    """A file's name without its folders, which say nothing to a reader; anything else as it is."""
    return clean(source if web_link(source) else source.replace("\\", "/").rstrip("/").rpartition("/")[2], 120)


def lists_shared(exposure: Exposure) -> bool:
    """Whether the inventory says what is shared; where it does not, the whole exposed set counts as shared."""
    return any(item.data_types for item in exposure.items)


def _term(term: Term) -> str:
    value = f" ({term.value:+g})" if term.value else ""
    return clean(spelled(term.text), 300) + value


def _when(hop: Hop) -> str:
    seen = [day.isoformat() for day in (hop.first_seen, hop.last_seen) if day]
    text = f"seen {' to '.join(dict.fromkeys(seen))}" if seen else "no date known"
    return f"{text}, ended {hop.ended.isoformat()}" if hop.ended else text


def _item(item: InventoryItem) -> str:
    if item.kind is ItemKind.ORGANISATION:
        return clean(f"{item.name} ({OURS})", 160)
    version = f" {item.version}" if item.version else ""
    criticality = f", criticality {item.criticality}" if item.criticality else ""
    evidence = ", ".join(_evidence(each) for each in item.assurance)
    return clean(f"{item.name}{version} ({item.kind}{criticality}{f'; evidence: {evidence}' if evidence else ''})", 160)


def _evidence(held: Assurance) -> str:
    dated = f" of {held.dated}" if held.dated else ""
    return f"{held.kind}{dated}{f', until {held.until}' if held.until else ''}"
