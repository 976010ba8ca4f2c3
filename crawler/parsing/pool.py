"""Parsing away from the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class ParserPool:
    """Runs pure parsing functions in threads."""

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """The function's result, or what it raises."""
        return await asyncio.to_thread(function, *args)

    def close(self) -> None:
        """Nothing to let go."""
