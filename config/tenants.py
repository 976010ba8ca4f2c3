"""Further tenants of one installation: organisations whose inventories, alerts and pages are their own."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, field_validator

from config.fields import Strict
from config.operator import OperatorSettings
from config.routes import Route
from model.inventory import DEFAULT_TENANT, InventoryItem
from model.vocabulary import ItemKind

# What `tocsin init` and the documentation write there until somebody puts in who they are.
_PLACEHOLDERS = frozenset({"", "my organisation", "example gmbh"})
_NOBODYS = frozenset({"", "example.com", "example.net", "example.org"})  # RFC 2606


class OrganisationSettings(Strict):
    """Whose dependencies these are; a disclosure that names it concerns the tenant whatever the inventory says."""

    name: str = "my organisation"
    domains: list[str] = Field(default_factory=list)

    def as_item(self) -> InventoryItem | None:
        """As what it takes part in the matching; None where nothing but placeholders stands there."""
        domains = tuple(domain for each in self.domains if (domain := each.strip().casefold()) not in _NOBODYS)
        name = self.name.strip()
        named = name if name.casefold() not in _PLACEHOLDERS else next(iter(domains), "")
        if not named:
            return None
        return InventoryItem(named, named, ItemKind.ORGANISATION, named, domains=domains, criticality="critical")


class TenantSettings(Strict):
    """One further tenant; what stands beside `tenants` in the file is the default tenant's.

    Sources and channels are the installation's; a tenant's alerts go only where its own `routes` say, its notices (a
    list of sub-processors that changed, kept searches, advisories) to its `operator.channels`, else to those of its
    routes.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    organisation: OrganisationSettings = Field(default_factory=OrganisationSettings)
    inventories: list[Path] = Field(default_factory=list)
    dependencies: list[Path] = Field(default_factory=list)
    routes: list[Route] = Field(default_factory=list)
    operator: OperatorSettings = Field(default_factory=OperatorSettings)

    @field_validator("id")
    @classmethod
    def _is_another(cls, value: str) -> str:
        if value == DEFAULT_TENANT:
            raise ValueError("this is the tenant that the rest of the file is for")
        return value
