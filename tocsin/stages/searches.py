"""Saved searches -> notices about the new incidents that they find."""

from __future__ import annotations

from alerts.searches import search_notice
from storage.outbox import save_notice
from storage.search import news_of_searches
from tocsin.context import Context
from tocsin.faults import crash_point


def tell_searches(context: Context) -> None:
    """Tells of what each alerting search finds among the new incidents; what is history is never told.

    That a search has looked and what it found are one transaction, so nothing is told twice or left out.
    """
    today = context.clock.today()
    since = today - context.settings.alerts.horizon
    channels = context.settings.operator_channels
    with context.database.write() as connection:
        for search, found in news_of_searches(connection, context.tenant, since=since, today=today):
            pairs = [(stored.lineage, stored.incident) for stored in found]
            notice = search_notice(context.tenant, search.name, search.query, pairs, context.clock.now())
            save_notice(connection, notice, channels, context.clock.now())
    crash_point("searches_told")
