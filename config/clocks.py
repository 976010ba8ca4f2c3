"""Which statutory clocks apply to the organisation."""

from __future__ import annotations

from pydantic import Field

from config.fields import Strict
from model.clock import OwnRole, Regime


class ClockSettings(Strict):
    """None is on by itself. `role`: what the organisation is to the data that its vendors hold."""

    regimes: list[Regime] = Field(default_factory=list)
    role: OwnRole = OwnRole.CONTROLLER
