"""Advisories on vulnerabilities -> a digest of low severity, for those whose products they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from alerts.advisories import advisory_digest
from config.cron import next_time
from inventory.advisories import touched
from inventory.graph import Graph
from model.counting import counted
from model.vocabulary import Role
from storage.advisories import (
    PendingAdvisory,
    mark_told,
    pending_advisories,
    save_reached,
    settle_advisories,
    settled_advisories,
    untold,
)
from storage.outbox import save_notice
from tocsin.context import Context
from tocsin.knowledge import graph_for

_PRODUCTS = ("products", "product", "vulnerabilityName")


def take_advisories(context: Context) -> None:
    """Looks at every advisory that waits, once: what it names is kept, and whose items it reaches."""
    with context.database.write() as connection:
        waiting = pending_advisories(connection)
        if not waiting:
            return
        context.progress.step(f"looking at {counted(len(waiting), 'advisory')}")
        for own in context.tenants():
            _reach(own, connection, [one for one in waiting if _is_news(one, context)])
        settle_advisories(connection, waiting)


def reach_known(context: Context, connection: Any) -> None:
    """What was imported may be what an advisory is about that came before it: the next digest tells of those, once.

    History stays untold here too: only what is no older than `alerts.horizon` is looked at.
    """
    since = context.clock.today() - context.settings.alerts.horizon
    _reach(context, connection, [one for one in settled_advisories(connection, since) if _is_news(one, context)])


def _reach(context: Context, connection: Any, news: Sequence[PendingAdvisory]) -> None:
    graph, now = graph_for(connection, context.tenant), context.clock.now()
    for one in news:
        makers = _makers(one)
        names = [item.name for item in touched(graph, makers, (one.title, *_products(one)))]
        if names:
            save_reached(connection, context.tenant, one, makers=_known(graph, makers), items=names, now=now)


def tell_advisories(context: Context) -> None:
    """Writes the digest of what waits, once its time (`alerts.digest`) has come; in one transaction with that."""
    now, settings = context.clock.now(), context.settings.alerts
    with context.database.write() as connection:
        waiting = untold(connection, context.tenant)
        if not waiting or next_time(settings.digest, settings.timezone, min(one.found for one in waiting)) > now:
            return
        notice = advisory_digest(context.tenant, waiting, now)
        save_notice(connection, notice, context.settings.operator_channels, now)
        mark_told(connection, [one.id for one in waiting], now)


def _makers(one: PendingAdvisory) -> list[str]:
    """Whom the fields name, else whose advisory it is."""
    named = list(one.told.names(Role.BYSTANDER)) if one.fields else []
    return named or [*filter(None, [one.speaker]), *one.told.organisation_names()]


def _products(one: PendingAdvisory) -> list[str]:
    found: list[str] = []
    for name in _PRODUCTS:
        value: Any = one.fields.get(name)
        found += [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
    return found


def _is_news(one: PendingAdvisory, context: Context) -> bool:
    """History is never told: what is older than the horizon, and undated rows of a first poll."""
    if one.published is None:
        return not one.from_first_poll
    age: timedelta = context.clock.today() - one.published
    return age <= context.settings.alerts.horizon


def _known(graph: Graph, makers: list[str]) -> list[str]:
    return [name for name in makers if (whose := graph.resolve(name)) and graph.held(whose.organisation_id)]
