"""What a channel is, and how it fails."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from model.alert import Receipt, SendRequest, Standing


class TemporaryFailure(Exception):  # noqa: N818 - it is no error of the program
    """Worth another attempt.

    `retry_after`: seconds that the other side asked for. `maybe_sent`: the message may have arrived all the same, so
    the next request has to say `doubtful`. `accepted`: the recipients that have it (see `SendRequest.accepted`).
    `whole_channel`: whatever else is sent there now would fail as well, so nothing is until the next attempt.
    """

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        maybe_sent: bool = False,
        accepted: tuple[str, ...] = (),
        whole_channel: bool = False,
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.maybe_sent = maybe_sent
        self.accepted = accepted
        self.whole_channel = whole_channel


class PermanentFailure(Exception):  # noqa: N818 - it is no error of the program
    """Another attempt would end the same way: somebody has to change something first."""


class Channel(Protocol):
    """A way to a reader. `send` blocks for at most its time-outs and keeps no state between calls."""

    @property
    def id(self) -> str:
        """Its id in the configuration."""
        ...

    def send(self, request: SendRequest) -> Receipt:
        """Delivers once.

        Raises:
            TemporaryFailure: not delivered, or not known to be.
            PermanentFailure: refused for good.
        """
        ...


@runtime_checkable
class Refreshing(Protocol):
    """A channel that can change what it shows of a message that was sent."""

    def refresh(self, request: SendRequest, receipt: Receipt, standing: Standing) -> None:
        """Brings the message up to date.

        Raises:
            TemporaryFailure: worth another attempt.
            PermanentFailure: it can no longer be changed.
        """
        ...
