"""`tocsin.yaml`: its shape, its defaults, and what the environment may override."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, HttpUrl, TypeAdapter, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.alerting import AlertSettings
from config.catalogue import CatalogueSettings, unknown_ids
from config.channels import Channel
from config.clocks import ClockSettings
from config.columns import check_columns
from config.fields import Cron, Duration, Strict, TimeZone, parse_duration
from config.health import HealthSettings
from config.hosts import with_dns_name
from config.operator import OperatorSettings
from config.routes import Route
from config.tenants import OrganisationSettings, TenantSettings
from config.web import WebSettings
from model.document import Source
from model.inventory import DEFAULT_TENANT
from model.vocabulary import Store, Trust

_URL = TypeAdapter(HttpUrl)
_LEAST = {"at_once": 1, "max_advisories": 1, "max_links": 1, "max_pages": 1, "max_records": 1, "min_characters": 0}
_LEAST |= {"days": 0, "page_size": 0}
_NO_ADDRESS = "not an address that can be asked, such as https://example.org/feed.xml, without a user name"
_MOST = {"days": 24_855}  # so long ago is still a date


def _address(value: str) -> str:
    """An address that can be asked, with its host as the addresses of documents have it."""
    if not value.startswith("file:///"):
        try:
            _URL.validate_python(value)
        except ValidationError:
            raise ValueError(_NO_ADDRESS) from None
        if "@" in urlsplit(value).netloc:
            raise ValueError(_NO_ADDRESS)
    return with_dns_name(value)


Address = Annotated[str, AfterValidator(_address)]


class FetchSettings(Strict):
    """How Tocsin behaves on other people's servers. Sizes in bytes, times as durations."""

    contact: str = ""
    per_host_delay: Duration = parse_duration("1s")
    timeout: Duration = Field(parse_duration("30s"), gt=timedelta())
    retries: int = Field(default=2, ge=0, le=10)
    max_bytes: int = Field(default=10_000_000, ge=1_000)
    obey_robots: bool = True
    folders: list[Path] = Field(default_factory=list)  # below these a source may be a file: file:///folder/feed.xml


class ScheduleSettings(Strict):
    """When `tocsin serve` works: each source by its own `every`, and everything once by this cron expression."""

    nightly: Cron = "30 2 * * *"
    timezone: TimeZone = "UTC"
    run_limit: Duration = Field(parse_duration("4h"), gt=timedelta())  # a run that takes longer hangs, and is ended
    # What failed is left alone for so long, doubling to half an hour.
    retry: Duration = Field(parse_duration("1m"), gt=timedelta())


class SourceSettings(Strict):
    """One source of the operator's own."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")
    kind: str
    url: Address
    trust: Trust
    every: Duration = Field(parse_duration("6h"), gt=timedelta())
    name: str = ""
    organisation: str | None = None
    store: Store = Store.FULL
    enabled: bool = True
    min_items: int = Field(1, ge=0)
    window: int | None = Field(None, ge=1, le=100_000)
    per_day: float | None = Field(None, ge=0.001, le=1_000_000)
    fallback: Address = ""
    attribution: str = ""
    options: dict[str, Any] = Field(default_factory=dict)

    @field_validator("trust")
    @classmethod
    def _a_source(cls, value: Trust) -> Trust:
        if value is Trust.CORRECTION:
            raise ValueError("no source speaks for you; `tocsin incident correct` does")
        return value

    @field_validator("options")
    @classmethod
    def _usable(cls, value: dict[str, Any]) -> dict[str, Any]:
        if "delay" in value:
            parse_duration(value["delay"])
        for name, least in _LEAST.items():
            most = _MOST.get(name)
            if name in value and not _is_within(value[name], least, most):
                raise ValueError(f"{name}: not a whole number from {least} {f'to {most}' if most else 'on'}")
        try:
            re.compile(str(value.get("match", "")))
        except re.error as error:
            raise ValueError(f"match: no regular expression: {error}") from None
        return value

    @model_validator(mode="after")
    def _columns(self) -> Self:
        check_columns(self.id, self.kind, self.options)
        return self

    def as_source(self) -> Source:
        """The model's Source; its address is the operator's own and so trusted."""
        return Source(
            id=self.id,
            kind=self.kind,
            url=self.url,
            trust=self.trust,
            every=self.every,
            name=self.name or self.id,
            organisation=self.organisation,
            store=self.store,
            enabled=self.enabled,
            min_items=self.min_items,
            window=self.window,
            per_day=self.per_day,
            fallback=self.fallback,
            attribution=self.attribution,
            trusted_address=True,
            options=self.options,
        )


def _is_within(value: Any, least: int, most: int | None) -> bool:
    return type(value) is int and least <= value <= (most or value)  # not "30", nor true


class Settings(BaseSettings):
    """The whole configuration. Build it with `config.load.load_settings`."""

    model_config = SettingsConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        env_prefix="TOCSIN_",
        env_nested_delimiter="__",
        frozen=True,
    )

    database: str = "sqlite:///tocsin.db"
    database_file: Path | None = None  # the URL in a file of its own, where it holds a password
    organisation: OrganisationSettings = Field(default_factory=OrganisationSettings)
    fetch: FetchSettings = FetchSettings()
    alerts: AlertSettings = Field(default_factory=AlertSettings)
    schedule: ScheduleSettings = Field(default_factory=ScheduleSettings)
    web: WebSettings = Field(default_factory=WebSettings)
    builtin_sources: bool = True
    catalogue: CatalogueSettings = Field(default_factory=CatalogueSettings)
    sources: list[SourceSettings] = Field(default_factory=list)
    inventories: list[Path] = Field(default_factory=list)
    dependencies: list[Path] = Field(default_factory=list)
    channels: list[Channel] = Field(default_factory=list)
    routes: list[Route] = Field(default_factory=list)
    health: HealthSettings = Field(default_factory=HealthSettings)
    operator: OperatorSettings = Field(default_factory=OperatorSettings)
    clocks: ClockSettings = Field(default_factory=ClockSettings)
    tenants: list[TenantSettings] = Field(default_factory=list)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - part of the signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no .env file: one file, one environment
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - secrets have their own *_file keys
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment overrides the file (which arrives as init values)."""
        return env_settings, init_settings

    @model_validator(mode="after")
    def _one_database(self) -> Self:
        if {"database", "database_file"} <= self.model_fields_set:
            raise ValueError("give database or database_file, not both")
        return self

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        for what, ids in (
            ("sources", [s.id for s in self.sources]),
            ("channels", [c.id for c in self.channels]),
            ("routes", [r.id for r in self.routes if r.id]),
            ("tenants", [t.id for t in self.tenants]),
        ):
            doubled = {i for i in ids if ids.count(i) > 1}
            if doubled:
                raise ValueError(f"{what}: the id {min(doubled)} is used twice")
        if missing := unknown_ids(self.catalogue):
            raise ValueError(f"catalogue: no shipped source has the id {missing[0]}; `tocsin source list` shows them")
        for number, source in enumerate(self.sources):
            if source.url.startswith("file:") and not self.fetch.folders:
                raise ValueError(
                    f"`sources.{number}.url`: a file may only be below one of `fetch.folders`, which is empty"
                )
        known = {channel.id for channel in self.channels}
        named = {f"routes.{number}": route.channels for number, route in enumerate(self.routes)}
        for tenant in self.tenants:
            named |= {f"tenants.{tenant.id}.routes.{n}": route.channels for n, route in enumerate(tenant.routes)}
            named[f"tenants.{tenant.id}.operator"] = tenant.operator.channels
        for key, names in (named | {"operator": self.operator.channels}).items():
            unknown = [name for name in names if name not in known]
            if unknown:
                raise ValueError(f"{key}.channels: no channel has the id {unknown[0]}")
        return self

    @property
    def tenant_ids(self) -> tuple[str, ...]:
        """The default tenant first, then the further ones."""
        return (DEFAULT_TENANT, *(tenant.id for tenant in self.tenants))

    def for_tenant(self, tenant_id: str) -> Self:
        """The settings as one tenant sees them: its organisation, inventories, routes and notices; no other tenant's.

        One that only the database knows has none of these.
        """
        if tenant_id == DEFAULT_TENANT:
            return self.model_copy(update={"tenants": []})
        known = next((tenant for tenant in self.tenants if tenant.id == tenant_id), None)
        own = known or TenantSettings(id=tenant_id, organisation=OrganisationSettings(name=tenant_id))
        named = {name for route in own.routes for name in route.channels} | set(own.operator.channels)
        return self.model_copy(
            update={
                "tenants": [],
                "organisation": own.organisation,
                "inventories": own.inventories,
                "dependencies": own.dependencies,
                "routes": own.routes,
                "operator": own.operator,
                "channels": [channel for channel in self.channels if channel.id in named],
            }
        )

    @property
    def operator_channels(self) -> tuple[str, ...]:
        """The ids of the channels that notices go to."""
        return tuple(self.operator.channels or (channel.id for channel in self.channels))
