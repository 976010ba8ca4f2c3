"""A receiver of webhooks that records what it accepts and misbehaves by name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True)
class Posted:
    path: str
    headers: dict[str, str]
    body: bytes


class WebhookStandIn:
    """`received`: every accepted POST. Names: an HTTP status, `close`, `accept_then_close`, `hang`, `garbage`, `html_200`, `429_2`."""

    def __init__(self) -> None:
        self.received: list[Posted] = []
        self.asked: list[Posted] = []
        self._planned: list[str] = []
        self.closing = threading.Event()
        self.meet: Callable[[], object] = lambda: None  # called before each answer
        stand_in = self

        class Handler(_Handler):
            owner = stand_in

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.location = f"http://127.0.0.1:{self.port}/elsewhere"  # where a redirect leads

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook/canary-path"

    def misbehave(self, name: str, times: int = 1) -> None:
        self._planned += [name] * times

    def next(self) -> str:
        return self._planned.pop(0) if self._planned else "200"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    owner: WebhookStandIn
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        posted = Posted(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        self.owner.asked.append(posted)
        self.owner.meet()
        name = self.owner.next()
        if name == "hang":
            self.owner.closing.wait(30)
        if name == "accept_then_close":
            self.owner.received.append(posted)
        if name == "garbage":
            self.wfile.write(b"220 mail.example ESMTP\r\n")
        if name in ("hang", "garbage", "close", "accept_then_close"):
            self.close_connection = True
            return
        status, _, wait = name.partition("_")
        if name == "html_200" or status == "200":
            status = "200"
            self.owner.received.append(posted)
        self.send_response(int(status))
        if wait:
            self.send_header("Retry-After", wait)
        if status.startswith("3"):
            self.send_header("Location", self.owner.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing: what matters is recorded."""
