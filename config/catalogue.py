"""The shipped sources, read from `config/data/sources.yaml`, and which of them are on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import Field

from config.fields import Strict, parse_duration
from config.shipped import shipped_yaml
from model.document import Source
from model.vocabulary import Store, Trust

_TEMPLATE = re.compile(r"\{(?!since\}|today\}|offset\}|year\}|page\})\w+\}")
VENDOR_NEWS = "google_news_vendor"


class CatalogueSettings(Strict):
    """Which of the shipped sources are on.

    `second_wave` turns all of the second wave on; `enable` and `disable` name single sources. `vendor_pages`: status
    page, security page and sub-processor list of the vendors in the inventory. `vendor_news`: a news search for each
    of them, which tells a third party who they are. `alerting`: sources whose word alone may alert although the
    catalogue says otherwise (a tracker of attackers' claims then alerts for direct vendors only).
    """

    second_wave: bool = False
    vendor_pages: bool = True
    vendor_news: bool = False
    enable: frozenset[str] = Field(default_factory=frozenset)
    disable: frozenset[str] = Field(default_factory=frozenset)
    alerting: frozenset[str] = Field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Entry:
    """A shipped source with what is known of it.

    `wave`: `first`, `second`, `optional` or `off`; `evidence`: how sure its address and format are, from so many
    dated checks of others (`witnesses`), on what that rests where it needs saying (`basis`); `tells`: what it is good
    for.
    """

    source: Source
    wave: str
    evidence: str
    witnesses: int
    tells: str
    basis: str = ""

    @property
    def is_template(self) -> bool:
        """Whether its address is to be filled in for each vendor."""
        return bool(_TEMPLATE.search(self.source.url))


@cache
def load_catalogue() -> tuple[Entry, ...]:
    """Every shipped source, also those that are off."""
    return tuple(_entry(values) for values in shipped_yaml("sources.yaml")["sources"])


def shipped_sources(settings: CatalogueSettings) -> tuple[Source, ...]:
    """Every shipped source, on or off as the settings have it; one that is off says why."""
    return tuple(_switched(entry, settings) for entry in load_catalogue())


def unknown_ids(settings: CatalogueSettings) -> list[str]:
    """The ids in the settings that no shipped source has."""
    known = {entry.source.id for entry in load_catalogue()}
    return sorted((settings.enable | settings.disable | settings.alerting) - known)


def _switched(entry: Entry, settings: CatalogueSettings) -> Source:
    source = entry.source
    why = _why_off(entry, settings)
    return replace(
        source,
        enabled=not why,
        disabled_reason=why,
        alerting=source.alerting or source.id in settings.alerting,
    )


def _why_off(entry: Entry, settings: CatalogueSettings) -> str:
    source = entry.source
    if source.id in settings.disable:
        return "turned off by catalogue.disable"
    if entry.is_template:
        return source.disabled_reason or "template: one source for each vendor is made from it"
    if source.id in settings.enable:
        return ""
    if source.disabled_reason:
        return source.disabled_reason
    if entry.wave == "second" and not settings.second_wave:
        return "second wave: `catalogue: {second_wave: true}` turns it on"
    return "" if entry.wave in ("first", "second") else f"{entry.wave}: `catalogue.enable` turns it on"


def _entry(values: dict[str, Any]) -> Entry:
    source = Source(
        id=values["id"],
        kind=values["kind"],
        url=values["url"],
        trust=Trust(values["trust"]),
        every=parse_duration(values["every"]),
        name=values["name"],
        organisation=values.get("organisation"),
        store=Store(values["store"]),
        disabled_reason=values.get("reason", ""),
        alerting=values.get("alerting", True),
        licence=values["licence"],
        attribution=values.get("attribution", ""),
        min_items=values.get("min_items", 1),
        window=values.get("window"),
        per_day=values.get("per_day"),
        fallback=values.get("fallback", ""),
        options=values.get("options", {}),
    )
    basis = values.get("basis", "")
    return Entry(source, values["wave"], values["evidence"], values.get("witnesses", 0), values["tells"], basis)
