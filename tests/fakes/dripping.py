"""A server whose answer never ends: a little, again and again, each time soon enough for any time-out of a socket."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Drip:
    """Where it listens, and whether somebody heard it to its end."""

    def __init__(self, listening: socket.socket) -> None:
        self.port = int(listening.getsockname()[1])
        self.heard_out = False
        self.left = threading.Event()


@contextmanager
def dripping(first: bytes, again: bytes, last: bytes, *, times: int, pause: float = 0.05) -> Iterator[Drip]:
    """`first` at once to one caller, then `again` so many times, then `last`; nothing that is sent to it is read."""
    closing = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        drip = Drip(listening)

        def answer() -> None:
            with suppress(OSError), listening.accept()[0] as caller:
                caller.sendall(first)
                for _ in range(times):
                    if closing.wait(pause):
                        return
                    caller.sendall(again)
                drip.heard_out = True
                caller.sendall(last)
            drip.left.set()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield drip
        closing.set()
    thread.join(5)
