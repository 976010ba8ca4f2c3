"""What waits for one channel: sent one after the other, at least once, each looked up before a doubtful repeat."""

from __future__ import annotations

import threading
import time
from datetime import datetime

import structlog

from alerts.channels.base import Channel, PermanentFailure, TemporaryFailure
from alerts.health import channel_alarm
from alerts.render import subject_of
from alerts.retry import DEADLINE, is_given_up, next_attempt
from model.alert import Receipt, SendRequest
from storage.errors import StorageError, UnreadableMessage
from storage.outbox import (
    ClaimedDelivery,
    Sent,
    bury_waiting,
    claim_next,
    last_receipt,
    mark_dead,
    mark_retry,
    mark_sent,
    next_due,
    put_off,
)
from tocsin.context import Context
from tocsin.faults import crash_point

log = structlog.get_logger()
_LONGEST_AWAY, _ASKED_AGAIN = 60.0, 1.0  # seconds: a server that is started again answers within them


class ChannelQueue:
    """One channel, as one dispatcher serves it. What was sent is marked in the transaction of the next claim."""

    def __init__(
        self, context: Context, channel: Channel, dispatcher: int, *, until: datetime, stopping: threading.Event
    ) -> None:
        self._context = context
        self._database = context.database
        self._channel = channel
        self._dispatcher = dispatcher
        self._until = until
        self._stopping = stopping
        self._unmarked: tuple[ClaimedDelivery, Receipt] | None = None
        self._last = last_receipt(context.database, channel.id)

    def work_off(self) -> int:
        """Sends what is due until `until`, or until the channel is closed for longer than that; how many it took.

        Raises:
            DatabaseBusy: somebody else sends by now; what was sent is marked.
        """
        sent = 0
        try:
            while not self._stopping.is_set():
                self._context.keep_lock()
                claimed = self._claim()
                if claimed is None:
                    due = next_due(self._database, self._channel.id)
                    if due is None or not self._wait(due):
                        break
                    continue
                crash_point("delivery_claimed")
                closed = self._send(claimed)
                sent += self._unmarked is not None
                if closed is not None and not self._wait(closed):
                    put_off(self._database, self._channel.id, closed, self._context.clock.now())
                    break
        finally:
            self._mark_last()
        return sent

    def _mark_last(self) -> None:
        """A database that is away for a while is waited for: what is not marked is sent twice where nobody can look."""
        until = time.monotonic() + _LONGEST_AWAY
        while self._unmarked is not None:
            claimed, receipt = self._unmarked
            try:
                mark_sent(self._database, claimed.id, receipt, self._context.clock.now())
            except StorageError:
                if time.monotonic() >= until or self._stopping.wait(_ASKED_AGAIN):
                    raise
            else:
                self._marked()

    def _claim(self) -> ClaimedDelivery | None:
        while True:
            done = Sent(self._unmarked[0].id, self._unmarked[1]) if self._unmarked else None
            now, name = self._context.clock.now(), self._channel.id
            dispatcher, last = self._dispatcher, self._last
            try:
                claimed = claim_next(self._database, name, now, dispatcher=dispatcher, sent=done, preceding=last)
            except UnreadableMessage as error:
                self._marked()
                self._bury(error.delivery_id, str(error), f"delivery {error.delivery_id}")
                continue
            self._marked()
            return claimed

    def _marked(self) -> None:
        if self._unmarked is None:
            return
        crash_point("delivery_marked")
        (claimed, receipt), self._unmarked = self._unmarked, None
        for text in receipt.refused:
            self._context.problem(f"channel {claimed.channel_id}: {text}")
        self._context.progress.step(f"sent to {claimed.channel_id}: {subject_of(claimed.message)}")

    def _wait(self, until: datetime) -> bool:
        """Waits for that moment; False where it is too far away."""
        if until > self._until:
            return False
        self._stopping.wait(max(0.05, (until - self._context.clock.now()).total_seconds()))
        return True

    def _send(self, claimed: ClaimedDelivery) -> datetime | None:
        """Sends it, or settles that it was not; until when the whole channel is closed, None where it is open."""
        try:
            receipt = self._channel.send(_request(claimed))
        except PermanentFailure as error:
            self._bury(claimed.id, str(error), subject_of(claimed.message))
        except TemporaryFailure as error:
            return self._again(claimed, error)
        except Exception as error:
            reason = f"{type(error).__name__} in the channel"
            log.warning("delivery failed", channel=claimed.channel_id, reason=reason, exc_info=True)
            return self._again(claimed, TemporaryFailure(reason, maybe_sent=True))
        else:
            crash_point("delivery_sent")
            self._unmarked, self._last = (claimed, receipt), receipt
        return None

    def _bury(self, delivery_id: int, error: str, subject: str) -> None:
        context, now, name = self._context, self._context.clock.now(), self._channel.id
        others = [other for other in context.settings.operator_channels if other != name]
        alarm = channel_alarm(context.tenant, name, error, subject, now)
        mark_dead(self._database, delivery_id, error, now, alarm=alarm, channels=others)
        context.tally.buried += 1
        context.problem(
            f"channel {name}: {error}; not delivered: {subject} (mend it, then `tocsin alert replay {delivery_id}`)"
        )

    def _bury_waiting(self, since: datetime, error: str, now: datetime) -> None:
        """What waited behind a message that was tried for all of them is as old as that one."""
        name = self._channel.id
        if number := bury_waiting(self._database, name, since, error, now):
            self._context.tally.buried += number
            self._context.problem(f"channel {name}: {error}; not delivered: {number} more (`tocsin alert replay`)")

    def _again(self, claimed: ClaimedDelivery, failure: TemporaryFailure) -> datetime | None:
        now = self._context.clock.now()
        at = next_attempt(claimed.attempts, now=now, retry_after=failure.retry_after, key=claimed.idempotency_key)
        if is_given_up(claimed.attempts, since=claimed.since, at=at):
            why = f"{failure}; given up after {claimed.attempts} attempts"
            self._bury(claimed.id, why, subject_of(claimed.message))
            if not failure.whole_channel:
                return None
            self._bury_waiting(at - DEADLINE, f"{failure}; the channel could not be reached for a day", now)
            return at
        mark_retry(
            self._database,
            claimed.id,
            str(failure),
            at,
            doubtful=failure.maybe_sent or claimed.doubtful,
            accepted=(*claimed.accepted, *failure.accepted),
        )
        wait = f"{(at - now).total_seconds():.0f} s"
        self._context.progress.step(f"channel {claimed.channel_id}: {failure}; again in {wait}")
        return at if failure.whole_channel else None


def _request(claimed: ClaimedDelivery) -> SendRequest:
    return SendRequest(
        message=claimed.message,
        idempotency_key=claimed.idempotency_key,
        root=claimed.root,
        root_key=claimed.root_key,
        doubtful=claimed.doubtful,
        preceding=claimed.preceding,
        accepted=claimed.accepted,
    )
