"""What Tocsin tells its operators of itself and of their surroundings, beside the alerts about incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from model.vocabulary import Reason, Severity


@dataclass(frozen=True, slots=True)
class Notice:
    """A message without an incident: a source that fell silent, a dead letter, a changed list, a digest, a summary.

    `key` is stable: the same key is written once, whoever writes it. `title` is one line, `lines` are plain text, one
    statement each; every channel escapes them. `update_of` is the key of the notice that this one follows (a recovery
    answers the alarm), so that it goes into the same thread. A digest says the same as `table` (its head first) for
    channels that show one, with `trend`, the alerts of each of the last weeks, and how many alerts it `covers`.
    `credits` are what the licences of its sources ask to be printed.
    """

    key: str
    tenant_id: str
    reason: Reason
    severity: Severity
    title: str
    lines: tuple[str, ...]
    created: datetime
    update_of: str | None = None
    table: tuple[tuple[str, ...], ...] = ()
    trend: tuple[int, ...] = ()
    covers: int = 0
    credits: tuple[str, ...] = ()
