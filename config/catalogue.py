"""The shipped sources, read from `config/data/sources.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from config.fields import parse_duration
from model.document import Source
from model.vocabulary import Store, Trust


@cache
def load_catalogue() -> tuple[Source, ...]:
    """Every shipped source, also those that are off."""
    text = (files("config") / "data" / "sources.yaml").read_text(encoding="utf-8")
    return tuple(
        Source(
            id=entry["id"],
            kind=entry["kind"],
            url=entry["url"],
            trust=Trust(entry["trust"]),
            every=parse_duration(entry["every"]),
            name=entry["name"],
            organisation=entry.get("organisation"),
            store=Store(entry["store"]),
            enabled=entry.get("enabled", True),
            disabled_reason=entry.get("reason", ""),
            attribution=entry.get("attribution", ""),
            min_items=entry.get("min_items", 1),
            options=entry.get("options", {}),
        )
        for entry in yaml.safe_load(text)["sources"]
    )
