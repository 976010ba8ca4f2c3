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
from alerts.render import subject_of
from alerts.retry import next_attempt
from config.channels import Channel as ChannelSettings
from config.errors import ConfigError
from model.alert import SendRequest
from storage.dispatch import dispatching
from storage.outbox import ClaimedDelivery, claim_next, mark_dead, mark_retry, mark_sent, next_due
from storage.stale import mark_fresh, stale_messages
from tocsin.context import Context
from tocsin.faults import crash_point

log = structlog.get_logger()
PATIENCE = timedelta(seconds=45)


def deliver(context: Context, stopping: threading.Event | None = None) -> None:
    """Sends what is due, and waits up to 45 seconds for what becomes due; what is left waits for the next run."""
    stopping = stopping or threading.Event()
    channels = context.settings.channels
    if not channels:
        return
    context.progress.step("delivering")
    until = context.clock.now() + PATIENCE
    with (
        dispatching(context.database, "delivery", context.clock.now()) as dispatcher,
        ThreadPoolExecutor(max_workers=len(channels), thread_name_prefix="channel") as pool,
    ):
        serve = partial(_serve_channel, context, dispatcher, until=until, stopping=stopping)
        while True:
            buried = context.tally.buried
            context.tally.sent += sum(pool.map(serve, channels))
            if context.tally.buried == buried:
                break  # else a channel that was done already may have to tell of another's failure


def unusable_channels(settings: Sequence[ChannelSettings]) -> list[str]:
    """One line for each channel that cannot be opened (a secret that is not there)."""
    problems = []
    for channel in settings:
        try:
            open_channel(channel)
        except ConfigError as error:
            problems.append(f"channel {channel.id}: {error}")
    return problems


def _serve_channel(
    context: Context, dispatcher: int, settings: ChannelSettings, *, until: datetime, stopping: threading.Event
) -> int:
    try:
        channel = open_channel(settings)
    except ConfigError as error:
        context.problem(f"channel {settings.id}: {error}; its alerts wait")
        return 0
    sent = 0
    _refresh(context, channel)
    while not stopping.is_set():
        claimed = claim_next(context.database, settings.id, context.clock.now(), dispatcher=dispatcher)
        if claimed is not None:
            sent += _send(context, channel, claimed)
            continue
        due = next_due(context.database, settings.id)
        if due is None or due > until:
            break
        stopping.wait(max(0.05, (due - context.clock.now()).total_seconds()))
    return sent


def _send(context: Context, channel: Channel, claimed: ClaimedDelivery) -> bool:
    crash_point("delivery_claimed")
    request = SendRequest(
        message=claimed.message,
        idempotency_key=claimed.idempotency_key,
        root=claimed.root,
        root_key=claimed.root_key,
        doubtful=claimed.doubtful,
        accepted=claimed.accepted,
    )
    try:
        receipt = channel.send(request)
    except PermanentFailure as error:
        _bury(context, claimed, str(error))
        return False
    except TemporaryFailure as error:
        _again(context, claimed, error)
        return False
    except Exception as error:
        reason = f"{type(error).__name__} in the channel"
        log.warning("delivery failed", channel=claimed.channel_id, reason=reason, exc_info=True)
        _again(context, claimed, TemporaryFailure(reason, maybe_sent=True))
        return False
    crash_point("delivery_sent")
    mark_sent(context.database, claimed.id, receipt, context.clock.now())
    crash_point("delivery_marked")
    for name, text in sorted(receipt.extra.items()):
        if name.startswith("refused"):
            context.problem(f"channel {claimed.channel_id}: {text}")
    context.progress.step(f"sent to {claimed.channel_id}: {subject_of(claimed.message)}")
    return True


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
        mark_fresh(context.database, stale.delivery_id)


def _bury(context: Context, claimed: ClaimedDelivery, error: str) -> None:
    now = context.clock.now()
    others = [name for name in context.settings.operator_channels if name != claimed.channel_id]
    alarm = channel_alarm(context.tenant, claimed.channel_id, error, subject_of(claimed.message), now)
    mark_dead(context.database, claimed.id, error, now, alarm=alarm, channels=others)
    context.tally.buried += 1
    context.problem(
        f"channel {claimed.channel_id}: {error}; not delivered: {subject_of(claimed.message)} "
        f"(mend it, then `tocsin alert replay {claimed.id}`)"
    )


def _again(context: Context, claimed: ClaimedDelivery, failure: TemporaryFailure) -> None:
    now = context.clock.now()
    at = next_attempt(claimed.attempts, now=now, retry_after=failure.retry_after, key=claimed.idempotency_key)
    if at is None:
        _bury(context, claimed, f"{failure}; given up after {claimed.attempts} attempts")
        return
    mark_retry(
        context.database,
        claimed.id,
        str(failure),
        at,
        doubtful=failure.maybe_sent or claimed.doubtful,
        accepted=(*claimed.accepted, *failure.accepted),
    )
    context.progress.step(f"channel {claimed.channel_id}: {failure}; again in {(at - now).total_seconds():.0f} s")
