"""The vendors of an inventory give sources of their own; a news search only where it was asked for."""

from __future__ import annotations

from datetime import timedelta

from config.catalogue import CatalogueSettings, shipped_sources
from config.registry import load_registry
from inventory.resolve import Resolver
from model.document import Source
from model.inventory import InventoryItem
from model.vocabulary import ItemKind, Store, Trust
from tocsin.sources.of_vendors import vendor_sources, vendors_of

ITEMS = [
    InventoryItem("1", "1Password", ItemKind.VENDOR, "1Password"),
    InventoryItem("2", "Airtable", ItemKind.SERVICE, "Airtable", domains=("airtable.com",)),
    InventoryItem("3", "requests", ItemKind.COMPONENT, "", purl="pkg:pypi/requests@2.32.0"),
    InventoryItem("4", "Nobody Knows This", ItemKind.VENDOR, "Nobody Knows This"),
]


def made(settings: CatalogueSettings, configured: tuple[Source, ...] = ()) -> dict[str, Source]:
    vendors = vendors_of(ITEMS, Resolver(load_registry(), ITEMS))
    return {source.id: source for source in vendor_sources(vendors, configured, settings)}


def test_known_vendors_give_their_status_security_and_subprocessor_pages() -> None:
    sources = made(CatalogueSettings())
    assert {"vendor_1password_status", "vendor_1password_security", "vendor_airtable_subprocessors"} <= set(sources)
    status = sources["vendor_1password_status"]
    assert (status.kind, status.url) == ("statuspage", "https://status.1password.com/api/v2/incidents.json")
    assert all(source.generated and source.enabled and source.organisation for source in sources.values())
    assert all(not source.trusted_address and source.trust is Trust.VENDOR for source in sources.values())
    assert all(source.store is not Store.FULL for source in sources.values())
    assert not any("requests" in name or "nobody" in name for name in sources)


def test_they_are_left_out_and_turned_off_as_asked() -> None:
    assert made(CatalogueSettings(vendor_pages=False)) == {}


def test_a_page_that_is_a_source_already_is_not_asked_twice() -> None:
    url = made(CatalogueSettings())["vendor_airtable_subprocessors"].url
    own = Source("mine", "subprocessors", url + "/", Trust.VENDOR, timedelta(days=1))
    assert "vendor_airtable_subprocessors" not in made(CatalogueSettings(), (own,))


def test_a_news_search_names_vendors_to_a_third_party_only_where_asked_for() -> None:
    shipped = shipped_sources(CatalogueSettings(second_wave=True))
    assert not any(
        "news.google.com" in source.url and "{vendor}" not in source.url and source.id.startswith("vendor_")
        for source in shipped
    )
    news = made(CatalogueSettings(vendor_news=True))
    assert "%22Airtable%22" in news["vendor_airtable_news"].url
    assert not any(name.endswith("_news") for name in made(CatalogueSettings()))
