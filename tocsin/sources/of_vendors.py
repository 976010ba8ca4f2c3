"""Sources made from the inventory: what each of its vendors says of itself, and, where asked for, a news search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import quote, urlsplit

from config.catalogue import VENDOR_NEWS, CatalogueSettings, load_catalogue
from config.registry import load_registry, slug
from config.vendor_pages import VendorPages, load_vendor_pages
from inventory.domains import registrable_domain
from inventory.purls import is_package
from inventory.resolve import Resolver
from model.document import Source
from model.inventory import InventoryItem
from model.vocabulary import ItemKind, Store, Trust

_MAX_NEWS = 100  # searches a night; they are a minute apart
_LICENCE = "the vendor's own statement: link, facts and short quotes only"


@dataclass(frozen=True, slots=True)
class Vendor:
    """An organisation that the inventory leads to, by its usual name."""

    organisation_id: str
    name: str
    domains: tuple[str, ...]


def vendors_of(items: Iterable[InventoryItem], resolver: Resolver) -> list[Vendor]:
    """The organisations behind services, vendors and supplied components, each once, by name."""
    known = {organisation.id: organisation.domains for organisation in load_registry()}
    domains: dict[str, dict[str, None]] = {}
    for item in items:
        if item.kind is ItemKind.ORGANISATION or (item.kind is ItemKind.COMPONENT and not item.supplier):
            continue
        for way in (way for way in resolver.organisations_of(item) if not is_package(way.organisation_id)):
            own = domains.setdefault(way.organisation_id, dict.fromkeys(known.get(way.organisation_id, ())))
            own.update(dict.fromkeys(domain for text in item.domains if (domain := registrable_domain(text))))
    vendors = [Vendor(name, resolver.title(name), tuple(found)) for name, found in domains.items()]
    return sorted(vendors, key=lambda vendor: vendor.name.casefold())


def vendor_sources(
    vendors: Sequence[Vendor], configured: Sequence[Source], settings: CatalogueSettings
) -> tuple[Source, ...]:
    """The generated sources of these vendors, none for a page that is a source already."""
    taken = {_page(source.url) for source in configured}
    made: dict[str, Source] = {}
    pages = load_vendor_pages() if settings.vendor_pages else {}
    for vendor in vendors:
        found = next((pages[domain] for domain in vendor.domains if domain in pages), None)
        for source in _pages(vendor, found) if found else ():
            if _page(source.url) not in taken:
                made.setdefault(source.id, source)
    for vendor in vendors[:_MAX_NEWS] if settings.vendor_news else ():
        news = _news(vendor)
        made.setdefault(news.id, news)
    off = settings.disable
    return tuple(
        replace(source, enabled=False, disabled_reason="turned off by catalogue.disable") if name in off else source
        for name, source in made.items()
    )


def _pages(vendor: Vendor, pages: VendorPages) -> Iterable[Source]:
    if pages.status:
        host = urlsplit(pages.status).netloc
        url = f"https://{host}/api/v2/incidents.json"
        yield _own(vendor, "status", "status page", "statuspage", url, hours=3, min_items=0, window=50)
    if pages.security:
        yield _own(vendor, "security", "security page", "page", pages.security, hours=24)
    if pages.subprocessors:
        url = pages.subprocessors
        yield _own(vendor, "subprocessors", "sub-processors", "subprocessors", url, hours=24, store=Store.FACTS)


def _own(
    vendor: Vendor,
    what: str,
    title: str,
    kind: str,
    url: str,
    *,
    hours: int,
    min_items: int = 1,
    window: int | None = None,
    store: Store = Store.EXCERPT,
) -> Source:
    return Source(
        id=f"vendor_{slug(vendor.name)[:40]}_{what}",
        kind=kind,
        url=url,
        trust=Trust.VENDOR,
        every=timedelta(hours=hours),
        name=f"{vendor.name}: {title}",
        organisation=vendor.name,
        store=store,
        licence=_LICENCE,
        min_items=min_items,
        window=window,
        generated=True,
    )


def _news(vendor: Vendor) -> Source:
    template = next(entry.source for entry in load_catalogue() if entry.source.id == VENDOR_NEWS)
    return replace(
        template,
        id=f"vendor_{slug(vendor.name)[:40]}_news",
        name=f"{vendor.name}: news search",
        url=template.url.replace("{vendor}", quote(vendor.name, safe="")),
        enabled=True,
        disabled_reason="",
        generated=True,
    )


def _page(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}".casefold()
