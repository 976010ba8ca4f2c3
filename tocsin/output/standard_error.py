"""Standard error as everything of ours and of the libraries writes to it."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any, TextIO, cast


class _Lasting:
    """A stream that may be full, closed, or a pipe that nobody reads: what is said is lost then, and no work."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """All of the text, or none of it."""
        with suppress(OSError, ValueError):  # ValueError: the stream is closed
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """What could be written is."""
        with suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def keep_working() -> None:
    """From now on standard error ends no work, whatever becomes of it."""
    sys.stderr = cast("TextIO", _Lasting(sys.stderr))
