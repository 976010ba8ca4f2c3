"""One question, as each engine is asked it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """`text` in our language; `bare(sqlite)` the engine's own expression; `since` a key, `records` a least count.

    `read`: what was found is read from its rows too. `anew`: nothing that is kept from before may be used.
    """

    text: str
    bare: Callable[[bool], str] | None = None
    tantivy: str | None = None
    since: int | None = None
    records: int | None = None
    relevance: bool = False
    facets: bool = False
    read: bool = False
    anew: bool = False
