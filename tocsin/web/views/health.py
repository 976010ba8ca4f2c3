"""How the sources are doing, for pages and for `/healthz`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from model.document import Source
from storage.sources import SourceState
from tocsin.service.health import is_unheard


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with its state; `mood` is `ok`, `bad`, `stale`, `waiting` (never asked) or `off`."""

    source: Source
    state: SourceState | None
    mood: str


def source_views(sources: Sequence[Source], states: Mapping[str, SourceState], now: datetime) -> list[SourceView]:
    """Every source, those in trouble first."""
    order = {"bad": 0, "stale": 1, "waiting": 2, "ok": 3, "off": 4}
    views = [SourceView(source, states.get(source.id), _mood(source, states.get(source.id), now)) for source in sources]
    return sorted(views, key=lambda view: (order[view.mood], view.source.id))


def health_counts(sources: Sequence[Source], states: Mapping[str, SourceState], now: datetime) -> dict[str, int]:
    """How many enabled sources are in which mood."""
    counts = dict.fromkeys(("ok", "bad", "stale", "waiting", "off"), 0)
    for view in source_views(sources, states, now):
        counts[view.mood] += 1
    return counts


def _mood(source: Source, state: SourceState | None, now: datetime) -> str:
    if not source.enabled:
        return "off"
    if state is None:
        return "waiting"
    if state.failures:
        return "bad"
    return "stale" if is_unheard(source, state, now) else "ok"
