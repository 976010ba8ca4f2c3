"""The outbox -> channels: at least once, each channel on its own thread so that none holds up another."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

import structlog

from alerts.channels.base import Channel, PermanentFailure, Refreshing, TemporaryFailure
from alerts.channels.open import open_channel
from alerts.health import channel_alarm
from config.channels import Channel as ChannelSettings
from config.errors import ConfigError
from config.load import read_secret
from model.alert import SendRequest
from storage.dispatch import bury_homeless, dispatching, unknown_channels
from storage.stale import mark_fresh, stale_messages
from tocsin.context import Context
from tocsin.stages.channel_queue import ChannelQueue

log = structlog.get_logger()
PATIENCE = timedelta(seconds=45)


def deliver(context: Context, stopping: threading.Event | None = None) -> None:
    """Sends what is due, and waits up to 45 seconds for what becomes due; what is left waits for the next run."""
    stopping = stopping or threading.Event()
    with dispatching(context.database, "delivery", context.clock.now()) as dispatcher:
        _bury_homeless(context)
        if context.settings.channels:
            _serve_channels(context, dispatcher, stopping)


def _serve_channels(context: Context, dispatcher: int, stopping: threading.Event) -> None:
    channels, until = context.settings.channels, context.clock.now() + PATIENCE
    context.progress.step("delivering")
    with ThreadPoolExecutor(max_workers=len(channels), thread_name_prefix="channel") as pool:
        serve = partial(_serve_channel, context, dispatcher, until=until, stopping=stopping)
        at_once = pool.map if len(channels) > 1 else map
        while True:
            buried = context.tally.buried
            context.tally.sent += sum(at_once(serve, channels))
            if context.tally.buried == buried:
                break  # else a channel that was done already may have to tell of another's failure


def _bury_homeless(context: Context) -> None:
    """What waits for a channel that was renamed or taken out would wait for ever, and nobody would know."""
    now = context.clock.now()
    for name in unknown_channels(context.database, [channel.id for channel in context.settings.channels], now):
        error, others = "it is no longer in the configuration", context.settings.operator_channels
        alarm = channel_alarm(context.tenant, name, error, "all that waits for it", now)
        if number := bury_homeless(context.database, name, error, now, alarm=alarm, channels=others):
            context.tally.buried += number
            mend = "give a channel this id again, then `tocsin alert replay`"
            context.problem(f"channel {name}: {error}; not delivered: {number} ({mend})")


def unusable_channels(settings: Sequence[ChannelSettings]) -> list[str]:
    """One line for each channel of which a secret is not there, or that cannot be opened."""
    problems = []
    for channel in settings:
        try:
            for name in type(channel).model_fields:
                if name.endswith("_file"):  # what only `serve` needs, too
                    read_secret(None, getattr(channel, name), f"channel {channel.id}")
            open_channel(channel)
        except ConfigError as error:
            problems.append(str(error))
    return problems


def _serve_channel(
    context: Context, dispatcher: int, settings: ChannelSettings, *, until: datetime, stopping: threading.Event
) -> int:
    try:
        channel = open_channel(settings)
    except ConfigError as error:
        context.problem(f"{error}; its alerts wait")
        return 0
    _refresh(context, channel)
    return ChannelQueue(context, channel, dispatcher, until=until, stopping=stopping).work_off()


def _refresh(context: Context, channel: Channel) -> None:
    """Brings first messages up to date: acknowledged, withdrawn, how many updates. What fails is tried again."""
    for stale in stale_messages(context.database, channel.id):
        if isinstance(channel, Refreshing):
            try:
                channel.refresh(SendRequest(stale.alert, stale.idempotency_key), stale.receipt, stale.standing)
            except TemporaryFailure as failure:
                context.progress.step(f"channel {channel.id}: {failure}; a first message is brought up to date later")
                return
            except PermanentFailure as failure:
                log.info("cannot be brought up to date", channel=channel.id, reason=str(failure))
        mark_fresh(context.database, stale)
