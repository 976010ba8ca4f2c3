"""`tocsin doctor`: what is wrong, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from model.inventory import DEFAULT_TENANT
from model.vocabulary import DeliveryState
from tocsin.commands.options import Json, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.settings import Settings
    from storage.database import Database

_OWN = ("crawler", "nlp", "inventory", "alerts", "storage", "config", "model", "tocsin")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(doctor)


def doctor(
    context: typer.Context,
    json: Json = False,
    crash_points: Annotated[
        bool, typer.Option("--crash-points", help="List the points at which TOCSIN_CRASH_AT can kill a run.")
    ] = False,
) -> None:
    """Look at configuration, database, sources, documents, deliveries and the installation."""
    from tocsin.faults import CRASH_POINTS
    from tocsin.output.terminal import plain, print_json

    if crash_points:
        typer.echo("\n".join(CRASH_POINTS))
        return
    findings = [*foreign_packages(), *_lost_weights(), *_look(shared(context).settings())]
    if json:
        print_json({"findings": findings})
    else:
        for finding in findings:
            typer.echo(plain(f"! {finding}"))
        typer.echo("nothing to mend" if not findings else f"{len(findings)} to mend")
    raise typer.Exit(1 if findings else 0)


def foreign_packages() -> list[str]:
    """Distributions that put files into one of our top-level packages."""
    from importlib.metadata import packages_distributions

    owners = packages_distributions()
    return [
        f"the distribution {name} installs a package `{package}`, which is Tocsin's: remove one of the two"
        for package in _OWN
        for name in sorted(set(owners.get(package, [])) - {"tocsin"})
    ]


def _lost_weights() -> Iterator[str]:
    """Without the trained models documents wait."""
    from nlp.trained.weights import WeightsError, refuse_missing

    try:
        refuse_missing()
    except WeightsError as error:
        yield f"documents wait to be read: {error}"


def _look(settings: Settings) -> Iterator[str]:
    from config.errors import ConfigError
    from storage.database import Database
    from storage.errors import StorageError
    from storage.upgrade import is_current
    from tocsin.service.ping import ping_url
    from tocsin.sources.known import configured_sources
    from tocsin.stages.delivery import unusable_channels
    from tocsin.stages.imports import unreadable_files

    if not settings.routes:
        yield "no route is configured: alerts are made and kept, but nobody is told"
    for tenant in settings.tenant_ids:
        yield from unreadable_files(settings.for_tenant(tenant))
    if not settings.fetch.contact:
        yield "`fetch.contact` is empty: some sources refuse to answer without an address"
    if not any(source.enabled for source in configured_sources(settings)):
        yield "no source is on, so nothing new is heard: set `builtin_sources: true`, or name your own under `sources`"
    yield from unusable_channels(settings.channels)
    yield from _misfits(settings).values()
    try:
        ping_url(settings.health)
    except ConfigError as error:
        yield str(error)
    try:
        database = Database(settings.database)
        if not is_current(database):
            yield from _without_inventory(settings, None)
            yield "the database is not there or not up to date: `tocsin init` or `tocsin run` makes it so"
            return
        yield from _unwritable(database)
        yield from _without_inventory(settings, database)
        yield from _look_into_database(settings, database)
        yield from _look_at_life(settings, database)
    except StorageError as error:
        yield str(error)


def _unwritable(database: Database) -> Iterator[str]:
    """A database that nobody can work on; what it holds is looked at all the same."""
    from storage.errors import StorageError
    from storage.lock import refuse_shared_sessions
    from storage.runs import refuse_unwritable

    try:
        refuse_shared_sessions(database)
        refuse_unwritable(database)
    except StorageError as error:
        yield str(error)


def _misfits(settings: Settings) -> dict[str, str]:
    """A line for each source whose kind or options there are not, by its id."""
    from crawler.registry import misfit
    from tocsin.sources.known import configured_sources

    found = {source.id: misfit(source) for source in configured_sources(settings) if source.enabled}
    return {name: f"source {name}: {wrong[1]}" for name, wrong in found.items() if wrong}


def _without_inventory(settings: Settings, database: Database | None) -> Iterator[str]:
    """Tenants that no file is named for, and nothing was imported by hand or uploaded."""
    from datetime import UTC, datetime

    from storage.desk.inventories import inventory_counts

    today = datetime.now(UTC).date()
    for tenant in settings.tenant_ids:
        held = database is not None and inventory_counts(database, tenant, today).items
        if not held and not settings.for_tenant(tenant).inventories:
            yield f"{_whose(tenant)}no inventory is configured: name one under `inventories`, or nothing can reach you"


def _look_into_database(settings: Settings, database: Database) -> Iterator[str]:
    from storage.documents import quarantined
    from storage.outbox import deliveries, refusing_recipients
    from storage.sources import source_states
    from tocsin.output.summary import waiting_lines
    from tocsin.sources.known import all_sources

    asked = {source.id for source in all_sources(settings, database) if source.enabled} - _misfits(settings).keys()
    for state in source_states(database).values():
        if state.failures and state.source_id in asked:
            yield f"source {state.source_id}: {state.state} since {state.since:%Y-%m-%d %H:%M}: {state.detail}"
    for url, error in quarantined(database):
        yield f"document {url}: {error}; `tocsin source retry` has it read again where its text is kept"
    yield from waiting_lines(database)
    yield from _unreadable(database)
    known = {channel.id for channel in settings.channels}
    for name, error in refusing_recipients(database).items():
        if name in known:
            yield f"channel {name}: not everybody got its last message: {error}"
    for row in deliveries(database, state=DeliveryState.DEAD):
        first = "" if row["channel_id"] in known else "give a channel this id again, then "
        again = f"{first}`tocsin alert replay {row['id']}`"
        yield f"delivery {row['id']} to {row['channel_id']}: {row['last_error']}; {again}"


def _unreadable(database: Database) -> Iterator[str]:
    """What lists leave a gap for: another version wrote it, or it is damaged."""
    from storage.matches import unreadable_exposures, unreadable_messages

    why = "what is stored of it cannot be read: another version of Tocsin wrote it, or it is damaged;"
    for number, tenant in unreadable_messages(database):
        yield f"{_whose(tenant)}alert {number}: {why} upgrade, or acknowledge it as it is"
    for number, tenant in unreadable_exposures(database):
        yield f"{_whose(tenant)}an exposure to incident {number}: {why} it is written anew when the incident changes"


def _whose(tenant: str) -> str:
    return "" if tenant == DEFAULT_TENANT else f"tenant {tenant}: "


def _look_at_life(settings: Settings, database: Database) -> Iterator[str]:
    from datetime import UTC, datetime

    from tocsin.service.health import health
    from tocsin.sources.known import configured_sources

    sources = configured_sources(settings)
    found = health(database, sources, datetime.now(UTC), limit=settings.schedule.run_limit)
    told = {"dead letters"}  # each by itself above
    if not any(source.enabled for source in sources):
        told.add("sources")  # with the configuration
    yield from (f"{check.name}: {check.detail}" for check in found.checks if not check.ok and check.name not in told)
