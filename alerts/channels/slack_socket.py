"""Slack's Socket Mode: the buttons of our messages, over a connection that we open, where Slack cannot reach us.

The SDK's client keeps one connection, answers pings and moves over when Slack asks it to; that there is a connection
again after one was lost is seen to here, with a wait that grows: the SDK would ask every five seconds for ever.

Source: https://docs.slack.dev/apis/events-api/using-socket-mode/
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from alerts.channels.http_errors import TRANSPORT_ERRORS, transport_failure
from alerts.channels.slack import silent_logger
from alerts.channels.slack_clients import Api
from alerts.text import clean

log = structlog.get_logger()
_LONGEST_WAIT = 60.0
_REMEMBERED = 10_000


class _EndIsError:
    """A socket whose end is an error: the SDK takes an empty read for no news, and reads on as fast as it can."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def recv(self, size: int) -> bytes:
        """Some bytes.

        Raises:
            ConnectionResetError: there will be no more.
        """
        found: bytes = self._inner.recv(size)
        if not found:
            raise ConnectionResetError
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Client(SocketModeClient):
    """The SDK's client, which neither sleeps as long as Slack says nor overlooks that a connection has ended."""

    def issue_new_wss_url(self) -> str:
        return str(self.web_client.apps_connections_open(app_token=self.app_token)["url"])

    def connect(self) -> None:
        super().connect()
        session = self.current_session
        if session is not None and session.sock is not None:
            session.sock = _EndIsError(session.sock)  # type: ignore[assignment]

    def disconnect(self) -> None:
        sock = self.current_session.sock if self.current_session is not None else None
        if sock is not None:
            with contextlib.suppress(OSError):  # to close it does not wake who reads from it, whom the SDK waits for
                sock.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(AttributeError):  # whoever read has closed it meanwhile: the SDK does not look twice
            super().disconnect()


class SlackSocket:
    """One Slack app, by its app-level token.

    `hear` is given the payload of each interaction once, and what it returns is called when Slack knows that it was
    heard; where it raises, Slack is not told, and may send it again. `pause`: seconds between two looks at the
    connection.
    """

    def __init__(
        self,
        name: str,
        *,
        api_url: str,
        app_token: str,
        hear: Callable[[Mapping[str, Any]], Callable[[], None] | None],
        pause: float = 1.0,
    ) -> None:
        self._name = name
        self._hear = hear
        self._pause = pause
        self._heard: OrderedDict[str, None] = OrderedDict()
        self._hearing = set[str]()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        logger = silent_logger()
        base_url = api_url if api_url.endswith("/") else api_url + "/"
        web = Api(base_url=base_url, timeout=10, retry_handlers=[], logger=logger)
        self._client = _Client(app_token, web_client=web, logger=logger, auto_reconnect_enabled=False, concurrency=2)
        self._client.socket_mode_request_listeners.append(self._take)
        self._thread = threading.Thread(target=self._keep_connected, name=f"slack-{name}", daemon=True)

    def start(self) -> None:
        """Begins to listen, and goes on until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the connection; what was being heard is finished."""
        self._stopping.set()
        self._thread.join()
        self._client.close()

    def _keep_connected(self) -> None:
        wait, told = self._pause, ""
        while not self._stopping.is_set():
            if self._client.is_connected():
                self._stopping.wait(self._pause)
                continue
            problem = self._connect()
            if not problem:
                log.info("Slack's buttons are heard", channel=self._name)
                wait, told = self._pause, ""
                continue
            if problem != told:
                log.warning("Slack's buttons are not heard; it is tried again", channel=self._name, reason=problem)
                told = problem
            self._stopping.wait(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    def _connect(self) -> str:
        """Asks for an address and connects to it; why not, or nothing. It never quotes the address, a secret."""
        try:
            self._client.connect_to_new_endpoint(force=True)
        except SlackApiError as error:
            said = (
                error.response.get("error") if isinstance(error.response.data, dict) else "no answer that can be read"
            )
            return f"Slack says {clean(str(said), 80)}"
        except (*TRANSPORT_ERRORS, SlackClientError) as error:
            return str(transport_failure(error, "Slack"))
        return "" if self._client.is_connected() else "Slack: no connection at the address it gave"

    def _take(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        after: Callable[[], None] | None = None
        if request.type == "interactive":
            new = self._begin(request.envelope_id)
            if new is None:
                return
            if new:
                try:
                    after = self._hear(request.payload)
                except Exception as error:
                    self._end(request.envelope_id, heard=False)
                    reason = type(error).__name__
                    log.warning("a button in Slack was not heard", channel=self._name, reason=reason, exc_info=True)
                    return
                self._end(request.envelope_id, heard=True)
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id))
        if after is not None:
            after()

    def _begin(self, envelope: str) -> bool | None:
        """Whether it is to be heard: Slack sends an envelope again where it does not know that it was.

        None while it is being heard: that may still fail, so who hears it acknowledges it.
        """
        with self._lock:
            if envelope in self._hearing:
                return None
            new = envelope not in self._heard
            if new:
                self._hearing.add(envelope)
            return new

    def _end(self, envelope: str, *, heard: bool) -> None:
        with self._lock:
            self._hearing.discard(envelope)
            if heard:
                self._heard[envelope] = None
            while len(self._heard) > _REMEMBERED:
                self._heard.popitem(last=False)
