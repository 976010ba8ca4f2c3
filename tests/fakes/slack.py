"""A Slack stand-in that speaks the wire format of the methods that Tocsin uses, and misbehaves by name.

In a test: `with SlackStandIn() as slack: ...`. As a process: `python -m fakes.slack --port 0 --log FILE` prints its
port; every accepted message becomes one JSON line of FILE. `POST /_misbehave {"name": ..., "times": 1, "method": ...}`
plans a misbehaviour and `GET /_messages` lists the messages.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

Json = dict[str, Any]
TEAMS = {f"team-{number}": f"C0TEAM{number:04}" for number in range(10)}
CHANNELS = {"security": "C0SECURITY", "general": "C0GENERAL1", **TEAMS}
HTML = b"<!doctype html><title>Sign in to the hotel network</title>"


class SlackStandIn:
    """Records what it accepts, in order, as dicts with `channel`, `ts`, `text`, `blocks`, `via` and what was sent."""

    def __init__(self, port: int = 0, log: Path | None = None, token: str = "xoxb-test") -> None:
        self.messages: list[Json] = []
        self.requests: list[tuple[str, Json]] = []
        self.whispers: list[Json] = []
        self.whispered = threading.Event()
        self.socket_url = ""
        self.token = token
        self.page_size = 100
        self._log = log
        self._first = int(time.time())
        self._planned: list[tuple[str, str | None]] = []
        self._lock = threading.Lock()
        self.closing = threading.Event()
        stand_in = self

        class Handler(_Handler):
            owner = stand_in

        self._server = _Server(("127.0.0.1", port), Handler)
        self.port = self._server.server_port

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    @property
    def response_url(self) -> str:
        """Where what only one user sees is posted to."""
        return f"http://127.0.0.1:{self.port}/actions/T0TEST/1/x"

    @property
    def webhook_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/services/T0TEST/B0TEST/hook-secret"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def serve_forever(self) -> None:
        self._server.serve_forever()

    def misbehave(self, name: str, times: int = 1, method: str | None = None) -> None:
        """The next `times` requests (of `method`, or "webhook") end in `name`: see `_Handler.misbehaviours`, or an error code."""
        with self._lock:
            self._planned += [(name, method)] * times

    def planned(self, method: str) -> str | None:
        with self._lock:
            for number, (_, wanted) in enumerate(self._planned):
                if wanted in (None, method):
                    return self._planned.pop(number)[0]
        return None

    def accept(self, message: Json, via: str) -> Json:
        with self._lock:
            kept = {**message, "ts": f"{self._first}.{len(self.messages):06d}", "via": via}
            self.messages.append(kept)
            if self._log:
                with self._log.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(kept, ensure_ascii=False) + "\n")
        return kept

    def texts(self, message: Json) -> str:
        """Everything that a reader sees of a message's blocks, one line per element."""
        return "\n".join(_texts(message.get("blocks") or message.get("text", "")))


def _texts(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, list):
        return [text for child in node for text in _texts(child)]
    if isinstance(node, dict):
        if node.get("type") == "rich_text_section":
            return ["".join(_texts(node["elements"]))]
        return [text for key in ("text", "elements", "fields") if key in node for text in _texts(node[key])]
    return []


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of a client that died before it had its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    owner: SlackStandIn
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        path = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if len(body) < length:  # whoever was sending is dead
            self.close_connection = True
            return None
        if path.path == "/_misbehave":
            plan = json.loads(body)
            self.owner.misbehave(plan["name"], int(plan.get("times", 1)), plan.get("method"))
            return self._answer(200, b"{}")
        if path.path.startswith("/actions/"):
            self.owner.whispers.append(json.loads(body))
            self.owner.whispered.set()
            return self._answer(200, b"ok", "text/plain")
        is_webhook = path.path.startswith("/services/")
        method = "webhook" if is_webhook else path.path.removeprefix("/api/")
        arguments = self._arguments(method, body, path.query)
        self.owner.requests.append((method, arguments))
        misbehaviour = self.owner.planned(method)
        if misbehaviour:
            return self._misbehave(misbehaviour, method, arguments)
        return self._webhook(arguments) if is_webhook else self._api(method, arguments)

    def do_GET(self) -> None:
        if urlsplit(self.path).path == "/_messages":
            return self._answer(200, json.dumps(self.owner.messages).encode())
        return self.do_POST()

    def _arguments(self, method: str, body: bytes, query: str) -> Json:
        if self.headers.get_content_type() == "application/json":
            reads = method.startswith("conversations.")  # which sees nothing of a JSON body, as at Slack
            return {} if reads else dict(json.loads(body or b"{}"))
        return {**dict(parse_qsl(query)), **dict(parse_qsl(body.decode()))}

    def _webhook(self, arguments: Json) -> None:
        error = _problem(arguments)
        if error:
            return self._answer(400, error.encode(), "text/plain")
        self.owner.accept(arguments, "webhook")
        return self._answer(200, b"ok", "text/plain")

    def _api(self, method: str, arguments: Json) -> None:
        if (
            self.headers.get("Authorization") != f"Bearer {self.owner.token}"
            and arguments.get("token") != self.owner.token
        ):
            return self._json({"ok": False, "error": "invalid_auth"})
        call: Callable[[Json], Json] | None = {
            "auth.test": lambda _: {"ok": True, "team": "Test", "user": "tocsin"},
            "chat.postMessage": self._post_message,
            "chat.update": self._update,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "conversations.list": self._list,
            "apps.connections.open": lambda _: {"ok": True, "url": self.owner.socket_url},
        }.get(method)
        return self._json(call(arguments) if call else {"ok": False, "error": "unknown_method"})

    def _post_message(self, arguments: Json) -> Json:
        channel = _channel_id(arguments.get("channel", ""))
        problem = _problem(arguments) or ("" if channel else "channel_not_found")
        if problem:
            return {"ok": False, "error": problem}
        kept = self.owner.accept({**arguments, "channel": channel}, "api")
        return {"ok": True, "channel": channel, "ts": kept["ts"], "message": kept}

    def _update(self, arguments: Json) -> Json:
        for message in self.owner.messages:
            if (message["channel"], message["ts"]) == (_channel_id(arguments["channel"]), arguments["ts"]):
                message.update({key: arguments[key] for key in ("text", "blocks") if key in arguments})
                return {"ok": True, "channel": message["channel"], "ts": message["ts"]}
        return {"ok": False, "error": "message_not_found"}

    def _history(self, arguments: Json) -> Json:
        if arguments.get("channel") not in CHANNELS.values():  # takes ids only, as Slack does
            return {"ok": False, "error": "channel_not_found"}
        found = [m for m in self._in_channel(arguments) if "thread_ts" not in m or m.get("reply_broadcast")]
        return self._page(found[::-1], arguments)

    def _replies(self, arguments: Json) -> Json:
        thread = arguments.get("ts")
        found = [m for m in self._in_channel(arguments) if thread in (m["ts"], m.get("thread_ts"))]
        return self._page(found, arguments) if found else {"ok": False, "error": "thread_not_found"}

    def _in_channel(self, arguments: Json) -> list[Json]:
        return [m for m in self.owner.messages if m.get("channel") == arguments.get("channel")]

    def _list(self, arguments: Json) -> Json:
        return {"ok": True, "channels": [{"id": i, "name": n} for n, i in CHANNELS.items()], "response_metadata": {}}

    def _page(self, found: list[Json], arguments: Json) -> Json:
        oldest = float(arguments.get("oldest") or 0)
        found = [m for m in found if float(m["ts"]) > oldest]
        start = int(arguments.get("cursor") or 0)
        size = min(int(arguments.get("limit") or 100), self.owner.page_size)
        shown = found[start : start + size]
        if str(arguments.get("include_all_metadata")).lower() not in ("1", "true"):
            shown = [{key: value for key, value in m.items() if key != "metadata"} for m in shown]
        cursor = str(start + size) if start + size < len(found) else ""
        return {"ok": True, "messages": shown, "response_metadata": {"next_cursor": cursor}}

    def _misbehave(self, name: str, method: str, arguments: Json) -> None:
        wait = {
            "429_seconds": "2",
            "429_hour": "3600",
            "429_date": format_datetime(_http_now(seconds=600), usegmt=True),
            "429_absurd": "1000000000",
            "429_negative": "-5",
            "429_words": "soon",
        }.get(name)
        if name == "hang":
            self.owner.closing.wait(120)
            self.close_connection = True
        elif name == "close":
            self.close_connection = True
        elif name in ("accept_then_close", "accept_then_500"):
            channel = _channel_id(arguments.get("channel", "")) or "C0SECURITY"
            self.owner.accept({**arguments, "channel": channel}, "webhook" if method == "webhook" else "api")
            self.close_connection = True
            if name == "accept_then_500":
                self._answer(500, b"oops", "text/plain")
        elif name == "html_200":
            self._answer(200, HTML, "text/html")
        elif name == "json_list":
            self._answer(200, b"[]")
        elif wait is not None or name == "429_none":
            headers = {"Retry-After": wait} if wait else {}
            self._answer(429, b'{"ok": false, "error": "ratelimited"}', headers=headers)
        elif name.isdigit():
            self._answer(int(name), b"upstream says no", "text/plain")
        elif method == "webhook":
            status = {"channel_is_archived": 410, "invalid_token": 403, "no_service": 404}.get(name, 400)
            self._answer(status, name.encode(), "text/plain")
        else:
            self._json({"ok": False, "error": name})

    def _json(self, data: Json) -> None:
        self._answer(200, json.dumps(data).encode())

    def _answer(
        self, status: int, body: bytes, kind: str = "application/json", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: what matters is recorded."""


def _channel_id(channel: str) -> str | None:
    return channel if channel in CHANNELS.values() else CHANNELS.get(channel.lstrip("#"))


def _problem(message: Json) -> str | None:
    """What Slack would refuse of a message, as its error code."""
    blocks = message.get("blocks") or []
    if not blocks and not message.get("text"):
        return "no_text"
    if len(blocks) > 50 or any(len(text) > 3000 for text in _texts(blocks)):
        return "invalid_blocks"
    for block in blocks:
        if block["type"] == "header" and not 0 < len(block["text"]["text"]) <= 150:
            return "invalid_blocks"
    return None


def _http_now(seconds: float) -> Any:
    from datetime import UTC, datetime, timedelta

    return datetime.now(UTC) + timedelta(seconds=seconds)


def main() -> None:
    """Serves until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--token", default="xoxb-test")
    options = parser.parse_args()
    stand_in = SlackStandIn(options.port, options.log, options.token)
    print(stand_in.port, flush=True)
    stand_in.serve_forever()


if __name__ == "__main__":
    main()
