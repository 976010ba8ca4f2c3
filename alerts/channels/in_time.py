"""Answers that have to be whole by a certain time: one byte now and then keeps within every time-out of a socket."""

from __future__ import annotations

import http.client
import io
import smtplib
import socket
import time
import urllib.request
from typing import Any

_TIMEOUTS = 3  # in all, for an answer over HTTP


class _InTime(io.RawIOBase):
    """What comes over a socket, each read within the socket's time-out, and all of it within `limit` seconds."""

    def __init__(self, sock: socket.socket, limit: float) -> None:
        self._sock = sock
        self._timeout = sock.gettimeout()
        self._raw = sock.makefile("rb", buffering=0)
        self._limit = limit
        self.begin()

    def begin(self) -> None:
        """The time begins anew, for the next answer."""
        self._until = time.monotonic() + self._limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        """Some bytes into `buffer`, and how many.

        Raises:
            TimeoutError: the time is over.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left if self._timeout is None else min(left, self._timeout))
        try:
            return self._raw.readinto(buffer)
        finally:
            self._sock.settimeout(self._timeout)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(http.client.HTTPResponse):
    """An answer over HTTP, all of it within three time-outs."""

    def __init__(self, sock: socket.socket, *args: Any, **named: Any) -> None:
        super().__init__(sock, *args, **named)
        self.fp.close()
        self.fp = io.BufferedReader(_InTime(sock, _TIMEOUTS * (sock.gettimeout() or 1)))


class _Http(http.client.HTTPConnection):
    response_class = _Answer


class _Https(http.client.HTTPSConnection):
    response_class = _Answer


class HttpInTime(urllib.request.HTTPHandler):
    """For an opener that waits for no answer over http longer than three of its time-outs."""

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """The answer to a request."""
        return self.do_open(_Http, req)


class HttpsInTime(urllib.request.HTTPSHandler):
    """The same over https."""

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """The answer to a request."""
        return self.do_open(_Https, req)


class Smtp(smtplib.SMTP):
    """Each reply, however many lines it has, within one time-out: a thousand recipients are a thousand replies."""

    _replies: _InTime | None = None

    def getreply(self) -> tuple[int, bytes]:
        """The code and the text of the next reply."""
        if self.file is None and self.sock is not None:  # at first, and once more below TLS
            self._replies = _InTime(self.sock, self.sock.gettimeout() or 1)
            self.file = io.BufferedReader(self._replies)
        if self._replies is not None:
            self._replies.begin()
        return super().getreply()


class SmtpSsl(Smtp, smtplib.SMTP_SSL):
    """The same for a server that begins with TLS."""
