"""What a responder said of alerts: acknowledged, put off, muted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Response(StrEnum):
    """What a responder can do with an alert."""

    ACKNOWLEDGE = "acknowledge"
    SNOOZE = "snooze"
    NOT_OURS = "not ours"
    MUTE = "mute"


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is told until `until`: of one incident (`lineage`), or of what a filter `expression` holds for.

    A snooze puts messages off until then; a mute keeps them from being sent, and they stay on record.
    """

    id: int
    response: Response
    until: datetime
    by: str
    why: str
    lineage: str | None = None
    expression: str = ""
