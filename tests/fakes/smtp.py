"""An SMTP stand-in (aiosmtpd) that keeps each message with its envelope and misbehaves by name.

In a test: `with SmtpStandIn() as smtp: ...`. As a process: `python -m fakes.smtp --port 0 --log FILE` prints its port;
every accepted message becomes one JSON line of FILE with `from`, `to` and `raw` (the message as text).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, Self, cast

from aiosmtpd.smtp import SMTP as SmtpServer  # noqa: N811 - a class
from aiosmtpd.smtp import AuthResult, Envelope, Session

STAGES = ("MAIL", "RCPT", "DATA")
ANSWERS = {
    "421": "421 4.3.2 closing, come back later",
    "450": "450 4.2.0 mailbox busy",
    "451": "451 4.7.1 greylisted",
    "452": "452 4.2.2 mailbox full",
    "550": "550 5.1.1 no such user",
    "552": "552 5.2.2 over quota",
    "554": "554 5.7.1 refused by policy",
}


@dataclass(frozen=True)
class Received:
    """One accepted message with its envelope."""

    sender: str
    to: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return cast("EmailMessage", message_from_bytes(self.raw, policy=default))

    def part(self, kind: str) -> str:
        """The text of the "plain" or "html" part."""
        body = self.message.get_body((kind,))
        return str(body.get_content()).replace("\r\n", "\n") if body else ""


@dataclass
class _Handler:
    log: Path | None = None
    received: list[Received] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    planned: list[tuple[str, str]] = field(default_factory=list)

    def _next(self, stage: str) -> str | None:
        for number, (name, wanted) in enumerate(self.planned):
            if wanted == stage:
                self.planned.pop(number)
                return name
        return None

    async def handle_MAIL(  # noqa: N802 - the name aiosmtpd calls
        self, _s: SmtpServer, _x: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        name = self._next("MAIL")
        if name:
            return ANSWERS[name]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self, _s: SmtpServer, _x: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        name = self._next("RCPT") or self.refused.get(address)
        if name:
            return ANSWERS[name]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self, server: SmtpServer, _x: Session, envelope: Envelope
    ) -> str:
        name = self._next("DATA")
        if name in ANSWERS:
            return ANSWERS[cast("str", name)]
        if name != "drop_unseen":
            self._keep(envelope)
        if name in ("drop_after_data", "drop_unseen") and server.transport is not None:
            cast("Any", server.transport).abort()
            await asyncio.sleep(0)
        if name == "hang":
            await asyncio.sleep(30)
        return "250 OK"

    def _keep(self, envelope: Envelope) -> None:
        one = Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), cast("bytes", envelope.content))
        self.received.append(one)
        if self.log:
            line = {"from": one.sender, "to": one.to, "raw": one.raw.decode("utf-8", "replace")}
            with self.log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


class SmtpStandIn:
    """Keeps what it accepts in `received`; `tls` is a server-side context, `starttls` offers instead of begins with it."""

    def __init__(
        self,
        port: int = 0,
        log: Path | None = None,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: bool = False,
        credentials: tuple[str, str] | None = None,
    ) -> None:
        self._handler = _Handler(log)

        def authenticate(_s: SmtpServer, _x: Session, _e: Envelope, _mechanism: str, data: Any) -> AuthResult:
            given = (data.login.decode(), data.password.decode())
            return AuthResult(success=given == credentials, handled=False)

        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

        def protocol() -> SmtpServer:
            return SmtpServer(
                self._handler,
                hostname="stand-in.example",
                tls_context=tls if starttls else None,
                require_starttls=starttls,
                auth_required=credentials is not None,
                auth_require_tls=starttls,
                authenticator=authenticate if credentials else None,
                loop=self._loop,
            )

        listening = self._loop.create_server(protocol, "127.0.0.1", port, ssl=None if starttls else tls)
        self._server = self._loop.run_until_complete(listening)

    @property
    def received(self) -> list[Received]:
        return self._handler.received

    @property
    def port(self) -> int:
        return int(self._server.sockets[0].getsockname()[1])

    def misbehave(self, name: str, stage: str = "RCPT", times: int = 1) -> None:
        """The next `times` commands of `stage` (MAIL, RCPT, DATA) end in `name`.

        A name is a code of ANSWERS; for DATA also drop_after_data (kept, then cut), drop_unseen (cut) or hang (kept).
        """
        self._handler.planned += [(name, stage)] * times

    def refuse(self, address: str, name: str | None) -> None:
        """Every mail to `address` is refused with this code; None takes it back."""
        if name is None:
            self._handler.refused.pop(address, None)
        else:
            self._handler.refused[address] = name

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()


def main() -> None:
    """Serves until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--refuse", nargs="*", default=[], metavar="ADDRESS", help="refuse these recipients with 550")
    options = parser.parse_args()
    with SmtpStandIn(options.port, options.log) as stand_in:
        for address in options.refuse:
            stand_in.refuse(address, "550")
        print(stand_in.port, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
