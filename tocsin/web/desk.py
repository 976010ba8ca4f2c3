"""What every page is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from config.settings import Settings
from model.document import Source
from storage.database import Database
from tocsin.clock import Clock
from tocsin.web.access.limits import LoginLimit


def _nobody_works(_what: str) -> None:
    """Outside of `serve` there is no child process to ask; the next run takes what waits."""


def _always_awake() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Desk:
    """One running web application.

    `ask_for_work` tells the service that something waits for its child process; `scheduler_alive` says whether the
    schedule is kept.
    """

    settings: Settings
    database: Database
    sources: Sequence[Source]
    clock: Clock = field(default_factory=Clock)
    ask_for_work: Callable[[str], None] = _nobody_works
    scheduler_alive: Callable[[], bool] = _always_awake
    logins: LoginLimit = field(default_factory=LoginLimit)
    remembered: dict[str, tuple[datetime, Any]] = field(default_factory=dict)
