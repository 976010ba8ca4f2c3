"""Which channels an alert goes to."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from config.channels import Route
from model.alert import Alert
from model.vocabulary import Status


def route(alert: Alert, routes: Sequence[Route], already: Collection[str] = ()) -> tuple[str, ...]:
    """The ids of the channels, each once, in the order of the routes.

    A claim that nobody confirmed goes only where the route asks for it. `already` are the channels that the lineage's
    first alert went to: an update goes there too, whatever it has become, for a retraction has to reach those who
    were alarmed.
    """
    chosen = [
        channel
        for rule in routes
        if alert.severity.rank >= rule.min_severity.rank
        and (rule.alleged or alert.incident.status is not Status.ALLEGED)
        for channel in rule.channels
    ]
    return tuple(dict.fromkeys([*chosen, *sorted(already)]))
