"""Local stand-ins for Slack and a mail server that show what arrives."""

from __future__ import annotations

import json
import socket
import threading
import time
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from rich.console import Console

from tocsin.demo.show import mail_panel, slack_panel

TOKEN = "xoxb-demo-stand-in"  # noqa: S105 - opens nothing but the stand-in below
CHANNEL, CHANNEL_ID = "security", "C0DEMO01"


class SlackSink:
    """As much of Slack's Web API as a sender needs: auth.test, chat.postMessage, chat.update and, to look back,
    conversations.list, .history and .replies.

    `messages` holds what was posted, oldest first, in Slack's own shape; `console` None shows nothing.
    """

    def __init__(self, console: Console | None = None, port: int = 0, token: str = TOKEN) -> None:
        self.messages: list[dict[str, Any]] = []
        self.token = token
        self._console = console
        self._lock = threading.Lock()
        self._server = _SlackServer(("127.0.0.1", port), _SlackHandler)
        self._server.sink = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def api_url(self) -> str:
        """The `api_url` to configure."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/"

    @property
    def top_level(self) -> list[dict[str, Any]]:
        """The messages that are no replies."""
        return [m for m in self.messages if "thread_ts" not in m]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def call(self, method: str, given: dict[str, Any], token: str) -> dict[str, Any]:
        """One API call; as in Slack, an error is `ok: false` with its name."""
        if token != self.token:
            return {"ok": False, "error": "invalid_auth" if token else "not_authed"}
        if method == "auth.test":
            return {
                "ok": True,
                "team": "Demo",
                "user": "tocsin",
                "team_id": "T0DEMO",
                "user_id": "U0DEMO",
                "bot_id": "B0DEMO",
            }
        if method in ("chat.postMessage", "chat.update"):
            return self._post(given) if method == "chat.postMessage" else self._update(given)
        if method == "conversations.list":
            return {"ok": True, "channels": [{"id": CHANNEL_ID, "name": CHANNEL}]}
        if method in ("conversations.history", "conversations.replies"):
            return self._read(given, replies=method.endswith("replies"))
        return {"ok": False, "error": "unknown_method"}

    def _update(self, given: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            for message in self.messages:
                if message["ts"] == given.get("ts"):
                    message.update({key: given[key] for key in ("text", "blocks") if given.get(key)})
                    return {"ok": True, "channel": CHANNEL_ID, "ts": message["ts"]}
        return {"ok": False, "error": "message_not_found"}

    def _post(self, given: dict[str, Any]) -> dict[str, Any]:
        if not given.get("text") and not given.get("blocks"):
            return {"ok": False, "error": "no_text"}
        with self._lock:
            kept = {key: given[key] for key in ("text", "blocks", "metadata", "thread_ts") if given.get(key)}
            kept |= {"type": "message", "bot_id": "B0DEMO", "ts": self._next_ts()}
            if given.get("reply_broadcast") in (True, "true", "1"):
                kept["subtype"] = "thread_broadcast"
            self.messages.append(kept)
            if self._console is not None:
                self._console.print(slack_panel(kept, str(given.get("channel", ""))))
        return {"ok": True, "channel": CHANNEL_ID, "ts": kept["ts"], "message": kept}

    def _next_ts(self) -> str:
        """Slack's message id: the time in microseconds, never twice the same."""
        last = round(float(self.messages[-1]["ts"]) * 1e6) if self.messages else 0
        now = max(last + 1, time.time_ns() // 1000)
        return f"{now // 1_000_000}.{now % 1_000_000:06d}"

    def _read(self, given: dict[str, Any], *, replies: bool) -> dict[str, Any]:
        with self._lock:
            found = list(self.messages)
        if replies:
            found = [m for m in found if given.get("ts") in (m["ts"], m.get("thread_ts"))]
        else:
            found = [m for m in reversed(found) if "thread_ts" not in m or m.get("subtype") == "thread_broadcast"]
        if str(given.get("include_all_metadata", "")).lower() not in ("1", "true"):
            found = [{key: value for key, value in m.items() if key != "metadata"} for m in found]
        oldest = str(given.get("oldest") or "0")
        found = [m for m in found if float(m["ts"]) >= float(oldest)]
        return {"ok": True, "messages": found[: int(given.get("limit") or 100)], "has_more": False}


class _SlackServer(ThreadingHTTPServer):
    daemon_threads = True
    sink: SlackSink


class _SlackHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _SlackServer

    def do_POST(self) -> None:
        """A call with its arguments as JSON or as a form."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        is_json = "json" in self.headers.get("Content-Type", "")
        self._call(json.loads(body or "{}") if is_json else dict(parse_qsl(body)))

    def do_GET(self) -> None:
        """A call with its arguments in the query."""
        self._call(dict(parse_qsl(urlsplit(self.path).query)))

    def _call(self, given: dict[str, Any]) -> None:
        for key in ("blocks", "metadata"):  # a form carries both as JSON text
            if isinstance(given.get(key), str):
                given[key] = json.loads(given[key])
        token = self.headers.get("Authorization", "").removeprefix("Bearer ") or str(given.get("token", ""))
        method = urlsplit(self.path).path.rpartition("/")[2]
        content = json.dumps(self.server.sink.call(method, given, token)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Quiet: the console shows the messages themselves."""


class MailSink:
    """An SMTP server that keeps and shows each mail. `mails` holds them, oldest first."""

    def __init__(self, console: Console | None = None) -> None:
        self.mails: list[EmailMessage] = []
        self._console = console
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._controller = _controller(self, self._socket)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802 - aiosmtpd's
        """Take one mail (aiosmtpd's hook)."""
        mail = BytesParser(_class=EmailMessage, policy=default).parsebytes(envelope.content)
        self.mails.append(mail)
        if self._console is not None:
            self._console.print(mail_panel(mail, envelope.rcpt_tos))
        return "250 OK"


def _controller(handler: MailSink, bound: socket.socket) -> Any:
    """A controller on a socket that is bound already: aiosmtpd itself cannot tell which port "0" became."""
    from aiosmtpd.controller import Controller

    class BoundController(Controller):
        def _create_server(self) -> Any:
            return self.loop.create_server(self._factory_invoker, sock=bound)

    return BoundController(handler, hostname="127.0.0.1", port=handler.port)
