"""What Scrapy tells of every single request, kept from being worked out: nobody in a crawl of ours listens."""

from __future__ import annotations

from typing import Any

from scrapy import signals
from scrapy.logformatter import LogFormatter
from scrapy.signalmanager import SignalManager

_OF_REQUESTS = frozenset({
    signals.request_reached_downloader,
    signals.request_left_downloader,
    signals.headers_received,
    signals.bytes_received,
    signals.response_downloaded,
    signals.response_received,
})  # fmt: skip


class QuietSignals(SignalManager):
    """Looks for no receivers of what happens to a request; everything else is sent as ever."""

    def send_catch_log(self, signal: Any, **kwargs: Any) -> list[tuple[Any, Any]]:
        """See Scrapy's `SignalManager`."""
        return [] if signal in _OF_REQUESTS else super().send_catch_log(signal, **kwargs)


class QuietFormatter(LogFormatter):
    """Writes no line for each answer; `tocsin source test` shows them by its own trace."""

    def crawled(self, *_: Any) -> None:  # type: ignore[override] # None: no line, as the documentation has it
        """See Scrapy's `LogFormatter`."""
