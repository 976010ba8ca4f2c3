"""The other end of Socket Mode: a WebSocket server (RFC 6455) that sends envelopes and hears acknowledgements."""

from __future__ import annotations

import base64
import hashlib
import json
import queue
import socket
import socketserver
import struct
import threading
from typing import Any, Self

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
PATIENCE = 240.0


class SocketStandIn:
    """Each connection that was opened is in `connections`, oldest first; what a client said last is in `said`."""

    def __init__(self) -> None:
        self.opened: queue.Queue[_Connection] = queue.Queue()
        self.said: queue.Queue[dict[str, Any]] = queue.Queue()
        stand_in = self

        class Connection(_Connection):
            owner = stand_in

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Connection)
        self._server.daemon_threads = True
        self.url = f"ws://127.0.0.1:{self._server.server_address[1]}/link/?ticket=canary-ticket"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def connection(self) -> _Connection:
        """The next connection that a client opens."""
        return self.opened.get(timeout=PATIENCE)

    def acknowledged(self) -> str:
        """The envelope that a client acknowledges next."""
        return str(self.said.get(timeout=PATIENCE)["envelope_id"])


class _Connection(socketserver.StreamRequestHandler):
    owner: SocketStandIn

    def handle(self) -> None:
        headers = dict(
            line.split(": ", 1) for line in iter(lambda: self.rfile.readline().decode().strip(), "") if ": " in line
        )
        proof = base64.b64encode(hashlib.sha1(headers["Sec-WebSocket-Key"].encode() + _GUID).digest()).decode()
        self.wfile.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + f"Sec-WebSocket-Accept: {proof}\r\n\r\n".encode()
        )
        self.send({"type": "hello", "num_connections": 1})
        self.owner.opened.put(self)
        while (frame := self._frame()) is not None:
            kind, body = frame
            if kind == _PING:
                self._send(_PONG, body)
            elif kind == _TEXT:
                self.owner.said.put(json.loads(body))
            elif kind == _CLOSE:
                return

    def send(self, message: dict[str, Any]) -> None:
        """One message of Slack's."""
        self._send(_TEXT, json.dumps(message).encode())

    def envelope(self, number: str, payload: dict[str, Any], kind: str = "interactive") -> None:
        """An interaction, to be acknowledged by its number."""
        self.send({"envelope_id": number, "type": kind, "accepts_response_payload": False, "payload": payload})

    def drop(self) -> None:
        """Ends the connection without a word."""
        self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, kind: int, body: bytes) -> None:
        size = bytes([len(body)]) if len(body) < 126 else b"\x7e" + struct.pack(">H", len(body))
        self.wfile.write(bytes([0x80 | kind]) + size + body)

    def _frame(self) -> tuple[int, bytes] | None:
        head = self.rfile.read(2)
        if len(head) < 2:
            return None
        size = head[1] & 0x7F
        if size >= 126:
            wide = self.rfile.read(2 if size == 126 else 8)
            size = int.from_bytes(wide, "big")
        mask, body = self.rfile.read(4), self.rfile.read(size)
        return head[0] & 0x0F, bytes(byte ^ mask[at % 4] for at, byte in enumerate(body))
